"""Is the binding site of every inhibitor that of the reference labels, and does it rest on the same residues?

Oracle: truth/truth_chains.tsv of the corpus (Parker 2022 Cancer Res doi:10.1158/0008-5472.CAN-22-0804): sites and
residues within 4 Å, one ligand of one chain a time, in deposited and in docking-prepared files. The prepared files are
compared in site only: hydrogens were added there and side chains rebuilt. tests/corpus/test_truth.py and
test_prepared.py compare which inhibitors there are.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct.analysis.binding_site import BindingSite, describe_binding_site

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
STRUCTURE = re.compile(r"\.(pdb|cif|bcif)(\.gz)?$")
MARKERS = {
    "SII-P": {12, 96, 99},
    "SI/II-P": {5, 39, 54},
    "nucleotide": {29, 30, 32},
    "base": {85, 118, 119},
    "allosteric": {4, 49, 164},
    "P110": {106, 108, 110},
}
SITES = {"SP2": "SII-P", "SP12": "SI/II-P", "Nucleotide Site": "nucleotide", "Base Site": "base", "None": None}

#: inhibitors of which the labels say nothing -> why
NOT_LABELLED = {
    ("6t5u", "MKW"): "the labels leave the entry out",
    ("7oo7", "VLE"): "the labels leave the entry out",
    ("8azr", "LR4"): "the labels leave the entry out",
    ("8azy", "OFU"): "the labels leave the entry out",
    ("8azz", "OFU"): "the labels leave the entry out",
    ("8b00", "OFU"): "the labels leave the entry out",
    ("8b78", "PUO"): "the labels leave the entry out",
    ("8onv", "VU6"): "the labels leave the entry out",
    ("8jjs", "peptide I"): "the labels leave the entry out",
    ("9bg5", "A1AHB"): "the labels leave the entry out",
    ("9bg5", "A1A"): "the labels leave the entry out; the PDB file cuts the HET code",
    ("9bga", "A1AHB"): "the labels leave the entry out",
    ("4pzy", "2XR"): "the labels have no ligand for this chain; 2XR is a fragment in SI/II-P (Sun 2014)",
    ("6f76", "CVK"): "the labels count CVK among the buffer molecules",
}


@dataclasses.dataclass(frozen=True)
class Copy:
    """One inhibitor of one chain of one file, with what the labels say of it."""

    name: str
    ligand: str
    found: BindingSite
    site: str
    contacts: frozenset[int]


@functools.cache
def labels() -> dict[tuple[str, str], dict[str, str]]:
    """Read the labels by entry and chain."""
    with (CORPUS / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        return {(row["pdb"], row["chain"]): row for row in csv.DictReader(lines, delimiter="\t")}


def labelled(pdb_id: str, chain_id: str, ligand: str) -> tuple[str, frozenset[int]] | None:
    """Give site and contacts of a ligand in the labels; of several sites the one whose markers it touches."""
    row = labels().get((pdb_id, chain_id))
    if row is None or ligand not in row["pharmacological_ligand"].split(","):
        return None
    contacts = dict(part.split(":") for part in row["pharm_ligand_contacts"].split("|"))
    numbers = frozenset(map(int, contacts[ligand].split(",")))
    sites = [SITES[part] for part in row["pharmacological_ligand_site"].split("|")]
    return max(sites, key=lambda site: len(numbers & MARKERS[site])), numbers


def all_inhibitors(load: Callable[[str], rs.Entry]) -> Iterator[tuple[str, str, str, BindingSite]]:
    """Give file, chain, ligand and description of every inhibitor of the deposited and the prepared files."""
    for folder in ("", "prepared/"):
        paths = CORPUS.joinpath("structures", folder).glob("*")
        for name in sorted(path.name for path in paths if STRUCTURE.search(path.name)):
            for chain in load(folder + name):
                for bound in chain.inhibitors:
                    yield folder + name, chain.chain_id, bound.label, describe_binding_site(chain, bound)


@pytest.fixture(scope="module")
def copies(corpus_entry: Callable[[str], rs.Entry]) -> tuple[list[Copy], set[tuple[str, str]]]:
    """Compare every inhibitor with the labels; give those that have some, and those that have none."""
    found, unlabelled = [], set()
    for name, chain_id, ligand, site in all_inhibitors(corpus_entry):
        pdb_id = name.rpartition("/")[2][:4]
        truth = labelled(pdb_id, chain_id, ligand)
        if truth is None:
            unlabelled.add((pdb_id, ligand))
        else:
            found.append(Copy(name, ligand, site, *truth))
    return found, unlabelled


def test_site_equals_the_labels_in_every_copy(copies: tuple[list[Copy], set[tuple[str, str]]]) -> None:
    compared, _ = copies
    wrong = {
        (copy.name, copy.ligand): (copy.found.site, copy.site) for copy in compared if copy.found.site != copy.site
    }
    assert wrong == {}
    assert len(compared) >= 65
    assert {copy.site for copy in compared} == {"SII-P", "SI/II-P"}


def test_inhibitors_without_labels_are_those_listed(copies: tuple[list[Copy], set[tuple[str, str]]]) -> None:
    _, unlabelled = copies
    assert unlabelled == set(NOT_LABELLED)


def test_markers_in_contact_are_those_of_the_labels(copies: tuple[list[Copy], set[tuple[str, str]]]) -> None:
    compared = [copy for copy in copies[0] if not copy.name.startswith("prepared")]
    assert len(compared) >= 9
    for copy in compared:
        assert set(copy.found.markers) == copy.contacts & MARKERS[copy.site], copy.name
        others = {site for site, markers in MARKERS.items() if markers & copy.contacts} - {copy.site}
        assert set(copy.found.other_sites) == others, copy.name


def test_contacts_of_deposited_copies_are_those_of_the_labels(
    copies: tuple[list[Copy], set[tuple[str, str]]],
) -> None:
    compared = [copy for copy in copies[0] if not copy.name.startswith("prepared")]
    differing = {copy.name: set(copy.found.contacts) ^ copy.contacts for copy in compared}
    assert {name: numbers for name, numbers in differing.items() if numbers} == {}


def test_inhibitors_of_the_switch_ii_pocket_lie_in_it_with_most_of_their_contacts(
    copies: tuple[list[Copy], set[tuple[str, str]]],
) -> None:
    for copy in copies[0]:
        shares = {share.pocket: share.share_of_contacts for share in copy.found.pockets}
        other = "SI/II-P" if copy.site == "SII-P" else "SII-P"
        assert shares[copy.site] > shares.get(other, 0.0), copy.name


@pytest.mark.parametrize(
    ("name", "chain_id", "het_code", "touched"),
    [
        # residues of the cryptic groove (review, section on AMG510) within 4 Å, after the labels
        pytest.param("6oim.cif", "A", "MOV", {95, 96, 99}, id="sotorasib lies in the cryptic groove"),
        pytest.param("6ut0.cif", "A", "M1X", {95, 96, 99}, id="adagrasib lies in the cryptic groove"),
        pytest.param("7rpz.cif", "A", "6IC", {95, 96, 99}, id="MRTX1133 lies in the cryptic groove"),
        pytest.param("4dst.pdb", "A", "9LI", set(), id="DCAI, between the switches, does not"),
    ],
)
def test_residues_of_the_cryptic_groove_in_contact(
    name: str, chain_id: str, het_code: str, touched: set[int], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    found = corpus_entry(name)[chain_id].ligands[het_code].binding_site()
    assert set(found.contacts) & {95, 96, 99} == touched
    shares = {share.pocket: share.share_of_pocket for share in found.pockets}
    assert shares.get("SII-P cryptic groove", 0.0) == len(touched) / 3
