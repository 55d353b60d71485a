"""Are the written files what other programs read, and is refused what PDB format would cut?

Oracles: Biopython, MDAnalysis, biotite and gemmi reading the text; the columns of PDB format 3.3.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import biotite.structure.io.pdbx as biotite_pdbx
import gemmi
import MDAnalysis
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import FormatError, SourceError

Edit = Callable[[str, Callable[[str, int], str]], str]
Load = Callable[[str], rs.Entry]


def sorted_xyz(xyz: Any) -> Any:
    """Sort coordinates by axis, which any order of atoms leaves alone."""
    return np.sort(np.asarray(xyz, dtype=np.float32), axis=0)


def test_four_programs_read_the_same_atoms_from_our_text(
    entry_8azr: rs.Entry, to_biopython: Callable[[str], Any], tmp_path: Path
) -> None:
    expected = sorted_xyz(entry_8azr.xyz[0])
    path = tmp_path / "8azr.pdb"
    entry_8azr.to_pdb(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        universe = MDAnalysis.Universe(str(path))
    cif = entry_8azr.to_cif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        array = biotite_pdbx.get_structure(biotite_pdbx.CIFFile.read(io.StringIO(cif)), model=1, altloc="all")
    found = {
        "MDAnalysis": universe.atoms.positions,
        "biotite": array.coord,
        "gemmi": [
            cra.atom.pos.tolist() for cra in gemmi.make_structure_from_block(gemmi.cif.read_string(cif)[0])[0].all()
        ],
    }
    for text in (path.read_text(), cif):
        residues = [r for chain in to_biopython(text)[0] for r in chain.get_unpacked_list()]
        found[f"Biopython {text[:5]}"] = [atom.coord for r in residues for atom in r.get_unpacked_list()]
    for program, xyz in found.items():
        assert np.array_equal(sorted_xyz(xyz), expected), program
    assert set(universe.select_atoms("resid 12 and protein").resnames) == {"GLY"}


def test_cif_keeps_single_precision_and_pdb_rounds_to_its_three_decimals(entry_8azr: rs.Entry) -> None:
    given = entry_8azr.to_gemmi()
    given[0]["A"][5][0].pos = gemmi.Position(1.23456, -9.87654, 100.00049)
    entry = rs.load(given)
    exact, rounded = rs.load(entry.to_cif()), rs.load(entry.to_pdb())
    assert np.abs(sorted_xyz(exact.xyz[0]) - sorted_xyz(entry.xyz[0])).max() < 1e-4
    assert 1e-4 < np.abs(sorted_xyz(rounded.xyz[0]) - sorted_xyz(entry.xyz[0])).max() <= 0.0005 + 1e-6


@pytest.mark.corpus
def test_link_sequence_names_and_differences_stand_in_the_records(corpus_entry: Load) -> None:
    lines = corpus_entry("2cld.pdb").to_pdb().splitlines()
    assert all(len(line) == 80 for line in lines)
    assert any(line.startswith("SEQADV") and "ENGINEERED" in line for line in lines)
    assert any(line.startswith("COMPND") and "MOLECULE:" in line for line in lines)
    lines = corpus_entry("6oim.pdb").to_pdb().splitlines()
    assert [line[12:30] for line in lines if line.startswith("LINK")] == [" SG  CYS A  12    "]
    assert any(line.startswith("DBREF") and "P01116" in line for line in lines)
    assert any(line.startswith("HETNAM") and line[11:14] == "MOV" for line in lines)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["6oim.cif", "9bg5.cif", "1lf0.pdb", "5v9o.pdb", "1he8.pdb"])
def test_cif_keeps_everything_that_the_entry_knows(name: str, corpus_entry: Load) -> None:
    entry = corpus_entry(name)
    old, new = entry.metadata, rs.load(entry.to_cif(numbering="author")).metadata
    modelled = {name.decode() for name in entry.structure.topology.residue_name.tolist()}
    for column in ("pdb_id", "title", "method", "resolution", "deposition_date", "space_group", "chain_names", "links"):
        assert getattr(new, column) == getattr(old, column), column
    assert new.cell == pytest.approx(old.cell)
    assert new.sequences == old.sequences
    assert {key: value.accession for key, value in new.database_references.items()} == {
        key: value.accession for key, value in old.database_references.items()
    }
    assert new.het_names == {code: text for code, text in old.het_names.items() if code in modelled}
    assert [one.chains for one in new.assemblies] == [one.chains for one in old.assemblies]


# --- what PDB format cuts --------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_het_code_of_five_characters_is_refused_in_pdb_and_kept_in_cif(corpus_entry: Load) -> None:
    entry = corpus_entry("9bg5.cif")
    with pytest.raises(FormatError, match=r"A1AHB of 5 characters.*to_cif\(\)"):
        entry.to_pdb()
    assert "A1AHB" in {residue.name for chain in gemmi_of(entry.to_cif())[0] for residue in chain}


def gemmi_of(cif: str) -> gemmi.Structure:
    """Read mmCIF text with gemmi."""
    return gemmi.make_structure_from_block(gemmi.cif.read_string(cif)[0])


@pytest.mark.parametrize(("name", "is_refused"), [("AA", False), ("AAA", True), ("KRAS-1", True)])
def test_chain_names_over_two_characters_are_refused_in_pdb_and_kept_in_cif(
    name: str, is_refused: bool, entry_5p21: rs.Entry
) -> None:
    given = entry_5p21.to_gemmi()
    given.rename_chain("A", name)
    entry = rs.load(given)
    if is_refused:
        with pytest.raises(FormatError, match=f"chain name '{name}'"):
            entry.to_pdb()
    else:
        assert {chain.name for chain in gemmi.read_pdb_string(entry.to_pdb())[0]} == {name}
    assert {chain.name for chain in gemmi_of(entry.to_cif())[0]} == {name}
    assert set(entry.to_universe().segments.segids) == {name}


@pytest.mark.parametrize(("x", "is_refused"), [(9999.0, False), (10000.0, True), (-999.0, False), (-1000.0, True)])
def test_coordinates_wider_than_their_columns_are_refused(x: float, is_refused: bool, entry_5p21: rs.Entry) -> None:
    given = entry_5p21.to_gemmi()
    given[0]["A"][-1][0].pos = gemmi.Position(x, 0, 0)
    entry = rs.load(given)
    assert x in rs.load(entry.to_cif()).xyz[..., 0]
    if is_refused:
        with pytest.raises(FormatError, match="a coordinate of"):
            entry.to_pdb()
    else:
        assert x in rs.load(entry.to_pdb()).xyz[..., 0]


def test_more_than_99999_atoms_come_back_through_hybrid_36(entry_5p21: rs.Entry) -> None:
    given = entry_5p21.to_gemmi()
    waters = gemmi.Chain("W")
    for number in range(100_000):
        water = gemmi.Residue()
        water.name, water.seqid = "HOH", gemmi.SeqId(number + 1, " ")
        atom = gemmi.Atom()
        atom.name, atom.element, atom.pos = (
            "O",
            gemmi.Element("O"),
            gemmi.Position(number % 100, number // 100 % 100, number // 10_000),
        )
        water.add_atom(atom)
        waters.add_residue(water)
    given[0].add_chain(waters)
    entry = rs.load(given)
    text = entry.to_pdb()
    assert "A0000" in {line[6:11] for line in text.splitlines() if line.startswith("HETATM")}
    again = rs.load(text)
    assert again.structure.topology.n_atoms == entry.structure.topology.n_atoms
    assert np.array_equal(
        np.sort(again.structure.topology.author_number), np.sort(entry.structure.topology.author_number)
    )


# --- the file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("export", ["to_pdb", "to_cif"])
def test_file_holds_the_text_and_nothing_else_is_left(export: str, entry_5p21: rs.Entry, tmp_path: Path) -> None:
    path = tmp_path / "ras.out"
    path.write_text("old")
    assert getattr(entry_5p21, export)(path) is None
    assert path.read_text() == getattr(entry_5p21, export)()
    assert [found.name for found in tmp_path.iterdir()] == ["ras.out"]
    assert getattr(entry_5p21["A"], export)(str(path)) is None


@pytest.mark.parametrize("export", ["to_pdb", "to_cif"])
def test_name_that_ends_in_gz_is_written_packed(export: str, entry_5p21: rs.Entry, tmp_path: Path) -> None:
    path = tmp_path / "5p21.gz"
    getattr(entry_5p21, export)(path)
    assert gzip.decompress(path.read_bytes()).decode() == getattr(entry_5p21, export)()


@pytest.mark.parametrize("path", ["a\0b", b"bytes", 3])
def test_what_is_no_path_is_refused_in_one_sentence(path: Any, entry_5p21: rs.Entry) -> None:
    with pytest.raises(SourceError, match=r"cannot be written .*; choose another path"):
        entry_5p21.to_pdb(path)


def test_place_that_cannot_be_written_is_named_and_nothing_is_left(entry_5p21: rs.Entry, tmp_path: Path) -> None:
    for path in (tmp_path / "missing" / "ras.pdb", tmp_path):
        with pytest.raises(SourceError, match=f"{path} cannot be written"):
            entry_5p21.to_pdb(path)
    assert list(tmp_path.iterdir()) == []


def test_disk_that_fills_up_leaves_the_old_file_and_no_draft(
    entry_5p21: rs.Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "ras.pdb"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(SourceError, match="No space left on device"):
        entry_5p21.to_pdb(path)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("ras.pdb", "old")]


# --- what is loaded --------------------------------------------------------------------------------------------------


def modules_after(code: str) -> set[str]:
    """Run code in a fresh interpreter and give the modules that it loaded."""
    code += "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_gemmi_object_loads_and_leaves_without_the_other_packages(bundled: Callable[[str], str]) -> None:
    loaded = modules_after(
        f"import gemmi, rasstruct as rs\nentry = rs.load(gemmi.read_structure({bundled('8azr.pdb')!r}))\n"
        "entry.to_records(), entry.to_gemmi(), entry.to_cif(), entry['A'].to_pdb()"
    )
    assert "gemmi" in loaded
    assert not loaded & {"MDAnalysis", "biotite", "Bio", "Bio.PDB", "pandas"}


def test_only_its_own_export_loads_a_package() -> None:
    assert "MDAnalysis" in modules_after("import rasstruct as rs\nrs.load('8AZR').to_universe()")
    loaded = modules_after("import rasstruct as rs\nrs.load('8AZR').to_biopython()")
    assert "Bio.PDB" in loaded
    assert not loaded & {"MDAnalysis", "biotite", "pandas"}
