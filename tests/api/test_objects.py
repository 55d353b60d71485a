"""How do `Entry`, `RasChain`, `Ligand` and `LigandSet` behave in the hands of a user?

Oracles: the records of the bundled files (8AZR: chain A, GDP, MG, EDO, LR4; 5P21: GNP, MG), and
files derived from them: a second EDO, a second chain, a second model.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

COORDINATES = ("ATOM", "HETATM", "ANISOU", "TER")


def with_second_edo(text: str) -> str:
    """Copy the ethylene glycol A/203 as A/903, half an Å away."""
    lines = text.splitlines()
    atoms = [line for line in lines if line.startswith("HETATM") and line[17:20] == "EDO"]
    copies = [f"{line[:22]} 903{line[26:30]}{float(line[30:38]) + 0.5:8.3f}{line[38:]}" for line in atoms]
    behind = max(number for number, line in enumerate(lines) if line.startswith("HETATM")) + 1
    return "\n".join([*lines[:behind], *copies, *lines[behind:]]) + "\n"


def as_models(text: str, shifts: tuple[float, ...], drop: str = "") -> str:
    """Repeat the coordinates as models, each moved along x; `drop` leaves a HET code out of the last."""
    lines = text.splitlines()
    head = [line for line in lines if not line.startswith((*COORDINATES, "CONECT", "MASTER", "END"))]
    atoms = [line for line in lines if line.startswith(("ATOM", "HETATM", "TER"))]
    for number, shift in enumerate(shifts, 1):
        head.append(f"MODEL     {number:4d}")
        for line in atoms:
            if drop and number == len(shifts) and line[17:20] == drop:
                continue
            is_atom = line.startswith(("ATOM", "HETATM"))
            head.append(f"{line[:30]}{float(line[30:38]) + shift:8.3f}{line[38:]}" if is_atom else line)
        head.append("ENDMDL")
    return "\n".join([*head, "END"]) + "\n"


# Entry ----------------------------------------------------------------------------------------------------------------


def test_an_entry_says_what_the_file_says(entry_8azr: rs.Entry) -> None:
    assert (entry_8azr.pdb_id, entry_8azr.source, entry_8azr.n_models) == ("8AZR", "8AZR", 1)
    assert (entry_8azr.title or "").startswith("KRAS IN COMPLEX WITH")
    assert entry_8azr.metadata.resolution == 1.6


def test_chains_can_be_had_by_name_by_order_and_by_iteration(entry_8azr: rs.Entry) -> None:
    assert [chain.chain_id for chain in entry_8azr] == ["A"]
    assert len(entry_8azr) == 1
    assert entry_8azr["A"] is entry_8azr.chains[0] is next(iter(entry_8azr))
    assert isinstance(entry_8azr["A"], rs.RasChain)


@pytest.mark.parametrize("name", ["Z", "a", "", "AA"])
def test_a_chain_that_is_not_there_is_refused_with_those_that_are(name: str, entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match=f"no RAS chain '{name}' in 8AZR, expected one of A"):
        entry_8azr[name]
    with pytest.raises(KeyError):
        entry_8azr[name]


@pytest.mark.corpus
def test_a_partner_is_no_ras_chain(corpus_entry: Callable[[str], rs.Entry]) -> None:
    entry = corpus_entry("9bga.cif")
    assert [chain.chain_id for chain in entry] == ["A", "B"]
    assert [chain.chain_id for chain in entry.partners] == ["C", "D"]
    with pytest.raises(LookupFailedError, match="expected one of A, B"):
        entry["C"]


def test_annotations_are_computed_once(entry_8azr: rs.Entry) -> None:
    assert entry_8azr.chains is entry_8azr.chains
    assert entry_8azr["A"].ligands is entry_8azr["A"].ligands


def test_records_and_frame_hold_one_row_a_chain(entry_8azr: rs.Entry) -> None:
    (record,) = entry_8azr.to_records()
    assert record == entry_8azr["A"].to_record()
    assert (record["isoform"], record["mutations"], record["nucleotide_het"]) == ("KRAS4B", ["C118S"], "GDP")
    frame = entry_8azr.to_frame()
    assert list(frame.columns) == list(record)
    assert frame["chain_id"].tolist() == ["A"]


@pytest.mark.parametrize("kind", ["path", "text path", "text", "bytes", "text stream", "byte stream"])
def test_any_source_gives_the_same_annotation(kind: str, text_8azr: str, tmp_path: Path, entry_8azr: rs.Entry) -> None:
    path = tmp_path / "some.name"
    path.write_text(text_8azr)
    sources = {
        "path": path,
        "text path": str(path),
        "text": text_8azr,
        "bytes": text_8azr.encode(),
        "text stream": io.StringIO(text_8azr),
        "byte stream": io.BytesIO(text_8azr.encode()),
    }
    (record,) = rs.load(sources[kind]).to_records()
    assert {**record, "source": "8AZR"} == entry_8azr.to_records()[0]


# models ---------------------------------------------------------------------------------------------------------------


def test_models_with_the_same_atoms_are_stacked(text_8azr: str) -> None:
    entry = rs.load(as_models(text_8azr, (0.0, 5.0)))
    assert entry.n_models == 2
    assert entry.xyz.shape[0] == 2
    assert np.allclose(entry.xyz[1] - entry.xyz[0], [5.0, 0.0, 0.0], atol=0.002)  # three decimals in the file
    assert entry.to_records()[0]["model"] == 1


def test_one_model_can_be_chosen(text_8azr: str) -> None:
    text = as_models(text_8azr, (0.0, 5.0))
    first, second = rs.load(text, model=1), rs.load(text, model=2)
    assert first.xyz.shape[0] == second.xyz.shape[0] == 1
    assert np.allclose(second.xyz - first.xyz, [5.0, 0.0, 0.0], atol=0.002)
    assert [entry.to_records()[0]["model"] for entry in (first, second)] == [1, 2]


def test_models_with_other_atoms_are_left_out_with_a_warning(text_8azr: str) -> None:
    text = as_models(text_8azr, (0.0, 0.0), drop="LR4")
    with pytest.warns(rs.RasStructWarning, match="model 2 is left out"):
        entry = rs.load(text)
    assert (entry.xyz.shape[0], entry.n_models) == (1, 2)
    assert [ligand.label for ligand in entry["A"].inhibitors] == ["LR4"]
    assert rs.load(text, model=2)["A"].inhibitors == ()


@pytest.mark.parametrize("model", [0, 3, -1])
def test_a_model_that_is_not_there_is_refused_with_those_that_are(model: int, text_8azr: str) -> None:
    with pytest.raises(LookupFailedError, match=f"found no model {model} in text, expected one of 1, 2"):
        rs.load(as_models(text_8azr, (0.0, 5.0)), model=model)


# chain and ligands ----------------------------------------------------------------------------------------------------


def test_ligands_are_found_by_het_code_and_by_key(entry_8azr: rs.Entry) -> None:
    ligands = entry_8azr["A"].ligands
    assert ligands["LR4"] is ligands["A/204"]
    assert isinstance(ligands["LR4"], rs.Ligand)
    assert (ligands["LR4"].role, ligands["LR4"].site, ligands["LR4"].binding_mode) == (
        "inhibitor",
        "SII-P",
        "non-covalent",
    )
    assert {ligand.het_code for ligand in ligands.values()} == {"GDP", "MG", "EDO", "LR4"}
    assert list(ligands) == ["A/201", "A/202", "A/203", "A/204"]
    assert len(ligands) == 4
    assert "LR4" in ligands
    assert "MOV" not in ligands


def test_roles_without_site_have_none(entry_8azr: rs.Entry) -> None:
    ligands = entry_8azr["A"].ligands
    assert (ligands["GDP"].role, ligands["MG"].role, ligands["EDO"].role) == ("nucleotide", "ion", "additive")
    assert {ligands[name].site for name in ("GDP", "MG", "EDO")} == {None}
    assert {ligands[name].nucleophile for name in ("GDP", "LR4")} == {None}


def test_two_ligands_of_one_code_must_be_named_by_key(text_8azr: str) -> None:
    ligands = rs.load(with_second_edo(text_8azr))["A"].ligands
    with pytest.raises(
        LookupFailedError, match="found 2 ligands named 'EDO', expected one; choose by key: A/203, A/903"
    ):
        ligands["EDO"]
    assert {ligands[key].het_code for key in ("A/203", "A/903")} == {"EDO"}
    assert ligands["LR4"].key == "A/204"


def test_one_ligand_of_that_code_needs_no_key(entry_8azr: rs.Entry) -> None:
    assert entry_8azr["A"].ligands["EDO"].key == "A/203"


def test_a_ligand_that_is_not_there_is_refused_with_those_that_are(entry_5p21: rs.Entry) -> None:
    with pytest.raises(
        LookupFailedError, match=r"found no ligand 'LR4' on this chain, expected one of .*GNP \(A/167\)"
    ):
        entry_5p21["A"].ligands["LR4"]


@pytest.mark.corpus
def test_a_ligand_is_found_by_the_name_of_the_drug(corpus_entry: Callable[[str], rs.Entry]) -> None:
    ligand = corpus_entry("6oim.cif")["A"].ligands["sotorasib"]
    assert (ligand.het_code, ligand.binding_mode, ligand.nucleophile) == ("MOV", "covalent", "Cys12")


def test_regions_and_pockets_list_modelled_and_missing(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    regions = {row.region: row for row in chain.regions()}
    assert regions["switch II"].modelled == tuple(range(60, 77))  # the review's 60-76
    assert regions["CAAX"].missing == (185, 186, 187, 188)
    pocket = chain.pocket("SII-P")
    assert {12, 96, 99} <= set(pocket.modelled)
    assert sorted((*pocket.modelled, *pocket.missing)) == sorted(pocket.residues)


def test_unknown_regions_and_pockets_are_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="chen2021"):
        entry_8azr["A"].regions("switches")
    with pytest.raises(LookupFailedError, match="SII-P"):
        entry_8azr["A"].pocket("switch II")


# immutability and text form -------------------------------------------------------------------------------------------


def test_nothing_can_be_set(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    for owner, name in ((entry_8azr, "structure"), (chain, "nucleotide"), (chain.ligands["LR4"], "bound")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(owner, name, None)
    with pytest.raises(dataclasses.FrozenInstanceError):
        chain.resistance()[0].drug = "water"  # type: ignore[misc]
    with pytest.raises(TypeError):
        chain.ligands["LR4"] = None  # type: ignore[index]


def test_arrays_are_read_only(entry_8azr: rs.Entry) -> None:
    with pytest.raises(ValueError, match="read-only"):
        entry_8azr.xyz[0, 0, 0] = 1.0
    topology = entry_8azr.structure.topology
    arrays = [
        value
        for field in dataclasses.fields(topology)
        if isinstance(value := getattr(topology, field.name), np.ndarray)
    ]
    assert len(arrays) > 10
    assert not any(array.flags.writeable for array in arrays)


@pytest.mark.parametrize("name", ["residues", "uniprot_numbers", "letters"])
def test_the_numbering_is_read_only(name: str, entry_8azr: rs.Entry) -> None:
    assert not getattr(entry_8azr["A"].numbering, name).flags.writeable


def test_text_forms_are_short_and_say_the_essentials(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    for value, words in (
        (entry_8azr, ("8AZR", "KRAS4B", "C118S", "LR4")),
        (chain, ("A", "KRAS4B", "C118S", "GDP", "LR4")),
        (chain.ligands["LR4"], ("LR4", "A/204", "inhibitor", "SII-P")),
        (chain.ligands, ("GDP", "LR4", "A/204")),
        (chain.resistance(), ("ResistanceRow", "rows")),
    ):
        text = repr(value)
        assert all(word in text for word in words)
        assert "\n" not in text
        assert len(text) < 120


@pytest.mark.corpus
def test_a_six_chain_entry_still_has_a_text_form_of_a_few_lines(corpus_entry: Callable[[str], rs.Entry]) -> None:
    assert len(repr(corpus_entry("3gft.pdb"))) < 400
