"""Objects whose atoms stand in another order, twice, or of two molecules under one name.

Oracle: the file itself, whose atoms the objects hold; what two molecules under one chain name must not become.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import MDAnalysis
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import FormatError

Reader = Callable[[str, str], Any]
FACTS = (
    "isoform",
    "mutations_modelled",
    "nucleotide_state",
    "magnesium",
    "n_unnumbered",
    "first_residue",
    "last_residue",
)


def facts_of(entry: rs.Entry) -> list[Any]:
    """Say what does not rest on header records."""
    (record,) = entry.to_records()
    inhibitors = [(row["het_code"], row["site"]) for row in record["inhibitors"]]
    return [*(record[key] for key in FACTS), inhibitors, sorted(record["other_ligands"])]


@pytest.mark.parametrize("package", ["MDAnalysis", "biotite"])
@pytest.mark.parametrize("order", ["reversed", "shuffled"])
def test_order_of_atoms_does_not_matter(
    package: str, order: str, bundled: Callable[[str], str], read_object: Reader
) -> None:
    given = read_object(package, bundled("8azr.pdb"))
    atoms = given.atoms if package == "MDAnalysis" else given
    count = len(atoms) if package == "MDAnalysis" else atoms.array_length()
    chosen = np.arange(count)[::-1] if order == "reversed" else np.random.default_rng(7).permutation(count)
    assert facts_of(rs.load(atoms[chosen])) == facts_of(rs.load(bundled("8azr.pdb")))


def test_atoms_chosen_twice_count_once(bundled: Callable[[str], str], read_object: Reader) -> None:
    universe = read_object("MDAnalysis", bundled("8azr.pdb"))
    twice = universe.atoms + universe.select_atoms("resid 10:20")
    assert facts_of(rs.load(twice)) == facts_of(rs.load(universe))


def test_two_molecules_under_one_chain_name_are_refused(bundled: Callable[[str], str], read_object: Reader) -> None:
    first = read_object("MDAnalysis", bundled("8azr.pdb"))
    merged = MDAnalysis.Merge(first.atoms, read_object("MDAnalysis", bundled("5p21.pdb")).atoms)
    with pytest.raises(FormatError, match=r"found two residues .* in chain A of MDAnalysis Universe, \d+ Å apart"):
        rs.load(merged)


def test_molecules_whose_numbers_ran_over_stay_apart(bundled: Callable[[str], str], read_object: Reader) -> None:
    """A copy of the ligand under the same number, as in systems of more than 9,999 residues."""
    universe = read_object("MDAnalysis", bundled("8azr.pdb"))
    copy = MDAnalysis.Merge(universe.select_atoms("resname LR4"))
    copy.atoms.translate([60.0, 0.0, 0.0])
    merged = MDAnalysis.Merge(universe.atoms, copy.atoms)
    (inhibitor,) = rs.load(merged).chains[0].inhibitors
    assert len(inhibitor.atom_rows) == len(rs.load(bundled("8azr.pdb"))["A"].inhibitors[0].atom_rows)
