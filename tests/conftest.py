"""Where the tests find structures: the bundled files always, also as text to edit; the corpus when it is there.

The corpus is a folder of deposited RAS files with reference labels, beside the
checkout (``../shared``) or named by RASSTRUCT_CORPUS. Without it, the tests that
need it are skipped and the others run on the two bundled entries.
"""

from __future__ import annotations

import functools
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdb_text import PdbText, bcif_of, cif_of

import rasstruct as rs

ROOT = Path(__file__).resolve().parent.parent
#: no test asks a server but those that bring their own, and none reads the user's own cache
os.environ["RASSTRUCT_OFFLINE"] = "1"
os.environ["RASSTRUCT_CACHE"] = str(ROOT / "tests" / "no-cache")
os.environ.pop("RASSTRUCT_SERVERS", None)


def find_corpus() -> Path | None:
    """Give the corpus folder, or None."""
    named = os.environ.get("RASSTRUCT_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if (folder / "structures").is_dir() else None


CORPUS = find_corpus()


@functools.cache
def load_quietly(path: str) -> rs.Entry:
    """Load a file once a session; warnings are the business of the tests about them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        entry = rs.load(path)
        assert entry.chains
    return entry


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Give the corpus folder, or skip."""
    if CORPUS is None:
        pytest.skip("the corpus of real files is not here; set RASSTRUCT_CORPUS")
    return CORPUS


@pytest.fixture(scope="session")
def corpus_entry(corpus: Path):
    """Load a file of the corpus by its name below `structures/`."""
    return lambda name: load_quietly(str(corpus / "structures" / name))


@pytest.fixture(scope="session")
def entry_8azr() -> rs.Entry:
    """KRAS4B C118S with the inhibitor LR4."""
    return load_quietly("8AZR")


@pytest.fixture(scope="session")
def entry_5p21() -> rs.Entry:
    """HRAS with GppNHp, without inhibitor."""
    return load_quietly("5P21")


@pytest.fixture(scope="session")
def text_8azr() -> str:
    """The bundled 8AZR as PDB text."""
    return (ROOT / "structures" / "8azr.pdb").read_text()


@pytest.fixture(scope="session")
def text_5p21() -> str:
    """The bundled 5P21 as PDB text."""
    return (ROOT / "structures" / "5p21.pdb").read_text()


@pytest.fixture(scope="session")
def pdb_8azr(text_8azr: str) -> Any:
    """8AZR as text to edit: KRAS4B C118S, residues 0-167 without a gap, GDP, Mg, LR4, EDO."""
    return PdbText(text_8azr)


@pytest.fixture(scope="session")
def pdb_5p21(text_5p21: str) -> Any:
    """5P21 as text to edit: HRAS wild type, residues 1-166 without a gap, GNP, Mg."""
    return PdbText(text_5p21)


@pytest.fixture(scope="session")
def to_cif() -> Callable[[str], str]:
    """Give the converter from PDB to mmCIF."""
    return cif_of


@pytest.fixture(scope="session")
def to_bcif() -> Callable[[str], bytes]:
    """Give the converter from mmCIF to BinaryCIF."""
    return bcif_of
