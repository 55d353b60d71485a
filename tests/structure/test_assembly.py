"""Biological assemblies and crystal neighbours are built by the operators of the file and the space group.

Oracles: gemmi's own `make_assembly` and `NeighborSearch` on the same text; for 5P21 the dimer that its
REMARK 350 describes; laws of symmetry operators.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import gemmi
import numpy as np
import pytest

from rasstruct._base.errors import EmptyStructureError, LookupFailedError
from rasstruct.structure.assembly import add_crystal_neighbours, build_assembly
from rasstruct.structure.copies import copy_chains
from rasstruct.structure.metadata import IDENTITY, Assembly, AssemblyPart, Operator
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.read import read_structure
from rasstruct.structure.symmetry import find_crystal_neighbours


@pytest.fixture(scope="module")
def structure_5p21(text_5p21: str) -> Structure:
    return read_structure(text_5p21)


@pytest.fixture(scope="module")
def cif_5p21(text_5p21: str) -> str:
    structure = gemmi.read_pdb_string(text_5p21)
    structure.setup_entities()
    return str(structure.make_mmcif_document().as_string())


@pytest.mark.parametrize("form", ["pdb", "cif"])
def test_dimer_of_5p21_has_the_positions_that_gemmi_gives(text_5p21: str, cif_5p21: str, form: str) -> None:
    structure = read_structure(text_5p21 if form == "pdb" else cif_5p21)
    parsed = gemmi.read_pdb_string(text_5p21)
    expected = gemmi.make_assembly(parsed.assemblies[0], parsed[0], gemmi.HowToNameCopiedChain.AddNumber)
    built = build_assembly(structure, "1")
    assert built.topology.chain_ids == ("A", "A-2")
    positions = np.array([cra.atom.pos.tolist() for cra in expected.all()])
    assert positions.shape == (2 * structure.topology.n_atoms, 3)
    assert np.abs(built.xyz[0] - positions).max() < 1e-3


def test_copies_are_numbered_like_the_original(structure_5p21: Structure) -> None:
    first, second = number_chains(build_assembly(structure_5p21, "1"))
    assert (first.chain_id, second.chain_id) == ("A", "A-2")
    assert first.uniprot_numbers.tolist() == second.uniprot_numbers.tolist() == list(range(1, 167))


def test_assembly_has_no_crystal_and_no_assembly_of_its_own(structure_5p21: Structure) -> None:
    metadata = build_assembly(structure_5p21, "1").metadata
    assert (metadata.cell, metadata.space_group, metadata.assemblies) == (None, None, ())
    assert metadata.chain_names["A-2"] == metadata.chain_names["A"]
    assert metadata.database_references["A-2"] == metadata.database_references["A"]


def test_covalent_bond_is_repeated_inside_each_copy_only(text_8azr: str) -> None:
    link = "LINK         OG  SER A   1                 N1  LR4 A 204     1555   1555  1.40  "
    structure = read_structure(text_8azr.replace("CRYST1", f"{link}\nCRYST1", 1))
    assert len(structure.metadata.links) == 1
    moved = Operator("shift", IDENTITY.rotation, (50.0, 0.0, 0.0))
    parts = (AssemblyPart(frozenset("A"), (IDENTITY, moved)),)
    made = build_assembly(with_assemblies(structure, Assembly("1", parts)), "1")
    assert [(link.first.chain_id, link.second.chain_id) for link in made.metadata.links] == [("A", "A"), ("A-2", "A-2")]


def with_assemblies(structure: Structure, *assemblies: Assembly) -> Structure:
    """Give a structure other assemblies."""
    return dataclasses.replace(structure, metadata=dataclasses.replace(structure.metadata, assemblies=assemblies))


def test_identity_changes_no_bit(structure_5p21: Structure) -> None:
    made = build_assembly(
        with_assemblies(structure_5p21, Assembly("1", (AssemblyPart(frozenset("A"), (IDENTITY,)),))), "1"
    )
    assert made.xyz.tobytes() == structure_5p21.xyz.tobytes()
    for column in ("atom_name", "element", "altloc", "occupancy", "b_factor", "residue_index", "first_atom", "letter"):
        assert np.array_equal(getattr(made.topology, column), getattr(structure_5p21.topology, column)), column


@pytest.mark.parametrize(
    ("expression", "shifts"),
    [
        ("1", [0.0]),
        ("1,3", [0.0, 3.0]),
        ("(1-3)", [0.0, 2.0, 3.0]),
        ("1-3", [0.0, 2.0, 3.0]),
        ("(1,2)(3)", [3.0, 5.0]),
        ("(P)(2,3)", [9.0, 10.0]),
    ],
)
def test_expressions_of_operators_are_combined(cif_5p21: str, expression: str, shifts: list[float]) -> None:
    """Operators are shifts along x, so that products add; P shifts by 7 Å."""
    block = gemmi.cif.read_string(cif_5p21)[0]
    names = ["id", "type", "name"]
    names += [f"matrix[{i}][{j}]" for i in (1, 2, 3) for j in (1, 2, 3)] + [f"vector[{i}]" for i in (1, 2, 3)]
    table = block.init_loop("_pdbx_struct_oper_list.", names)
    for name, shift in (("1", 0), ("2", 2), ("3", 3), ("P", 7)):
        table.add_row([name, "point", name, *["1", "0", "0", "0", "1", "0", "0", "0", "1"], str(shift), "0", "0"])
    chains = ",".join(sorted({row[0] for row in block.find("_atom_site.", ["label_asym_id"])}))
    generators = block.init_loop("_pdbx_struct_assembly_gen.", ["assembly_id", "oper_expression", "asym_id_list"])
    generators.add_row(["1", gemmi.cif.quote(expression), chains])
    structure = read_structure(block.as_string())
    made = build_assembly(structure, "1")
    first = made.xyz[0][:: structure.topology.n_atoms, 0] - structure.xyz[0][0, 0]
    assert np.allclose(first, shifts, atol=1e-3)


@pytest.mark.parametrize("expression", ["4", "1-9", "(1-99999999)(1-99999999)"])
def test_expression_of_operators_that_are_not_defined_builds_nothing(cif_5p21: str, expression: str) -> None:
    block = gemmi.cif.read_string(cif_5p21)[0]
    block.init_loop("_pdbx_struct_oper_list.", ["id", "type"]).add_row(["1", "'identity operation'"])
    generators = block.init_loop("_pdbx_struct_assembly_gen.", ["assembly_id", "oper_expression", "asym_id_list"])
    generators.add_row(["1", gemmi.cif.quote(expression), "Axp"])
    with pytest.raises(LookupFailedError, match="without its operators"):
        build_assembly(read_structure(block.as_string()), "1")


def test_unknown_assembly_is_refused_with_those_that_exist(structure_5p21: Structure) -> None:
    with pytest.raises(LookupFailedError, match=r"found no assembly '7' in .*, expected one of 1; choose one"):
        build_assembly(structure_5p21, "7")


def test_assembly_without_operators_is_refused(structure_5p21: Structure) -> None:
    damaged = with_assemblies(structure_5p21, Assembly("1", (AssemblyPart(frozenset("A"), ()),)))
    with pytest.raises(LookupFailedError, match="without its operators"):
        build_assembly(damaged, "1")


def test_no_chains_make_no_structure(structure_5p21: Structure) -> None:
    with pytest.raises(EmptyStructureError, match="found no chains to copy"):
        copy_chains(structure_5p21, ())


def test_crystal_neighbours_touch_the_atoms_that_gemmi_finds(text_5p21: str, structure_5p21: Structure) -> None:
    parsed = gemmi.read_pdb_string(text_5p21)
    parsed.remove_ligands_and_waters()
    search = gemmi.NeighborSearch(parsed, 5.0).populate(include_h=False)
    expected = {
        (cra.residue.seqid.num, cra.atom.name)
        for cra in parsed[0].all()
        if any(is_other_copy(parsed, mark, cra.atom) for mark in search.find_atoms(cra.atom.pos, "\0", radius=5.0))
    }
    topology = structure_5p21.topology
    found = {
        (int(topology.author_number[topology.residue_index[row]]), topology.atom_name[row].decode())
        for neighbour in find_crystal_neighbours(structure_5p21, "A", 5.0)
        for row in neighbour.near.tolist()
    }
    assert found == expected


def is_other_copy(parsed: gemmi.Structure, mark: Any, atom: gemmi.Atom) -> bool:
    """Say whether a neighbour is a copy: by another operator, or by a shift when the original is too far away."""
    return bool(mark.image_idx != 0 or mark.to_cra(parsed[0]).atom.pos.dist(atom.pos) > 5.0)


def test_neighbours_of_a_neighbour_hold_the_chain_itself(structure_5p21: Structure) -> None:
    """A contact is mutual: both sides touch as many operators, and the inverse operator is among them."""
    neighbours = find_crystal_neighbours(structure_5p21, "A", 5.0)
    operators = [
        np.vstack([np.column_stack([n.operator.rotation, n.operator.translation]), [0, 0, 0, 1]]) for n in neighbours
    ]
    for operator in operators:
        inverse = np.linalg.inv(operator)
        assert any(np.allclose(inverse, other, atol=1e-3) for other in operators)


def test_wider_cutoff_loses_no_neighbour(structure_5p21: Structure) -> None:
    near = {(n.symmetry, n.shift) for n in find_crystal_neighbours(structure_5p21, "A", 3.0)}
    far = {(n.symmetry, n.shift) for n in find_crystal_neighbours(structure_5p21, "A", 8.0)}
    assert near < far


def test_added_neighbours_do_not_overlap_and_touch(structure_5p21: Structure) -> None:
    made = add_crystal_neighbours(structure_5p21, ("A",), 5.0)
    n_neighbours = len(find_crystal_neighbours(structure_5p21, "A", 5.0))
    assert made.topology.chain_ids == ("A", *(f"A-{number}" for number in range(2, n_neighbours + 2)))
    n = structure_5p21.topology.n_atoms
    protein = structure_5p21.topology.is_peptide[structure_5p21.topology.residue_index]
    own = made.xyz[0][:n][protein]
    for index in range(1, n_neighbours + 1):
        other = made.xyz[0][index * n : (index + 1) * n][protein]
        nearest = np.linalg.norm(own[:, None] - other[None], axis=2).min()
        assert 2.0 < nearest <= 5.0


@pytest.mark.parametrize("record", ["CRYST1    1.000    1.000    1.000  90.00  90.00  90.00 P 1           1", ""])
def test_structure_without_a_crystal_has_no_crystal_neighbours(text_5p21: str, record: str) -> None:
    cell = next(line for line in text_5p21.splitlines() if line.startswith("CRYST1"))
    structure = read_structure(text_5p21.replace(cell, record))
    with pytest.raises(LookupFailedError, match="found no unit cell in text, expected a crystal structure"):
        find_crystal_neighbours(structure, "A", 5.0)


def with_crystal(text: str, cell: str, group: str) -> Structure:
    """Give 5P21 another cell, as six numbers of CRYST1, and another space group."""
    old = next(line for line in text.splitlines() if line.startswith("CRYST1"))
    a, b, c, alpha, beta, gamma = map(float, cell.split())
    return read_structure(
        text.replace(old, f"CRYST1{a:9.3f}{b:9.3f}{c:9.3f}{alpha:7.2f}{beta:7.2f}{gamma:7.2f} {group:<11s}")
    )


@pytest.mark.parametrize(("cell", "group"), [("70 70 70 80 80 80", "R 3"), ("75 75 170 90 90 120", "R 3")])
def test_operators_of_a_rhombohedral_group_are_rotations_in_either_setting(
    text_5p21: str, cell: str, group: str
) -> None:
    neighbours = find_crystal_neighbours(with_crystal(text_5p21, cell, group), "A", 8.0)
    assert neighbours
    for neighbour in neighbours:
        rotation = np.array(neighbour.operator.rotation)
        assert np.allclose(rotation.T @ rotation, np.eye(3), atol=1e-6)
        assert np.linalg.det(rotation) == pytest.approx(1)


@pytest.mark.parametrize(
    ("cell", "group", "sentence"),
    [
        ("40 40 160 90 90 120", "X 9", "found space group 'X 9'"),
        ("5 5 5 90 90 90", "P 1", "found a unit cell of 125 Å³"),
    ],
)
def test_crystal_that_cannot_be_is_refused(text_5p21: str, cell: str, group: str, sentence: str) -> None:
    with pytest.raises(LookupFailedError, match=sentence):
        find_crystal_neighbours(with_crystal(text_5p21, cell, group), "A", 5.0)


@pytest.mark.parametrize("cutoff", [0, -1.0, float("nan"), float("inf"), 51.0, "x", None])
def test_cutoff_that_is_no_distance_is_refused(structure_5p21: Structure, cutoff: Any) -> None:
    with pytest.raises(LookupFailedError, match=r"found cut-off .*, expected a distance above 0 and up to 50 Å"):
        find_crystal_neighbours(structure_5p21, "A", cutoff)
