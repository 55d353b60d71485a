"""Which atoms count as γ-phosphate, as its bridge, and as the Mg²⁺ of the site?

Oracles: the atom names of the Chemical Component Dictionary; 5P21, whose nucleotide the test renames and rebuilds
without moving an atom, so that what was measured before must be measured again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rasstruct.annotation.catalytic_geometry import CatalyticGeometry, describe_catalysis
from rasstruct.annotation.chain import AnnotatedChain


def catalysis(chain: AnnotatedChain) -> CatalyticGeometry:
    """Measure a chain."""
    return describe_catalysis(chain.structure, chain.numbering, chain.nucleotide, chain.bound_ligands, chain.partners)


def atom_at(where: np.ndarray, line: str) -> str:
    """Write other coordinates into an atom line."""
    return f"{line[:30]}{where[0]:8.3f}{where[1]:8.3f}{where[2]:8.3f}{line[54:]}"


@pytest.mark.parametrize(
    ("het_code", "old", "new"), [("GSP", " O1G", " S1G"), ("GCP", " N3B", " C3B"), ("GTP", " N3B", " O3B")]
)
def test_other_triphosphates_have_three_terminal_atoms_and_a_bridge(
    pdb_5p21: Any, het_code: str, old: str, new: str
) -> None:
    def change(line: str) -> str:
        is_changed = line[17:20] == "GNP" and line[12:16] == old
        return f"{line[:12]}{new}{line[16:76]} {new[1]}" if is_changed else line

    found = catalysis(pdb_5p21.edited(change).molecule_renamed("GNP", het_code).chain())
    assert found.gamma_phosphate == tuple(
        f"{het_code} {new.strip() if name == old.strip() else name}" for name in ("O1G", "O2G", "O3G")
    )
    assert found.lytic_water == "HOH A/175"


def test_carbon_named_like_the_bridge_of_another_nucleotide_is_no_bridge(pdb_5p21: Any) -> None:
    # C3B of mant-GppNHp (AGN) is in the mant group
    whole = catalysis(pdb_5p21.chain())
    far = pdb_5p21.atom("GNP", "O2'") + 1.4
    line = next(line for line in pdb_5p21.atoms("GNP"))
    mant = atom_at(far, f"{line[:12]} C3B{line[16:76]} C")
    lines = [part for each in pdb_5p21.lines for part in ((each, mant) if each == line else (each,))]
    found = catalysis(type(pdb_5p21)("\n".join(lines) + "\n").molecule_renamed("GNP", "AGN").chain())
    assert (found.lytic_water, found.lytic_water_angle) == (whole.lytic_water, whole.lytic_water_angle)


def test_beryllium_fluoride_on_gdp_stands_for_the_gamma_phosphate(pdb_5p21: Any) -> None:
    phosphorus, names = pdb_5p21.atom("GNP", "PG"), ("O1G", "O2G", "O3G")
    fluorides = [(f" F{i}", "F", pdb_5p21.atom("GNP", name)) for i, name in enumerate(names, start=1)]
    whole = catalysis(pdb_5p21.chain())

    def change(line: str) -> str:
        return f"{line[:12]} O3B{line[16:76]} O" if line[17:20] == "GNP" and line[12:16] == " N3B" else line

    cut = pdb_5p21.without(lambda line: line[17:20] == "GNP" and line[12:16].strip() in ("PG", *names)).edited(change)
    found = catalysis(
        cut.molecule_renamed("GNP", "GDP").with_atoms("BEF", [("BE", "BE", phosphorus), *fluorides]).chain()
    )
    assert found.gamma_phosphate == ("BEF F1", "BEF F2", "BEF F3")
    same = ("state", "thr35_mg", "gln61_gamma", "tyr32_gamma", "lytic_water", "lytic_water_distance", "mg_coordination")
    assert [getattr(found, name) for name in same] == [getattr(whole, name) for name in same]
    assert found.lytic_water_angle == pytest.approx(whole.lytic_water_angle, abs=0.1)


def test_magnesium_elsewhere_is_not_that_of_the_site(pdb_5p21: Any) -> None:
    line = pdb_5p21.atoms("MG")[0]
    other = atom_at(pdb_5p21.atom("MG", "MG") + 15.0, f"{line[:22]} 901{line[26:]}")
    found = catalysis(pdb_5p21.with_lines(other, before="HETATM").chain())
    assert found == catalysis(pdb_5p21.chain())


def test_conformer_of_lower_occupancy_is_not_measured(pdb_5p21: Any) -> None:
    def alternate(line: str, code: str, occupancy: float, where: np.ndarray) -> str:
        return atom_at(where, f"{line[:16]}{code}{line[17:54]}{occupancy:6.2f}{line[60:]}")

    line = next(each for each in pdb_5p21.atoms("TYR") if each[22:26] == "  32" and each[12:16] == " OH ")
    own, near = np.array([float(line[at : at + 8]) for at in (30, 38, 46)]), pdb_5p21.atom("GNP", "O1G") + 1.6
    both = (alternate(line, "A", 0.7, own), alternate(line, "B", 0.3, near))
    lines = [part for each in pdb_5p21.lines for part in (both if each == line else (each,))]
    assert catalysis(type(pdb_5p21)("\n".join(lines) + "\n").chain()) == catalysis(pdb_5p21.chain())


def test_nucleotide_without_its_gamma_phosphorus_is_not_measured(pdb_5p21: Any) -> None:
    found = catalysis(pdb_5p21.without(lambda line: line[12:20] == " PG  GNP").chain())
    assert (found.gamma_phosphate, found.tyr32_gamma, found.lytic_water_call) == ((), None, None)
    assert found.state == "state-2-like"
