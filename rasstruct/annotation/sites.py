"""Which pocket of RAS does a ligand sit in?

The rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804): each site has three
marker residues, and a ligand belongs to the site with the most markers within
4 Å. A tie goes to the pocket of which the ligand touches the larger share of
lining residues. A molecular glue needs two markers, because the surface it
shares with its chaperone is no pocket of RAS alone.
"""

from __future__ import annotations

from collections.abc import Collection

from rasstruct.reference.pockets import default_pockets, site_markers

__all__ = ["CONTACT_CUTOFF", "OTHER_SITE", "assign_site"]

#: Å between heavy atoms, Parker 2022
CONTACT_CUTOFF = 4.0
OTHER_SITE = "other"
_MARKERS_NEEDED, _MARKERS_NEEDED_BY_GLUE = 1, 2


def assign_site(contacts: Collection[int], *, is_glue: bool = False) -> str:
    """Name the site of a ligand.

    Parameters
    ----------
    contacts
        UniProt numbers of the residues within `CONTACT_CUTOFF` of the ligand.
    is_glue
        Whether a chaperone presents the ligand.

    Returns
    -------
    str
        SII-P, SI/II-P, nucleotide, base, allosteric, P110 or other.

    Examples
    --------
    >>> assign_site({10, 12, 68, 96, 99}), assign_site({32, 35, 64}, is_glue=True)
    ('SII-P', 'other')
    """
    touched = set(contacts)

    def rank(site: str) -> tuple[int, float]:
        lining = default_pockets()[site].residues
        return len(touched.intersection(site_markers()[site])), len(touched.intersection(lining)) / len(lining)

    best = max(site_markers(), key=rank)
    needed = _MARKERS_NEEDED_BY_GLUE if is_glue else _MARKERS_NEEDED
    return best if rank(best)[0] >= needed else OTHER_SITE
