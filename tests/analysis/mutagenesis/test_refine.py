"""Does a relaxed model move only what it says, out of what stands in the way, and the same way each time?

Oracle: distances between the atoms of the structure given and the structure
returned, measured with gemmi. What OpenMM's force field does is not tested here.
"""

from __future__ import annotations

import importlib.util
import math

import gemmi
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.mutagenesis.movable import find_movable
from rasstruct.analysis.mutagenesis.refine import refine_side_chains

HAS_EXTRA = all(importlib.util.find_spec(name) is not None for name in ("openmm", "pdbfixer"))
needs_extra = pytest.mark.skipif(not HAS_EXTRA, reason="the extra 'refine' is not installed")
MAIN_CHAIN = {"N", "CA", "C", "O", "OXT"}
#: an atom of Tyr96 comes no nearer to another heavy atom than this, in Å, when nothing pushes it
NO_OVERLAP = 2.4


@pytest.fixture(scope="module")
def native(text_8azr) -> gemmi.Structure:
    """8AZR as gemmi reads it."""
    return gemmi.read_pdb_string(text_8azr)


@pytest.fixture(scope="module")
def crowded(native) -> gemmi.Structure:
    """8AZR with the hydroxyl of Tyr96 moved 1.2 Å towards the nearest atom of the inhibitor."""
    structure = native.clone()
    chain = structure[0]["A"]
    hydroxyl = _atom(chain, 96, "OH")
    other = min(
        (atom for residue in chain if residue.name == "LR4" for atom in residue),
        key=lambda atom: hydroxyl.pos.dist(atom.pos),
    )
    distance = hydroxyl.pos.dist(other.pos)
    reach = other.pos - hydroxyl.pos
    hydroxyl.pos = hydroxyl.pos + reach * (1.2 / distance)
    return structure


@pytest.fixture(scope="module")
def relaxed(crowded):
    """Relax it once."""
    return refine_side_chains(crowded, "A", 96)


def _atom(chain: gemmi.Chain, number: int, name: str) -> gemmi.Atom:
    """Find an atom by number and name."""
    (residue,) = [residue for residue in chain if residue.seqid.num == number and residue.het_flag != "H"]
    return residue[name][0]


def _places(structure: gemmi.Structure) -> dict[tuple[int, str, str], gemmi.Position]:
    """Give the heavy atoms of the first conformer by number, component and name."""
    return {
        (residue.seqid.num, residue.name, atom.name): atom.pos
        for residue in structure[0]["A"]
        for atom in residue
        if atom.altloc in ("\0", "A")
    }


def _nearest(structure: gemmi.Structure) -> float:
    """Give the distance from the hydroxyl of Tyr96 to the inhibitor."""
    hydroxyl = _atom(structure[0]["A"], 96, "OH").pos
    return min(hydroxyl.dist(atom.pos) for residue in structure[0]["A"] if residue.name == "LR4" for atom in residue)


@pytest.mark.skipif(HAS_EXTRA, reason="the extra 'refine' is installed")
def test_without_the_extra_the_error_names_it(native) -> None:
    with pytest.raises(rs.RasStructError, match=r"pip install \"rasstruct\[refine\]\""):
        refine_side_chains(native, "A", 96)


@pytest.mark.parametrize(("chain_id", "number"), [("A", 500), ("B", 96), ("A", 204)])
def test_a_residue_that_cannot_be_relaxed_is_refused(native, chain_id, number) -> None:
    with pytest.raises(LookupFailedError, match=f"found no complete standard amino acid {number} in chain"):
        find_movable(native, chain_id, number)


def test_what_moves_is_near_and_what_is_no_amino_acid_stands_in_the_way(native) -> None:
    _, obstacles, mobile = find_movable(native, "A", 96)
    chain = native[0]["A"]
    assert {"GDP", "MG", "LR4"} <= {chain[r].name for _, r in obstacles}
    assert 96 in {chain[r].seqid.num for _, r in mobile}
    hydroxyl = [atom.pos for atom in chain[[r.seqid.num for r in chain].index(96)] if atom.name not in MAIN_CHAIN]
    for _, r in mobile:
        side = [atom.pos for atom in chain[r] if atom.name not in MAIN_CHAIN]
        assert chain[r].seqid.num == 96 or min(a.dist(b) for a in side for b in hydroxyl) <= 5.0


def test_a_wider_reach_moves_no_fewer_residues(native) -> None:
    sizes = [len(find_movable(native, "A", 96, reach=reach)[2]) for reach in (0.0, 4.0, 5.0, 8.0)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1] > sizes[1]) == (1, True)


@needs_extra
def test_the_side_chain_leaves_the_inhibitor(crowded, relaxed) -> None:
    assert _nearest(crowded) < NO_OVERLAP < _nearest(relaxed.structure)
    assert relaxed.energy_after < relaxed.energy_before


@needs_extra
def test_only_the_side_chains_that_are_named_move(crowded, relaxed) -> None:
    before, after = _places(crowded), _places(relaxed.structure)
    moved = {int(name.split("/")[1].split()[0]) for name in relaxed.moved_residues}
    shifts = {key: before[key].dist(place) for key, place in after.items()}
    assert {key[0] for key, shift in shifts.items() if shift > 1e-3} <= moved
    assert all(shift < 1e-3 for key, shift in shifts.items() if key[2] in MAIN_CHAIN)
    assert math.isclose(max(shifts.values()), relaxed.greatest_shift, abs_tol=1e-3)
    assert any("LR4" in name for name in relaxed.obstacles)


@needs_extra
def test_the_structure_given_stays_as_it_was_and_the_model_is_the_same_again(crowded, relaxed) -> None:
    before = _places(crowded)
    again = refine_side_chains(crowded, "A", 96)
    assert all(before[key].dist(place) == 0.0 for key, place in _places(crowded).items())
    first, second = _places(relaxed.structure), _places(again.structure)
    assert max(first[key].dist(place) for key, place in second.items()) == 0.0
    assert again.energy_after == relaxed.energy_after
