"""Are molecules read from every format, with their names and lines?

Oracles: formulae and atom counts that follow from the drawn structure; InChIKeys of sotorasib, its bound form MOV and
MRTX1133 as PubChem and the Chemical Component Dictionary print them; line numbers counted in the text of the test.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from rdkit import Chem
from rdkit.Chem import rdDistGeom
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.reading.read_molecules import ReadMolecule, read_molecule, read_molecules

SOTORASIB, SOTORASIB_BOUND = "NXQKSXLFSAEQCZ-SFHVURJKSA-N", "ZIXPBHVQXGLHAG-SFHVURJKSA-N"
MRTX1133 = "SCLLZBIBSFTLIN-INOGPEIASA-N"
BENZENE_MOL2 = """@<TRIPOS>MOLECULE
benzene
 6 6 0 0 0
SMALL
NO_CHARGES

@<TRIPOS>ATOM
      1 C1   1.4000  0.0000 0.0 C.ar 1 LIG 0.0
      2 C2   0.7000  1.2124 0.0 C.ar 1 LIG 0.0
      3 C3  -0.7000  1.2124 0.0 C.ar 1 LIG 0.0
      4 C4  -1.4000  0.0000 0.0 C.ar 1 LIG 0.0
      5 C5  -0.7000 -1.2124 0.0 C.ar 1 LIG 0.0
      6 C6   0.7000 -1.2124 0.0 C.ar 1 LIG 0.0
@<TRIPOS>BOND
     1 1 2 ar
     2 2 3 ar
     3 3 4 ar
     4 4 5 ar
     5 5 6 ar
     6 6 1 ar
"""


def formula(read: ReadMolecule) -> str | None:
    """Give the formula of a read molecule, or None."""
    return None if read.molecule is None else CalcMolFormula(read.molecule)


def mol_block(smiles: str, name: str, version: int = 2000) -> str:
    """Write a mol block."""
    molecule = Chem.MolFromSmiles(smiles)
    molecule.SetProp("_Name", name)
    return Chem.MolToV3KMolBlock(molecule) if version == 3000 else Chem.MolToMolBlock(molecule)


# --- formats ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "CCO ethanol\nC1CC broken\nc1ccccc1 benzene\n",
        "CCO\tethanol\nC1CC\tbroken\nc1ccccc1\tbenzene",
        "\ufeffCCO ethanol\r\nC1CC broken\r\nc1ccccc1 benzene\r\n",
        "CCO ethanol\rC1CC broken\rc1ccccc1 benzene\r",
    ],
    ids=["spaces", "tabs", "Windows with byte-order mark", "old Mac"],
)
def test_lines_of_smiles_keep_titles_and_numbers(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.smi"
    path.write_bytes(text.encode())
    reads = list(read_molecules(path))
    assert [(r.name, r.line, formula(r)) for r in reads] == [
        ("ethanol", 1, "C2H6O"),
        ("broken", 2, None),
        ("benzene", 3, "C6H6"),
    ]
    assert "C1CC" in str(reads[1].problem)
    assert {r.source for r in reads} == {str(path)}


def test_headings_comments_and_blank_lines_are_no_molecules() -> None:
    reads = list(read_molecules("SMILES Name\n# a comment\n\nCCO ethanol\n"))
    assert [(r.name, r.line) for r in reads] == [("ethanol", 4)]


@pytest.mark.parametrize("heading", ["smiles", "SMILES", "canonical_smiles", "Canonical SMILES"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_table_is_read_by_its_smiles_column(heading: str, delimiter: str) -> None:
    rows = [["id", "Name", heading], ["1", '"a, b; c"', "CCO"], ["2", "none", ""], ["3", "benzene", "c1ccccc1"]]
    reads = list(read_molecules("\n".join(delimiter.join(row) for row in rows) + "\n"))
    assert [(r.name, r.line, formula(r)) for r in reads] == [
        ("a, b; c", 2, "C2H6O"),
        ("none", 3, None),
        ("benzene", 4, "C6H6"),
    ]
    assert "no SMILES" in str(reads[1].problem)


def test_quoted_cell_over_two_lines_moves_the_line_numbers() -> None:
    reads = list(read_molecules('name,smiles\n"two\nlines",CCO\nnext,CCC\n'))
    assert [(r.name, r.line) for r in reads] == [("two\nlines", 2), ("next", 4)]


@pytest.mark.parametrize("version", [2000, 3000])
def test_sdf_goes_on_after_a_damaged_record(version: int, tmp_path: Path) -> None:
    good, last = mol_block("CCO", "ethanol", version), mol_block("c1ccccc1", "benzene", version)
    cut = "\n".join(mol_block("CCN", "cut", version).splitlines()[:5]) + "\n"
    path = tmp_path / "three.sdf.gz"
    path.write_bytes(gzip.compress("$$$$\n".join([good, cut, last, ""]).encode()))
    reads = list(read_molecules(str(path)))
    second = good.count("\n") + 2
    assert [(r.name, r.line, formula(r)) for r in reads] == [
        ("ethanol", 1, "C2H6O"),
        ("cut", second, None),
        ("benzene", second + 6, "C6H6"),
    ]


def test_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = "\ufeff" + mol_block("CCO", "ethanol")
    path = tmp_path / "marked.sdf"
    path.write_text(text, encoding="utf-8")
    assert [r.name for source in (path, text) for r in read_molecules(source)] == ["ethanol", "ethanol"]


def test_two_mol_blocks_without_separator_are_not_taken_for_one() -> None:
    (read,) = read_molecules(mol_block("CCO", "one") + mol_block("CCC", "two"))
    assert read.molecule is None
    assert "found 2 molecules" in str(read.problem)


def test_aromatic_mol2_records_are_read_whatever_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ligands.dat"
    path.write_text(f"# two\n{BENZENE_MOL2}{BENZENE_MOL2.replace('benzene', 'again')}")
    reads = list(read_molecules(path))
    assert [(r.name, r.line, formula(r)) for r in reads] == [("benzene", 2, "C6H6"), ("again", 22, "C6H6")]


def test_hydrogen_atoms_of_a_file_are_kept_on_request() -> None:
    molecule = Chem.AddHs(Chem.MolFromSmiles("CO"))
    block = Chem.MolToMolBlock(molecule)
    assert read_molecule(block).GetNumAtoms() == 2
    assert read_molecule(block, keep_hydrogens=True).GetNumAtoms() == 6


def test_stereochemistry_of_a_3d_mol_block_is_that_of_its_coordinates() -> None:
    """Mirrored coordinates give the other enantiomer: 2-butanol, one is written with @, the other with @@."""
    molecule = Chem.AddHs(Chem.MolFromSmiles("CC[C@H](C)O"))
    rdDistGeom.EmbedMolecule(molecule, randomSeed=1)
    same = read_molecule(Chem.MolToMolBlock(molecule))
    conformer = molecule.GetConformer()
    for index in range(molecule.GetNumAtoms()):
        x, y, z = conformer.GetAtomPosition(index)
        conformer.SetAtomPosition(index, (-x, y, z))
    mirrored = read_molecule(Chem.MolToMolBlock(molecule))
    assert Chem.MolToSmiles(same) == Chem.CanonSmiles("CC[C@H](C)O")
    assert Chem.MolToSmiles(mirrored) == Chem.CanonSmiles("CC[C@@H](C)O")


# --- lists and single molecules --------------------------------------------------------------------------------------


def test_list_may_mix_texts_and_molecules_and_holes() -> None:
    named = Chem.MolFromSmiles("CCC")
    named.SetProp("_Name", "propane")
    reads = list(read_molecules(["CCO ethanol", named, None, "C1CC x", mol_block("CN", "methylamine"), 7]))  # type: ignore[list-item]
    assert [(r.name, r.line, formula(r)) for r in reads] == [
        ("ethanol", 1, "C2H6O"),
        ("propane", 2, "C3H8"),
        (None, 3, None),
        ("x", 4, None),
        ("methylamine", 5, "CH5N"),
        (None, 6, None),
    ]


def test_what_was_read_can_be_read_again() -> None:
    reads = list(read_molecules("CCO ethanol\nC1CC broken\n"))
    assert list(read_molecules(reads)) == reads


def test_given_molecule_is_copied_and_made_ready() -> None:
    raw = Chem.MolFromSmiles("c1ccccc1", sanitize=False)
    assert read_molecule(raw).GetRingInfo().NumRings() == 1
    molecule = Chem.MolFromSmiles("CCO")
    read_molecule(molecule).SetProp("_Name", "changed")
    assert not molecule.HasProp("_Name")


def test_extension_of_a_smiles_is_not_its_title() -> None:
    assert read_molecule("CCO |$;;label$| ethanol").GetProp("_Name") == "ethanol"


# --- corpus ----------------------------------------------------------------------------------------------------------


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "n_molecules", "inchikey"),
    [
        ("6oim_MOV.mol2", 1, SOTORASIB_BOUND),
        ("6oim_MOV.sdf", 1, SOTORASIB_BOUND),
        ("6oim_sotorasib_gnina_docked.sdf", 10, SOTORASIB),
        ("sotorasib_pubchem_3d.sdf", 1, SOTORASIB),
        ("7rpz_6IC_ligand_clean.sdf", 1, MRTX1133),
        ("daraxonrasib.sdf", 1, None),
        ("drugflow_kras_ref_ligand.sdf", 1, None),
        ("kras_g12d_T58_MRTX1133_series_poses.sdf", 20, None),
        ("unifep_KRAS-G12D_ref_ligand.sdf", 1, None),
    ],
)
def test_pose_files_load(corpus: Path, name: str, n_molecules: int, inchikey: str | None) -> None:
    reads = list(read_molecules(corpus / "ligand_poses" / name))
    assert len(reads) == n_molecules
    assert not [r.problem for r in reads if r.problem]
    assert inchikey is None or {Chem.MolToInchiKey(r.molecule) for r in reads} == {inchikey}


@pytest.mark.corpus
def test_pose_file_with_a_five_bonded_carbon_is_named(corpus: Path) -> None:
    """Atom 5 has two double bonds (to 15 and 16) and a single one (to 36) in the bond block of the file."""
    (read,) = read_molecules(corpus / "ligand_poses" / "7rpz_6IC_redocked_poses.sdf")
    assert (read.name, read.line) == ("HYDROLASE/HYDROLASE", 1)
    assert "found C at atom 5 with more bonds" in str(read.problem)
    with pytest.raises(MoleculeError, match="without bond orders"):
        read_molecules(corpus / "ligand_poses" / "9bg5_A1AHB_C.pdb")
