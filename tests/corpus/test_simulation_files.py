"""Do the starting files of simulations give rows, or one sentence that says why not?

Oracles: what the makers of the systems say is in them (README of the md folder); atoms and distances by plain reading
of the PDB columns. The residue names are those of AMBER, CHARMM and GROMACS; headers are missing.
"""

from __future__ import annotations

import gzip
import os
import warnings
from pathlib import Path

import numpy as np
import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
FOLDER = CORPUS / "md"
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.name.endswith((".pdb", ".pdb.gz")))
OTHER_FILES = sorted(
    str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in (".gro", ".psf", ".inpcrd", ".json")
)
MEMBRANE = "kras4b_membrane/wt_fulllength_step5.pdb.gz"


def load(name: str) -> rs.Entry:
    """Load a file; warnings are the business of the tests about them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        entry = rs.load(FOLDER / name)
        assert entry.chains
    return entry


def lines_of(name: str) -> list[str]:
    """Read the atom lines of a file."""
    content = (FOLDER / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return [line for line in text.splitlines() if line.startswith(("ATOM", "HETATM"))]


def points(name: str, residue: str, element: str) -> np.ndarray:
    """Give the coordinates of the atoms of a residue whose names begin with an element."""
    return np.array(
        [
            [float(line[i : i + 8]) for i in (30, 38, 46)]
            for line in lines_of(name)
            if line[17:21].strip() == residue and line[12:16].strip().startswith(element)
        ]
    )


@pytest.mark.parametrize("name", FILES)
def test_file_gives_rows_or_one_sentence(name: str) -> None:
    # any other exception than the project's own fails the test
    message = None
    try:
        records = load(name).to_records()
    except rs.RasStructError as refused:
        records, message = [], str(refused)
    assert records or ("\n" not in str(message) and name.rpartition("/")[2] in str(message))


@pytest.mark.parametrize("name", OTHER_FILES)
def test_file_of_another_kind_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(rs.RasStructError) as refused:
        load(name)
    assert "\n" not in str(refused.value)
    assert name.rpartition("/")[2] in str(refused.value)


@pytest.mark.parametrize(
    ("name", "isoform", "mutations", "state"),
    [
        ("bioboot_hras_amber/sys_gtp_nowat.pdb", "HRAS", (), "GTP"),
        ("bioboot_hras_amber/sys_nowat.pdb", "HRAS", (), "none modelled"),
        ("bioemu_hras_P01112/P01112_87ad23f1_seed0.pdb", "HRAS", (), "none modelled"),
        ("hras_gtp_implicit_md/topology.pdb", "HRAS", (), "GTP"),
        ("huixia_kras4b_g12d_gdp/state1-100samples.pdb", "KRAS4B", ("G12D",), "none modelled"),
        ("9BG9_complex_md_frame0.pdb", "KRAS4B", ("C51S", "C80L", "C118S"), "GTP analogue"),
    ],
)
def test_system_is_what_its_makers_say(
    corpus: Path, name: str, isoform: str, mutations: tuple[str, ...], state: str
) -> None:
    (chain,) = load(name).chains
    assert (chain.isoform, chain.mutations, chain.nucleotide.state) == (isoform, mutations, state)
    has_nucleotide = any(line[17:20] in ("GTP", "GDP", "GNP") for line in lines_of(name))
    assert has_nucleotide == (state != "none modelled")


@pytest.mark.parametrize("name", ["hras_gtp_implicit_md/topology.pdb", "bioboot_hras_amber/sys_gtp_nowat.pdb"])
def test_magnesium_named_mg2_is_magnesium(corpus: Path, name: str) -> None:
    # the second file writes M into the element column
    oxygens, metals = points(name, "GTP", "O"), points(name, "MG2", "MG")
    assert np.linalg.norm(oxygens[:, None] - metals[None, :], axis=2).min() < 2.5
    assert load(name).to_records()[0]["magnesium"] is True


def test_glue_of_an_unlisted_code_is_found_next_to_cyclophilin_a_without_a_header(corpus: Path) -> None:
    (record,) = load("9BG9_complex_md_frame0.pdb").to_records()
    assert [(i["het_code"], i["binding_mode"]) for i in record["inhibitors"]] == [("DRG", "tri-complex")]
    assert [partner["role"] for partner in record["partners"]] == ["chaperone"]


def test_membrane_lipids_and_the_lipid_anchor_are_no_inhibitors(corpus: Path) -> None:
    # DOPC and cholesterol, and the farnesylated Cys185 (residue CYSF of CHARMM) of the same chain
    assert {"DOPC", "CYSF"} <= {line[17:21].strip() for line in lines_of(MEMBRANE)}
    (chain,) = load(MEMBRANE).chains
    assert [ligand.label for ligand in chain.inhibitors] == []


def test_farnesylated_cys185_belongs_to_the_chain(corpus: Path) -> None:
    (chain,) = load(MEMBRANE).chains
    assert (chain.isoform, int(chain.numbering.uniprot_numbers.max())) == ("KRAS4B", 185)
