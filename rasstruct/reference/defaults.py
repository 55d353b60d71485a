"""Which scheme, pocket and cut-off are meant when the user names none?"""

from __future__ import annotations

__all__ = ["DEFAULT_CUTOFF", "DEFAULT_POCKET", "DEFAULT_SCHEME"]

#: regions as the review draws them
DEFAULT_SCHEME = "chen2021"
#: pocket that is listed where no inhibitor is bound
DEFAULT_POCKET = "SII-P"
#: Å between heavy atoms that count as a contact
DEFAULT_CUTOFF = 4.5
