"""Which residues of a chain have published resistance, and against what?"""

from __future__ import annotations

from rasstruct.analysis.resistance import find_resistance
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand

__all__ = ["ABOUT_SITE", "find_evidence"]

_RESISTANT = {
    "this_ligand": "resistant, this inhibitor",
    "same_site": "resistant, another inhibitor of the site",
    "other": "resistant, inhibitor of another site",
}
_CONFLICTING, _CONTACT = "conflicting", "in contact, no resistance published"
#: evidence that is about the inhibitor or others in its place
ABOUT_SITE = (_RESISTANT["this_ligand"], _RESISTANT["same_site"], _CONFLICTING)


def find_evidence(chain: AnnotatedChain, ligand: BoundLigand | None = None) -> dict[int, tuple[str, bool]]:
    """Say for each residue what is published of its mutations.

    Parameters
    ----------
    chain
        The chain.
    ligand
        The inhibitor meant; all of the chain when not given.

    Returns
    -------
    dict
        By UniProt number of a modelled residue: the strongest kind of evidence
        (see `rasstruct.view.palette.EVIDENCE_COLOURS`) and whether the residue
        touches the inhibitor; residues without either are left out.
    """
    ranked = [_RESISTANT["this_ligand"], _CONFLICTING, _RESISTANT["same_site"], _RESISTANT["other"], _CONTACT]
    found: dict[int, tuple[str, bool]] = {}
    for row in find_resistance(chain):
        if not row.modelled or (ligand is not None and row.ligand_residue != str(ligand.key)):
            continue
        kind = _CONTACT if row.in_contact else None
        if row.effect == _CONFLICTING or (row.evidence_conflict and row.effect == "resistant"):
            kind = _CONFLICTING
        elif row.effect == "resistant":
            kind = _RESISTANT.get(row.evidence_applies or "", kind)
        if kind is None:
            continue
        before, touched = found.get(row.uniprot_number, (_CONTACT, False))
        best = min(kind, before, key=ranked.index)
        found[row.uniprot_number] = (best, touched or row.in_contact)
    return found
