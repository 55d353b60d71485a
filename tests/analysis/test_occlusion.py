"""Which interfaces of RAS does a ligand stand in front of?

Oracles:
- by construction: a sheet of carbon atoms is put on the surface of the bundled 5P21, over the effector-binding β2
  strand or over helices α4 and α5, where the definitions of the interfaces (written out here) say that it must occlude
- independent calculation: gemmi lays 8AZR on 5P21 and counts the atoms that the rule counts, pair by pair
- laws: rigid motion; what is touched is a part of the interface
"""

from __future__ import annotations

import gemmi
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdb_text import PdbText, xyz_of

import rasstruct as rs
from rasstruct.analysis.gtp_reference import place_on_gtp_reference
from rasstruct.analysis.occlusion import MIN_ATOMS_OVER, Occlusion, list_occlusions

EFFECTOR, ALPHA = "effector interface", "α4–α5 interface"
#: middle of the strand that Raf, PI3K and RalGDS add their own strand to, and of the faces of the two helices
PLACES = {EFFECTOR: (37, 38, 39, 40), ALPHA: (131, 135, 154, 158, 161)}
#: Å between neighbouring atoms of the sheet, and from its middle to the nearest atom of the protein
SPACING, ABOVE = 1.5, 3.6
CORE = [*range(1, 25), *range(41, 56), *range(77, 167)]


def by_interface(chain: rs.RasChain, name: str) -> dict[str, Occlusion]:
    """Map the rows of a ligand by interface."""
    return {row.interface: row for row in list_occlusions(chain, chain.ligands[name].bound)}


def with_sheet(pdb: PdbText, residues: tuple[int, ...], *, width: int = 5, above: float = ABOVE) -> PdbText:
    """Put a square sheet of carbon atoms over some residues, so high that its nearest atom is `above` the protein."""
    protein = np.array([xyz_of(line) for line in pdb.lines if line.startswith("ATOM")])
    middle = np.mean(
        [xyz_of(line) for line in pdb.lines if line.startswith("ATOM") and int(line[22:26]) in residues], axis=0
    )
    out = middle - protein.mean(axis=0)
    out /= np.linalg.norm(out)
    across = np.cross(out, [0.0, 0.0, 1.0])
    across /= np.linalg.norm(across)
    along = np.cross(out, across)
    places = SPACING * (np.arange(width) - (width - 1) / 2)
    flat = np.array([middle + a * across + b * along for a in places for b in places])
    for height in np.arange(0.0, 30.0, 0.1):
        sheet = flat + height * out
        if np.linalg.norm(protein[:, None] - sheet, axis=-1).min() >= above:
            return pdb.with_atoms("ZZZ", [(f"C{n}", "C", xyz) for n, xyz in enumerate(sheet)])
    raise AssertionError("the sheet never left the protein")


@pytest.mark.parametrize("interface", PLACES)
def test_a_sheet_on_an_interface_occludes_it_and_not_the_one_on_the_other_side(
    pdb_5p21: PdbText, interface: str
) -> None:
    rows = by_interface(with_sheet(pdb_5p21, PLACES[interface]).chain(), "ZZZ")
    assert rows[interface].occludes
    assert rows[interface].n_atoms_over > MIN_ATOMS_OVER
    (other,) = set(PLACES) - {interface}
    assert (rows[other].n_atoms_over, rows[other].occludes, rows[other].touched) == (0, False, ())


@pytest.mark.parametrize("interface", PLACES)
def test_the_same_sheet_held_high_above_by_a_stalk_does_not_occlude(pdb_5p21: PdbText, interface: str) -> None:
    low, high = (with_sheet(pdb_5p21, PLACES[interface], above=above).atoms("ZZZ") for above in (ABOVE, 9.0))
    protein = np.array([xyz_of(line) for line in pdb_5p21.lines if line.startswith("ATOM")])
    foot = min(map(xyz_of, low), key=lambda xyz: np.linalg.norm(protein - xyz, axis=-1).min())
    up = xyz_of(high[0]) - xyz_of(low[0])
    stalk = [foot + step * up for step in np.linspace(0.0, 0.75, 4)]
    atoms = [(f"C{n}", "C", xyz) for n, xyz in enumerate([*stalk, *map(xyz_of, high)])]
    row = by_interface(pdb_5p21.with_atoms("ZZZ", atoms).chain(), "ZZZ")[interface]
    assert row.n_atoms_over <= len(stalk)
    assert row.occludes is False


def test_nucleotide_lies_within_the_surface_and_occludes_nothing(entry_8azr: rs.Entry) -> None:
    rows = by_interface(entry_8azr["A"], "GDP")
    assert rows["GAP interface"].touched
    assert not [name for name, row in rows.items() if row.occludes]


def test_every_interface_has_a_row_with_its_source_also_when_it_is_far_away(entry_8azr: rs.Entry) -> None:
    rows = by_interface(entry_8azr["A"], "LR4")
    interfaces = [row for row in rs.reference.pockets() if row.definition == "interface"]
    assert [row.pocket for row in interfaces if row.pocket in rows] == list(rows)
    assert len(interfaces) == len(rows) == 5
    for row in interfaces:
        found = rows[row.pocket]
        assert (found.n_interface_residues, found.interface_source) == (len(row.residues), row.source)
        assert set(found.touched_by_side_chain) <= set(found.touched) <= set(row.residues)
        assert found.share_touched == pytest.approx(len(found.touched) / len(row.residues), abs=5e-4)
        assert (found.pdb_id, found.chain_id, found.ligand_het, found.ligand_residue) == ("8AZR", "A", "LR4", "A/204")
        assert found.n_chaperone_atoms_over is None


def test_side_chains_in_contact_are_those_that_gemmi_finds(entry_8azr: rs.Entry, text_8azr: str) -> None:
    chain = gemmi.read_pdb_string(text_8azr)[0]["A"]
    ligand = [a.pos for residue in chain if residue.name == "LR4" for a in residue]
    found = {
        residue.seqid.num
        for residue in chain
        if residue.het_flag == "A" and residue.name != "ALA"
        for a in residue
        if a.name not in {"N", "CA", "C", "O", "CB"} and any(a.pos.dist(pos) <= 4.0 for pos in ligand)
    }
    rows = by_interface(entry_8azr["A"], "LR4")
    for row in rows.values():
        assert set(row.touched_by_side_chain) == found.intersection(row.touched)
    catalytic = rows["SOS catalytic interface"]
    assert 0 < len(catalytic.touched_by_side_chain) < len(catalytic.touched)


def test_counts_of_8azr_equal_every_pair_in_gemmi(entry_8azr: rs.Entry, text_8azr: str, text_5p21: str) -> None:
    moving, fixed = (gemmi.read_pdb_string(text)[0]["A"] for text in (text_8azr, text_5p21))
    carbons = [[chain[str(number)][0].find_atom("CA", "*").pos for number in CORE] for chain in (fixed, moving)]
    move = gemmi.superpose_positions(*carbons)
    reference = [(residue.seqid.num, a.pos) for residue in fixed if not residue.is_water() for a in residue]
    ligand = [gemmi.Position(move.transform.apply(a.pos)) for r in moving if r.name == "LR4" for a in r]
    rows = by_interface(entry_8azr["A"], "LR4")
    assert rows[EFFECTOR].core_rmsd == pytest.approx(move.rmsd, abs=0.006)
    for pocket in rs.reference.pockets():
        if pocket.definition != "interface":
            continue
        count = 0
        for place in ligand:
            near = min(pos.dist(place) for _, pos in reference)
            own = min(pos.dist(place) for number, pos in reference if number in pocket.residues)
            count += 3.0 < near < 8.0 and own <= near + 1.0
        assert rows[pocket.pocket].n_atoms_over == count, pocket.pocket
        squares = []
        for number in pocket.residues:
            there, here = (chain[str(number)][0].find_atom("CA", "*").pos for chain in (fixed, moving))
            squares.append(there.dist(gemmi.Position(move.transform.apply(here))) ** 2)
        assert rows[pocket.pocket].displacement == pytest.approx(np.sqrt(np.mean(squares)), abs=0.011)
    assert rows["SOS catalytic interface"].n_atoms_over > 0


@given(st.tuples(*[st.integers(-60, 60)] * 3), st.permutations(range(3)))
@settings(derandomize=True, deadline=None, max_examples=8)
def test_moving_and_turning_the_file_changes_nothing(
    entry_8azr: rs.Entry, pdb_8azr: PdbText, shift: tuple[int, int, int], order: list[int]
) -> None:
    mirror = -1.0 if np.linalg.det(np.eye(3)[order]) < 0 else 1.0

    def turned(line: str) -> str:
        x, y, z = xyz_of(line)[order] * np.array([mirror, 1.0, 1.0]) + np.array(shift)
        return f"{line[:30]}{x:8.3f}{y:8.3f}{z:8.3f}{line[54:]}"

    moved = by_interface(pdb_8azr.edited(turned).chain(), "LR4")
    for name, row in by_interface(entry_8azr["A"], "LR4").items():
        assert (moved[name].touched, moved[name].n_atoms_over) == (row.touched, row.n_atoms_over)
        assert moved[name].displacement == pytest.approx(row.displacement, abs=0.011)


def test_the_reference_lies_on_itself(entry_5p21: rs.Entry) -> None:
    placement = place_on_gtp_reference(entry_5p21["A"])
    assert placement is not None
    assert (placement.core_rmsd, placement.n_core) == (0.0, len(CORE))
    rows = by_interface(entry_5p21["A"], "GNP")
    assert {row.displacement for row in rows.values()} == {0.0}


def test_half_a_domain_cannot_be_laid_on_the_reference_and_says_so(pdb_8azr: PdbText) -> None:
    chain = pdb_8azr.without_sequence().without_residues(range(1, 10), range(105, 170)).chain()
    assert place_on_gtp_reference(chain) is None
    row = by_interface(chain, "LR4")["SOS catalytic interface"]
    assert (row.occludes, row.n_atoms_over, row.displacement, row.core_rmsd) == (None, None, None, None)
    assert row.touched
    assert chain.ligands["LR4"].binding_site().occludes is None
