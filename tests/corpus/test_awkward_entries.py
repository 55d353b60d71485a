"""Do entries that are unlike the rest come out as published?

Oracles: the publication or header of each entry, named in the test; gemmi and biotite for what stands in a file; the
same entry in another format.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import biotite.structure.io.pdbx as pdbx
import gemmi
import numpy as np
import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

Load = Callable[[str], rs.Entry]


# --- one entry, two formats ------------------------------------------------------------------------------------------


def test_9bg5_pdb_equals_9bg5_cif_but_for_the_cut_code_and_what_the_header_lost(corpus_entry: Load) -> None:
    # PDB format has three characters for a HET code: A1AHB stands as A1A; the .pdb file has few header lines
    rows = {name: corpus_entry(name).to_records() for name in ("9bg5.pdb", "9bg5.cif")}
    assert len(rows["9bg5.pdb"]) == len(rows["9bg5.cif"]) == 2
    for old, new in zip(rows["9bg5.pdb"], rows["9bg5.cif"], strict=True):
        assert [i.pop("het_code") for i in old["inhibitors"]] == ["A1A"]
        assert [i.pop("het_code") for i in new["inhibitors"]] == ["A1AHB"]
        assert {p.pop("name") for p in old["partners"]} == {"PPIA_HUMAN"}
        assert {p.pop("name") for p in new["partners"]} == {"Peptidyl-prolyl cis-trans isomerase A"}
        differing = {key for key in old if old[key] != new[key]}
        assert differing <= {"source", "title", "partners"}
        # without REMARK 350 a crystal neighbour of the .pdb cannot be told from a partner
        assert {p["chain_id"] for p in new["partners"]} <= {p["chain_id"] for p in old["partners"]}


@pytest.mark.parametrize("stem", ["4obe", "5p21", "6oim"])
def test_pdb_and_cif_of_one_entry_give_the_same_record(corpus_entry: Load, stem: str) -> None:
    # files list their molecules in another order, and names in another case
    rows = [corpus_entry(f"{stem}.{ending}").to_records() for ending in ("pdb", "cif")]
    for old, new in zip(*rows, strict=True):
        for record in (old, new):
            record["other_ligands"] = sorted(record["other_ligands"])
            for inhibitor in record["inhibitors"]:
                # PDB and mmCIF number the molecules of one file alike only by chance
                inhibitor.pop("residue")
        assert {key for key in old if old[key] != new[key]} <= {"source", "title"}


# --- several models --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["2ce2.pdb", "2cl7.pdb", "2cld.pdb"])
def test_crystal_with_two_models_warns_and_loads_either(corpus: Path, name: str) -> None:
    path = corpus / "structures" / name
    counts = [len(list(model.all())) for model in gemmi.read_structure(str(path))]
    assert len(counts) == 2
    with pytest.warns(rs.RasStructWarning, match="model=2"):
        entry = rs.load(path)
    second = rs.load(path, model=2)
    assert (entry.n_models, second.n_models) == (2, 2)
    assert [e.structure.topology.n_atoms for e in (entry, second)] == counts
    assert [e.to_records()[0]["model"] for e in (entry, second)] == [1, 2]
    assert entry["X"].mutations == second["X"].mutations


def test_nmr_entry_keeps_all_its_models_and_their_numbers(corpus: Path, corpus_entry: Load) -> None:
    # 1CRR numbers its 20 models 21 to 40
    atoms = pdbx.BinaryCIFFile.read(corpus / "structures" / "1crr.bcif").block["atom_site"]
    numbers = sorted({int(number) for number in atoms["pdbx_PDB_model_num"].as_array(int)})
    assert len(numbers) == 20
    entry = corpus_entry("1crr.bcif")
    assert entry.xyz.shape == (20, len(atoms["id"].as_array(str)) // 20, 3)
    assert entry.structure.model_numbers == tuple(numbers)
    x = atoms["Cartn_x"].as_array(np.float32).reshape(20, -1)
    assert np.array_equal(entry.xyz[..., 0], x)
    record = entry.to_records()[0]
    assert (record["isoform"], record["nucleotide_state"], record["method"]) == ("HRAS", "GDP", "SOLUTION NMR")
    assert (record["resolution"], record["n_models"], record["model"]) == (None, 20, numbers[0])


def test_gzipped_binary_cif_is_read_by_content(corpus: Path, corpus_entry: Load) -> None:
    packed = (corpus / "structures" / "4dso.bcif.gz").read_bytes()
    record = corpus_entry("4dso.bcif.gz").to_records()[0]
    unpacked = rs.load(gzip.decompress(packed)).to_records()[0]
    assert record["pdb_id"] == "4DSO"
    assert {key for key in record if record[key] != unpacked[key]} == {"source"}


# --- many chains -----------------------------------------------------------------------------------------------------


def test_3gft_has_q61h_in_six_sequences_and_one_model(corpus_entry: Load) -> None:
    entry = corpus_entry("3gft.pdb")
    assert [chain.chain_id for chain in entry] == list("ABCDEF")
    assert {chain.mutations for chain in entry} == {("Q61H",)}
    assert {chain.chain_id for chain in entry if chain.mutations_modelled} == {"A"}
    for chain in entry:
        assert (chain.numbering.residue_at(61) is None) == (chain.chain_id != "A")
        assert not chain.partners


def test_6ut0_holds_four_copies_of_covalent_adagrasib(corpus_entry: Load) -> None:
    # Fell 2020 J Med Chem doi:10.1021/acs.jmedchem.9b02052
    entry = corpus_entry("6ut0.cif")
    assert [chain.chain_id for chain in entry] == list("ABCD")
    for chain in entry:
        (ligand,) = chain.inhibitors
        assert (ligand.het_code, ligand.name, ligand.site) == ("M1X", "adagrasib", "SII-P")
        assert (ligand.binding_mode, ligand.nucleophile) == ("covalent", "Cys12")
        assert chain.mutations == ("G12C", "C51S", "C80L", "C118S")


# --- unlike inhibitors -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["6oim.pdb", "6oim.cif"])
def test_6oim_holds_sotorasib_bonded_to_cys12(corpus_entry: Load, name: str) -> None:
    # Canon 2019 Nature doi:10.1038/s41586-019-1694-1
    (record,) = corpus_entry(name).to_records()
    (inhibitor,) = record["inhibitors"]
    assert (inhibitor["het_code"], inhibitor["name"], inhibitor["site"]) == ("MOV", "sotorasib", "SII-P")
    assert (inhibitor["binding_mode"], inhibitor["nucleophile"]) == ("covalent", "Cys12")
    assert [row["residues"] for row in record["missing_regions"]] == ["105-107"]


def test_4dst_holds_dcai_in_the_pocket_between_the_switches(corpus_entry: Load) -> None:
    # Maurer 2012 PNAS doi:10.1073/pnas.1116510109; Ser1 is what the tag left
    record = corpus_entry("4dst.pdb").to_records()[0]
    assert [(i["name"], i["site"], i["binding_mode"]) for i in record["inhibitors"]] == [
        ("DCAI", "SI/II-P", "non-covalent")
    ]
    assert (record["nucleotide_het"], record["first_residue"], record["n_unnumbered"]) == ("GCP", 2, 1)
    assert record["mutations"] == ["G12D"]


def test_8jjs_holds_one_macrocyclic_peptide_in_the_switch_ii_pocket_and_no_partner(corpus_entry: Load) -> None:
    # Tanada 2023 J Am Chem Soc doi:10.1021/jacs.3c03886: the cyclic peptide AP10343, 11 residues, chain I
    entry = corpus_entry("8jjs.cif")
    (chain,) = entry.chains
    (ligand,) = chain.inhibitors
    assert (ligand.het_code, ligand.site, ligand.binding_mode) == (None, "SII-P", "non-covalent")
    assert (len(ligand.components), ligand.key.chain_id) == (11, "I")
    assert not chain.partners
    assert [other.chain_id for other in entry.partners] == ["I"]
    assert chain.to_record()["unknown_ligands"] == []


def test_9bga_is_two_tri_complexes_of_kras_g12c_daraxonrasib_and_cyclophilin_a(corpus_entry: Load) -> None:
    # Cregg 2025 J Med Chem doi:10.1021/acs.jmedchem.4c02314
    entry = corpus_entry("9bga.cif")
    assert {other.uniprot_entry for other in entry.partners} == {"PPIA_HUMAN"}
    for chain in entry:
        (ligand,) = chain.inhibitors
        assert (ligand.het_code, ligand.name, ligand.binding_mode) == ("A1AHB", "daraxonrasib", "tri-complex")
        assert (chain.mutations, ligand.nucleophile) == (("G12C",), None)
        assert [partner.role for partner in chain.partners] == ["chaperone"]
        assert ligand.presented_by == chain.partners[0].chain_id
    assert {chain.partners[0].chain_id for chain in entry} == {"C", "D"}


# --- predictions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "isoform", "last"),
    [("AF-P01116-2-F1-model_v6.cif", "KRAS4B", 188), ("AF-P01116-F1-model_v4.pdb", "KRAS4A", 189)],
)
def test_alphafold_model_is_a_full_length_prediction_with_nothing_bound(
    corpus_entry: Load, name: str, isoform: str, last: int
) -> None:
    entry = corpus_entry(f"predicted/{name}")
    (record,) = entry.to_records()
    assert (record["isoform"], record["method"]) == (isoform, "PREDICTED MODEL")
    assert (record["pdb_id"], record["resolution"]) == (None, None)
    assert (record["first_residue"], record["last_residue"], record["missing_regions"]) == (1, last, [])
    assert (record["nucleotide_state"], record["nucleotide_class"], record["magnesium"]) == (
        "none modelled", "0P", False,
    )  # fmt: skip
    assert [record[key] for key in ("mutations", "inhibitors", "other_ligands", "unknown_ligands", "partners")] == [
        [], [], [], [], [],
    ]  # fmt: skip
    assert {region.region: region.missing for region in entry["A"].regions()}["CAAX"] == ()
