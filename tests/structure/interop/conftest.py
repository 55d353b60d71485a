"""One file as the objects of four packages, and small edits of the bundled files. Nothing here calls rasstruct."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import biotite.structure.io.pdb as biotite_pdb
import biotite.structure.io.pdbx as biotite_pdbx
import gemmi
import MDAnalysis
import pytest
from Bio.PDB import MMCIFParser, PDBParser

ROOT = Path(__file__).resolve().parents[3]
COORDINATES = ("ATOM  ", "HETATM", "ANISOU", "TER   ")
OPTIONAL = ["occupancy", "b_factor"]


def read_with(package: str, path: str) -> Any:
    """Read a PDB or mmCIF file with one of the packages."""
    is_cif = path.endswith(".cif")
    if package == "gemmi":
        return gemmi.read_structure(path)
    if package == "gemmi.cif":
        return gemmi.cif.read(path)
    if package == "Biopython":
        return (MMCIFParser if is_cif else PDBParser)(QUIET=True).get_structure("given", path)
    if package == "MDAnalysis":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return MDAnalysis.Universe(path)
    if is_cif:
        return biotite_pdbx.get_structure(biotite_pdbx.CIFFile.read(path), model=1, altloc="all", extra_fields=OPTIONAL)
    return biotite_pdb.PDBFile.read(path).get_structure(model=1, altloc="all", extra_fields=OPTIONAL)


@pytest.fixture(scope="session")
def read_object() -> Callable[[str, str], Any]:
    """Give the reader of objects."""
    return read_with


@pytest.fixture(scope="session")
def bundled() -> Callable[[str], str]:
    """Give the path of a bundled file."""
    return lambda name: str(ROOT / "structures" / name)


def biopython_of(text: str) -> Any:
    """Read text with Biopython."""
    parser = MMCIFParser(QUIET=True) if text.startswith("data_") else PDBParser(QUIET=True)
    return parser.get_structure("given", io.StringIO(text))


@pytest.fixture(scope="session")
def to_biopython() -> Callable[[str], Any]:
    """Give Biopython's reader of text."""
    return biopython_of


def edit_residues(text: str, change: Callable[[str, int], str]) -> str:
    """Apply `change(line, author number)` to each coordinate line of PDB text."""
    return "".join(
        change(line, int(line[22:26])) if line.startswith(COORDINATES) and line[22:26].strip() else line
        for line in text.splitlines(keepends=True)
    )


@pytest.fixture(scope="session")
def edit() -> Callable[[str, Callable[[str, int], str]], str]:
    """Give the editor of PDB text."""
    return edit_residues


@pytest.fixture(scope="session")
def offset_text(text_8azr: str) -> str:
    """8AZR with 200 added to every number, as 1LFD has it; links and other headers left out."""
    kept = "".join(line for line in text_8azr.splitlines(keepends=True) if line.startswith((*COORDINATES, "CRYST1")))
    return edit_residues(kept, lambda line, number: f"{line[:22]}{number + 200:4d}{line[26:]}")
