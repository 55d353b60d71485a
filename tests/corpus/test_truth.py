"""Does the annotation of every deposited file agree with the reference labels?

Oracle: truth/truth_chains.tsv of the corpus (Parker 2022 Cancer Res doi:10.1158/0008-5472.CAN-22-0804). Each chain is
compared in isoform, modelled mutations, nucleotide class, inhibitors, their site, Mg²⁺, partners, and modelled
residues. A disagreement stands in EXCEPTIONS with its reason and its exact values, and is needed there: one that
disappears fails the test just as a new one does.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gemmi
import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
STRUCTURE = re.compile(r"\.(pdb|cif|bcif)(\.gz)?$")
FILES = sorted(p.name for p in CORPUS.glob("structures/*") if STRUCTURE.search(p.name))

SITES = {"SP2": "SII-P", "SP12": "SI/II-P", "Nucleotide Site": "nucleotide", "Base Site": "base"}

#: entries that the reference labels leave out; test_awkward_entries.py says what is known of them
NOT_LABELLED = {"8azr", "8jjs", "9bg5", "9bga"}

_CSO = "the labels count the oxidised cysteine CSO as not modelled; it is Cys with an oxygen on its sulfur"
_KRAS4A = (
    "the labels align the tail of this KRAS4B construct with KRAS4A (P01116-1), where residue 168 differs, so they "
    "leave 168 out or shift what follows by one; the file numbers 168 as here"
)
#: (entry, chain, aspect) -> residues that only rasstruct has, residues that only the labels have, reason
EXCEPTIONS: dict[tuple[str, str, str], tuple[set[int], set[int], str]] = {
    ("1xcm", "A", "residues"): ({118}, set(), _CSO),
    ("1zw6", "A", "residues"): ({51}, set(), _CSO),
    ("4dso", "A", "residues"): ({168}, {181}, _KRAS4A),
    ("4dst", "A", "residues"): ({168}, {181}, _KRAS4A),
    ("6god", "A", "residues"): ({168}, {173}, _KRAS4A),
    ("4tqa", "A", "residues"): ({168}, set(), _KRAS4A),
    ("4tqa", "B", "residues"): ({168}, set(), _KRAS4A),
    ("5v9o", "A", "residues"): ({168}, set(), _KRAS4A),
}


def items(cell: str, separator: str = ",") -> set[str]:
    """Split a cell of the labels."""
    return set() if cell in ("None", "") else set(cell.split(separator))


def parse_observed(text: str) -> set[int]:
    """Turn ``1-60:69-166`` into residue numbers."""
    parts = [part.split("-") for part in text.split(":")]
    return {number for part in parts for number in range(int(part[0]), int(part[-1]) + 1)}


def expected_of(label: dict[str, str]) -> dict[str, Any]:
    """Say what the labels say, in the words of rasstruct."""
    return {
        "gene": label["gene"],
        "mutations_modelled": items(label["mutations"]) - {"WT"},
        "nucleotide_class": label["nucleotide_class"],
        "inhibitors": items(label["pharmacological_ligand"]),
        "sites": {SITES[site] for site in items(label["pharmacological_ligand_site"], "|")},
        "magnesium": "MG" in items(label["ion_ligand"]),
        "partners": {(chain_id, label["bound_protein_class"]) for chain_id in items(label["bound_protein_chains"])},
        "residues": parse_observed(label["observed_range"]),
    }


def found_of(chain: rs.RasChain) -> dict[str, Any]:
    """Say what rasstruct says, by the same aspects."""
    record = chain.to_record()
    return {
        "gene": record["isoform"].removesuffix("4A").removesuffix("4B"),
        "mutations_modelled": set(record["mutations_modelled"]),
        "nucleotide_class": record["nucleotide_class"],
        "inhibitors": {row["het_code"] for row in record["inhibitors"]},
        "sites": {row["site"] for row in record["inhibitors"]},
        "magnesium": record["magnesium"],
        "partners": {(row["chain_id"], row["parker_class"]) for row in record["partners"]},
        "residues": set(chain.numbering.uniprot_numbers.tolist()) - {0},
    }


@pytest.fixture(scope="module")
def labels(corpus: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Read the labels by entry and chain."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with (corpus / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found.setdefault(row["pdb"], {})[row["chain"]] = row
    return found


@pytest.mark.parametrize("name", FILES)
def test_file_agrees_with_the_labels_but_for_the_listed_exceptions(
    name: str, corpus_entry: Callable[[str], rs.Entry], labels: dict[str, dict[str, dict[str, str]]]
) -> None:
    pdb_id = name.split(".")[0]
    if pdb_id in NOT_LABELLED:
        assert pdb_id not in labels
        return
    entry = corpus_entry(name)
    assert {chain.chain_id for chain in entry} == set(labels[pdb_id])
    differences = {}
    for chain in entry:
        found, expected = found_of(chain), expected_of(labels[pdb_id][chain.chain_id])
        for aspect in expected:
            if found[aspect] != expected[aspect]:
                differences[pdb_id, chain.chain_id, aspect] = (found[aspect], expected[aspect])
    listed = {key: values for key, values in EXCEPTIONS.items() if key[0] == pdb_id}
    assert set(differences) == set(listed), differences
    for key, (only_here, only_there, _) in listed.items():
        found_value, expected_value = differences[key]
        assert (found_value - expected_value, expected_value - found_value) == (only_here, only_there), key


@pytest.mark.parametrize("name", FILES)
def test_first_and_last_residue_are_the_ends_of_what_is_modelled(
    name: str, corpus_entry: Callable[[str], rs.Entry], labels: dict[str, dict[str, dict[str, str]]]
) -> None:
    pdb_id = name.split(".")[0]
    for record in corpus_entry(name).to_records():
        if pdb_id not in NOT_LABELLED:
            ends = parse_observed(labels[pdb_id][record["chain_id"]]["observed_range"])
            _, extra, _ = EXCEPTIONS.get((pdb_id, record["chain_id"], "residues"), (set(), set(), ""))
            added, *_ = EXCEPTIONS.get((pdb_id, record["chain_id"], "residues"), (set(), set(), ""))
            residues = (ends - extra) | added
            assert (record["first_residue"], record["last_residue"]) == (min(residues), max(residues))


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_exceptions_name_files_that_exist() -> None:
    entries = {name.split(".")[0] for name in FILES}
    assert {key[0] for key in EXCEPTIONS} | NOT_LABELLED <= entries
    assert all(reason for *_, reason in EXCEPTIONS.values())


@pytest.mark.parametrize("name", ["4dst.pdb", "6god.pdb", "4tqa.pdb", "5v9o.pdb"])
def test_residue_168_is_the_glutamate_of_kras4b_in_the_file(corpus: Path, name: str) -> None:
    # the fact behind the exceptions: KRAS4B has Lys167-Glu168, KRAS4A Leu168
    residue = gemmi.read_structure(str(corpus / "structures" / name))[0]["A"]["168"][0]
    assert residue.name == "GLU"


@pytest.mark.parametrize(("name", "number"), [("1xcm.pdb", "118"), ("1zw6.pdb", "51")])
def test_oxidised_cysteine_is_in_the_file_and_mapped_to_cysteine(
    corpus: Path, corpus_entry: Callable[[str], rs.Entry], name: str, number: str
) -> None:
    residue = gemmi.read_structure(str(corpus / "structures" / name))[0]["A"][number][0]
    assert residue.name == "CSO"
    chain = corpus_entry(name)["A"]
    assert chain.numbering.residue_at(int(number)) is not None
    assert not [mutation for mutation in chain.mutations if mutation[1:-1] == number]
