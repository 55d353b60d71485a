"""Are the packed rotamers those of the library?

Oracles: the three staggered places of chi1 (IUPAC-IUB 1970 doi:10.1021/bi00820a001); valine in a helix is trans
(Dunbrack and Karplus 1993 doi:10.1006/jmbi.1993.1170); proline has two ring puckers; number of dihedrals
from the chemical formulas.
"""

from __future__ import annotations

import numpy as np
import pytest

from rasstruct import RasStructError
from rasstruct.reference.rotamers import get_rotamers
from rasstruct.reference.side_chain_geometry import side_chain_geometry

HELIX, STRAND = (-63.0, -43.0), (-120.0, 130.0)
AMINO_ACIDS = sorted({row.residue for row in side_chain_geometry()} | {"GLY"})


@pytest.mark.parametrize("name", AMINO_ACIDS)
@pytest.mark.parametrize("place", [HELIX, STRAND, (60.0, 40.0), (-180.0, 180.0)])
def test_probabilities_add_up_to_one_and_fall(name: str, place: tuple[float, float]) -> None:
    rotamers = get_rotamers(name, *place)
    assert rotamers.probability.sum() == pytest.approx(1)
    assert (np.diff(rotamers.probability) <= 0).all()
    assert rotamers.chi.shape == rotamers.sigma.shape
    assert (rotamers.sigma >= 0).all()
    assert (np.abs(rotamers.chi) <= 180).all()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("GLY", 0),
        ("ALA", 0),
        ("SER", 1),
        ("VAL", 1),
        ("LEU", 2),
        ("PHE", 2),
        ("GLU", 3),
        ("MET", 3),
        ("LYS", 4),
        ("ARG", 4),
    ],
)
def test_number_of_dihedrals(name: str, count: int) -> None:
    assert get_rotamers(name, *HELIX).chi.shape[1] == count


@pytest.mark.parametrize("name", ["VAL", "LEU", "LYS", "MET", "SER", "ILE"])
def test_chi1_of_a_tetrahedral_carbon_is_staggered(name: str) -> None:
    for place in (HELIX, STRAND):
        rotamers = get_rotamers(name, *place)
        from_staggered = np.abs((rotamers.chi[:, 0] + 120) % 120 - 60)
        assert (rotamers.probability[from_staggered > 35]).sum() < 0.02


def test_valine_in_a_helix_is_trans_and_serine_is_less_sure() -> None:
    valine, serine = get_rotamers("VAL", *HELIX), get_rotamers("SER", *HELIX)
    assert abs(abs(valine.chi[0, 0]) - 180) < 15
    assert valine.probability[0] > 0.8 > serine.probability[0]


def test_gauche_plus_is_nearly_absent_for_leucine_in_a_helix() -> None:
    leucine = get_rotamers("LEU", *HELIX)
    assert leucine.probability[np.abs(leucine.chi[:, 0] - 60) < 30].sum() < 0.05


def test_proline_has_an_up_and_a_down_pucker() -> None:
    chi = get_rotamers("PRO", *HELIX).chi[:, 0]
    assert sorted(np.sign(chi)) == [-1, 1]
    assert (np.abs(chi) < 45).all()


def test_the_backbone_decides_and_dihedrals_wrap_around() -> None:
    assert get_rotamers("VAL", *HELIX).probability[0] != get_rotamers("VAL", *STRAND).probability[0]
    assert (get_rotamers("LEU", -180.0, 175.0).chi == get_rotamers("LEU", 180.0, -185.0).chi).all()


def test_the_end_of_a_chain_takes_a_helix() -> None:
    assert (get_rotamers("LEU", None, None).chi == get_rotamers("LEU", -60.0, -40.0).chi).all()


def test_an_unknown_residue_is_refused_by_name() -> None:
    with pytest.raises(RasStructError, match="MSE"):
        get_rotamers("MSE", *HELIX)
