"""Which regions of RAS are told apart in pictures?

The motifs and switches of the default scheme, the hypervariable region, and
helix α3, which is the other wall of the switch-II pocket.
"""

from __future__ import annotations

from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.regions import Region, find_region, regions

__all__ = ["list_drawn_regions"]

_DRAWN_CATEGORIES = ("motif", "switch")
_TAIL, _HELIX, _HELIX_SCHEME = "HVR", "α3", "secondary_structure_5p21"


def list_drawn_regions(isoform: str) -> tuple[Region, ...]:
    """List the regions that pictures show, from the N-terminus on.

    Examples
    --------
    >>> [row.region for row in list_drawn_regions("KRAS4B")]
    ['P-loop', 'switch I', 'switch II', 'α3', 'HVR', 'CAAX']
    """
    rows = [row for row in regions(DEFAULT_SCHEME, isoform) if row.category in _DRAWN_CATEGORIES or row.region == _TAIL]
    return tuple(sorted([*rows, find_region(_HELIX, _HELIX_SCHEME)], key=lambda row: row.residues[0]))
