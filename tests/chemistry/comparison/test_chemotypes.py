"""Does each molecule get the chemotype that the field gives it?

Oracles: the classes that the discovery papers (named in the table) give their compounds, assigned here by hand from
the drawn structures; kinase, mTOR and CDK inhibitors of the review, which share ring systems with RAS inhibitors and
belong to none of these classes; near misses drawn by changing the one feature that makes the class.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.comparison.chemotypes import classify_chemotype, find_chemotypes
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.reference.chemotypes import chemotypes
from rasstruct.reference.ligand_names import known_ligands

PYRIDOPYRIMIDINONE = "pyrido[2,3-d]pyrimidin-2-one"
TETRAHYDROPYRIDOPYRIMIDINE = "5,6,7,8-tetrahydropyrido[3,4-d]pyrimidine"
TETRAHYDROBENZOTHIOPHENE = "2-amino-3-cyano-4,5,6,7-tetrahydrobenzothiophene"
BENZOTHIOPHENE = "2-amino-3-cyanobenzothiophene"
TRI_COMPLEX = "macrocyclic tri-complex inhibitor"
MIMETIC = "guanine-nucleotide mimetic"
BY_HAND = {
    "sotorasib": PYRIDOPYRIMIDINONE,
    "calderasib": PYRIDOPYRIMIDINONE,
    "glecirasib": "1,8-naphthyridin-2-one",
    "adagrasib": TETRAHYDROPYRIDOPYRIMIDINE,
    "TH-Z816": TETRAHYDROPYRIDOPYRIMIDINE,
    "TH-Z835": TETRAHYDROPYRIDOPYRIMIDINE,
    "MRTX1133": "pyrido[4,3-d]pyrimidine",
    "MRTX-EX185": "pyrido[4,3-d]pyrimidine",
    "ARS-1620": "7-arylquinazoline",
    "ARS-917": "7-arylquinazoline",
    "divarasib": "7-arylquinazoline",
    "BBO-8520": "7-arylquinazoline",
    "ASP3082": "7-arylquinazoline",
    "opnurasib": "indazolylpyrazole",
    "BI-0474": TETRAHYDROBENZOTHIOPHENE,
    "BI-2865": TETRAHYDROBENZOTHIOPHENE,
    "BI-2493": TETRAHYDROBENZOTHIOPHENE,
    "LR4": TETRAHYDROBENZOTHIOPHENE,
    "olomorasib": BENZOTHIOPHENE,
    "ARS-853": "aminophenol acetamide",
    "BI-2852": "indolylisoindolinone",
    "DCAI": "dichlorotryptamine",
    "Abd-7": "5-anilino-2-(benzodioxanyl)pyridine",
    "Kobe0065": "nitrophenylhydrazine carbothioamide",
    "Kobe2602": "nitrophenylhydrazine carbothioamide",
    "daraxonrasib": TRI_COMPLEX,
    "RMC-7977": TRI_COMPLEX,
    "RMC-4998": TRI_COMPLEX,
    "elironrasib": TRI_COMPLEX,
    "zoldonrasib": TRI_COMPLEX,
    "SML-8-73-1": MIMETIC,
    "XY-02-075": MIMETIC,
    "BAY-293": "4-(1-arylethylamino)quinazoline",
    "BI-3406": "4-(1-arylethylamino)quinazoline",
}
FORMS = [
    (row.name, form)
    for row in known_ligands()
    for form, smiles in (("free", row.smiles), ("bound", row.bound_smiles))
    if smiles
]


def names_of(molecule: str | Chem.Mol) -> list[str]:
    """Give the names of all chemotypes, main first."""
    return [found.name for found in find_chemotypes(molecule)]


# --- assigned by hand ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "chemotype"), BY_HAND.items())
def test_an_inhibitor_has_the_chemotype_of_its_paper(name: str, chemotype: str) -> None:
    assert classify_chemotype(library_molecule(find_ligand(name))) == chemotype


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_examples_and_only_they_belong_to_a_class_in_either_form(name: str, form: str) -> None:
    listed = [row.name for row in chemotypes() if name in row.examples]
    assert names_of(library_molecule(find_ligand(name), form)) == listed


@pytest.mark.parametrize("name", ["erlotinib", "vistusertib", "palbociclib", "SCH772984", "afatinib", "temsirolimus"])
def test_other_drugs_of_the_review_have_none(name: str) -> None:
    assert classify_chemotype(library_molecule(find_ligand(name))) is None


def test_a_molecule_may_hold_two_and_the_core_is_the_main_one() -> None:
    found = find_chemotypes(library_molecule(find_ligand("BBO-8520")))
    assert [(each.name, each.is_main) for each in found] == [("7-arylquinazoline", True), (BENZOTHIOPHENE, False)]
    assert names_of(library_molecule(find_ligand("ASP3082")))[1:] == ["VHL-recruiting degrader"]


# --- near misses -----------------------------------------------------------------------------------------------------

PAIRS = {
    "guanosine diphosphate, not guanosine": (
        MIMETIC,
        "Nc1nc2c(ncn2C2OC(COP(=O)(O)OP(=O)(O)O)C(O)C2O)c(=O)[nH]1",
        "Nc1nc2c(ncn2C2OC(CO)C(O)C2O)c(=O)[nH]1",
    ),
    "not adenosine diphosphate": (
        MIMETIC,
        "Nc1nc(=O)c2ncn(C3OC(COP(=O)(O)O)C(O)C3O)c2[nH]1",
        "Nc1ncnc2c1ncn2C1OC(COP(=O)(O)OP(=O)(O)O)C(O)C1O",
    ),
    "closed to a macrocycle, not open": (
        TRI_COMPLEX,
        "CC1(C)COC(=O)C2CCCN(N2)C(=O)C(NC(C)=O)Cc2cccc(c2)CC1",
        "CC(C)(C)COC(=O)C1CCCN(N1)C(=O)C(NC(C)=O)Cc1ccccc1",
    ),
    "a cyclic peptide, not a linear one": (
        "cyclic peptide",
        "O=C1CNC(=O)CNC(=O)CNC(=O)CNC(=O)CN1",
        "CC(=O)NCC(=O)NCC(=O)NCC(=O)NCC(=O)NC",
    ),
    "1-aryl, not 1-methyl": (
        PYRIDOPYRIMIDINONE,
        "O=c1nc(N2CCNCC2)c2ccc(-c3ccccc3)nc2n1-c1ccccc1",
        "O=c1nc(N2CCNCC2)c2ccc(-c3ccccc3)nc2n1C",
    ),
    "3-cyano, not 3-H": (
        "1,8-naphthyridin-2-one",
        "O=c1c(C#N)c(N2CCNCC2)c2ccc(-c3ccccc3)nc2n1-c1ccccc1",
        "O=c1cc(N2CCNCC2)c2ccc(-c3ccccc3)nc2n1-c1ccccc1",
    ),
    "tetrahydro[3,4-d], not [4,3-d]": (
        TETRAHYDROPYRIDOPYRIMIDINE,
        "c1ccc(cc1)N1CCc2c(C1)ncnc2N1CCNCC1",
        "c1ccc(cc1)N1CCc2ncnc(N3CCNCC3)c2C1",
    ),
    "[4,3-d], not [3,4-d]": (
        "pyrido[4,3-d]pyrimidine",
        "c1ccc(cc1)-c1cc2ncnc(N3CCNCC3)c2cn1",
        "c1ccc(cc1)-c1cc2c(cn1)ncnc2N1CCNCC1",
    ),
    "4-piperazinyl, not 4-anilino": (
        "7-arylquinazoline",
        "c1ccc(cc1)-c1ccc2c(c1)ncnc2N1CCNCC1",
        "c1ccc(cc1)-c1ccc2c(c1)ncnc2Nc1ccccc1",
    ),
    "7-aryl, not 6-aryl": (
        "7-arylquinazoline",
        "c1ccc(cc1)-c1ccc2c(c1)ncnc2N1CCNCC1",
        "c1ccc(cc1)-c1ccc2ncnc(N3CCNCC3)c2c1",
    ),
    "indazol-4-yl, not indazol-5-yl": (
        "indazolylpyrazole",
        "Cc1c(-c2cccc3[nH]ncc23)cnn1C1CC2(C1)CNC2",
        "Cc1c(-c2ccc3[nH]ncc3c2)cnn1C1CC2(C1)CNC2",
    ),
    "six-membered, not cyclopenta-fused": (
        TETRAHYDROBENZOTHIOPHENE,
        "N#Cc1c(N)sc2c1CCCC2",
        "N#Cc1c(N)sc2c1CCC2",
    ),
    "2-amino, not 2-methylamino": (BENZOTHIOPHENE, "N#Cc1c(N)sc2ccccc12", "N#Cc1c(NC)sc2ccccc12"),
    "thiophene, not furan": (BENZOTHIOPHENE, "N#Cc1c(N)sc2ccccc12", "N#Cc1c(N)oc2ccccc12"),
    "ortho-hydroxy, not meta": (
        "aminophenol acetamide",
        "Oc1ccccc1NCC(=O)N1CCNCC1",
        "Oc1cccc(NCC(=O)N2CCNCC2)c1",
    ),
    "an amide, not the acid": (
        "2,4-dichlorophenoxyacetamide",
        "O=C(COc1ccc(Cl)cc1Cl)N1CCNCC1",
        "O=C(O)COc1ccc(Cl)cc1Cl",
    ),
    "trifluoromethyl, not methyl": (
        "5-trifluoromethylpyrazole-4-carboxamide",
        "CNC(=O)c1cnn(-c2ccccc2)c1C(F)(F)F",
        "CNC(=O)c1cnn(-c2ccccc2)c1C",
    ),
    "indol-3-yl, not indol-2-yl": (
        "indolylisoindolinone",
        "O=C1NC(c2c[nH]c3ccccc23)c2ccccc12",
        "O=C1NC(c2cc3ccccc3[nH]2)c2ccccc12",
    ),
    "4,6-dichloro, not 5,7": ("dichlorotryptamine", "NCCc1c[nH]c2cc(Cl)cc(Cl)c12", "NCCc1c[nH]c2c(Cl)cc(Cl)cc12"),
    "benzodioxane, not benzodioxole": (
        "5-anilino-2-(benzodioxanyl)pyridine",
        "COc1nc(-c2cccc3c2OCCO3)ccc1Nc1ccccc1",
        "COc1nc(-c2cccc3c2OCO3)ccc1Nc1ccccc1",
    ),
    "thiourea, not urea": (
        "nitrophenylhydrazine carbothioamide",
        "O=[N+]([O-])c1ccccc1NNC(=S)Nc1ccccc1",
        "O=[N+]([O-])c1ccccc1NNC(=O)Nc1ccccc1",
    ),
    "free amine, not acetamide": ("2-aminobenzothiazole", "Nc1nc2ccccc2s1", "CC(=O)Nc1nc2ccccc2s1"),
    "1-arylethyl, not benzyl": (
        "4-(1-arylethylamino)quinazoline",
        "COc1cc2nc(C)nc(NC(C)c3ccccc3)c2cc1OC",
        "COc1cc2nc(C)nc(NCc3ccccc3)c2cc1OC",
    ),
    "hydroxyproline, not proline": (
        "VHL-recruiting degrader",
        "CC(=O)N1CC(O)CC1C(=O)NCc1ccc(-c2scnc2C)cc1",
        "CC(=O)N1CCCC1C(=O)NCc1ccc(-c2scnc2C)cc1",
    ),
}


@pytest.mark.parametrize(("chemotype", "member", "near_miss"), PAIRS.values(), ids=PAIRS)
def test_the_feature_that_makes_the_class_decides(chemotype: str, member: str, near_miss: str) -> None:
    assert chemotype in names_of(member)
    assert chemotype not in names_of(near_miss)


def test_every_class_has_a_near_miss() -> None:
    assert {chemotype for chemotype, _, _ in PAIRS.values()} == {row.name for row in chemotypes()}


# --- atoms and laws --------------------------------------------------------------------------------------------------


def test_atoms_are_indices_of_the_molecule_given() -> None:
    molecule = Chem.AddHs(Chem.MolFromSmiles("[Na+].[Cl-].N#Cc1c([NH3+])sc2ccccc12"))
    (found,) = find_chemotypes(molecule)
    symbols = [molecule.GetAtomWithIdx(index).GetSymbol() for index in found.atoms]
    assert sorted(symbols) == sorted("NCCCSCCCCCC" + "N")


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.sampled_from(sorted(BY_HAND)), st.randoms(use_true_random=False))
def test_atom_order_and_hydrogens_change_nothing(name: str, random: object) -> None:
    molecule = Chem.AddHs(library_molecule(find_ligand(name)))
    order = list(range(molecule.GetNumAtoms()))
    random.shuffle(order)
    assert names_of(Chem.RenumberAtoms(molecule, order)) == names_of(library_molecule(find_ligand(name)))


# --- the table, and refusals -----------------------------------------------------------------------------------------


def test_examples_are_in_the_ligand_table_and_at_the_site_of_the_class() -> None:
    ligands = {row.name: row for row in known_ligands()}
    for row in chemotypes():
        assert set(row.examples) <= set(ligands), row.name
        if row.site is not None:
            assert {ligands[name].site for name in row.examples} <= {row.site}, row.name


def test_names_are_unique_and_patterns_are_read() -> None:
    assert len({row.name for row in chemotypes()}) == len(chemotypes())
    assert all(Chem.MolFromSmarts(row.smarts) is not None for row in chemotypes())
    assert {row.confidence for row in chemotypes()} <= {"high", "medium", "low"}


def test_what_is_no_molecule_is_refused() -> None:
    with pytest.raises(MoleculeError):
        find_chemotypes("not a molecule")
