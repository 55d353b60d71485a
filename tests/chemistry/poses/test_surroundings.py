"""How near may a pose come to what surrounds it?

Oracles:
- construction: one atom at a known distance from the end of the molecule, just inside and just outside the limit
- published limits and radii: three quarters of the sum, Buttenschoen 2024 doi:10.1039/D3SC04185A (Table 4); Bondi 1964
  doi:10.1021/j100785a001 (C 1.70 Å), Cordero 2008 doi:10.1039/b801115j (Mg 1.41, C 0.76, S 1.05 Å)
"""

from __future__ import annotations

import numpy as np
import pytest
from pose_oracles import embed, heavy
from rdkit import Chem

from rasstruct.chemistry.poses.pose_checks import check_pose
from rasstruct.chemistry.poses.pose_report import PoseReport
from rasstruct.chemistry.poses.surroundings import CovalentLink, Surroundings

#: the methyl group sticks out; its neighbour is the trigonal carbon before it
ALKENE = "Fc1ccc(cc1)/C(C)=C/[C@H](O)CN"
TRIGONAL, METHYL = 7, 8


@pytest.fixture(scope="module")
def pose() -> Chem.Mol:
    """A good pose of the alkene."""
    return embed(ALKENE)


def failed(report: PoseReport) -> set[str]:
    """Name the checks that failed."""
    return {row.check for row in report.failures}


def around(place: np.ndarray, element: str, *, is_ion: bool = False, link: int | None = None) -> Surroundings:
    """Make surroundings of one atom."""
    bond = None if link is None else CovalentLink(link, 0)
    return Surroundings(place[None], (element,), ("the atom",), np.array([is_ion]), bond)


def outside(pose: Chem.Mol, distance: float) -> np.ndarray:
    """Give a place at a distance from the methyl carbon, away from the rest of the molecule."""
    xyz = heavy(pose)
    direction = xyz[METHYL] - xyz[TRIGONAL]
    return np.asarray(xyz[METHYL] + direction / np.linalg.norm(direction) * distance)


@pytest.mark.parametrize(
    ("element", "is_ion", "allowed"),
    [("C", False, 0.75 * (1.70 + 1.70)), ("Mg", True, 0.75 * (1.41 + 0.76))],
    ids=["van der Waals radii for atoms", "covalent radii for ions"],
)
def test_clash_starts_at_three_quarters_of_the_radii(
    pose: Chem.Mol, element: str, is_ion: bool, allowed: float
) -> None:
    for excess, passes in ((0.01, True), (-0.01, False)):
        report = check_pose(pose, surroundings=around(outside(pose, allowed + excess), element, is_ion=is_ion))
        row = report["surroundings clash"]
        assert (row.passed, row.atoms) == (passes, (METHYL,))
        assert row.limit == pytest.approx(allowed, abs=1e-3)
        assert "the atom" in row.sentence
        assert failed(report) == (set() if passes else {"surroundings clash"})


def test_covalent_bond_is_no_clash_but_its_length_is_judged(pose: Chem.Mol) -> None:
    for length, passes in ((1.81, True), (1.30, False), (2.20, True), (2.40, False)):
        report = check_pose(pose, surroundings=around(outside(pose, length), "S", link=METHYL))
        assert report["covalent bond"].passed == passes
        assert report["covalent bond"].value == pytest.approx(length, abs=0.001)
        assert report["surroundings clash"].passed is not False
    assert failed(check_pose(pose, surroundings=around(outside(pose, 1.81), "S"))) == {"surroundings clash"}


def test_nothing_around_a_pose_cannot_say(pose: Chem.Mol) -> None:
    empty = Surroundings(np.zeros((0, 3)), (), (), np.zeros(0, dtype=bool))
    assert check_pose(pose, surroundings=empty)["surroundings clash"].passed is None


def test_ends_of_the_angle_at_a_covalent_bond_are_no_clash(pose: Chem.Mol) -> None:
    # a carbon bonded to the sulphur, bent back to 2.4 Å from the methyl: below 2.55 Å, but held there by the bond
    sulphur = outside(pose, 1.81)
    along = (sulphur - heavy(pose)[METHYL]) / 1.81
    # of all directions across the bond, the one that leads farthest from the rest of the molecule
    first = np.cross(along, [0.3, 0.5, 0.8])
    first /= np.linalg.norm(first)
    turns = np.radians(np.arange(0, 360, 5))[:, None]
    carbons = sulphur - along * 0.30 + 1.79 * (np.cos(turns) * first + np.sin(turns) * np.cross(along, first))
    others = np.delete(heavy(pose), METHYL, axis=0)
    carbon = max(carbons, key=lambda place: np.linalg.norm(others - place, axis=1).min())
    assert 2.2 < np.linalg.norm(carbon - heavy(pose)[METHYL]) < 2.5
    for link, passes in ((CovalentLink(METHYL, 0), True), (None, False)):
        place = Surroundings(np.stack([sulphur, carbon]), ("S", "C"), ("SG", "CB"), np.zeros(2, dtype=bool), link)
        assert check_pose(pose, surroundings=place)["surroundings clash"].passed == passes
