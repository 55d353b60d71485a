"""Are the facts tables true to the sequences and to themselves?

Oracles, block by block: the sequences against published lengths, CAAX boxes, isoform differences, G-box motifs,
average masses (as UniProt prints them for P01116, P01111 and P01112) and the SEQRES records of the bundled
entries; every other row against those sequences. Vocabularies are those that the column descriptions and the JSON
contract promise. Translation by Biopython, reading of entries by gemmi.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import gemmi
import pytest
from Bio.Seq import Seq
from Bio.SeqUtils import molecular_weight

from rasstruct import reference
from rasstruct._base.records import Records
from rasstruct.reference.data_files import list_bundled_structures, read_table
from rasstruct.reference.isoforms import get_isoform

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"
CONFIDENCES = {"high", "medium", "low"}
#: the isoform whose sequence speaks for a gene; KRAS mutations are published in the numbering of KRAS4B
ISOFORM_OF_GENE = {"KRAS": "KRAS4B", "NRAS": "NRAS", "HRAS": "HRAS"}
ISOFORMS = ("KRAS4A", "KRAS4B", "NRAS", "HRAS")
TABLES: dict[str, Records] = {
    "HET roles": reference.het_roles(),
    "HVR processing": reference.hvr_processing(),
    "RAS cycle": reference.ras_cycle(),
    "acquired resistance": reference.acquired_resistance(),
    "bypass mechanisms": reference.bypass_mechanisms(),
    "catalytic rules": reference.catalytic_rules(),
    "chemotypes": reference.chemotypes(),
    "clinical outcomes": reference.clinical_outcomes(),
    "clinicopathology": reference.clinicopathology(),
    "codons": reference.codons(),
    "contradictions": reference.contradictions(),
    "drug-likeness limits": reference.drug_likeness_limits(),
    "frequencies": reference.frequencies(),
    "hotspot shares": reference.hotspot_shares(),
    "interaction atoms": reference.interaction_atoms(),
    "interaction criteria": reference.interaction_criteria(),
    "ionisable groups": reference.ionisable_groups(),
    "isoforms": reference.isoforms(),
    "ligands": reference.known_ligands(),
    "mechanism flags": reference.mechanism_flags(),
    "mutations": reference.mutations(include_low_confidence=True),
    "nucleophiles": reference.nucleophiles(),
    "nucleotides": reference.nucleotides(),
    "partner names": reference.partner_names(),
    "partner proteins": reference.partner_proteins(),
    "pockets": reference.pockets(),
    "pose limits": reference.pose_limits(),
    "regions": reference.regions(),
    "relatives": reference.relatives(),
    "residue properties": reference.residue_properties(),
    "resistance criteria": reference.resistance_criteria(),
    "resistance evidence": reference.resistance_evidence(include_low_confidence=True),
    "rotamer ranking": reference.rotamer_ranking(),
    "side-chain atoms": reference.side_chain_atoms(),
    "side-chain geometry": reference.side_chain_geometry(),
    "side-chain torsions": reference.side_chain_torsions(),
    "structures": reference.structures(),
    "switch confidence": reference.switch_confidence(),
    "switch loops": reference.switch_loops(),
    "trials": reference.trials(),
    "tyrosine cutoffs": reference.tyrosine_cutoffs(),
    "warheads": reference.warheads(),
}


def sequence_of(isoform: str) -> str:
    """Give an isoform's sequence."""
    return get_isoform(isoform).sequence


# --- sequences: published properties ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isoform", "length", "caax", "residue_95", "residues_151_to_153", "mass"),
    [
        ("KRAS4A", 189, "CIIM", "H", "RVE", 21656),
        ("KRAS4B", 188, "CVIM", "H", "GVD", 21425),
        ("NRAS", 189, "CVVM", "L", "GVE", 21229),
        ("HRAS", 189, "CVLS", "Q", "GVE", 21298),
    ],
)
def test_sequence_has_its_published_properties(
    isoform: str, length: int, caax: str, residue_95: str, residues_151_to_153: str, mass: int
) -> None:
    row = get_isoform(isoform)
    assert len(row.sequence) == row.length == length
    assert row.sequence[-4:] == row.caax == caax
    assert row.sequence[94] == residue_95
    assert row.sequence[150:153] == residues_151_to_153
    # UniProt rounds the average mass to 1 Da
    assert molecular_weight(row.sequence, "protein") == pytest.approx(mass, abs=1)


@pytest.mark.parametrize("isoform", ISOFORMS)
@pytest.mark.parametrize(
    ("first", "motif"), [(10, "G....GK[ST]"), (35, "T"), (57, "D..G"), (116, "NK.D"), (145, "SAK")]
)
def test_sequence_has_the_g_box_at_its_number(isoform: str, first: int, motif: str) -> None:
    # Bourne 1991 Nature doi:10.1038/349117a0
    assert re.match(motif, sequence_of(isoform)[first - 1 :])


@pytest.mark.parametrize("isoform", ["KRAS4A", "NRAS", "HRAS"])
def test_isoforms_share_residues_1_to_86_with_kras4b_and_then_differ(isoform: str) -> None:
    own, other = sequence_of(isoform), sequence_of("KRAS4B")
    assert own[:86] == other[:86]
    assert own[86:] != other[86:]


def test_5p21_holds_residues_1_to_166_of_hras() -> None:
    assert seqres("5p21.pdb") == sequence_of("HRAS")[:166]


def test_8azr_holds_kras4b_with_a_tag_residue_and_c118s() -> None:
    expected = sequence_of("KRAS4B")
    assert seqres("8azr.pdb") == "G" + expected[:117] + "S" + expected[118:169]


def seqres(name: str) -> str:
    """Read the first SEQRES chain with gemmi."""
    entry = gemmi.read_structure(str(STRUCTURES / name))
    return gemmi.one_letter_code(entry.entities[0].full_sequence)


# --- mutations against the sequences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mutation", "gene"),
    sorted(
        {(row.mutation, gene) for row in TABLES["mutations"] for gene in row.genes}
        | {(row.mutation, gene) for row in TABLES["resistance evidence"] for gene in row.genes}
    ),
)
def test_wild_type_letter_is_that_of_the_sequence(mutation: str, gene: str) -> None:
    parts = re.fullmatch(r"([A-Z])(\d+)([A-Z]?)", mutation)
    assert parts
    wild_type, number, mutant = parts.groups()
    assert sequence_of(ISOFORM_OF_GENE[gene])[int(number) - 1] == wild_type
    assert mutant != wild_type
    assert set(wild_type + mutant) <= set("ACDEFGHIKLMNPQRSTVWY")


def test_mutation_columns_agree_with_the_name() -> None:
    for row in TABLES["mutations"]:
        assert f"{row.wild_type}{row.position}{row.mutant or ''}" == row.mutation


def test_a_mutation_has_one_row_a_class_and_gene() -> None:
    keys = [(row.mutation, gene, row.mutation_class) for row in TABLES["mutations"] for gene in row.genes]
    assert len(keys) == len(set(keys))


def test_hotspot_codons_translate_to_the_wild_type() -> None:
    rows = read_table("hotspot_codons")
    assert {(row["gene"], row["position"]) for row in rows} == {
        (gene, position) for gene in ISOFORM_OF_GENE for position in ("12", "13", "61")
    }
    for row in rows:
        letter = sequence_of(ISOFORM_OF_GENE[str(row["gene"])])[int(str(row["position"])) - 1]
        assert str(Seq(str(row["codon"])).translate()) == letter


# --- ranges against the sequences ------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", TABLES["regions"], ids=lambda row: f"{row.region} of {row.scheme} {row.residues[0]}")
def test_region_fits_inside_its_isoforms(row: reference.regions) -> None:  # type: ignore[valid-type]
    isoforms = ISOFORMS if row.isoforms == ("all",) else row.isoforms
    assert set(isoforms) <= {*ISOFORMS}
    assert len(set(row.residues)) == len(row.residues)
    assert min(row.residues) >= 1
    assert max(row.residues) <= min(len(sequence_of(isoform)) for isoform in isoforms)


def test_residues_of_a_region_ascend() -> None:
    # ChainRegion gives the first and the last of them
    assert [row.region for row in TABLES["regions"] if list(row.residues) != sorted(row.residues)] == []


@pytest.mark.parametrize("row", TABLES["pockets"], ids=lambda row: f"{row.pocket} by {row.definition}")
def test_pocket_fits_inside_every_isoform(row: reference.pockets) -> None:  # type: ignore[valid-type]
    assert list(row.residues) == sorted(set(row.residues))
    assert row.residues[0] >= 1
    assert row.residues[-1] <= 188


def test_caax_regions_are_the_last_four_residues() -> None:
    for isoform in ISOFORMS:
        caax = next(row for row in reference.regions("chen2021", isoform) if row.region == "CAAX")
        assert "".join(sequence_of(isoform)[number - 1] for number in caax.residues) == get_isoform(isoform).caax


# --- every row sourced -----------------------------------------------------------------------------------------------


def test_every_public_table_is_tested_here() -> None:
    tested = {rows.row_type for rows in TABLES.values()}
    assert tested == {getattr(reference, name)().row_type for name in reference.__all__}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_is_sourced_and_has_a_known_confidence(name: str) -> None:
    rows = TABLES[name]
    cited = [column for column in ("source", "reference") if column in rows.columns]
    # a ligand that the review only lists has no publication of its own; its source names the review's row
    cited = ["source"] if name == "ligands" else cited
    assert rows
    assert cited
    for row in rows:
        assert all((getattr(row, column) or "").strip() for column in cited), row
        assert "confidence" not in rows.columns or row.confidence in CONFIDENCES, row


@pytest.mark.parametrize("name", ["residue_aliases", "hotspot_codons"])
def test_every_row_of_a_helper_table_is_sourced(name: str) -> None:
    assert all(row["source"] for row in read_table(name))


def test_residue_aliases_have_a_standard_parent_and_are_none_themselves() -> None:
    for row in read_table("residue_aliases"):
        assert gemmi.find_tabulated_residue(str(row["parent"])).is_standard()
        assert not gemmi.find_tabulated_residue(str(row["residue_name"])).is_standard()


# --- the bundled files -----------------------------------------------------------------------------------------------


def manifest() -> dict[str, str]:
    """Read file names and SHA-256 sums from the table in structures/README.md."""
    text = (STRUCTURES / "README.md").read_text()
    return dict(re.findall(r"^\| `([^`]+\.pdb)` .*\| `([0-9a-f]{64})` \|$", text, flags=re.MULTILINE))


def test_manifest_lists_exactly_the_bundled_files() -> None:
    assert set(manifest()) == {path.name for path in STRUCTURES.glob("*.pdb")} == {"5p21.pdb", "8azr.pdb"}
    assert list_bundled_structures() == ("5P21", "8AZR")


@pytest.mark.parametrize("name", ["5p21.pdb", "8azr.pdb"])
def test_manifest_hash_equals_the_file(name: str) -> None:
    assert hashlib.sha256((STRUCTURES / name).read_bytes()).hexdigest() == manifest()[name]


def test_catalogue_has_each_entry_once_and_the_bundled_entries() -> None:
    pdb_ids = [row.pdb_id for row in reference.structures()]
    assert len(pdb_ids) == len(set(pdb_ids))
    assert all(re.fullmatch("[1-9][A-Z0-9]{3}", pdb_id) for pdb_id in pdb_ids)
    assert set(list_bundled_structures()) <= set(pdb_ids)
    assert not [row for row in reference.structures() if row.confidence == "low"]
