"""Which molecules are bound to a chain, where and how?

Oracles: 8AZR as published (Kim 2023 Nature, doi:10.1038/s41586-023-06123-3: a non-covalent inhibitor in the switch-II
pocket), 5P21 (no inhibitor); neighbours by gemmi; edits of 8AZR by name and place; published binding of covalent and
docked complexes in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"


def codes(chain: rs.RasChain) -> list[str | None]:
    """List the HET codes of the inhibitors."""
    return [ligand.het_code for ligand in chain.inhibitors]


def centre(pdb: Any, name: str) -> np.ndarray:
    """Give the centre of a molecule or of all Gly, Ala, Val and Leu (the protein)."""
    lines = [line for residue in name.split() for line in pdb.atoms(residue)]
    return np.mean([[float(line[i : i + 8]) for i in (30, 38, 46)] for line in lines], axis=0)


# --- the bundled entries ---------------------------------------------------------------------------------------------


def test_lr4_is_a_non_covalent_inhibitor_in_the_switch_ii_pocket(entry_8azr: rs.Entry) -> None:
    ligand = entry_8azr["A"].ligands["LR4"]
    assert (ligand.role, ligand.site, ligand.binding_mode, ligand.nucleophile) == (
        "inhibitor", "SII-P", "non-covalent", None,
    )  # fmt: skip


def test_5p21_has_no_inhibitor(entry_5p21: rs.Entry) -> None:
    assert codes(entry_5p21["A"]) == []


@pytest.mark.parametrize(("name", "roles"), [
    ("8AZR", {"GDP": "nucleotide", "MG": "ion", "EDO": "additive", "LR4": "inhibitor"}),
    ("5P21", {"GNP": "nucleotide", "MG": "ion"}),
])  # fmt: skip
def test_every_molecule_of_the_file_is_there_with_its_role(name: str, roles: dict[str, str]) -> None:
    assert {ligand.het_code: ligand.role for ligand in rs.load(name)["A"].ligands.values()} == roles


@pytest.mark.parametrize("het_code", ["LR4", "GDP", "EDO"])
def test_contacts_are_the_residues_that_gemmi_finds_within_4_angstrom(entry_8azr: rs.Entry, het_code: str) -> None:
    residues = list(gemmi.read_structure(str(STRUCTURES / "8azr.pdb"))[0]["A"])
    ligand = [a.pos for r in residues if r.name == het_code for a in r]
    expected = {
        residue.seqid.num
        for residue in residues
        if residue.het_flag == "A"
        # the file has alternate locations; the default conformer holds A where they tie
        and any(a.pos.dist(pos) <= 4.0 for a in residue if a.altloc in "\0A" and not a.is_hydrogen() for pos in ligand)
    }
    assert set(entry_8azr["A"].ligands[het_code].bound.contacts) == expected


def test_atom_rows_are_the_heavy_atoms_of_the_molecule(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    names = chain.structure.topology.atom_name[chain.ligands["LR4"].bound.atom_rows]
    residues = gemmi.read_structure(str(STRUCTURES / "8azr.pdb"))[0]["A"]
    assert [name.decode() for name in names] == [a.name for r in residues if r.name == "LR4" for a in r]


# --- name, size and place --------------------------------------------------------------------------------------------


def test_unlisted_code_keeps_lr4_an_inhibitor_by_size_and_place(pdb_8azr: Any, entry_8azr: rs.Entry) -> None:
    renamed = pdb_8azr.molecule_renamed("LR4", "ZZZ").chain().ligands["ZZZ"]
    original = entry_8azr["A"].ligands["LR4"]
    assert (renamed.role, renamed.site, renamed.binding_mode) == ("inhibitor", "SII-P", "non-covalent")
    assert (renamed.bound.role_basis, original.bound.role_basis) == ("size and place", "table")
    assert renamed.bound.contacts == original.bound.contacts


def test_code_of_an_additive_makes_the_same_molecule_an_additive(pdb_8azr: Any) -> None:
    chain = pdb_8azr.molecule_renamed("LR4", "PG4").chain()
    assert codes(chain) == []
    assert (chain.ligands["PG4"].role, chain.ligands["PG4"].site) == ("additive", None)


@pytest.mark.parametrize("het_code", ["LR4", "ZZZ"])
def test_lr4_moved_30_angstrom_away_leaves_no_inhibitor(pdb_8azr: Any, het_code: str) -> None:
    outward = centre(pdb_8azr, "LR4") - centre(pdb_8azr, "GLY ALA VAL LEU")
    moved = pdb_8azr.molecule_moved("LR4", 30 * outward / np.linalg.norm(outward)).molecule_renamed("LR4", het_code)
    chain = moved.chain()
    assert codes(chain) == []
    assert {ligand.het_code for ligand in chain.ligands.values()} == {"GDP", "MG", "EDO"}


def test_unlisted_code_of_glycol_size_stays_unknown(pdb_8azr: Any) -> None:
    chain = pdb_8azr.molecule_renamed("EDO", "ZZZ").chain()
    assert codes(chain) == ["LR4"]
    assert chain.ligands["ZZZ"].role == "unknown"
    row = chain.to_record()
    assert (row["other_ligands"], row["unknown_ligands"]) == (["GDP", "MG"], ["ZZZ"])


def test_additive_moved_into_the_empty_pocket_stays_an_additive(pdb_8azr: Any) -> None:
    shift = centre(pdb_8azr, "LR4") - centre(pdb_8azr, "EDO")
    chain = pdb_8azr.without_molecule("LR4").molecule_moved("EDO", shift).chain()
    assert chain.ligands["EDO"].role == "additive"
    assert set(chain.ligands["EDO"].bound.contacts) & {12, 96, 99}
    assert codes(chain) == []


def test_water_is_no_ligand(entry_8azr: rs.Entry) -> None:
    assert "HOH" not in {ligand.het_code for ligand in entry_8azr["A"].ligands.values()}


def test_molecule_with_its_own_chain_belongs_to_the_ras_chain_it_touches(pdb_8azr: Any) -> None:
    moved = pdb_8azr.edited(lambda line: f"{line[:21]}L{line[22:]}" if line[17:20] == "LR4" else line)
    chain = moved.chain()
    assert chain.ligands["LR4"].key.startswith("L/")
    assert (chain.chain_id, chain.ligands["LR4"].site) == ("A", "SII-P")


# --- covalent bonds --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "mode", "nucleophile"),
    # C–S bonds of KRAS inhibitors are 1.6-1.9 Å long; 2.6 Å is a clash, 3.5 Å a contact
    [(1.80, "covalent", "Met72"), (2.60, "non-covalent", None), (3.50, "non-covalent", None)],
)
def test_carbon_at_bond_distance_of_a_sulfur_is_covalent_by_geometry(
    pdb_8azr: Any, gap: float, mode: str, nucleophile: str | None
) -> None:
    met72 = [line for line in pdb_8azr.text.splitlines() if line.startswith("ATOM") and line[17:26] == "MET A  72"]
    sulfur, carbon = (next(xyz(line) for line in met72 if line[12:16].strip() == name) for name in ("SD", "CG"))
    outward = (sulfur - carbon) / np.linalg.norm(sulfur - carbon)
    # a straight rod of carbons that leaves the sulfur in line with its CG–SD bond
    rod = [(f" C{i}", "C", sulfur + (gap + 1.5 * i) * outward) for i in range(9)]
    bare = pdb_8azr.without_molecule("LR4").with_atoms("ZZZ", rod)
    near = [line for line in bare.text.splitlines() if line.startswith("ATOM") and line[17:26] != "MET A  72"]
    clear = bare.without(lambda line: line in near and min(np.linalg.norm(xyz(line) - c) for _, _, c in rod) < 2.5)
    ligand = clear.chain().ligands["ZZZ"]
    assert (ligand.binding_mode, ligand.nucleophile) == (mode, nucleophile)
    assert ligand.bound.bond is None or ligand.bound.bond.basis == "geometry"


def xyz(line: str) -> np.ndarray:
    """Read the coordinates of an atom line."""
    return np.array([float(line[start : start + 8]) for start in (30, 38, 46)])


@pytest.mark.corpus
def test_sotorasib_is_bonded_to_cys12_by_record_and_without_it_by_geometry(corpus: Path) -> None:
    text = (corpus / "structures" / "6oim.pdb").read_text()
    assert "SG  CYS A  12" in "".join(line for line in text.splitlines() if line.startswith("LINK"))
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("LINK", "CONECT"))) + "\n"
    found = {}
    for name, content in (("record", text), ("geometry", bare)):
        ligand = rs.load(content)["A"].ligands["MOV"]
        bond = ligand.bound.bond
        assert bond is not None
        found[bond.basis] = (ligand.binding_mode, ligand.nucleophile, bond.protein_atom, bond.ligand_atom, name)
        assert bond.length == pytest.approx(1.8, abs=0.1)
    assert {basis: basis == values[-1] for basis, values in found.items()} == {"record": True, "geometry": True}
    assert found["record"][:-1] == found["geometry"][:-1]
    assert found["record"][:3] == ("covalent", "Cys12", "SG")


@pytest.mark.corpus
def test_sotorasib_next_to_an_alanine_is_not_covalent(corpus_entry: Callable[[str], rs.Entry]) -> None:
    # docking preparation cut Cys12 to alanine and kept the pose
    ligand = corpus_entry("prepared/6oim_MOV.pdb")["A"].ligands["MOV"]
    assert (ligand.site, ligand.binding_mode, ligand.nucleophile) == ("SII-P", "non-covalent", None)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "chain_id", "het_code", "nucleophile"),
    [("6ut0.cif", "B", "M1X", "Cys12"), ("5v9o.pdb", "A", "91G", "Cys12"), ("2ce2.pdb", "X", "XY2", "Cys32")],
)
def test_covalent_molecule_names_its_nucleophile(
    corpus_entry: Callable[[str], rs.Entry], name: str, chain_id: str, het_code: str, nucleophile: str
) -> None:
    assert corpus_entry(name)[chain_id].ligands[het_code].nucleophile == nucleophile


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "het_code"), [("7rpz.cif", "6IC"), ("4dst.pdb", "9LI"), ("4dso.bcif.gz", "BEN")])
def test_reversible_inhibitor_is_not_covalent(
    corpus_entry: Callable[[str], rs.Entry], name: str, het_code: str
) -> None:
    assert corpus_entry(name)["A"].ligands[het_code].binding_mode == "non-covalent"
