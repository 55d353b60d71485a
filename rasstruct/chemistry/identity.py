"""By which texts is a molecule identified?"""

from __future__ import annotations

from dataclasses import dataclass

from rdkit import Chem, rdBase
from rdkit.Chem import rdMolDescriptors

__all__ = ["MoleculeIdentity", "identify_molecule"]


@dataclass(frozen=True, slots=True)
class MoleculeIdentity:
    """Canonical SMILES, InChIKey (`None` where InChI has none) and Hill formula."""

    smiles: str
    inchikey: str | None
    formula: str


def identify_molecule(molecule: Chem.Mol) -> MoleculeIdentity:
    """Give the identifiers of a molecule; hydrogens that are atoms do not count.

    Examples
    --------
    >>> identify_molecule(Chem.MolFromSmiles("OCC"))
    MoleculeIdentity(smiles='CCO', inchikey='LFQSCWFLJHTTHZ-UHFFFAOYSA-N', formula='C2H6O')
    """
    with rdBase.BlockLogs():
        heavy = Chem.RemoveHs(molecule)
        inchikey = Chem.MolToInchiKey(heavy) or None  # type: ignore[no-untyped-call]
    return MoleculeIdentity(Chem.MolToSmiles(heavy), inchikey, rdMolDescriptors.CalcMolFormula(heavy))
