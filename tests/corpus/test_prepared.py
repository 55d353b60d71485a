"""Do docking-prepared complexes say the same as the deposited entries they come from?

Oracles: the reference labels of the same entry and chain; the HET code in the file name; for side chains that the
preparation cut, the residue names and distances that gemmi reads. The files hold one chain with hydrogens, the ligand
in chain L, and no header.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import gemmi
import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
FILES = sorted(path.stem for path in CORPUS.glob("structures/prepared/*.pdb"))
SITES = {"SP2": "SII-P", "SP12": "SI/II-P"}

#: files whose entry or chain the labels leave out
NOT_LABELLED = {
    "6t5u_MKW", "7oo7_VLE", "8azr_LR4", "8azy_OFU", "8azz_OFU", "8b00_OFU", "8b78_PUO", "8onv_VU6",
}  # fmt: skip
#: the XY2 label is bonded to Cys32: a modification of the protein, no inhibitor
NO_INHIBITOR = {"2ce2_XY2", "2cl0_XY2", "2cl7_XY2"}
#: file -> inhibitors and sites of the labels that the file does not give, and why
EXCEPTIONS: dict[str, tuple[set[str], set[str], str]] = {
    "4pzy_2XR": (set(), set(), "the labels have no ligand for 4PZY; 2XR is its fragment in SI/II-P (Sun 2014)"),
    "6f76_CVK": (set(), set(), "the labels count CVK among the buffer molecules; it is a compound in SI/II-P"),
    "8afd_LXU": ({"2XO", "LXU"}, {"SI/II-P", "SII-P"}, "the preparation left the second ligand, 2XO, out"),
}
#: file -> cut residue that is farther than a bond and a contact from the ligand
CUT_ALTHOUGH_FAR = {"4pzy_2XR": 70}
#: Å between heavy atoms of an alanine and of the ligand that was bonded to the atom cut from it: 2.7 Å over a C–S–C
#: bridge, and more where the pose is relaxed; 4.15 Å at most in these files
NEXT_TO_LIGAND = 4.5


def labels() -> dict[str, dict[str, dict[str, str]]]:
    """Read the labels by entry and chain."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with (CORPUS / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found.setdefault(row["pdb"], {})[row["chain"]] = row
    return found


LABELS = labels() if FILES else {}


def label_of(stem: str, chain_id: str) -> dict[str, str]:
    """Give the labels of the chain that a file was prepared from."""
    return LABELS[stem.split("_")[0]][chain_id]


def cut_residues(stem: str) -> dict[int, float]:
    """Map residues that gemmi reads as alanine to their distance from the ligand in Å."""
    model = gemmi.read_structure(str(CORPUS / "structures" / "prepared" / f"{stem}.pdb"))[0]
    ligand = [a.pos for residue in model["L"] for a in residue if not a.is_hydrogen()]
    return {
        residue.seqid.num: min(a.pos.dist(pos) for a in residue if not a.is_hydrogen() for pos in ligand)
        for chain in model
        if chain.name != "L"
        for residue in chain
        if residue.name == "ALA"
    }


@pytest.fixture
def chain(stem: str, corpus_entry: Callable[[str], rs.Entry]) -> rs.RasChain:
    """Give the one RAS chain of a prepared file."""
    (only,) = corpus_entry(f"prepared/{stem}.pdb").chains
    return only


@pytest.mark.parametrize("stem", FILES)
def test_inhibitor_is_the_ligand_in_the_file_name(stem: str, chain: rs.RasChain) -> None:
    found = {ligand.het_code for ligand in chain.inhibitors}
    assert found == (set() if stem in NO_INHIBITOR else {stem.split("_")[1]})


@pytest.mark.parametrize("stem", [stem for stem in FILES if stem not in NOT_LABELLED])
def test_inhibitor_and_site_are_those_of_the_deposited_chain(stem: str, chain: rs.RasChain) -> None:
    label = label_of(stem, chain.chain_id)
    ligand, site = label["pharmacological_ligand"], label["pharmacological_ligand_site"]
    expected = set() if ligand == "None" else set(ligand.split(","))
    sites = set() if site == "None" else {SITES[part] for part in site.split("|")}
    found = {row.het_code for row in chain.inhibitors}
    found_sites = {row.site for row in chain.inhibitors}
    if stem in EXCEPTIONS:
        listed, listed_sites, _ = EXCEPTIONS[stem]
        assert (expected, sites) == (listed, listed_sites)
        assert (found, found_sites) != (expected, sites)
    else:
        assert (found, found_sites) == (expected, sites)


@pytest.mark.parametrize("stem", [stem for stem in FILES if stem not in NOT_LABELLED])
def test_isoform_and_nucleotide_class_are_those_of_the_deposited_chain(stem: str, chain: rs.RasChain) -> None:
    label, record = label_of(stem, chain.chain_id), chain.to_record()
    # 7YCC and 8DNJ have no gene in the labels; their UniProt accession is that of KRAS
    gene = {"P01116": "KRAS", "P01112": "HRAS", "P01111": "NRAS"}.get(label["uniprot"], label["gene"])
    gene = "KRAS" if stem in {"7ycc_IQC", "8dnj_U4U"} else gene
    assert record["isoform"].removesuffix("4A").removesuffix("4B") == gene
    assert record["nucleotide_class"] == label["nucleotide_class"]


@pytest.mark.parametrize("stem", [stem for stem in FILES if stem not in NOT_LABELLED])
def test_mutations_are_those_of_the_deposited_chain_but_for_the_cut_anchor(stem: str, chain: rs.RasChain) -> None:
    # the preparation turned the Cys or Ser that carried a covalent ligand into Ala: G12C reads G12A
    cell = label_of(stem, chain.chain_id)["mutations"]
    deposited = set() if cell == "WT" else set(cell.split(","))
    alanines = cut_residues(stem)
    expected = set()
    for mutation in deposited:
        number, mutant = int(mutation[1:-1]), mutation[-1]
        is_cut = mutant in "CS" and number in alanines
        if is_cut:
            near = alanines[number] <= NEXT_TO_LIGAND
            assert near != (CUT_ALTHOUGH_FAR.get(stem) == number)
        expected.add(f"{mutation[:-1]}A" if is_cut else mutation)
    assert set(chain.mutations_modelled) == expected


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_exceptions_name_files_that_exist_and_lack_labels() -> None:
    assert NOT_LABELLED | NO_INHIBITOR | set(EXCEPTIONS) | set(CUT_ALTHOUGH_FAR) <= set(FILES)
    for stem in NOT_LABELLED:
        model = gemmi.read_structure(str(CORPUS / "structures" / "prepared" / f"{stem}.pdb"))[0]
        assert not {chain.name for chain in model} & set(LABELS.get(stem.split("_")[0], ()))


@pytest.mark.parametrize("stem", sorted(NOT_LABELLED) if FILES else [])
def test_file_without_labels_is_kras_gdp_with_its_ligand_in_the_switch_ii_pocket(stem: str, chain: rs.RasChain) -> None:
    # the publications of these entries: G12C and pan-KRAS inhibitors of the GDP state
    assert (chain.isoform, chain.nucleotide.state) == ("KRAS4B", "GDP")
    assert [ligand.site for ligand in chain.inhibitors] == ["SII-P"]


@pytest.mark.parametrize("stem", FILES)
def test_file_without_a_header_claims_none(stem: str, chain: rs.RasChain) -> None:
    record = chain.to_record()
    assert [record[key] for key in ("pdb_id", "method", "resolution")] == [None, None, None]
