"""Which molecule is a ligand, and where does it come from?

Oracles: published structures written as SMILES (LR4: Kim 2023 Nature doi:10.1038/s41586-023-06123-3; GppNHp: PubChem
33113), published InChIKeys (sotorasib: PubChem 137278711), edits of the bundled entries whose effect is known.
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rdkit import Chem

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError, MoleculeError
from rasstruct.analysis.ligand_molecule import build_ligand, find_known

LR4 = "C[C@H]1CN(C)CCN1c1cccc(-c2noc([C@@]3(C)CCCc4sc(N)c(C#N)c43)n2)n1"
GNP = "Nc1nc2c(ncn2[C@@H]2O[C@H](COP(=O)(O)OP(=O)(O)NP(=O)(O)O)[C@@H](O)[C@H]2O)c(=O)[nH]1"
SOTORASIB = "NXQKSXLFSAEQCZ-SFHVURJKSA-N"


def key(molecule: Chem.Mol | str) -> str:
    """Give the InChIKey."""
    return Chem.MolToInchiKey(Chem.MolFromSmiles(molecule) if isinstance(molecule, str) else molecule)


# --- the bundled entries ---------------------------------------------------------------------------------------------


def test_lr4_and_gnp_are_the_published_molecules(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    assert key(entry_8azr["A"].ligands["LR4"].to_rdkit()) == key(LR4)
    assert key(entry_5p21["A"].ligands["GNP"].to_rdkit()) == key(GNP)


def test_atoms_are_the_rows_of_the_ligand(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    bound = chain.ligands["LR4"].bound
    molecule = build_ligand(chain, bound).molecule
    assert np.allclose(molecule.GetConformer().GetPositions(), chain.structure.xyz[0][bound.atom_rows])
    names = [name.decode() for name in chain.structure.topology.atom_name[bound.atom_rows]]
    assert [atom.GetProp("atom_name") for atom in molecule.GetAtoms()] == names


def test_molecule_that_is_not_bonded_is_the_same_in_both_forms(entry_8azr: rs.Entry) -> None:
    ligand = entry_8azr["A"].ligands["LR4"]
    assert key(ligand.to_rdkit("free")) == key(ligand.to_rdkit("bound"))


def test_ion_is_one_charged_atom(entry_8azr: rs.Entry) -> None:
    molecule = entry_8azr["A"].ligands["MG"].to_rdkit()
    assert (Chem.MolToSmiles(molecule), molecule.GetProp("basis")) == ("[Mg+2]", "component")


def test_known_is_the_row_of_the_library(entry_8azr: rs.Entry) -> None:
    ligands = entry_8azr["A"].ligands
    assert "LR4" in ligands["LR4"].known.het_codes
    assert (ligands["GDP"].known, ligands["EDO"].known) == (None, None)


@pytest.mark.parametrize(("confidence", "is_known"), [("low", False), ("medium", True)])
def test_row_of_low_confidence_is_not_taken(
    entry_8azr: rs.Entry, monkeypatch: pytest.MonkeyPatch, confidence: str, is_known: bool
) -> None:
    chain = entry_8azr["A"]
    row = dataclasses.replace(chain.ligands["LR4"].known, confidence=confidence)
    monkeypatch.setattr("rasstruct.analysis.ligand_molecule.ligands_by_het_code", lambda: {"LR4": row})
    assert (find_known(chain, chain.ligands["LR4"].bound) is row) == is_known


def test_molecule_says_where_it_comes_from(entry_8azr: rs.Entry) -> None:
    molecule = entry_8azr["A"].ligands["LR4"].to_rdkit()
    found = {name: molecule.GetProp(name) for name in ("source", "chain", "residue", "het_code", "basis")}
    assert found == {"source": "8AZR", "chain": "A", "residue": "204", "het_code": "LR4", "basis": "component"}


# --- files that make it harder ---------------------------------------------------------------------------------------


def test_unknown_code_of_a_known_entry_takes_the_smiles_of_the_library(pdb_8azr: Any) -> None:
    chain = pdb_8azr.molecule_renamed("LR4", "UNL").chain()
    built = build_ligand(chain, chain.ligands["UNL"].bound)
    assert (built.basis, key(built.molecule)) == ("library", key(LR4))
    assert find_known(chain, chain.ligands["UNL"].bound).name == "LR4"


def test_unknown_code_of_an_unknown_entry_is_perceived_and_says_so(pdb_8azr: Any) -> None:
    bare = pdb_8azr.molecule_renamed("LR4", "UNL").without_records("HEADER", "HETNAM")
    chain = bare.chain()
    assert chain.pdb_id is None
    with pytest.warns(rs.RasStructWarning, match="bond orders are perceived"):
        molecule = chain.ligands["UNL"].to_rdkit()
    assert (molecule.GetProp("basis"), key(molecule)) == ("perceived", key(LR4))
    assert "perceived" in molecule.GetProp("notes")


def test_missing_atom_is_warned_of(pdb_8azr: Any) -> None:
    first = pdb_8azr.atoms("LR4")[0]
    chain = pdb_8azr.without(lambda line: line == first).chain()
    with pytest.warns(rs.RasStructWarning, match="atoms of it are missing"):
        molecule = chain.ligands["LR4"].to_rdkit()
    assert molecule.GetProp("missing_atoms") == first[12:16].strip()


def test_alternate_location_is_left_out_and_counted(pdb_8azr: Any) -> None:
    def split(line: str) -> str:
        if line[17:20] != "LR4":
            return line
        second = f"{line[:16]}B{line[17:30]}{float(line[30:38]) + 0.4:8.3f}{line[38:54]}  0.40{line[60:]}"
        return f"{line[:16]}A{line[17:54]}  0.60{line[60:]}\n{second}"

    chain = pdb_8azr.edited(split).chain()
    ligand = chain.ligands["LR4"]
    plain = pdb_8azr.chain().ligands["LR4"].to_rdkit()
    molecule = ligand.to_rdkit()
    assert key(molecule) == key(LR4)
    assert np.allclose(molecule.GetConformer().GetPositions(), plain.GetConformer().GetPositions())
    assert f"alternate location B of {molecule.GetNumAtoms()} atoms" in molecule.GetProp("notes")
    assert "alternate" not in plain.GetProp("notes")


# --- files of molecules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "het_code"), [("8AZR", "LR4"), ("8AZR", "GDP"), ("5P21", "GNP"), ("8AZR", "EDO")])
def test_sdf_reads_back_as_the_same_molecule(tmp_path: Path, entry: str, het_code: str) -> None:
    ligand = rs.load(entry)["A"].ligands[het_code]
    path = tmp_path / "ligand.sdf"
    assert ligand.to_sdf(path) is None
    assert path.read_text() == ligand.to_sdf()
    (read,) = Chem.SDMolSupplier(str(path))
    own = ligand.to_rdkit()
    assert key(read) == key(own)
    assert np.allclose(read.GetConformer().GetPositions(), own.GetConformer().GetPositions(), atol=1e-3)
    assert (read.GetProp("source"), read.GetProp("basis"), read.GetProp("het_code")) == (entry, "component", het_code)
    assert read.GetProp("atom_names").split() == [atom.GetProp("atom_name") for atom in own.GetAtoms()]


def test_descriptors_are_those_of_the_molecule(entry_8azr: rs.Entry) -> None:
    # C23 H27 N7 O S (the formula of LR4 in the CCD), Da by the standard atomic weights
    described = entry_8azr["A"].ligands["LR4"].descriptors()
    weights = {"C": 12.011, "H": 1.008, "N": 14.007, "O": 15.999, "S": 32.06}
    counts = {"C": 23, "H": 27, "N": 7, "O": 1, "S": 1}
    assert described.molecular_weight == pytest.approx(sum(weights[e] * n for e, n in counts.items()), abs=0.02)


# --- covalent inhibitors ---------------------------------------------------------------------------------------------


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["6oim.cif", "6oim.pdb"])
def test_mov_is_bound_sotorasib_and_free_sotorasib(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    from rasstruct.chemistry.library import recognise_molecule

    ligand = corpus_entry(name)["A"].ligands["MOV"]
    free, bound = ligand.to_rdkit("free"), ligand.to_rdkit("bound")
    assert (key(free), ligand.known.name, ligand.nucleophile) == (SOTORASIB, "sotorasib", "Cys12")
    assert recognise_molecule(bound).name == recognise_molecule(free).name == "sotorasib"
    assert (bound.GetProp("link_atom"), bound.GetProp("nucleophile")) == ("C25", "Cys12")
    vinyl, ethyl = (Chem.MolFromSmarts(text) for text in ("[CH2]=[CH]C(=O)N", "[CH3][CH2]C(=O)N"))
    assert [m.HasSubstructMatch(p) for m in (free, bound) for p in (vinyl, ethyl)] == [True, False, False, True]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "chain_id", "het_code"), [("6oim.cif", "A", "MOV"), *(("6ut0.cif", c, "M1X") for c in "ABCD")]
)
def test_reaction_rule_restores_what_the_library_has(
    corpus_entry: Callable[[str], rs.Entry], name: str, chain_id: str, het_code: str
) -> None:
    from rasstruct.chemistry.reactivity.adducts import restore_drug

    chain = corpus_entry(name)[chain_id]
    ligand = chain.ligands[het_code]
    built = build_ligand(chain, ligand.bound)
    restored = restore_drug(built.molecule, built.link_index, warhead=ligand.known.warhead)
    assert key(restored) == key(ligand.known.smiles) == key(ligand.to_rdkit("free"))


@pytest.mark.corpus
def test_warhead_of_a_molecule_that_no_row_knows_is_restored_by_rule(corpus_entry: Callable[[str], rs.Entry]) -> None:
    # 91G of 5V9O is an acrylamide (Janes 2018 Cell doi:10.1016/j.cell.2018.01.006), stored reacted
    ligand = corpus_entry("5v9o.pdb")["A"].ligands["91G"]
    assert ligand.known is None
    assert ligand.to_rdkit("free").HasSubstructMatch(Chem.MolFromSmarts("[CH2]=[CH]C(=O)N"))


@pytest.mark.corpus
def test_free_form_without_link_atom_is_refused(corpus_entry: Callable[[str], rs.Entry]) -> None:
    # docking preparation cut the atom that is bonded to Cys12
    ligand = corpus_entry("prepared/6oim_MOV.pdb")["A"].ligands["MOV"]
    with (
        pytest.raises(MoleculeError, match=r"found MOV without C25 .* whole of sotorasib"),
        pytest.warns(rs.RasStructWarning, match="missing"),
    ):
        ligand.to_rdkit("free")


# --- refusals and laziness -------------------------------------------------------------------------------------------


def test_form_that_does_not_exist_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="expected bound or free"):
        entry_8azr["A"].ligands["LR4"].to_rdkit("reacted")


def test_annotation_and_known_rows_load_neither_rdkit_nor_the_dictionary() -> None:
    code = (
        "import sys, rasstruct as rs\n"
        "chain = rs.load('8AZR')['A']; chain.to_record(); chain.ligands['LR4'].known\n"
        "assert 'rdkit' not in sys.modules and 'biotite' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
