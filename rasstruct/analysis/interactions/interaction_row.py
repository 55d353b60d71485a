"""What is said about one interaction of a ligand?"""

from __future__ import annotations

import dataclasses

from rasstruct._base.records import column

__all__ = ["KINDS", "Interaction"]

#: kinds of interaction, the most specific first; ``contact`` stands where nothing else is found
KINDS = (
    "covalent", "metal", "saltbridge", "hbond", "halogen", "cationpi", "pistacking", "hydrophobic", "waterbridge",
    "contact",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Interaction:
    """One interaction between a ligand and a residue, nucleotide, ion, water or partner."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_name: str | None = column("string", "name of the ligand")
    ligand_residue: str = column("string", "chain and number of the ligand")
    partner: str = column("string", "CYS12 (UniProt number on the own chain, else file number), GDP, MG, HOH …")
    partner_kind: str = column("string", "own chain, partner chain, water, nucleotide, ion, or another role")
    partner_chain_id: str = column("string", "author chain of the partner")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only")
    author_number: int = column("integer", "residue number of the partner in the file")
    insertion_code: str | None = column("string", "insertion code of the partner in the file")
    residue_name: str = column("string", "residue name or HET code of the partner in the file")
    interaction: str = column("string", "kind of interaction")
    distance: float = column("number", "between the atoms, or centres of rings, named", unit="Å")
    angle: float | None = column("number", "the angle that the criterion uses, where it has one", unit="degrees")
    ligand_atoms: tuple[str, ...] = column("list", "atoms of the ligand; all atoms of a ring")
    partner_atoms: tuple[str, ...] = column("list", "atoms of the partner; all atoms of a ring")
    ligand_role: str | None = column("string", "donor, acceptor, cation, anion, ring … of the ligand")
    contact_part: str | None = column("string", "side chain or backbone (with CB) of an amino acid")
    waters: tuple[str, ...] = column("list", "waters between, as HOH and residue key")
    assumption: str | None = column("string", "protonation or tautomer that the call rests on")
