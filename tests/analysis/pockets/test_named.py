"""Named and ligand-defined pockets of a chain.

Oracles: the definitions in the reference tables; laws (what must not change a volume); the deposited files, in
which 8AZR has an inhibitor in the open switch-II pocket and 5P21 has it closed.
"""

from __future__ import annotations

import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.pockets import default_pockets, get_pocket

ATOMS = ("ATOM  ", "HETATM")
#: Å³; coordinates are rounded to 0.001 Å, so a few cells of 0.05 Å³ at the rim of the room may flip
WOBBLE = 15.0


def volume(text: str, name: str = "SII-P") -> float | None:
    (chain,) = rs.load(text).chains
    return chain.pocket(name).volume


def without(text: str, *numbers: int) -> str:
    """Leave out the atoms of some residues of the protein."""
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not (line.startswith("ATOM  ") and int(line[22:26]) in numbers)
    )


def with_atoms(text: str, kept: tuple[str, ...], names: tuple[str, ...] | None = None) -> str:
    """Keep only some atoms of the protein, or of some of its amino acids."""
    return "".join(
        line
        for line in text.splitlines(keepends=True)
        if not line.startswith("ATOM  ")
        or line[12:16].strip() in kept
        or (names is not None and line[17:20] not in names)
    )


def in_pieces(text: str, size: int) -> str:
    """Write the atoms of the inhibitor LR4 as molecules of some atoms each."""
    lines = []
    for line in text.splitlines(keepends=True):
        if line.startswith("HETATM") and line[17:20] == "LR4":
            n_before = sum(before[17:20] == "EDO" and before[22:26] >= " 900" for before in lines)
            line = f"{line[:17]}EDO A {900 + n_before // size}{line[26:]}"
        if not line.startswith("CONECT"):
            lines.append(line)
    return "".join(lines)


def turned(text: str) -> str:
    """Turn a quarter about z, then about x, and shift: exact in decimal digits."""
    lines = []
    for line in text.splitlines():
        if line.startswith(ATOMS):
            x, y, z = (float(line[start : start + 8]) for start in (30, 38, 46))
            line = f"{line[:30]}{-y + 7.125:8.3f}{-z - 3.25:8.3f}{x + 1.5:8.3f}{line[54:]}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def test_open_pocket_of_8azr_has_several_times_the_room_of_the_closed_one_of_5p21(
    entry_8azr: rs.Entry, entry_5p21: rs.Entry
) -> None:
    opened, closed = entry_8azr["A"].pocket("SII-P"), entry_5p21["A"].pocket("SII-P")
    assert opened.volume > 3 * closed.volume
    assert opened.depth > closed.depth
    assert opened.enclosure > closed.enclosure


def test_inhibitor_and_nucleotide_occupy_their_own_pocket_only(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    assert entry_8azr["A"].pocket("SII-P").occupants == ("LR4",)
    assert "GDP" in entry_8azr["A"].pocket("nucleotide").occupants
    assert entry_5p21["A"].pocket("SII-P").occupants == ()
    assert "GNP" in entry_5p21["A"].pocket("nucleotide").occupants


@pytest.mark.parametrize("name", sorted(default_pockets()))
def test_every_pocket_has_a_volume_or_says_why_not(entry_8azr: rs.Entry, name: str) -> None:
    pocket = entry_8azr["A"].pocket(name)
    has_space = get_pocket(name).definition == "lining" and len(get_pocket(name).residues) >= 5
    assert (pocket.volume is not None) == has_space
    assert has_space or "no volume" in pocket.note
    assert pocket.to_record()["modelled"] == list(pocket.modelled)


def test_default_pocket_is_the_switch_ii_pocket(entry_8azr: rs.Entry) -> None:
    assert entry_8azr["A"].pocket().pocket == "SII-P"


def test_pocket_around_the_ligand_has_the_residues_within_4_5_angstrom(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    pocket = chain.pocket(ligand="LR4")
    near = {row.uniprot_number for row in chain.ligands["LR4"].contacts(4.5) if row.uniprot_number}
    assert set(pocket.residues) == near
    assert pocket.occupants == ("LR4",)
    assert pocket.residues == chain.pocket(ligand=chain.ligands["LR4"]).residues
    assert (pocket.missing, pocket.confidence) == ((), None)
    assert 0 < pocket.volume <= chain.pocket("SII-P").volume


def test_name_and_ligand_together_and_unknown_names_are_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="expected one of the two"):
        entry_8azr["A"].pocket("SII-P", ligand="LR4")
    with pytest.raises(LookupFailedError, match="SI/II-P"):
        entry_8azr["A"].pocket("groove")
    with pytest.raises(LookupFailedError, match="LR4"):
        entry_8azr["A"].pocket(ligand="MOV")


def test_a_ligand_of_another_entry_is_refused(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found ligand LR4 of 8AZR, expected one of 5P21"):
        entry_5p21["A"].pocket(ligand=entry_8azr["A"].ligands["LR4"])


def test_a_ligand_of_another_chain_is_measured_where_it_is(text_8azr: str) -> None:
    far = "".join(
        f"{line[:21]}B{line[22:30]}{float(line[30:38]) + 80:8.3f}{line[38:]}"
        for line in text_8azr.splitlines(keepends=True)
        if line.startswith(ATOMS)
    )
    entry = rs.load(text_8azr.replace("END", "TER") + far)
    pocket = entry["A"].pocket(ligand=entry["B"].ligands["LR4"])
    assert (pocket.residues, pocket.volume) == ((), None)
    assert pocket.note == "no volume: no residue of the chain is within 4.5 Å of LR4 B/204"
    assert entry["B"].pocket(ligand="LR4").residues == entry["A"].pocket(ligand="LR4").residues != ()


@pytest.mark.parametrize(("size", "expected"), [(2, ()), (8, ("EDO",))], ids=["pieces of 2 atoms", "pieces of 8"])
def test_a_molecule_is_an_occupant_by_its_own_atoms_alone(text_8azr: str, size: int, expected: tuple[str, ...]) -> None:
    """The atoms of the inhibitor as several small molecules; together they have far more than three in the room."""
    assert rs.load(in_pieces(text_8azr, size))["A"].pocket("SII-P").occupants == expected


# lining residues ------------------------------------------------------------------------------------------------------


def test_lining_lists_the_definition_and_what_is_touched_beside_it(entry_8azr: rs.Entry) -> None:
    rows = entry_8azr["A"].pocket("SII-P").lining()
    numbers = [row.uniprot_number for row in rows]
    assert numbers == sorted(set(numbers))
    assert {row.uniprot_number for row in rows if row.in_definition} == set(get_pocket("SII-P").residues)
    assert all(row.faces != "none" for row in rows if not row.in_definition)
    by_number = {row.uniprot_number: row for row in rows}
    # glycine has no side chain; the groove of His95, Tyr96, Gln99 takes the inhibitor
    assert by_number[60].faces == "backbone"
    assert all("side chain" in by_number[number].faces or by_number[number].faces == "both" for number in (95, 96, 99))
    assert by_number[95].ligand_het == "LR4"
    assert by_number[95].distance == pytest.approx(3.04, abs=0.01)  # as `rasstruct residues` has it


# laws -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["8azr", "5p21"])
def test_turning_and_shifting_the_molecule_changes_no_volume(entry: str, request: pytest.FixtureRequest) -> None:
    text = request.getfixturevalue(f"text_{entry}")
    before, after = rs.load(text)["A"].pocket(), rs.load(turned(text))["A"].pocket()
    assert after.volume == pytest.approx(before.volume, abs=WOBBLE)
    assert [row.faces for row in after.lining()] == [row.faces for row in before.lining()]


def test_inhibitor_and_water_take_no_room_and_the_nucleotide_does(text_8azr: str) -> None:
    kept = "".join(line for line in text_8azr.splitlines(keepends=True) if line[17:20] not in ("LR4", "EDO", "HOH"))
    assert volume(kept) == volume(text_8azr)
    no_nucleotide = "".join(line for line in kept.splitlines(keepends=True) if line[17:20] != "GDP")
    pocket = rs.load(no_nucleotide)["A"].pocket("nucleotide")
    assert pocket.volume == rs.load(kept)["A"].pocket("nucleotide").volume
    assert "no nucleotide" in rs.load(no_nucleotide)["A"].pocket("SII-P").note


def test_order_of_the_atoms_changes_no_volume(text_5p21: str) -> None:
    lines = text_5p21.splitlines(keepends=True)
    atoms = [line for line in lines if line.startswith("ATOM  ")]
    by_residue = [
        [line for line in atoms if line[22:26] == number] for number in dict.fromkeys(a[22:26] for a in atoms)
    ]
    turned_round = "".join(line for residue in by_residue for line in reversed(residue))
    hetero = "".join(line for line in lines if line.startswith("HETATM"))
    assert volume(turned_round + "TER\n" + hetero) == pytest.approx(volume("".join(atoms) + "TER\n" + hetero))


# missing residues -----------------------------------------------------------------------------------------------------


def test_one_missing_lining_residue_is_said_and_two_leave_no_volume(text_8azr: str) -> None:
    one = rs.load(without(text_8azr, 64))["A"].pocket("SII-P")
    assert one.volume is not None
    assert (one.missing, one.note) == ((64,), "not modelled: 64")
    two = rs.load(without(text_8azr, 63, 64))["A"].pocket("SII-P")
    assert (two.volume, two.enclosure, two.depth) == (None, None, None)
    assert "2 of 22 lining residues are not modelled (63, 64)" in two.note
    rows = {row.uniprot_number: row for row in two.lining()}
    assert (rows[64].is_modelled, rows[64].residue_name, rows[64].canonical) == (False, None, "Y")
    assert (rows[96].is_modelled, rows[96].faces) == (True, None)


def test_side_chains_that_are_cut_are_named(text_8azr: str) -> None:
    cut = "".join(
        line
        for line in text_8azr.splitlines(keepends=True)
        if not (
            line.startswith("ATOM  ")
            and int(line[22:26]) == 96
            and line[12:16].strip() not in ("N", "CA", "C", "O", "CB")
        )
    )
    pocket = rs.load(cut)["A"].pocket("SII-P")
    assert "atoms are missing in 96" in pocket.note
    assert pocket.to_record()["incomplete"] == [96]


@pytest.mark.parametrize("kept", [("N", "CA", "C", "O"), ("N", "CA", "C", "O", "CB")], ids=["backbone", "with CB"])
def test_a_model_without_side_chains_has_residues_and_no_volume(text_8azr: str, kept: tuple[str, ...]) -> None:
    (chain,) = rs.load(with_atoms(text_8azr, kept)).chains
    pocket = chain.pocket("SII-P")
    assert (pocket.volume, pocket.note) == (None, "no volume: the side chains are not modelled")
    assert pocket.modelled == get_pocket("SII-P").residues
    with pytest.warns(rs.RasStructWarning, match="the side chains of chain A of text are not modelled"):
        assert len(chain.pockets()) == 0


def test_a_model_without_most_of_its_lysines_and_glutamates_is_measured(text_8azr: str) -> None:
    """Long side chains at the surface are often cut at CB."""
    cut = with_atoms(text_8azr, ("N", "CA", "C", "O", "CB"), names=("LYS", "GLU"))
    assert rs.load(cut)["A"].pocket("SII-P").volume > 0
    assert len(rs.load(cut)["A"].pockets()) > 0


# models and frames ----------------------------------------------------------------------------------------------------


def test_frames_are_measured_one_by_one_in_their_own_place(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    pocket = chain.pocket("SII-P")
    random = np.random.default_rng(3)
    shaken = (chain.structure.xyz[0] + random.normal(0, 0.1, (2, *chain.structure.xyz[0].shape))).astype(np.float32)
    moved = shaken[:1] @ np.diag([1.0, -1.0, -1.0]) + np.array([20.0, -7.0, 3.0])
    frames = np.concatenate([chain.structure.xyz, shaken, moved.astype(np.float32)])
    values = pocket.measure_frames(frames.reshape(2, 2, *frames.shape[1:]))
    assert values.volume.shape == values.enclosure.shape == (2, 2)
    assert values.volume[0, 0] == pytest.approx(pocket.volume, abs=0.5)  # rounded to 1 Å³
    assert values.volume[1, 1] == pytest.approx(values.volume[0, 1], abs=WOBBLE)  # half a turn, and a shift
    assert values.volume[0, 1] != values.volume[1, 0]


def test_frames_of_other_atoms_and_pockets_without_volume_are_refused(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    with pytest.raises(LookupFailedError, match="expected the"):
        chain.pocket("SII-P").measure_frames(chain.structure.xyz[:, :10])
    with pytest.raises(LookupFailedError, match="no volume"):
        chain.pocket("effector interface").measure_frames()


def test_frame_of_the_summary_has_one_row_with_fixed_columns(entry_8azr: rs.Entry) -> None:
    frame = entry_8azr["A"].pocket("SII-P").to_frame()
    assert frame.shape[0] == 1
    assert str(frame.dtypes["volume"]) == "Float64"
    assert list(frame.columns) == list(entry_8azr["A"].pocket("effector interface").to_frame().columns)
