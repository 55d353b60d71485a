"""Which scheme, pocket and cut-off are meant when the user names none?"""

from __future__ import annotations

__all__ = ["DEFAULT_CUTOFF", "DEFAULT_NEIGHBOUR_CUTOFF", "DEFAULT_POCKET", "DEFAULT_SCHEME"]

#: regions as the review draws them
DEFAULT_SCHEME = "chen2021"
#: pocket that is listed where no inhibitor is bound
DEFAULT_POCKET = "SII-P"
#: Å between heavy atoms that count as a contact
DEFAULT_CUTOFF = 4.5
#: Å between heavy protein atoms that make two chains neighbours in a crystal (Parker 2022
#: doi:10.1158/0008-5472.CAN-22-0804)
DEFAULT_NEIGHBOUR_CUTOFF = 5.0
