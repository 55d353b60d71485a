"""Do residues become one molecule?

Oracles: the same sequence built by RDKit (``Chem.MolFromSequence``), without the second oxygen of the last residue,
which 5P21 shows nowhere inside its chain.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from ligand_atoms import LigandAtoms
from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.join_residues import ResidueAtoms, join_residues


def residues(pdb: Any, numbers: range) -> list[ResidueAtoms]:
    """Take residues of the protein, first alternate location."""
    found = []
    for number in numbers:
        lines = [
            line
            for line in pdb.protein().lines
            if int(line[22:26]) == number and line[16] in " A" and line[76:78].strip() != "H"
        ]
        found.append(ResidueAtoms(str(number), lines[0][17:20], *LigandAtoms.of(lines).columns))
    return found


def sequence_without_last_oxygen(sequence: str) -> Chem.Mol:
    """Build the peptide with RDKit, its last carbonyl bare."""
    molecule = Chem.RWMol(Chem.MolFromSequence(sequence))
    (last,) = (atom.GetIdx() for atom in molecule.GetAtoms() if atom.GetPDBResidueInfo().GetName().strip() == "OXT")
    molecule.RemoveAtom(last)
    Chem.SanitizeMol(molecule)
    return molecule.GetMol()


@pytest.mark.parametrize(("numbers", "sequence"), [(range(10, 16), "GAGGVG"), (range(17, 23), "SALTIQ")])
def test_peptide_is_the_one_of_its_sequence(pdb_5p21: Any, numbers: range, sequence: str) -> None:
    given = residues(pdb_5p21, numbers)
    if sequence.startswith("S"):
        assert [residue.het_code for residue in given] == ["SER", "ALA", "LEU", "THR", "ILE", "GLN"]
    built = join_residues("peptide", given)
    assert (built.basis, built.missing_atoms) == ("component", (f"{given[-1].het_code} {given[-1].number} OXT",))
    assert Chem.MolToSmiles(built.molecule) == Chem.MolToSmiles(sequence_without_last_oxygen(sequence))


def test_atoms_name_their_residue(pdb_5p21: Any) -> None:
    built = join_residues("peptide", residues(pdb_5p21, range(10, 12)))
    found = [(atom.GetProp("residue"), atom.GetProp("atom_name")) for atom in built.molecule.GetAtoms()]
    assert found == [("GLY 10", n) for n in ("N", "CA", "C", "O")] + [
        ("ALA 11", n) for n in ("N", "CA", "C", "O", "CB")
    ]


def test_residues_that_do_not_touch_stay_apart(pdb_5p21: Any) -> None:
    first, _, third = residues(pdb_5p21, range(10, 13))
    built = join_residues("peptide", [first, third])
    assert len(Chem.GetMolFrags(built.molecule)) == 2
    assert built.missing_atoms == ("GLY 10 OXT", "GLY 12 OXT")


@pytest.mark.parametrize(("gap", "pieces"), [(1.33, 1), (2.2, 2)], ids=["bonded", "too far"])
def test_chain_end_is_bonded_to_any_residue_that_stands_at_bond_distance(
    pdb_5p21: Any, gap: float, pieces: int
) -> None:
    first, *_, last = residues(pdb_5p21, range(10, 16))
    assert (first.het_code, last.het_code) == ("GLY", "GLY")
    nitrogen, rest = first.xyz[0], first.xyz.mean(axis=0) - first.xyz[0]
    carbon = last.xyz[last.atom_names.index("C")]
    # a third neighbour of a carbonyl carbon stands opposite to the other two
    around = [last.xyz[last.atom_names.index(name)] - carbon for name in ("CA", "O")]
    outward = -sum(arm / np.linalg.norm(arm) for arm in around)
    outward /= np.linalg.norm(outward)
    # glycine has no hand: it is reflected so that all of it lies beyond its nitrogen
    normal = rest / np.linalg.norm(rest) - outward
    mirror = np.eye(3) - 2 * np.outer(normal, normal) / (normal @ normal)
    moved = (first.xyz - nitrogen) @ mirror + carbon + gap * outward
    built = join_residues("peptide", [ResidueAtoms("10", "GLY", first.atom_names, first.elements, moved), last])
    assert len(Chem.GetMolFrags(built.molecule)) == pieces
    # the residue whose end is joined has lost its second oxygen and does not miss it
    assert built.missing_atoms == (("GLY 10 OXT",) if pieces == 1 else ("GLY 10 OXT", "GLY 15 OXT"))


def test_residue_without_component_makes_the_whole_perceived(pdb_5p21: Any) -> None:
    given = residues(pdb_5p21, range(10, 13))
    strange = ResidueAtoms("11", "UNL", given[1].atom_names, given[1].elements, given[1].xyz)
    built = join_residues("peptide", [given[0], strange, given[2]])
    assert built.basis == "perceived"
    assert "UNL 11 fits no component" in built.notes[0]
    assert Chem.MolToSmiles(built.molecule) == Chem.MolToSmiles(sequence_without_last_oxygen("GAG"))


def test_overlapping_residues_are_refused(pdb_5p21: Any) -> None:
    first, second = residues(pdb_5p21, range(10, 12))
    onto = first.xyz[0] - second.xyz[0]
    with pytest.raises(MoleculeError, match="Å apart"):
        join_residues(
            "peptide", [first, ResidueAtoms("11", "ALA", second.atom_names, second.elements, second.xyz + onto)]
        )
