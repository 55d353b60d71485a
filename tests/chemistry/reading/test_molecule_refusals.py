"""Is every text and file that is no molecule named with its line and reason, without stopping the others?

Oracles: what is wrong with each text is by construction, and beside each stands a near miss that is right; line
numbers are counted by the test.
"""

from __future__ import annotations

import gzip
import random
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem, rdBase
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct._base.errors import MoleculeError, SourceError
from rasstruct.chemistry.properties.descriptors import describe_molecule
from rasstruct.chemistry.reading.read_molecules import read_molecule, read_molecules

# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("C1CC", "found 'C1CC', expected SMILES"),
        ("c1cccn1", "aromatic ring without alternating double bonds"),
        ("CC(C)(C)(C)C", "found C at atom 2 with more bonds than it can have"),
        ("cC", "impossible bonds"),
        ("", "no atoms"),
        ("CC>>CO", "expected SMILES"),
        ("C\x00C", "expected SMILES"),
        ("X" * 500, "XXX…'"),
    ],
)
def test_what_is_no_molecule_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(MoleculeError) as caught:
        read_molecule(text)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 250


def test_molecule_that_would_end_the_process_is_refused_and_a_long_one_is_read() -> None:
    """A chain of 20,000 carbons overflows the stack of RDKit's substructure search."""
    long, endless = (read.problem for read in read_molecules(["C" * 800, "C" * 20_000]))
    assert long is None
    assert "found a molecule of 20000 atoms" in str(endless)
    with pytest.raises(MoleculeError, match="20000 atoms"):
        describe_molecule(Chem.MolFromSmiles("C" * 20_000, sanitize=False))


@pytest.mark.parametrize("text", ["# a comment\n", "smiles,name\n", "smiles\n\n"])
def test_file_without_any_molecule_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "headed.smi"
    path.write_text(text)
    with pytest.raises(MoleculeError, match="found no molecule in"):
        list(read_molecules(path))
    path.write_text(f"{text}CCO\n")
    assert [read.problem for read in read_molecules(path)] == [None]


def test_near_misses_of_the_refused_are_read() -> None:
    assert [CalcMolFormula(read_molecule(s)) for s in ("C1CC1", "c1ccc[nH]1", "CC(C)(C)C")] == [
        "C3H6",
        "C4H5N",
        "C5H12",
    ]


def test_refusals_leave_the_log_of_rdkit_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    list(read_molecules(["C1CC", "CC(C)(C)(C)C", Chem.MolToMolBlock(Chem.MolFromSmiles("CC"))[:50]]))
    assert capfd.readouterr().err == ""
    assert any("error" in line and "enabled" in line for line in rdBase.LogStatus().splitlines())


def test_sources_without_molecules_are_errors(tmp_path: Path) -> None:
    for name, content, said in [
        ("empty.sdf", b"", "empty file"),
        ("blank.smi", b" \r\n\n", "empty file"),
        ("junk.smi", b"\x7fELF\x02\x01\x00\x00junk", "binary content"),
        ("utf16.smi", "CCO".encode("utf-16"), "binary content"),
        ("ligand.pdb", b"HETATM    1  C1  LIG A   1       0.000   0.000   0.000\n", "without bond orders"),
        ("unnamed", b"data_LIG\n_atom_site.id\n", "without bond orders"),
        ("no_column.csv", b"name,mass\nx,1\n", "expected one called smiles"),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(MoleculeError, match=said):
            list(read_molecules(path))
    for source, said in [(tmp_path, "folder"), (tmp_path / "none.sdf", "no file"), ("none.smi.gz", "no file")]:
        with pytest.raises(SourceError, match=said):
            read_molecules(source)
    for blank in ("", "\n \n"):
        with pytest.raises(MoleculeError, match="empty text"):
            read_molecules(blank)


def test_cut_gzip_file_gives_what_it_holds_and_says_where_it_ends(tmp_path: Path) -> None:
    random.seed(5)
    text = "".join(f"{'C' * random.randint(1, 40)}O n{number}\n" for number in range(20_000))
    path = tmp_path / "cut.smi.gz"
    path.write_bytes(gzip.compress(text.encode())[:-2000])
    *good, last = read_molecules(path)
    assert len(good) > 1000
    assert [r.name for r in good[:2]] == ["n0", "n1"]
    assert last.molecule is None
    assert "end of readable content" in str(last.problem)


# --- laws ------------------------------------------------------------------------------------------------------------


def test_long_file_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "long.smi"
    path.write_text("".join(f"CC molecule{number}\n" if number % 1000 else "C1 bad\n" for number in range(100_000)))
    first = list(islice(read_molecules(path), 3))
    assert [r.line for r in first] == [1, 2, 3]
    n_good, bad_lines = 0, []
    for read in read_molecules(path):
        if read.line == 90_000:
            tracemalloc.start()
        n_good += read.molecule is not None
        if read.molecule is None:
            bad_lines.append(read.line)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_good == 99_900
    assert bad_lines == list(range(1, 100_000, 1000))
    assert peak < 500_000


@given(st.lists(st.sampled_from(["CCO", "c1ccccc1", "C1CC", "N", "CC(C)(C)(C)C"]), max_size=12))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_every_line_gives_one_answer_in_order(lines: list[str]) -> None:
    reads = list(read_molecules("\n".join([*lines, "CC end", ""])))
    assert [r.line for r in reads] == list(range(1, len(lines) + 2))
    assert [r.molecule is None for r in reads] == [line in ("C1CC", "CC(C)(C)(C)C") for line in [*lines, "CC"]]
    assert all((r.problem is None) == (r.molecule is not None) for r in reads)
