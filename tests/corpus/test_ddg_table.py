"""Does the published table of KRAS free energies read whole, and do scans show its values?

Oracles: the table read by the csv module; the wild-type letters against the KRAS4B sequence.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct.reference.isoforms import get_isoform

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def path(corpus: Path) -> Path:
    return corpus / "ddg" / "kras_ddg_weng2024.tsv"


@pytest.fixture(scope="module")
def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def test_every_line_is_read(path: Path, lines: list[dict[str, str]]) -> None:
    table = rs.load_ddg(path)
    assert Counter(row.trait for row in table.rows) == Counter(line["trait"] for line in lines)
    for line in lines:
        row = table.find(line["mutation"])[line["trait"]]
        assert (row.ddg, row.sd, row.ci95) == tuple(float(line[name]) for name in ("ddg_kcal_mol", "sd", "ci95"))


def test_its_numbers_are_those_of_kras4b(lines: list[dict[str, str]]) -> None:
    sequence = get_isoform("KRAS4B").sequence
    for line in lines:
        assert line["mutation"][0] == sequence[int(line["mutation"][1:-1]) - 1], line["mutation"]
        assert line["mutation"][1:-1] == line["uniprot_number"]


@pytest.mark.parametrize("name", ["6oim.cif", "8azr.pdb"])
def test_a_scan_shows_the_values_of_the_table(
    name: str, path: Path, lines: list[dict[str, str]], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    folding = {line["mutation"]: float(line["ddg_kcal_mol"]) for line in lines if line["trait"] == "folding"}
    rows = corpus_entry(name)["A"].scan([12, 95, 96, 99], ddg=rs.load_ddg(path))
    assert sum(row.folding_ddg is not None for row in rows) > 70
    for row in rows:
        assert row.folding_ddg == folding.get(row.mutation.replace("C12", "G12")), row.mutation
