"""α4–α5 homodimers of every complete crystal file against the labels of Parker 2022.

Oracle: `truth_homodimers.tsv` and `truth_chains.tsv` (rascore 1.0.7, doi:10.1158/0008-5472.CAN-22-0804): which chains
make the dimer, through which residues, over which area; interfaces and areas were found with other programs there. The
labels of all 130 chains, also of those whose files are not here, tell whether the rule about the helices loses any.
"""

from __future__ import annotations

import csv
import functools
import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct.analysis.homodimers import CrystalHomodimer
from rasstruct.reference.regions import find_region

pytestmark = pytest.mark.corpus

#: residue 165 of 1CTQ, in the interface, has two conformers of equal occupancy, of which one is taken; else 4 %
TWO_CONFORMERS = {"1ctq"}


def read_labels(name: str) -> list[dict[str, str]]:
    """Read a table of labels; no rows without the corpus."""
    folder = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared"))
    if not (folder / "structures").is_dir():
        return []
    with (folder / "truth" / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def chains_with_files() -> list[tuple[str, str]]:
    """List file and chain of the labelled chains that come from a crystal."""
    folder = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared")) / "structures"
    files = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    labels = [(row["pdb"], row["chain"]) for row in read_labels("truth_chains.tsv") if row["method"] == "XRAY"]
    return [(name, chain) for name in files for pdb, chain in labels if name.split(".")[0] == pdb]


HOMODIMERS = {(row["pdb"], row["chain"]): row for row in read_labels("truth_homodimers.tsv")}
CHAINS = chains_with_files()
LABELLED = [(name, chain) for name, chain in CHAINS if (name.split(".")[0], chain) in HOMODIMERS]


@pytest.fixture(scope="module")
def homodimers(corpus_entry: Callable[[str], rs.Entry]) -> Callable[[str, str], tuple[CrystalHomodimer, ...]]:
    """Find the homodimers of a chain, once."""
    return functools.cache(lambda name, chain_id: tuple(corpus_entry(name)[chain_id].homodimers()))


@pytest.mark.parametrize(("name", "chain_id"), CHAINS)
def test_chain_makes_a_homodimer_when_it_is_labelled_so(
    name: str, chain_id: str, homodimers: Callable[[str, str], tuple[CrystalHomodimer, ...]]
) -> None:
    assert len(homodimers(name, chain_id)) == ((name, chain_id) in LABELLED)


@pytest.mark.usefixtures("corpus")
def test_labels_hold_both_homodimers_and_other_crystals() -> None:
    """Sensitivity and specificity of the test above are over these numbers of chains."""
    assert len(LABELLED) >= 22
    assert len(CHAINS) - len(LABELLED) >= 47


@pytest.mark.parametrize(("name", "chain_id"), LABELLED)
def test_residues_and_area_are_those_of_the_labels(
    name: str, chain_id: str, homodimers: Callable[[str, str], tuple[CrystalHomodimer, ...]]
) -> None:
    """The area may differ by what radii, points and the choice of conformers make."""
    (row,), label = homodimers(name, chain_id), HOMODIMERS[name.split(".")[0], chain_id]
    assert ",".join(map(str, row.residues)) == label["atomid_contacts"]
    assert row.n_cb_residues == float(label["total_cb_contacts"])
    tolerance = 0.08 if label["pdb"] in TWO_CONFORMERS else 0.04
    assert row.interface_area == pytest.approx(float(label["interface_area"]), rel=tolerance)


@pytest.mark.parametrize(("name", "chain_id"), LABELLED)
def test_both_sides_are_alike_and_the_other_side_finds_the_same(
    name: str, chain_id: str, homodimers: Callable[[str, str], tuple[CrystalHomodimer, ...]]
) -> None:
    (row,) = homodimers(name, chain_id)
    (back,) = homodimers(name, row.partner_chain_id)
    assert row.likeness == back.likeness > 0.95
    assert (row.residues, row.partner_residues) == (back.partner_residues, back.residues)
    assert row.interface_area == pytest.approx(back.interface_area, abs=1.0)
    assert (row.symmetry is None) == (row.partner_chain_id != chain_id)


@pytest.mark.parametrize("pdb_and_chain", HOMODIMERS, ids=" ".join)
def test_labelled_pairs_of_residues_include_those_of_the_rule(pdb_and_chain: tuple[str, str]) -> None:
    """α4 meets α5, and α5 meets α5: pairs of residues as the labels give them, in no order."""
    alpha4, alpha5 = (find_region(name, "secondary_structure_weng2024").residues for name in ("α4", "α5"))
    text = HOMODIMERS[pdb_and_chain]["interface_contacts"]
    pairs = [tuple(map(int, pair.split(":"))) for pair in text.split(",")]
    assert any((one in alpha4 and other in alpha5) or (one in alpha5 and other in alpha4) for one, other in pairs)
    assert any(one in alpha5 and other in alpha5 for one, other in pairs)


@pytest.mark.parametrize(
    ("name", "chain_id", "partner_chain_id"),
    [
        pytest.param("4tqa.pdb", "A", "B", id="4TQA: both α5 touch, with one α4 and not the other"),
        pytest.param("4obe.pdb", "A", "B", id="4OBE: both α5 touch, no α4"),
        pytest.param(
            "5v9o.pdb", "A", "A", id="5V9O: a two-fold axis between the α5, which are antiparallel without α4"
        ),
    ],
)
def test_near_misses_touch_with_both_key_residues_or_helices_and_are_none(
    name: str, chain_id: str, partner_chain_id: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    chain = corpus_entry(name)[chain_id]
    alpha5 = set(find_region("α5", "secondary_structure_weng2024").residues)
    rows = [*chain.crystal_contacts()] if partner_chain_id == chain_id else [*chain.interfaces()]
    assert any(len(alpha5.intersection(row.residues)) >= 4 for row in rows)
    assert len(chain.homodimers()) == 0


@pytest.mark.parametrize("name", ["1aa9.pdb", "1crr.bcif"])
def test_structure_without_a_crystal_is_refused(name: str, corpus_entry: Callable[[str], rs.Entry]) -> None:
    with warnings.catch_warnings(), pytest.raises(rs.RasStructError, match="found no unit cell"):
        corpus_entry(name).chains[0].homodimers()
