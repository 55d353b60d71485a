"""Does every ligand of the corpus become the right molecule, or name its reason?

Oracles: the formulas that the Chemical Component Dictionary gives beside its atoms and bonds (biotite's column
``chem_comp.formula``); the InChIKeys of the ligand table, first block, where it knows the molecule; for bond orders
without a component, the component's own molecule. UNX is the code of atoms that nobody identified.
"""

from __future__ import annotations

import os
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from biotite.structure.info import get_ccd
from rdkit import Chem, rdBase

import rasstruct as rs
from rasstruct._base.errors import MoleculeError
from rasstruct.analysis.ligand_molecule import build_ligand
from rasstruct.chemistry.bound.build_molecule import build_molecule

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
FOLDERS = ("structures", "structures/prepared", "structures/predicted")
FILES = sorted(
    str(path.relative_to(CORPUS / "structures"))
    for folder in FOLDERS
    for path in (CORPUS / folder).glob("*")
    if re.search(r"\.(pdb|cif|bcif)(\.gz)?$", path.name)
)
#: peptide of 8JJS: residues, and the bonds between them, ring closure included
RING_8JJS = (11, 11)
#: part of the molecules whose bond orders coordinates alone give back
MIN_PERCEIVED = 0.95
#: code that has no component
UNKNOWN = "UNL"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Leave out warnings about missing atoms, which prepared files lack on purpose, and RDKit's InChI log."""
    with warnings.catch_warnings(), rdBase.BlockLogs():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        yield


def ligands_of(entry: rs.Entry) -> list[Any]:
    """List the ligands of all chains."""
    return [ligand for chain in entry.chains for ligand in chain.ligands.values()]


def heavy_formula(het_code: str) -> Counter[str]:
    """Count the heavy atoms of a component by its formula."""
    table = get_ccd()["chem_comp"]
    (formula,) = table["formula"].as_array()[table["id"].as_array() == het_code].tolist()
    words = [re.fullmatch(r"([A-Z][A-Za-z]?)(\d*)", word) for word in formula.split() if word[0].isalpha()]
    counts = Counter({word[1].upper(): int(word[2] or 1) for word in words})
    del counts["H"], counts["D"]
    return counts


def elements_of(names: tuple[str, ...], het_code: str) -> Counter[str]:
    """Count the elements of atoms by their names in the dictionary."""
    table = get_ccd()["chem_comp_atom"]
    rows = table["comp_id"].as_array() == het_code
    symbols = dict(zip(table["atom_id"].as_array()[rows], table["type_symbol"].as_array()[rows], strict=True))
    return Counter(symbols[name] for name in names)


@pytest.mark.parametrize("name", FILES)
def test_every_ligand_is_its_component_or_names_its_reason(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    for ligand in ligands_of(corpus_entry(name)):
        if ligand.het_code == "UNX":
            with pytest.raises(MoleculeError, match="unknown element") as caught:
                ligand.to_rdkit()
            assert "\n" not in str(caught.value)
            continue
        built = build_ligand(ligand.chain, ligand.bound)
        found = Counter(atom.GetSymbol().upper() for atom in built.molecule.GetAtoms())
        assert (built.basis, built.molecule.GetNumConformers()) == ("component", 1)
        if ligand.het_code is None:
            continue
        code = ligand.bound.ccd_code
        assert found + elements_of(built.missing_atoms, code) == heavy_formula(code)


@pytest.mark.parametrize("name", FILES)
def test_known_ligand_has_the_skeleton_of_its_row(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    for ligand in ligands_of(corpus_entry(name)):
        row = ligand.known
        if row is None or row.inchikey is None:
            continue
        built = build_ligand(ligand.chain, ligand.bound)
        forms = {Chem.MolToInchiKey(Chem.MolFromSmiles(text))[:14] for text in (row.smiles, row.bound_smiles) if text}
        assert row.inchikey[:14] in forms
        assert (Chem.MolToInchiKey(built.molecule)[:14] in forms) == (not built.missing_atoms)


@pytest.mark.parametrize("name", FILES)
def test_every_molecule_survives_an_sdf_file(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    for ligand in ligands_of(corpus_entry(name)):
        if ligand.het_code == "UNX":
            continue
        own, read = ligand.to_rdkit(), Chem.MolFromMolBlock(ligand.to_sdf())
        assert Chem.MolToInchiKey(read) == Chem.MolToInchiKey(own)


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_all_molecules_rest_on_components_but_for_unidentified_atoms(
    corpus_entry: Callable[[str], rs.Entry],
) -> None:
    built: Counter[str] = Counter()
    for name in FILES:
        for ligand in ligands_of(corpus_entry(name)):
            built["UNX" if ligand.het_code == "UNX" else build_ligand(ligand.chain, ligand.bound).basis] += 1
    assert set(built) == {"component", "UNX"}
    assert built["UNX"] == 9
    assert built["component"] > 400


# --- without the component -------------------------------------------------------------------------------------------


def anonymous(ligand: Any, **given: Any) -> Chem.Mol:
    """Build a ligand from elements and coordinates, names and code taken away."""
    topology, bound = ligand.chain.structure.topology, ligand.bound
    rows = np.arange(topology.atoms_of(bound.residues[0]).start, topology.atoms_of(bound.residues[0]).stop)
    rows = rows[topology.default_conformer[rows]]
    elements = [element.decode() for element in topology.element[rows].tolist()]
    names = [f"{element}{number}" for number, element in enumerate(elements, start=1)]
    return build_molecule(UNKNOWN, names, elements, ligand.chain.structure.xyz[0][rows], **given)


def several_atoms(entry: rs.Entry) -> list[Any]:
    """List the ligands of one residue and more than one atom."""
    return [one for one in ligands_of(entry) if len(one.bound.residues) == 1 and len(one.bound.atom_rows) > 1]


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_smiles_alone_gives_the_same_molecule(corpus_entry: Callable[[str], rs.Entry]) -> None:
    n_tried = 0
    for name in FILES:
        for ligand in several_atoms(corpus_entry(name)):
            built = build_ligand(ligand.chain, ligand.bound)
            if built.missing_atoms or ligand.known is None:
                continue
            smiles = Chem.MolToSmiles(built.molecule)
            again = anonymous(ligand, smiles=smiles)
            assert (again.basis, Chem.MolToSmiles(again.molecule)) == ("library", smiles)
            n_tried += 1
    assert n_tried > 20


@pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")
def test_coordinates_alone_give_most_molecules(corpus_entry: Callable[[str], rs.Entry]) -> None:
    same: list[bool] = []
    for name in FILES:
        for ligand in several_atoms(corpus_entry(name)):
            expected = Chem.MolToInchiKey(build_ligand(ligand.chain, ligand.bound).molecule)[:14]
            try:
                found = anonymous(ligand)
            except MoleculeError:
                same.append(False)
                continue
            assert found.basis == "perceived"
            same.append(Chem.MolToInchiKey(found.molecule)[:14] == expected)
    assert len(same) > 200
    assert sum(same) >= MIN_PERCEIVED * len(same)


@pytest.mark.parametrize("name", [name for name in FILES if name == "9bg5.pdb"])
@pytest.mark.parametrize("header", [True, False], ids=["entry known", "entry unknown"])
def test_cut_code_of_9bg5_is_daraxonrasib_with_and_without_its_entry(corpus: Path, name: str, header: bool) -> None:
    text = (corpus / "structures" / name).read_text()
    if not header:
        text = "".join(line for line in text.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM", "TER")))
    ligand = next(one for one in ligands_of(rs.load(text)) if one.het_code == "A1A")
    built = build_ligand(ligand.chain, ligand.bound)
    assert (ligand.known.name, built.basis) == ("daraxonrasib", "component" if header else "library")
    assert Chem.MolToInchiKey(built.molecule) == ligand.known.inchikey


# --- a macrocycle ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in FILES if name == "8jjs.cif"])
def test_macrocycle_of_8jjs_is_one_closed_chain_of_all_its_residues(
    corpus_entry: Callable[[str], rs.Entry], name: str
) -> None:
    (ligand,) = (one for one in ligands_of(corpus_entry(name)) if one.het_code is None)
    built = build_ligand(ligand.chain, ligand.bound)
    n_residues, n_bonds = RING_8JJS
    # each bond between residues takes one oxygen (as water) off the sum of their formulas
    expected = sum((heavy_formula(code) for code in ligand.bound.components), Counter())
    expected["O"] -= n_bonds
    assert len(ligand.bound.components) == n_residues
    assert Counter(atom.GetSymbol().upper() for atom in built.molecule.GetAtoms()) == expected
    assert len(Chem.GetMolFrags(built.molecule)) == 1
    assert built.missing_atoms == ()
    rings = built.molecule.GetRingInfo().AtomRings()
    backbone = {atom.GetIdx() for atom in built.molecule.GetAtoms() if atom.GetProp("atom_name") in {"N", "CA", "C"}}
    assert max(len(backbone.intersection(ring)) for ring in rings) >= 3 * (n_residues - 1)
