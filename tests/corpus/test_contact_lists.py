"""Are the contacts of every inhibitor those of the reference labels, and those of every atom pair?

Oracles:
- truth/truth_chains.tsv of the corpus (Parker 2022 Cancer Res doi:10.1158/0008-5472.CAN-22-0804), column
  pharm_ligand_contacts: residues within 4 Å of an inhibitor, made from the deposited files
- every atom pair that gemmi reads (`contact_oracle.py`), for every molecule of entries with many chains, alternate
  locations, insertion codes, peptides and partner chains
- the covalent bonds that the papers of the entries report

The docking-prepared complexes are one chain of a deposited entry, cut and relaxed; a residue of the labels that one of
them lacks must be beyond the cut-off there, as gemmi measures it.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import gemmi
import pytest
from contact_oracle import key_of, measure_contacts

import rasstruct as rs
from rasstruct.analysis.contacts import Contact

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
#: Å, the cut-off of the labels
CUTOFF = 4.0
#: half of the last printed digit, and what float32 coordinates cost
TOLERANCE = 0.0051
#: prepared file -> residues of the labels that are farther than 4 Å in it
MOVED = {
    "4luc_20G": {13, 34},
    "4lv6_20H": {34},
    "4q01_2XH": {55},
    "4q03_2XE": {40},
    "5vbe_92V": {78},
    "5vbm_92V": {78},
    "6ut0_M1X": {12},
    "7rp4_MKZ": {34},
    "7tle_I6T": {11, 16},
}
#: prepared entries of whose chains the labels have another one only
CHAIN_NOT_LABELLED = {"4pzy", "6t5u"}
#: entries in which every molecule is compared with every atom pair
COMPARED = [
    "6oim.cif",  # covalent, alternate locations
    "6ut0.cif",  # four copies
    "7rpz.cif",  # offset of the file numbers
    "9bga.cif",  # glue between RAS and cyclophilin A
    "8jjs.cif",  # macrocyclic peptide
    "2ce2.pdb",  # spin label on Cys32, two models
    "1nvw.pdb",  # two RAS chains on SOS
]


def labels() -> dict[tuple[str, str], dict[str, set[int]]]:
    """Read the labelled residues by entry and chain, then by ligand."""
    found: dict[tuple[str, str], dict[str, set[int]]] = {}
    with (CORPUS / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["pharm_ligand_contacts"] in ("None", ""):
                continue
            ligands = found.setdefault((row["pdb"], row["chain"]), {})
            for part in row["pharm_ligand_contacts"].split("|"):
                het_code, numbers = part.split(":")
                ligands.setdefault(het_code, set()).update(map(int, numbers.split(",")))
    return found


STRUCTURE = re.compile(r"\.(pdb|cif|bcif)(\.gz)?$")
LABELS = labels() if (CORPUS / "truth").is_dir() else {}
LABELLED = {pdb_id for pdb_id, _ in LABELS}
FILES = sorted(
    path.name
    for path in CORPUS.glob("structures/*")
    if STRUCTURE.search(path.name) and path.name.split(".")[0] in LABELLED
)
PREPARED = sorted(
    path.stem
    for path in CORPUS.glob("structures/prepared/*.pdb")
    if path.stem.split("_")[0] in LABELLED - CHAIN_NOT_LABELLED
)


def touched(ligand: rs.Ligand) -> set[int]:
    return {row.uniprot_number for row in ligand.contacts(CUTOFF) if row.uniprot_number is not None}


def by_het_code(chain: rs.RasChain) -> dict[str, set[int]]:
    """Give the residues that the inhibitors of a chain touch; copies of one are taken together, as in the labels."""
    found: dict[str, set[int]] = {}
    for inhibitor in chain.inhibitors:
        assert touched(chain.ligands[str(inhibitor.key)]) == set(inhibitor.contacts)
        found.setdefault(inhibitor.label, set()).update(inhibitor.contacts)
    return found


@pytest.mark.parametrize("name", FILES)
def test_contacts_of_the_inhibitors_equal_the_labels(name: str, corpus_entry: Callable[[str], rs.Entry]) -> None:
    """No exception is needed: 100 % of the labelled inhibitors of complete files."""
    pdb_id = name.split(".")[0]
    found = {(pdb_id, chain.chain_id): by_het_code(chain) for chain in corpus_entry(name)}
    assert {place: rows for place, rows in found.items() if rows} == {
        place: rows for place, rows in LABELS.items() if place[0] == pdb_id
    }


@pytest.mark.usefixtures("corpus")
def test_the_labelled_complexes_are_there() -> None:
    assert {name.split(".")[0] for name in FILES} == {"4dso", "4dst", "5v9o", "6oim", "6ut0", "7rpz"}
    assert len(PREPARED) >= 50


@pytest.mark.parametrize("stem", PREPARED)
def test_prepared_complexes_lack_only_what_the_preparation_moved(
    stem: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    pdb_id, het_code = stem.split("_")
    (chain,) = corpus_entry(f"prepared/{stem}.pdb").chains
    (inhibitor,) = chain.inhibitors
    expected = LABELS[pdb_id, chain.chain_id][het_code]
    found = touched(chain.ligands[str(inhibitor.key)])
    assert not found - expected
    assert expected - found == MOVED.get(stem, set())
    model = gemmi.read_structure(str(CORPUS / "structures" / "prepared" / f"{stem}.pdb"))[0]
    near = measure_contacts(model, [key_of(model["L"], residue) for residue in model["L"]], 12.0)
    distances = {key[1]: row.distance for key, row in near.items() if key[0] == chain.chain_id}
    assert all(distances[number] > CUTOFF for number in expected - found)


@pytest.mark.parametrize("name", COMPARED)
def test_contacts_of_every_molecule_equal_every_pair_in_gemmi(
    name: str, corpus: Path, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    model = gemmi.read_structure(str(corpus / "structures" / name))[0]
    keys = {key_of(chain, residue) for chain in model for residue in chain}
    n_molecules = 0
    for chain in corpus_entry(name):
        for ligand in chain.ligands.values():
            topology = chain.structure.topology
            own = [topology.residue_key(residue) for residue in ligand.bound.residues]
            names = [topology.name_of(residue) for residue in ligand.bound.residues]
            members = [
                (key.chain_id, key.author_number, key.insertion_code, name)
                for key, name in zip(own, names, strict=True)
            ]
            assert set(members) <= keys
            compare(ligand, measure_contacts(model, members, 4.5))
            n_molecules += 1
    assert n_molecules > 1


def compare(ligand: rs.Ligand, expected: dict[tuple[str, int, str, str], object]) -> None:
    """Compare rows with the measured contacts."""
    rows = {
        (row.partner_chain_id, row.author_number, row.insertion_code or "", row.residue_name): row
        for row in ligand.contacts(4.5)
    }
    assert rows.keys() == expected.keys()
    for key, measured in expected.items():
        row = rows[key]
        assert row.distance == pytest.approx(measured.distance, abs=TOLERANCE)
        assert (row.ligand_atom.split()[-1], row.partner_atom) in measured.nearest_pairs
        assert row.n_atom_pairs == measured.n_pairs


@pytest.mark.parametrize(
    ("name", "het_code", "residue", "atom"),
    [
        pytest.param("6oim.cif", "MOV", "CYS12", "SG", id="sotorasib is bonded to Cys12 (Canon 2019)"),
        pytest.param("6ut0.cif", "M1X", "CYS12", "SG", id="adagrasib is bonded to Cys12 (Fell 2020), four copies"),
        pytest.param("7rpz.cif", "6IC", None, None, id="MRTX1133 is not bonded to Asp12 (Wang 2022)"),
    ],
)
def test_the_bonded_residue_is_said_once(
    name: str, het_code: str, residue: str | None, atom: str | None, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    for chain in corpus_entry(name):
        bonded = [row for row in chain.ligands[het_code].contacts() if row.is_covalent]
        assert [(row.partner, row.partner_atom) for row in bonded] == ([(residue, atom)] if residue else [])
        assert all(1.60 < row.distance < 1.90 for row in bonded)  # C-S; 1.63-1.85 Å in KRAS entries
        others = [row for row in chain.ligands[het_code].contacts() if not row.is_covalent]
        assert min(row.distance for row in others) > 2.3


def partners(ligand: rs.Ligand) -> dict[str, Contact]:
    return {row.partner: row for row in ligand.contacts()}


def test_a_glue_touches_its_chaperone(corpus_entry: Callable[[str], rs.Entry]) -> None:
    """Trp121 of cyclophilin A lines the pocket in which cyclosporin and the tri-complex inhibitors sit."""
    for chain, chaperone in zip(corpus_entry("9bga.cif"), "DC", strict=True):
        found = partners(chain.ligands["A1AHB"])
        tryptophan = found["TRP121"]
        assert (tryptophan.partner_kind, tryptophan.partner_chain_id) == ("partner chain", chaperone)
        assert (tryptophan.uniprot_number, tryptophan.author_number) == (None, 121)
        assert tryptophan.buried_area is not None
        assert tryptophan.buried_area > 20
        assert found["TYR64"].uniprot_number == 64


def test_atoms_of_a_peptide_are_named_with_their_residue(corpus_entry: Callable[[str], rs.Entry]) -> None:
    (peptide,) = (ligand for ligand in corpus_entry("8jjs.cif")["A"].ligands.values() if ligand.het_code is None)
    rows = peptide.contacts()
    components = [f"{name}{number}" for number, name in enumerate(peptide.bound.components, start=1)]
    assert {row.ligand_atom.split()[0] for row in rows} <= set(components)
    assert partners(peptide)["GLN99"].ligand_atom == "ILE2 O"


def test_sotorasib_touches_the_diphosphate(corpus_entry: Callable[[str], rs.Entry]) -> None:
    row = partners(corpus_entry("6oim.cif")["A"].ligands["MOV"])["GDP"]
    assert (row.partner_kind, row.uniprot_number, row.contact_part) == ("nucleotide", None, None)
    back = partners(corpus_entry("6oim.cif")["A"].ligands["GDP"])["MOV"]
    assert (back.distance, back.ligand_atom, back.partner_atom) == (row.distance, row.partner_atom, row.ligand_atom)
    assert back.partner_kind == "inhibitor"
