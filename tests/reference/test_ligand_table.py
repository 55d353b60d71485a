"""Does the ligand table hold sound chemistry, and does it say what it does not know?

Oracles, block by block: RDKit's own formula, InChIKey and stereo perception of each SMILES; textbook reaction
equations, written here; the Chemical Component Dictionary as biotite ships it, read with biotite; the papers cited
beside the state that a drug needs; the review's own count of trials (Chen 2021 doi:10.1186/s13045-021-01127-w).
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from biotite.interface import rdkit as biotite_rdkit
from biotite.structure import info
from rdkit import Chem, rdBase
from rdkit.Chem import AllChem
from rdkit.Chem.MolStandardize import rdMolStandardize
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct import reference
from rasstruct.reference.ligand_names import KnownLigand, ligands_by_name
from rasstruct.reference.warheads import warheads

ROWS = reference.known_ligands()
DRAWN = [row for row in ROWS if row.smiles or row.bound_smiles]
REACTING = [row for row in ROWS if row.smiles and row.bound_smiles]
COMPONENTS = [(row, code, form) for row in ROWS for code, form in zip(row.het_codes, row.component_forms, strict=False)]
#: free form >> bound form with hydrogen in place of the residue, one equation a warhead
REACTIONS = {
    "acrylamide": "[CH2:1]=[CH:2][C:3](=[O:4])[N:5]>>[CH3:1][CH2:2][C:3](=[O:4])[N:5]",
    "alpha-fluoroacrylamide": "[CH2:1]=[C:2](F)[C:3](=[O:4])[N:5]>>[CH3:1][CH:2](F)[C:3](=[O:4])[N:5]",
    "2-alkynamide": "[C:1]#[C:2][C:3](=[O:4])[N:5]>>[CH:1]=[CH:2][C:3](=[O:4])[N:5]",
    "chloroacetamide": "Cl[CH2:1][C:2](=[O:3])[N:4]>>[CH3:1][C:2](=[O:3])[N:4]",
    "vinyl sulfonamide": "[CH2:1]=[CH:2][S:3](=[O:4])(=[O:6])[N:5]>>[CH3:1][CH2:2][S:3](=[O:4])(=[O:6])[N:5]",
    "aziridine": "[C:3](=[O:4])[C:1]1[CH1:2]([CX4:6])[N:5]1[CH3:7]>>[C:3](=[O:4])[C:1]([CH2:2][C:6])[NH:5][CH3:7]",
    "malolactone": "[N:7][C:6][CH:1]1[O:2][C:3](=[O:4])[C:5]1>>[N:7][C:6][CH2:1][C:5][C:3](=[O:4])[OH:2]",
    "beta-lactone": "[CH:1]1[O:2][C:3](=[O:4])[CH:5]1>>[CH:1]([OH:2])[CH:5][CH:3]=[O:4]",
    "alpha,beta-diketoamide": "[CH3:1]C(=O)C(=O)[C:2](=[O:3])[N:4]>>[CH3:1]C(O)C(O)(O)[C:2](=[O:3])[N:4]",
}


def name_of(value: object) -> str:
    """Give the id of a test."""
    return value.name if isinstance(value, KnownLigand) else str(value)


def molecule(smiles: str | None) -> Chem.Mol:
    """Parse a SMILES."""
    assert smiles
    with rdBase.BlockLogs():
        found = Chem.MolFromSmiles(smiles)
    assert found is not None, smiles
    return found


def flat(mol: Chem.Mol) -> str:
    """Give the canonical SMILES without stereochemistry."""
    return Chem.MolToSmiles(Chem.MolFromSmiles(Chem.MolToSmiles(mol, isomericSmiles=False)))


def has_open_stereo(mol: Chem.Mol) -> bool:
    """Say whether a stereocentre or double bond has no configuration."""
    return any(element.specified == Chem.StereoSpecified.Unspecified for element in Chem.FindPotentialStereo(mol))


def component(het_code: str) -> Chem.Mol:
    """Read a component with biotite, its stereochemistry from its coordinates."""
    with rdBase.BlockLogs():
        mol = biotite_rdkit.to_mol(info.residue(het_code, allow_missing_coord=True))
        Chem.AssignStereochemistryFrom3D(mol)
        return Chem.RemoveHs(mol)


# --- the text says what the other columns say ------------------------------------------------------------------------


@pytest.mark.parametrize("row", DRAWN, ids=name_of)
def test_formula_and_inchikey_are_those_of_the_smiles(row: KnownLigand) -> None:
    mol = molecule(row.smiles or row.bound_smiles)
    with rdBase.BlockLogs():
        assert (CalcMolFormula(mol), Chem.MolToInchiKey(mol)) == (row.formula, row.inchikey)


def test_every_smiles_is_canonically_one_molecule() -> None:
    keys = Counter(row.inchikey for row in DRAWN)
    assert {key: count for key, count in keys.items() if count > 1} == {}
    assert all("." not in (row.smiles or "") + (row.bound_smiles or "") for row in DRAWN)


@pytest.mark.parametrize("row", DRAWN, ids=name_of)
def test_open_stereo_is_declared_and_only_there(row: KnownLigand) -> None:
    forms = [molecule(smiles) for smiles in (row.smiles, row.bound_smiles) if smiles]
    assert any(map(has_open_stereo, forms)) == ("undefined" in (row.stereo_note or ""))


def test_the_check_for_open_stereo_sees_it() -> None:
    sotorasib = ligands_by_name()["sotorasib"].smiles
    assert sotorasib is not None
    assert has_open_stereo(molecule(sotorasib.replace("[C@@H]", "C")))
    assert has_open_stereo(molecule("CC=CC(=O)NC"))


def test_a_row_without_structure_says_nothing_about_one() -> None:
    for row in ROWS:
        said = (row.formula, row.inchikey, row.smiles_source, row.verification, row.structure_confidence)
        assert all(said) if row in DRAWN else not any(said), row.name
        assert bool(row.bound_smiles) == bool(row.bound_source), row.name


def test_axial_chirality_is_said_to_be_missing_from_the_smiles() -> None:
    axial = [row for row in DRAWN if row.atropisomer]
    assert {"sotorasib", "divarasib", "ARS-1620"} <= {row.name for row in axial}
    assert all("axial" in (row.stereo_note or "") for row in axial)


def test_a_structure_from_memory_with_nothing_but_its_formula_is_not_settled() -> None:
    unchecked = [
        row
        for row in DRAWN
        if (row.smiles_source or "").startswith("from memory") and re.fullmatch(r"RDKit[^;]*", row.verification or "")
    ]
    assert {"LC-2", "garsorasib", "Kobe0065"} <= {row.name for row in unchecked}
    not_low = {row.name for row in unchecked if row.is_settled}
    # ridaforolimus was built on the scaffold of everolimus, whose InChIKey is published
    assert not_low == {"ridaforolimus"}


# --- free and bound form ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", REACTING, ids=name_of)
def test_bound_form_is_the_product_of_the_reaction(row: KnownLigand) -> None:
    reaction = AllChem.ReactionFromSmarts(REACTIONS[str(row.warhead)])
    with rdBase.BlockLogs():
        products = {flat(product) for (product,) in reaction.RunReactants((molecule(row.smiles),))}
    assert products == {flat(molecule(row.bound_smiles))}


def test_a_covalent_ras_ligand_with_a_structure_has_its_bound_form() -> None:
    without = {row.name for row in DRAWN if row.covalent and row.site and not row.bound_smiles}
    assert without == set()
    # the parent disulfide of 2C07 is not known: the crystal shows the thiol
    assert {row.name for row in DRAWN if not row.smiles} == {"2C07"}


def test_only_a_covalent_ligand_has_a_bound_form_warhead_and_nucleophile() -> None:
    for row in ROWS:
        assert row.covalent or not (row.bound_smiles or row.warhead or row.nucleophile), row.name
        assert not row.covalent or row.nucleophile, row.name
        assert not (row.covalent and row in DRAWN) or row.warhead, row.name


@pytest.mark.parametrize("row", [row for row in ROWS if row.nucleophile and row.site], ids=name_of)
def test_nucleophile_is_the_residue_of_the_allele(row: KnownLigand) -> None:
    three_letters = {"C": "Cys", "D": "Asp", "S": "Ser", "R": "Arg"}
    parts = re.match(r"[A-Z](\d+)([A-Z])\b", str(row.target_mutation))
    assert parts
    assert row.nucleophile == three_letters[parts[2]] + parts[1]


def test_warheads_are_those_of_the_table_of_warheads_and_fit_the_nucleophile() -> None:
    known = {row.name: row.nucleophiles for row in warheads()}
    for row in ROWS:
        if row.warhead:
            assert str(row.nucleophile)[:3].upper() in known[row.warhead], row.name


# --- the CCD ---------------------------------------------------------------------------------------------------------


def test_every_het_code_has_its_form_declared_and_is_in_the_ccd() -> None:
    known = set(info.all_residues())
    for row in DRAWN:
        assert len(row.component_forms) == len(row.het_codes), row.name
        assert set(row.het_codes) <= known
    words = {form.partition(",")[0] for row in ROWS for form in row.component_forms}
    assert words == {"free", "bound"}


@pytest.mark.parametrize(("row", "het_code", "form"), COMPONENTS, ids=name_of)
def test_component_is_the_declared_form(row: KnownLigand, het_code: str, form: str) -> None:
    which, _, exception = form.partition(", ")
    mol = component(het_code)
    if "charged" in exception:
        assert Chem.GetFormalCharge(mol) != 0
        mol = rdMolStandardize.Uncharger().uncharge(mol)
    own = molecule(row.smiles if which == "free" else row.bound_smiles)
    assert flat(mol) == flat(own)
    same = Chem.MolToSmiles(molecule(Chem.MolToSmiles(mol))) == Chem.MolToSmiles(own)
    assert same != ("stereo differs" in exception)


def test_only_these_components_differ_from_the_table_and_a_note_says_how() -> None:
    differing = {code: row for row, code, form in COMPONENTS if "," in form}
    assert set(differing) == {"A1B8E", "CLQ", "E53", "OFU", "Y9Z"}
    assert all(row.stereo_note for row in differing.values())


# --- what a drug needs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("sotorasib", "off"),  # Canon 2019 doi:10.1038/s41586-019-1694-1
        ("ARS-853", "off"),  # Lito 2016 doi:10.1126/science.aad6204
        ("BI-2865", "off"),  # Kim 2023 doi:10.1038/s41586-023-06123-3
        ("MRTX1133", "on and off"),  # Wang 2022 doi:10.1021/acs.jmedchem.1c01688 (7RPZ GDP, 7T47 GMPPCP)
        ("BBO-8520", "on and off"),  # Maciag 2025 doi:10.1158/2159-8290.CD-24-0840
        ("daraxonrasib", "on"),  # Jiang 2024 doi:10.1158/2159-8290.CD-24-0027
        ("zoldonrasib", "on"),  # Weller 2025 doi:10.1126/science.ads0239
        ("SML-8-73-1", None),  # takes the place of the nucleotide: Lim 2014 doi:10.1002/anie.201307387
        ("trametinib", None),  # binds MEK
    ],
)
def test_drug_needs_the_published_state(name: str, state: str | None) -> None:
    assert ligands_by_name()[name.casefold()].drug_state == state


def test_state_follows_from_the_nucleotide_and_is_given_for_ras_pockets_only() -> None:
    states = {"GDP": "off", "GTP": "on", "GDP and GTP": "on and off"}
    for row in ROWS:
        expected = next((states[key] for key in sorted(states, key=len, reverse=True)
                         if (row.nucleotide_state or "").startswith(key)), None)  # fmt: skip
        assert row.drug_state == (expected if row.site not in (None, "nucleotide") else None), row.name


# --- trials ----------------------------------------------------------------------------------------------------------


def test_trial_identifiers_are_well_formed_and_stand_once_a_molecule() -> None:
    rows = reference.trials()
    assert all(re.fullmatch(r"NCT\d{8}", row.nct_id) for row in rows)
    assert {row.basis for row in rows} == {"review", "recalled"}
    assert max(Counter((row.ligand, row.nct_id) for row in rows).values()) == 1
    assert {row.ligand for row in rows} <= {row.name for row in ROWS}


@pytest.mark.parametrize(("name", "n_trials"), [("sotorasib", 4), ("adagrasib", 2)])
def test_review_lists_as_many_trials_as_its_table_3_has_rows(name: str, n_trials: int) -> None:
    printed = [row for row in reference.trials() if row.ligand == name and row.basis == "review"]
    assert len(printed) == n_trials


def test_a_drug_newer_than_the_review_has_no_trial_of_the_review() -> None:
    newer = {row.name for row in ROWS if (row.review_row or "").startswith("not in review")}
    assert {"divarasib", "daraxonrasib"} <= newer
    assert not [row for row in reference.trials() if row.ligand in newer and row.basis == "review"]
    assert not [row.name for row in ROWS if row.name in newer and row.review_status]
