"""Every file of the corpus yields rows or one sentence: deposited, prepared, predicted, simulated and decoy files.

Oracle for who is refused: the folder `not_ras`, whose entries are named here; everything else is RAS by its manifest.
"""

from __future__ import annotations

import json
import os
import re
import warnings
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

pytestmark = pytest.mark.corpus

STRUCTURE = re.compile(r"\.(pdb|cif|bcif|sdf|mol2|gro)(\.gz)?$")
#: file -> what the sentence says of it
REFUSED = {
    "1c1y.pdb": r"RAP1A \(100% .*\), with \d\d% identity to",
    "3gj0.cif": r"RAN \(100% .*\), with \d\d% identity to",
    "1aki.cif": r"LYSOZYME",
    "1ake.pdb": r"ADENYLATE KINASE",
    "1bna.pdb": r"found no protein",
    "9bg5_A1AHB_C.pdb": r"found no protein",
}
#: what the sentence says of files that hold molecules or systems in formats that are not read
OTHER_FORMATS = re.compile(r"\.(sdf|mol2|gro)$")
NO_STRUCTURE = "expected a PDB, mmCIF or BinaryCIF file"
FOLDERS = ("structures", "md", "ligand_poses")


def structure_files() -> list[Path]:
    """List every structure file below the corpus."""
    folder = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared"))
    return sorted(path for name in FOLDERS for path in (folder / name).rglob("*") if STRUCTURE.search(path.name))


FILES = structure_files()


def is_refused(path: Path) -> bool:
    """Say whether a file is no structure of RAS."""
    return path.name in REFUSED or OTHER_FORMATS.search(path.name) is not None


RAS_FILES = [path for path in FILES if not is_refused(path)]
OTHER_FILES = [path for path in FILES if is_refused(path)]


@pytest.mark.parametrize("path", RAS_FILES, ids=[f"{path.parent.name}/{path.name}" for path in RAS_FILES])
def test_file_of_ras_yields_rows(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        records = rs.load(path).to_records()
    assert records
    for record in records:
        assert record["isoform"] in {"KRAS4A", "KRAS4B", "KRAS", "NRAS", "HRAS"}
        assert 0 <= record["first_residue"] < record["last_residue"] <= 189
        assert record["identity"] >= 0.8


@pytest.mark.parametrize("path", OTHER_FILES, ids=[f"{path.parent.name}/{path.name}" for path in OTHER_FILES])
def test_other_file_yields_one_sentence(path: Path) -> None:
    with pytest.raises(rs.RasStructError) as caught:
        rs.load(path)
    assert "\n" not in str(caught.value)
    expected = NO_STRUCTURE if OTHER_FORMATS.search(path.name) else REFUSED[path.name]
    assert re.search(expected, str(caught.value), re.IGNORECASE)


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_command_line_does_them_all_at_once() -> None:
    done = CliRunner().invoke(app, ["annotate", "--format", "json", *map(str, FILES)])
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == len(OTHER_FILES)
    assert f"{len(FILES) - len(errors)} of {len(FILES)} inputs done" in done.stderr
    assert {Path(row["source"]).name for row in json.loads(done.stdout)} == {path.name for path in RAS_FILES}
