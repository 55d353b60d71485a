"""Does a substitution ask something of the backbone that rotamers do not show?"""

from __future__ import annotations

from rasstruct.analysis.mutagenesis.surroundings import ResidueFrame

__all__ = ["find_backbone_flags"]

_GLYCINE, _PROLINE = "G", "P"
#: degrees; phi at which proline closes its ring: -65 ± 25 (MacArthur 1991 doi:10.1016/0022-2836(91)90721-H)
_PROLINE_PHI, _PROLINE_RANGE = -65.0, 25.0


def find_backbone_flags(from_residue: str, to_residue: str, frame: ResidueFrame) -> tuple[str, ...]:
    """Find what the backbone holds against a substitution.

    Parameters
    ----------
    from_residue, to_residue
        One-letter codes.
    frame
        The backbone.

    Returns
    -------
    tuple of str
        ``"glycine backbone"`` where a glycine with positive phi is replaced, a
        conformation that costs other residues about 1 kcal/mol (Takano 2001,
        doi:10.1093/protein/14.6.401); ``"proline backbone"`` where phi does not
        allow proline; ``"more flexible backbone"`` where glycine comes in.
    """
    if from_residue == to_residue:
        return ()
    flags = []
    if from_residue == _GLYCINE and frame.phi is not None and frame.phi > 0:
        flags.append("glycine backbone")
    if to_residue == _PROLINE and (frame.phi is None or abs(frame.phi - _PROLINE_PHI) > _PROLINE_RANGE):
        flags.append("proline backbone")
    if to_residue == _GLYCINE:
        flags.append("more flexible backbone")
    return tuple(flags)
