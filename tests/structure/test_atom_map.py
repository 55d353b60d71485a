"""The map from UniProt number and atom name to coordinate row.

Oracle: gemmi's own atoms of the same file; 8AZR's file numbers are UniProt numbers (DBREF).
"""

from __future__ import annotations

import gemmi
import numpy as np

import rasstruct as rs
from rasstruct.structure.atom_map import map_atoms

NAMES = ("N", "CA", "CB", "OG")


def test_rows_hold_the_atoms_gemmi_reads(entry_8azr: rs.Entry, text_8azr: str) -> None:
    chain = entry_8azr["A"]
    rows = map_atoms(entry_8azr.structure.topology, chain.numbering, NAMES)
    assert rows.shape == (188, len(NAMES))
    read = gemmi.read_pdb_string(text_8azr)[0]["A"]
    for residue in read.get_polymer():
        for slot, name in enumerate(NAMES):
            atoms = [atom for atom in residue if atom.name == name]
            if residue.seqid.num < 1:
                continue
            row = rows[residue.seqid.num - 1, slot]
            assert (row >= 0) == bool(atoms)
            if len(atoms) == 1:
                assert np.allclose(entry_8azr.xyz[0, row], atoms[0].pos.tolist(), atol=5e-4)


def test_absent_atoms_and_residues_are_minus_one(entry_8azr: rs.Entry) -> None:
    rows = map_atoms(entry_8azr.structure.topology, entry_8azr["A"].numbering, NAMES)
    assert rows[10 - 1, NAMES.index("CB")] == -1  # Gly10 has no CB
    assert rows[10 - 1, NAMES.index("CA")] >= 0
    assert rows[17 - 1, NAMES.index("OG")] >= 0  # Ser17 has OG, its neighbour Lys16 has not
    assert rows[16 - 1, NAMES.index("OG")] == -1
    assert (rows[170 - 1 :] == -1).all()  # 8AZR ends before residue 170


def test_the_map_indexes_any_number_of_models(entry_5p21: rs.Entry) -> None:
    rows = map_atoms(entry_5p21.structure.topology, entry_5p21["A"].numbering, ("CA",))[:166, 0]
    stacked = np.stack([entry_5p21.xyz[0]] * 3)
    steps = np.linalg.norm(np.diff(stacked[:, rows], axis=1), axis=2)
    assert steps.shape == (3, 165)
    assert ((steps > 2.8) & (steps < 4.0)).all()  # consecutive CA atoms, cis to trans
