"""What does an SDF record of a molecule of the ligand table hold?"""

from __future__ import annotations

from rdkit import Chem
from rdkit.Chem import rdDepictor

from rasstruct.chemistry.write_sdf import format_sdf
from rasstruct.reference.ligand_names import KnownLigand

__all__ = ["format_library_sdf"]

_WRITTEN = ("synonyms", "het_codes", "target", "target_mutation", "site", "warhead", "atropisomer", "confidence")


def format_library_sdf(row: KnownLigand, mol: Chem.Mol) -> str:
    """Write one SDF record.

    Parameters
    ----------
    row
        Row of the ligand table; its facts become data items.
    mol
        The molecule in the form to write; a copy of it gets the coordinates of a flat drawing.
    """
    flat = Chem.Mol(mol)
    rdDepictor.Compute2DCoords(flat)
    facts = {name: getattr(row, name) for name in _WRITTEN}
    texts = {name: ";".join(held) if isinstance(held, tuple) else held or "" for name, held in facts.items()}
    return format_sdf(flat, row.name, {"smiles": Chem.MolToSmiles(mol), **texts})
