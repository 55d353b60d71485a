"""Is a molecule of the ligand table found by any of its names, and recognised by its structure?

Oracles, block by block: published formulas, their weights by the abridged standard atomic weights of IUPAC 2021, and
InChIKeys whose source stands beside each; the names that Chen 2021 (doi:10.1186/s13045-021-01127-w) prints, its
misprints included; the Chemical Component Dictionary as biotite ships it, for what crystals of these drugs hold.
"""

from __future__ import annotations

import random
import re

import pytest
from biotite.interface import rdkit as biotite_rdkit
from biotite.structure import info
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem, rdBase
from rdkit.Chem.Descriptors import MolWt
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct._base.errors import LookupFailedError, MoleculeError
from rasstruct.chemistry.library import find_ligand, library_molecule, read_library, recognise_molecule
from rasstruct.reference.ligand_names import KnownLigand, known_ligands

DRAWN = [row for row in known_ligands() if row.smiles and row.is_settled]
#: Prohaska 2022 Pure Appl Chem doi:10.1515/pac-2019-0603
ATOMIC_WEIGHTS = {"H": 1.008, "C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998, "S": 32.06, "Cl": 35.45}
#: ChEMBL's SMILES of BI-2852, as quoted with its IC50 of 490 nM (Kessler 2019 doi:10.1073/pnas.1904529116)
CHEMBL_BI_2852 = "CN1C=C(N=C1)CN2C=CC3=C2C=C(C=C3)CNCC4=C(C5=CC=CC=C5N4)[C@@H]6C7=C(C=CC(=C7)O)C(=O)N6"
PUBLISHED = [
    # InChIKey of PubChem CID 137278711
    ("sotorasib", "C30H30F2N6O3", "NXQKSXLFSAEQCZ-SFHVURJKSA-N"),
    # formula of the FDA label; InChIKey recalled, the CCD's intact drug A1B7W gives the same
    ("adagrasib", "C32H35ClFN7O2", "PEMUGDMSUDYLHU-ZEQRLZLVSA-N"),
    # formula of the INN; InChIKey recalled, the CCD's reacted form A1AWR with its acrylamide gives the same
    ("divarasib", "C29H32ClF4N7O2", "ZRBPIAWWRPFDPY-IRXDYDNUSA-N"),
    # formula of Wang 2022 doi:10.1021/acs.jmedchem.1c01688; InChIKey of the CCD's 6IC (7RPZ)
    ("MRTX1133", "C33H31F3N6O2", "SCLLZBIBSFTLIN-INOGPEIASA-N"),
    # InChIKey of ChEMBL's SMILES above
    ("BI-2852", "C31H28N6O2", "JYEQLXOWWLNVDX-PMERELPUSA-N"),
    # InChIKey beside CAS 2765081-21-6 and CCD A1AHB in public files
    ("daraxonrasib", "C44H58N8O5S", "FVICRBSEYSHKFY-JYQNNKODSA-N"),
]


def component(het_code: str) -> Chem.Mol:
    """Read a component with biotite, its stereochemistry from its coordinates."""
    with rdBase.BlockLogs():
        mol = biotite_rdkit.to_mol(info.residue(het_code, allow_missing_coord=True))
        Chem.AssignStereochemistryFrom3D(mol)
        return Chem.RemoveHs(mol)


def weigh(formula: str) -> float:
    """Add the atomic weights."""
    parts = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
    return sum(ATOMIC_WEIGHTS[symbol] * int(count or 1) for symbol, count in parts)


# --- published identity ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "formula", "inchikey"), PUBLISHED, ids=lambda value: value.partition("-")[0])
def test_molecule_has_its_published_formula_weight_and_inchikey(name: str, formula: str, inchikey: str) -> None:
    mol = library_molecule(find_ligand(name))
    assert CalcMolFormula(mol) == formula
    assert MolWt(mol) == pytest.approx(weigh(formula), abs=0.01)  # RDKit's S and Cl differ in the third decimal
    assert Chem.MolToInchiKey(mol) == inchikey
    assert find_ligand(inchikey).name == name


def test_the_smiles_of_chembl_is_bi_2852() -> None:
    found = recognise_molecule(Chem.MolFromSmiles(CHEMBL_BI_2852))
    assert found is not None
    assert found.name == "BI-2852"
    assert recognise_molecule(Chem.MolFromSmiles(CHEMBL_BI_2852.replace("@@", "@"))) is None


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("DACI", "DCAI"),  # Table 3, letters transposed
        ("Kobe0062", "Kobe2602"),  # text, for a compound of Table 3
        ("AMG510", "sotorasib"),
        ("AMG 510", "sotorasib"),
        ("amg-510", "sotorasib"),
        ("MRTX849", "adagrasib"),
        ("MRTX-849", "adagrasib"),
        ("BI2852", "BI-2852"),
        ("bi 1701963", "BI 1701963"),
        ("RO5126766(VS-6766)", "avutometinib"),
        ("Deltazinones", "deltazinone (5KP, 5E80)"),
        ("AKT inhibitor (BEZ235)", "dactolisib"),
        ("MOV", "sotorasib"),
        ("mov", "sotorasib"),
        ("M1X", "adagrasib"),
        ("A1AHB", "daraxonrasib"),
        (" LR4 ", "LR4"),
    ],
)
def test_query_finds(query: str, name: str) -> None:
    assert find_ligand(query).name == name


def test_every_name_that_the_review_quotes_is_found() -> None:
    # one row quotes two names in one cell, and two T-cell products share one that lacks their allele
    shared = {"Kobe2602 Kobe0065", "Anti-KRAS G12 mTCR PBL"}
    quoted = {name for row in known_ligands() for name in re.findall(r'"([^"]+)"', row.review_row or "")} - shared
    assert len(quoted) > 70
    for name in quoted:
        assert name in (find_ligand(name).review_row or "")


@pytest.mark.parametrize("row", known_ligands(), ids=lambda row: row.name)
def test_every_name_synonym_and_het_code_means_this_row(row: KnownLigand) -> None:
    assert {find_ligand(name).name for name in (row.name, *row.synonyms, *row.het_codes)} == {row.name}


@settings(derandomize=True, deadline=None, max_examples=25)
@given(
    st.sampled_from([row.name for row in known_ligands()]),
    st.sampled_from([str.upper, str.lower, str.swapcase]),
    st.sampled_from(["", " ", "-", "_"]),
)
def test_case_spaces_and_hyphens_do_not_count(name: str, change: type[str], joint: str) -> None:
    assert find_ligand(change(re.sub(r"[ -]", joint, name))).name == name


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sotorasb", "nearest names are sotorasib"),
        ("AMG511", r"nearest names are AMG 510 \(sotorasib\)"),
        ("MRTX1134", "MRTX1133"),
        ("aspirin", "expected a name, synonym, HET code or InChIKey"),
        ("", "expected a name, synonym, HET code or InChIKey"),
        ("NXQKSXLFSAEQCZ-UHFFFAOYSA-N", "sotorasib has the same skeleton"),
        ("BSYNRYMUTXBXSQ-UHFFFAOYSA-N", "nor its skeleton"),
    ],
)
def test_near_miss_suggests(query: str, said: str) -> None:
    with pytest.raises(LookupFailedError, match=said):
        find_ligand(query)


# --- structures ------------------------------------------------------------------------------------------------------


def test_bound_form_of_sotorasib_is_that_of_the_crystal() -> None:
    # 6OIM: MOV is saturated, C30H32F2N6O3
    mol = library_molecule(find_ligand("sotorasib"), "bound")
    assert CalcMolFormula(mol) == "C30H32F2N6O3"
    assert Chem.MolToSmiles(mol) == Chem.MolToSmiles(component("MOV"))


def test_a_molecule_that_is_given_out_is_a_copy() -> None:
    row = find_ligand("DCAI")
    first = library_molecule(row)
    first.GetAtomWithIdx(0).SetAtomicNum(7)
    assert library_molecule(row).GetAtomWithIdx(0).GetAtomicNum() == 6
    assert library_molecule(row).GetProp("_Name") == "DCAI"


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("2C07", "free", "free form of 2C07.*ask for form='bound'"),
        ("DCAI", "bound", "bound form of DCAI.*ask for form='free'"),
        ("cetuximab", "free", "has none for it .antibody."),
        ("DCAI", "reacted", "found form 'reacted', expected 'free' or 'bound'"),
    ],
)
def test_form_that_is_not_known_is_refused(name: str, form: str, said: str) -> None:
    with pytest.raises(MoleculeError, match=said):
        library_molecule(find_ligand(name), form)  # type: ignore[arg-type]


def test_reading_the_library_gives_settled_structures_unless_asked_for_all() -> None:
    settled, everything = ([read.name for read in read_library(known_ligands(), low)] for low in (False, True))
    assert settled == [row.name for row in DRAWN]
    assert set(everything) - set(settled) >= {"LC-2", "garsorasib"}
    assert "cetuximab" not in everything


# --- recognition -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("het_code", "name"),
    [
        ("MOV", "sotorasib"),
        ("M1X", "adagrasib"),
        ("A1B7W", "adagrasib"),
        ("A1AWR", "divarasib"),
        ("6IC", "MRTX1133"),
        ("A1AHB", "daraxonrasib"),
        ("9LI", "DCAI"),
        ("LR4", "LR4"),
        ("OFU", "BI-2865"),  # protonated in the CCD
        ("Y9Z", "SML-8-73-1"),  # a configuration is drawn at phosphorus in the CCD, none in the table
        ("A1AZZ", "zoldonrasib"),  # aziridine opened
        ("YV2", "RMC-4998"),
    ],
)
def test_component_is_recognised(het_code: str, name: str) -> None:
    found = recognise_molecule(component(het_code))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("het_code", "why"),
    [
        ("VKD", "the other enantiomer of cobimetinib"),
        ("5Y0", "the other enantiomer of mirdametinib"),
        ("E53", "everolimus with another triene"),
        ("5KP", "deltazinone, of low confidence"),
        ("GDP", "a nucleotide"),
    ],
)
def test_component_that_is_another_molecule_is_not_recognised(het_code: str, why: str) -> None:
    assert recognise_molecule(component(het_code)) is None, why


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.sampled_from([row for row in DRAWN if row.name != "chloroquine"]), st.integers(0, 1000))
def test_order_of_atoms_does_not_matter(row: KnownLigand, seed: int) -> None:
    mol = library_molecule(row)
    order = list(range(mol.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    found = recognise_molecule(Chem.RenumberAtoms(mol, order))
    assert found is not None
    assert found.name == row.name
