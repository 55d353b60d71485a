"""Is a covalent drug found again from what the crystal shows of it, and does it bind as the crystal shows?

Oracles: the Chemical Component Dictionary, read here with biotite, which stores covalent inhibitors in their bound
form; the atom that the side chain is bound to in the deposited entry or the publication; public InChIKeys; the
published structures of the drugs. Near misses: components that keep their warhead, forms that could be two, missing
atoms.
"""

from __future__ import annotations

import functools
import warnings

import pytest
from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.reactivity.adducts import bound_form, restore_drug
from rasstruct.chemistry.reactivity.warheads import find_warheads
from rasstruct.reference.ligand_names import known_ligands
from rasstruct.reference.warheads import nucleophiles

DRUGS = {row.name: row for row in known_ligands() if row.smiles and row.covalent}


@functools.cache
def component(het_code: str) -> Chem.Mol:
    """Read the heavy atoms of a CCD component with biotite; stereochemistry from its ideal coordinates."""
    from biotite.structure import BondType, info

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The coordinates are missing")
        atoms = info.residue(het_code)
    orders = {BondType.DOUBLE: Chem.BondType.DOUBLE, BondType.AROMATIC_DOUBLE: Chem.BondType.DOUBLE}
    editable = Chem.RWMol()
    conformer = Chem.Conformer(len(atoms))
    for index, (element, charge, name) in enumerate(zip(atoms.element, atoms.charge, atoms.atom_name, strict=True)):
        atom = Chem.Atom(str(element).capitalize())
        atom.SetFormalCharge(int(charge))
        atom.SetProp("atom_name", str(name))
        editable.AddAtom(atom)
        conformer.SetAtomPosition(index, atoms.coord[index].astype(float).tolist())
    for first, second, kind in atoms.bonds.as_array().tolist():
        triple = Chem.BondType.TRIPLE if kind == BondType.TRIPLE else Chem.BondType.SINGLE
        editable.AddBond(first, second, orders.get(BondType(kind), triple))
    editable.AddConformer(conformer)
    molecule = editable.GetMol()
    Chem.SanitizeMol(molecule)
    Chem.AssignStereochemistryFrom3D(molecule)
    return Chem.RemoveHs(molecule)


def named(molecule: Chem.Mol, atom_name: str) -> int:
    """Find an atom by name."""
    names = {atom.GetProp("atom_name"): atom.GetIdx() for atom in molecule.GetAtoms() if atom.HasProp("atom_name")}
    return names[atom_name]


def graph(molecule: Chem.Mol) -> str:
    """Give the SMILES without stereochemistry."""
    return Chem.MolToSmiles(molecule, isomericSmiles=False)


def key(molecule: Chem.Mol) -> str:
    """Give the InChIKey of what the graph says; with a conformer, RDKit would read double bonds from it."""
    flat = Chem.Mol(molecule)
    flat.RemoveAllConformers()
    return Chem.MolToInchiKey(flat)


def read(smiles: str) -> Chem.Mol:
    """Read a SMILES."""
    return Chem.MolFromSmiles(smiles)


def drug(name: str) -> Chem.Mol:
    """Read the drug of a library row."""
    return read(DRUGS[name].smiles)


# --- the dictionary's bound forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "het_code"),
    [
        ("sotorasib", "MOV"),
        ("ARS-1620", "91S"),
        ("olomorasib", "A1BV7"),
        ("divarasib", "A1AWR"),
        ("opnurasib", "H2T"),
        ("calderasib", "A1H5U"),
        ("BBO-8520", "Y8N"),
        ("zoldonrasib", "A1AZZ"),
        ("Ostrem 22C (4M22)", "22C"),
        ("SML-8-73-1", "Y9Z"),
    ],
)
def test_bound_form_is_the_component_with_all_its_stereochemistry(name: str, het_code: str) -> None:
    assert key(bound_form(drug(name))) == key(component(het_code))


@pytest.mark.parametrize(
    ("name", "het_code"),
    [
        ("adagrasib", "M1X"),  # one fluorinated stereocentre is made
        ("RMC-4998", "YV2"),  # a double bond is made
        ("elironrasib", "A1AOD"),
    ],
)
def test_bound_form_is_the_component_but_for_stereochemistry_that_the_drug_does_not_fix(
    name: str, het_code: str
) -> None:
    bound = bound_form(drug(name))
    assert graph(bound) == graph(component(het_code))
    assert key(bound) != key(component(het_code))


def test_the_stereocentre_that_fluorine_makes_is_left_undefined() -> None:
    undefined = [
        atom
        for atom, label in Chem.FindMolChiralCenters(bound_form(drug("adagrasib")), includeUnassigned=True)
        if label == "?"
    ]
    assert len(undefined) == 1
    assert not [
        label for _, label in Chem.FindMolChiralCenters(drug("adagrasib"), includeUnassigned=True) if label == "?"
    ]


@pytest.mark.parametrize("row", nucleophiles(), ids=lambda row: row.residue)
def test_a_side_chain_is_that_of_the_amino_acid(row) -> None:
    amino_acid = component(row.residue)
    editable = Chem.RWMol(amino_acid)
    editable.GetAtomWithIdx(named(amino_acid, "CA")).SetAtomicNum(0)
    editable.BeginBatchEdit()
    for name in ("N", "C", "O", "OXT"):
        editable.RemoveAtom(named(amino_acid, name))
    editable.CommitBatchEdit()
    side_chain = read(row.side_chain)
    for atom, name in zip(side_chain.GetAtoms(), row.atom_names, strict=True):
        atom.SetProp("atom_name", name)
    bonds = [
        {frozenset((b.GetBeginAtom().GetProp("atom_name"), b.GetEndAtom().GetProp("atom_name"))) for b in m.GetBonds()}
        for m in (side_chain, editable)
    ]
    assert bonds[0] == bonds[1]
    (binding,) = [atom for atom in side_chain.GetAtoms() if atom.GetAtomMapNum()]
    assert binding.GetProp("atom_name") == row.atom


# --- from the crystal back to the drug -------------------------------------------------------------------------------


#: component, atom that the side chain is bound to, warhead where the component alone does not say it, drug
RESTORED = {
    "sotorasib": ("MOV", "C25", None, DRUGS["sotorasib"].smiles),  # LINK record of 6OIM
    "adagrasib": ("M1X", "C39", None, DRUGS["adagrasib"].smiles),  # _struct_conn of 6UT0
    "zoldonrasib": ("A1AZZ", "C58", None, DRUGS["zoldonrasib"].smiles),
    "RMC-4998": ("YV2", "C29", "2-alkynamide", DRUGS["RMC-4998"].smiles),
    "elironrasib": ("A1AOD", "C15", "2-alkynamide", DRUGS["elironrasib"].smiles),
    "SML-8-73-1": ("Y9Z", "C13", None, DRUGS["SML-8-73-1"].smiles),
    "Ostrem's vinyl sulfonamide": ("21M", "C16", None, "C=CS(=O)(=O)NC1CCN(C(=O)COc2ccc(Cl)cc2Cl)CC1"),
    "G12Si": (
        "I6T",
        "C01",
        None,
        "CN1CCC[C@H]1COc1nc2c(c(N3CC[C@H]4C(=O)O[C@H]4C3)n1)CCN(c1cccc3cccc(Cl)c13)C2",
    ),
    "the G12R diketoamide": (
        "P7U",
        "C32",
        None,
        "CC(=O)C(=O)C(=O)N1CCN(c2nc(OCC34CCCN3CCC4)nc3c(F)c(-c4cccc5cccc(Cl)c45)ncc23)C[C@@H]1CC#N",
    ),
    "K11777": (
        "0IW",
        "C21",
        None,
        "CN1CCN(C(=O)N[C@@H](Cc2ccccc2)C(=O)N[C@@H](CCc2ccccc2)C=CS(=O)(=O)c2ccccc2)CC1",
    ),
    "voxelotor": ("5L7", "C7", None, "O=Cc1c(O)cccc1OCc1cccnc1-c1ccnn1C(C)C"),
    "E-64": ("E64", "C2", None, "CC(C)CC(NC(=O)C1OC1C(=O)O)C(=O)NCCCCNC(N)=[NH2+]"),
    "bortezomib": ("BO2", "B26", None, "CC(C)C[C@H](NC(=O)[C@H](Cc1ccccc1)NC(=O)c1cnccn1)B(O)O"),
}


@pytest.mark.parametrize("name", RESTORED)
def test_the_drug_is_restored_from_the_component(name: str) -> None:
    het_code, link, warhead, smiles = RESTORED[name]
    bound = component(het_code)
    restored = restore_drug(bound, named(bound, link), warhead=warhead)
    assert graph(restored) == graph(read(smiles))
    # the carbon that closes a three-membered ring is no stereocentre in the bound form
    assert (key(restored) == key(read(smiles))) is (name not in ("zoldonrasib", "E-64"))
    assert graph(bound_form(restored, named(restored, link))) == graph(bound)


@pytest.mark.parametrize(
    ("name", "inchikey"),
    [
        # public InChIKeys
        ("sotorasib", "NXQKSXLFSAEQCZ-SFHVURJKSA-N"),
        ("adagrasib", "PEMUGDMSUDYLHU-ZEQRLZLVSA-N"),
        ("voxelotor", "FWCVZAQENIZVMY-UHFFFAOYSA-N"),
    ],
)
def test_the_restored_drug_has_its_public_inchikey(name: str, inchikey: str) -> None:
    het_code, link, warhead, _ = RESTORED[name]
    assert key(restore_drug(component(het_code), named(component(het_code), link), warhead=warhead)) == inchikey


def test_a_malolactone_is_restored_from_the_carboxylic_acid_that_the_crystal_shows() -> None:
    bound = component("A1I9E")
    restored = restore_drug(bound, named(bound, "C46"))
    (found,) = find_warheads(restored)
    assert found.name == "malolactone"
    assert graph(bound_form(restored)) == graph(bound)


@pytest.mark.parametrize(
    ("het_code", "link", "warhead"),
    [("5UT", "C15", "acrylamide"), ("0WM", None, "4-aminocrotonamide"), ("6ZD", "C32", None)],
    ids=["ARS-853", "afatinib", "XY-02-075"],
)
def test_a_component_that_keeps_its_warhead_is_given_back(het_code: str, link: str | None, warhead: str | None) -> None:
    whole = component(het_code)
    (found,) = find_warheads(whole)
    index = found.electrophilic_atom
    assert link is None or index == named(whole, link)
    assert Chem.MolToSmiles(restore_drug(whole, index, warhead=warhead)) == Chem.MolToSmiles(whole)


@pytest.mark.parametrize("name", sorted(DRUGS))
def test_bound_form_of_the_restored_drug_is_the_bound_form(name: str) -> None:
    molecule = drug(name)
    (found,) = find_warheads(molecule)
    bound = bound_form(molecule)
    # the atoms that leave, chlorine and a cap, come after the electrophilic atom in no row of the library
    link = found.electrophilic_atom
    again = restore_drug(bound, link, warhead=found.name)
    assert graph(again) == graph(molecule)
    assert key(bound_form(again)) == key(bound)


@pytest.mark.parametrize("name", ["afatinib", "dacomitinib"])
def test_a_restored_aminocrotonamide_is_e_as_the_drug(name: str) -> None:
    molecule = drug(name)
    (found,) = find_warheads(molecule)
    assert key(restore_drug(bound_form(molecule), found.electrophilic_atom)) == DRUGS[name].inchikey


def test_a_restored_crotonamide_says_nothing_of_its_geometry() -> None:
    assert Chem.MolToSmiles(restore_drug(bound_form(read("C/C=C/C(=O)NC")), 1)) == "CC=CC(=O)NC"


# --- refusals --------------------------------------------------------------------------------------------------------


def test_an_alkenamide_is_refused_until_the_warhead_is_named() -> None:
    bound = component("YV2")
    with pytest.raises(MoleculeError, match=r"\(C29\) \(as 2-alkynamide or 4-aminocrotonamide\), expected one"):
        restore_drug(bound, named(bound, "C29"))


@pytest.mark.parametrize("missing", ["C24", "C23", "O2"], ids=["alpha carbon", "carbonyl carbon", "oxygen"])
def test_a_bound_form_with_missing_atoms_is_refused(missing: str) -> None:
    editable = Chem.RWMol(component("MOV"))
    editable.RemoveAtom(named(editable, missing))
    Chem.SanitizeMol(editable)
    with pytest.raises(MoleculeError, match=r"found atom \d+ \(C25\) as link atom, .* whether atoms are missing"):
        restore_drug(editable, named(editable, "C25"))


@pytest.mark.parametrize("link", [-1, 99])
def test_an_index_outside_the_molecule_is_refused(link: int) -> None:
    with pytest.raises(MoleculeError, match=f"found link atom {link}, expected an index from 0 to 5"):
        restore_drug(read("CCC(=O)NC"), link)


def test_a_hydrogen_is_refused_as_link_atom() -> None:
    with pytest.raises(MoleculeError, match=r"found atom 6 \(H\) as link atom, expected a heavy atom"):
        restore_drug(Chem.AddHs(read("CCC(=O)NC")), 6)


def test_a_link_atom_away_from_any_warhead_is_refused() -> None:
    with pytest.raises(MoleculeError, match=r"found atom 5 \(C\) as link atom, expected the electrophilic atom"):
        restore_drug(read("CCC(=O)NC"), 5)


@pytest.mark.parametrize("warhead", ["disulfide", "alpha-haloacetamide"])
def test_what_left_without_a_trace_is_not_restored(warhead: str) -> None:
    bound = component("92V")
    with pytest.raises(MoleculeError, match=f"found a bound {warhead}, expected a warhead that leaves whole"):
        restore_drug(bound, named(bound, "S24"), warhead=warhead)
