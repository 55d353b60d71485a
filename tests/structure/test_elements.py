"""Which elements are ions, and how large are their atoms?

Oracles: Bondi 1964 (doi:10.1021/j100785a001) for carbon 1.70, nitrogen 1.55, oxygen 1.52, sulphur 1.80, fluorine 1.47
and chlorine 1.75 Å; Cordero 2008 (doi:10.1039/b801115j) for sp2 carbon 0.73, nitrogen 0.71, oxygen 0.66,
sulphur 1.05 Å.
"""

from __future__ import annotations

import numpy as np
import pytest

from rasstruct.structure.elements import covalent_radii, is_ion, van_der_waals_radii


def test_van_der_waals_radii_are_those_of_bondi_in_the_order_given() -> None:
    found = van_der_waals_radii(np.array([b"CL", b"C", b"N", b"O", b"S", b"F", b"C"]))
    assert found.tolist() == pytest.approx([1.75, 1.70, 1.55, 1.52, 1.80, 1.47, 1.70], abs=0.005)


def test_an_unknown_element_has_a_radius() -> None:
    assert van_der_waals_radii(np.array([b"X", b"C"])).tolist() == pytest.approx([1.0, 1.7])


def test_no_atoms_have_no_radii() -> None:
    assert van_der_waals_radii(np.zeros(0, dtype="S2")).shape == (0,)


def test_covalent_radii_are_those_of_cordero_and_metals_bond_no_ligand() -> None:
    found = covalent_radii(np.array([b"C", b"N", b"O", b"S", b"MG"]))
    assert found.tolist() == pytest.approx([0.73, 0.71, 0.66, 1.05, 0], abs=0.005)


@pytest.mark.parametrize(
    ("element", "expected"), [("Mg", True), ("ZN", True), ("Cl", True), ("O", False), ("P", False)]
)
def test_metals_and_halides_alone_are_ions(element: str, expected: bool) -> None:
    assert is_ion(element) is expected
