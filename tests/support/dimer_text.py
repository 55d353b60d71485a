"""The α4–α5 dimer of 5P21 as PDB text to edit, and the residues in contact by another program.

gemmi builds it by REMARK 350 of the file; nothing here calls rasstruct.
"""

from __future__ import annotations

from collections.abc import Collection

import gemmi
import numpy as np
from biopython_oracle import find_contacts, read_model
from pdb_text import PdbText, moved, xyz_of


def dimer_of(text: str) -> PdbText:
    """Give the protein of the first assembly as chains A and B, without cell and header."""
    parsed = gemmi.read_pdb_string(text)
    structure = gemmi.Structure()
    structure.add_model(gemmi.make_assembly(parsed.assemblies[0], parsed[0], gemmi.HowToNameCopiedChain.Short))
    structure.remove_ligands_and_waters()
    return PdbText(structure.make_pdb_string()).only(lambda line: line.startswith(("ATOM", "END")))


def without(text: PdbText, chains: str, numbers: Collection[int]) -> PdbText:
    """Leave residues of some chains out."""
    return text.without(lambda line: line.startswith("ATOM") and line[21] in chains and int(line[22:26]) in numbers)


def push_apart(text: PdbText, distance: float) -> PdbText:
    """Move chain B away from chain A, along the line between their middles, in Å."""
    first, second = (
        np.mean([xyz_of(line) for line in text.lines if line.startswith("ATOM") and line[21] == name], axis=0)
        for name in "AB"
    )
    step = distance * (second - first) / np.linalg.norm(second - first)
    return text.edited(lambda line: moved(line, step) if line[21] == "B" else line)


def contacts_by_biopython(text: PdbText, cutoff: float = 5.0) -> tuple[set[int], set[int]]:
    """Give the residues of A and of B with atoms within the cut-off of the other."""
    found = find_contacts(read_model(text.text), cutoff)
    own, partner = ({residue.id[1] for residue in found[name]} for name in "AB")
    return own, partner
