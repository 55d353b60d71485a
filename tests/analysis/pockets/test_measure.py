"""The room in a box.

Oracles: the volume of a sphere and of a spherical shell, by formula; random points and exact geometry
(`tests/support/pocket_oracle.py`) for the pockets of the two bundled entries.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from pocket_oracle import draw_room, read_walls

import rasstruct as rs
from rasstruct.analysis.pockets.box import PocketBox, ligand_box
from rasstruct.analysis.pockets.depth import compute_depth
from rasstruct.analysis.pockets.measure import find_space
from rasstruct.reference.pockets import get_pocket

CARBON = 1.7
PROBE = 1.4
#: Å; from the far side of a larger shell, rays end before they meet the wall
REACH_OF_RAYS = 5.5
Array = npt.NDArray[np.float64]


def sphere(radius: float, spacing: float = 0.8) -> Array:
    """Spread atoms over a sphere, so near each other that no probe gets between them."""
    count = int(4 * math.pi * radius**2 / spacing**2)
    steps = np.arange(count) + 0.5
    height, turn = 1 - 2 * steps / count, math.pi * (1 + math.sqrt(5)) * steps
    ring = np.sqrt(1 - height**2)
    return radius * np.stack([ring * np.cos(turn), ring * np.sin(turn), height], axis=1)


def ball_volume(radius: float) -> float:
    return 4 / 3 * math.pi * radius**3


@pytest.fixture(scope="module")
def box() -> PocketBox:
    """A ball of 10 Å around the origin."""
    return ligand_box(np.vstack([sphere(7.0), sphere(4.0), np.zeros((1, 3))]))


def radii(count: int) -> Array:
    return np.full(count, CARBON)


@pytest.mark.parametrize("shell", [5.0, 6.0, 7.0, 8.0])
def test_a_spherical_cavity_has_the_volume_of_its_sphere(box: PocketBox, shell: float) -> None:
    walls = sphere(shell)
    space = find_space(walls, radii(len(walls)), box)
    # the grid of 0.75 Å counts cells, so the radius is off by up to 0.05 Å
    assert space.volume == pytest.approx(ball_volume(shell - CARBON), rel=0.06)
    # a ray is tried every 0.75 Å and may slip through a wall of one layer
    assert space.enclosure.mean() > 0.95 or shell > REACH_OF_RAYS
    assert compute_depth(space, walls, radii(len(walls)), box) is None


def test_an_atom_in_the_middle_takes_its_volume_away(box: PocketBox) -> None:
    walls = np.vstack([sphere(8.0), np.zeros((1, 3))])
    volume = find_space(walls, radii(len(walls)), box).volume
    assert volume == pytest.approx(ball_volume(8.0 - CARBON) - ball_volume(CARBON), rel=0.06)


def test_a_cavity_that_the_probe_just_fits_has_room_and_a_smaller_one_has_none(box: PocketBox) -> None:
    fits, too_small = sphere(CARBON + PROBE + 0.3), sphere(CARBON + PROBE - 0.3)
    assert find_space(fits, radii(len(fits)), box).volume > 0
    assert find_space(too_small, radii(len(too_small)), box).volume == 0


def test_a_bowl_is_a_pocket_up_to_its_rim_and_a_plate_is_none(box: PocketBox) -> None:
    whole = sphere(7.0)
    bowl = whole[whole[:, 2] < 3.0]
    space = find_space(bowl, radii(len(bowl)), box)
    closed = find_space(whole, radii(len(whole)), box)
    assert 0 < space.volume < closed.volume
    assert space.enclosure.mean() < closed.enclosure.mean()
    plate = np.array([[x, y, -3.0] for x in np.arange(-8, 8.1) for y in np.arange(-8, 8.1)])
    assert find_space(plate, radii(len(plate)), box).volume == 0


def test_a_longer_tube_is_deeper_by_what_it_is_longer() -> None:
    box = ligand_box(np.array([[0.0, 0, z] for z in np.arange(-10, 10.1)]))
    depths = []
    for length in (8.0, 12.0):
        turns = np.linspace(0, 2 * math.pi, 24, endpoint=False)
        heights = np.arange(-8.0, -8.0 + length, 0.8)
        tube = np.array([[4 * math.cos(t), 4 * math.sin(t), z] for z in heights for t in turns])
        lid = np.array(
            [[x, y, -8.0] for x in np.arange(-4, 4.1, 0.8) for y in np.arange(-4, 4.1, 0.8) if x * x + y * y <= 16]
        )
        walls = np.vstack([tube, lid])
        depth = compute_depth(find_space(walls, radii(len(walls)), box), walls, radii(len(walls)), box)
        assert depth is not None
        depths.append(depth)
    # the rim moves by 4 Å, in steps of the grid
    assert depths[1] - depths[0] == pytest.approx(4.0, abs=0.8)


def test_the_larger_of_two_cavities_is_measured(box: PocketBox) -> None:
    small, large = sphere(4.0) + np.array([0, 0, 5.0]), sphere(5.0) - np.array([0, 0, 4.5])
    walls = np.vstack([small, large])
    volume = find_space(walls, radii(len(walls)), box).volume
    assert volume == pytest.approx(ball_volume(5.0 - CARBON), rel=0.15)


def test_without_walls_there_is_no_pocket(box: PocketBox) -> None:
    assert find_space(np.zeros((0, 3)), np.zeros(0), box).volume == 0


def test_switch_ii_pocket_of_8azr_agrees_with_random_points(text_8azr: str, entry_8azr: rs.Entry) -> None:
    walls = read_walls(text_8azr, get_pocket("SII-P").residues, frozenset({"HOH", "LR4", "EDO"}))
    volume, enclosure = draw_room(*walls, seed=1)
    pocket = entry_8azr["A"].pocket("SII-P")
    # two draws differ by up to 10 %, because narrow links between parts are found or not
    assert pocket.volume == pytest.approx(volume, rel=0.12)
    assert pocket.enclosure == pytest.approx(enclosure, abs=0.03)
