"""What stands in a scene of a chain.

Oracles: gemmi reading the text that the viewer gets, ranges of the regions as the review prints them, coordinates
taken from the PDB text by column, and distances computed from them.
"""

from __future__ import annotations

import json
import math
from typing import Any

import gemmi
import numpy as np
import pytest
from pdb_text import PdbText

import rasstruct as rs
from rasstruct.view.build_scene import build_scene
from rasstruct.view.scene import Scene, Selection

#: Chen 2021; the helix as Pai 1990 gives it
REGIONS = {"P-loop": (10, 17), "switch I": (30, 40), "switch II": (60, 76), "α3": (87, 103)}


def atoms_of(scene: Scene) -> list[tuple[str, int, str]]:
    """Read residue name, number and atom name of each atom of the first model, in order."""
    table = (
        gemmi.cif.read_string(scene.models[0].text)
        .sole_block()
        .find("_atom_site.", ["label_comp_id", "auth_seq_id", "label_atom_id"])
    )
    return [(row.str(0), int(row.str(1)), row.str(2)) for row in table]


def selected(scene: Scene, selection: Selection) -> list[tuple[str, int, str]]:
    atoms = atoms_of(scene)
    return [atoms[serial - 1] for first, last in selection.serials for serial in range(first, last + 1)]


@pytest.fixture(scope="module")
def scene(entry_8azr: rs.Entry) -> Scene:
    return build_scene(entry_8azr["A"])


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_has_the_colour_that_the_legend_gives_it(scene: Scene, region: str) -> None:
    (colour,) = [entry.colour for entry in scene.legend if entry.text.startswith(f"{region} (")]
    (style,) = [style for style in scene.models[0].styles if style.kind == "cartoon" and style.colour == colour]
    first, last = REGIONS[region]
    assert {number for _, number, _ in selected(scene, style.selection)} == set(range(first, last + 1))


def test_the_inhibitor_stands_in_thick_sticks_and_only_its_atoms(scene: Scene) -> None:
    thickest = max(style.radius or 0.0 for style in scene.models[0].styles if style.kind == "stick")
    chosen = [
        selected(scene, style.selection)
        for style in scene.models[0].styles
        if style.kind == "stick" and style.radius == thickest and style.by_element
    ]
    assert {name for atoms in chosen for name, _, _ in atoms} == {"LR4", "GDP"}
    assert sorted(map(len, chosen)) == [28, 32]


def test_the_metal_ion_is_a_sphere_at_its_place(scene: Scene) -> None:
    spheres = [selected(scene, style.selection) for style in scene.models[0].styles if style.kind == "sphere"]
    assert [("MG", 202, "MG")] in spheres


def test_no_atom_stands_twice_and_no_hydrogen_at_all(scene: Scene) -> None:
    atoms = atoms_of(scene)
    assert len(atoms) == len(set(atoms)) > 1000
    assert "H" not in {name for _, _, name in atoms}


def test_residues_of_published_resistance_that_touch_the_inhibitor_are_named(scene: Scene) -> None:
    assert {"R68", "H95", "Y96", "Q99"} <= {label.text for label in scene.labels}


def test_residues_that_do_not_touch_it_are_not(scene: Scene) -> None:
    assert not {"G12", "G13", "A146"} & {label.text for label in scene.labels}


def test_without_inhibitor_nothing_is_named(entry_5p21: rs.Entry) -> None:
    assert build_scene(entry_5p21["A"]).labels == ()


def test_labels_can_be_left_out(entry_8azr: rs.Entry) -> None:
    assert build_scene(entry_8azr["A"], labels=False, interactions=False).labels == ()


def test_a_hydrogen_bond_is_dashed_from_atom_to_atom(scene: Scene, pdb_8azr: PdbText) -> None:
    (line,) = [line for line in scene.lines if "ASP69" in line.text and line.kind == "hbond"]
    ends = sorted([line.start, line.end])
    expected = sorted([tuple(pdb_8azr.atom("LR4", "N16")), (next(xyz for xyz in carboxylate(pdb_8azr, 69)))])
    assert np.allclose(ends, expected, atol=1e-3)
    assert line.is_dashed
    assert f"{math.dist(line.start, line.end):.2f} Å" in line.text


def carboxylate(text: PdbText, number: int) -> list[tuple[float, ...]]:
    """Give the place of OD1 of a residue."""
    return [
        tuple(float(line[start : start + 8]) for start in (30, 38, 46))
        for line in text.lines
        if line.startswith("ATOM") and int(line[22:26]) == number and line[12:16].strip() == "OD1"
    ]


def test_contacts_without_type_have_no_line(scene: Scene) -> None:
    assert {line.kind for line in scene.lines} <= {"hbond", "hydrophobic", "waterbridge", "metal"}


def test_the_metal_is_joined_to_what_coordinates_it(scene: Scene) -> None:
    lines = [line for line in scene.lines if line.kind == "metal"]
    assert any("SER A/17 OG" in line.text for line in lines)
    assert all(math.dist(line.start, line.end) <= 2.8 for line in lines)


def test_without_interactions_there_are_no_typed_lines(entry_8azr: rs.Entry) -> None:
    scene = build_scene(entry_8azr["A"], interactions=False)
    assert {line.kind for line in scene.lines} == {"metal"}


def test_a_missing_loop_is_dotted_between_the_residues_beside_it(pdb_8azr: PdbText) -> None:
    cut = pdb_8azr.without_residues(range(61, 70))
    scene = build_scene(cut.chain(), interactions=False)
    (line,) = [line for line in scene.lines if line.kind == "missing loop"]
    ends = [
        tuple(float(row[start : start + 8]) for start in (30, 38, 46))
        for number in (60, 70)
        for row in cut.lines
        if row.startswith("ATOM") and int(row[22:26]) == number and row[12:16].strip() == "CA"
    ]
    assert np.allclose([line.start, line.end], ends, atol=1e-3)
    assert line.is_dashed
    assert "61–69 missing" in {label.text for label in scene.labels}


def test_one_missing_residue_is_named_alone(pdb_8azr: PdbText) -> None:
    scene = build_scene(pdb_8azr.without_residues(64).chain(), interactions=False)
    assert "64 missing" in {label.text for label in scene.labels}


def test_a_whole_chain_has_no_missing_loop(scene: Scene) -> None:
    assert not [line for line in scene.lines if line.kind == "missing loop"]


def test_a_pocket_is_looked_at_and_its_residues_are_sticks(entry_5p21: rs.Entry) -> None:
    scene = build_scene(entry_5p21["A"], pocket="SII-P")
    focus = {number for selection in scene.focus for _, number, _ in selected(scene, selection)}
    assert {72, 96, 99, 103} <= focus
    assert 150 not in focus
    sticks = [style for style in scene.models[0].styles if style.kind == "stick"]
    assert focus <= {number for style in sticks for _, number, _ in selected(scene, style.selection)}


def test_a_ligand_is_looked_at_alone(entry_8azr: rs.Entry) -> None:
    scene = build_scene(entry_8azr["A"], ligand=entry_8azr["A"].ligands["GDP"].bound)
    (focus,) = scene.focus
    assert {name for name, _, _ in selected(scene, focus)} == {"GDP"}


@pytest.mark.parametrize(("options", "least", "most"), [({}, 1000, 2000), ({"pocket": "SII-P"}, 100, 400)])
def test_the_surface_is_that_of_what_is_asked_for(
    entry_8azr: rs.Entry, options: dict[str, Any], least: int, most: int
) -> None:
    (surface,) = build_scene(entry_8azr["A"], surface=True, interactions=False, **options).surfaces
    assert least < surface.selection.n_atoms < most


def test_a_scene_is_plain_values(scene: Scene) -> None:
    plain = scene.to_dict()
    assert json.loads(json.dumps(plain)) == plain


def test_the_same_chain_gives_the_same_scene(entry_8azr: rs.Entry, scene: Scene) -> None:
    assert build_scene(entry_8azr["A"]) == scene


def test_a_peptide_ligand_free_of_bond_orders_and_a_chain_without_switches_are_drawn(pdb_5p21: PdbText) -> None:
    short = pdb_5p21.without_residues(range(30, 77)).chain()
    scene = build_scene(short, color="conformation")
    assert {label.text for label in scene.labels} == {"30–76 missing"}


def test_a_pocket_asked_for_faces_the_reader_though_an_inhibitor_sits_elsewhere(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    turns = {pocket: build_scene(chain, pocket=pocket, interactions=False).turn for pocket in ("SII-P", "nucleotide")}
    assert turns["SII-P"] != turns["nucleotide"]
