"""Does the record of a chain keep the JSON contract?

Oracle: the contract that other tools rely on, written out here by hand: keys, types and allowed words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs
from rasstruct._base.records import describe_columns
from rasstruct.annotation.record import ChainRecord, summarise_chain

ISOFORMS = {"KRAS4A", "KRAS4B", "KRAS", "NRAS", "HRAS"}
STATES = {
    "GDP", "GTP", "GTP analogue", "transition-state analogue", "nucleotide-site inhibitor", "none modelled",
}  # fmt: skip
SITES = {"SII-P", "SI/II-P", "nucleotide", "base", "allosteric", "P110", "other"}
MODES = {"non-covalent", "covalent", "tri-complex"}


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def is_text_or_none(value: Any) -> bool:
    return value is None or is_text(value)


def is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_substitutions(value: Any) -> bool:
    letters = set("ACDEFGHIKLMNPQRSTVWY")
    return isinstance(value, list) and all(
        is_text(item) and {item[0], item[-1]} <= letters and item[1:-1].isdigit() for item in value
    )


def is_inhibitors(value: Any) -> bool:
    return isinstance(value, list) and all(
        {"het_code", "name", "site", "binding_mode", "covalent", "nucleophile"} <= set(item)
        and is_text_or_none(item["het_code"])
        and is_text_or_none(item["name"])
        and item["site"] in SITES
        and item["binding_mode"] in MODES
        and isinstance(item["covalent"], bool)
        and is_text_or_none(item["nucleophile"])
        and item["covalent"] == (item["nucleophile"] is not None)
        for item in value
    )


def is_partners(value: Any) -> bool:
    return isinstance(value, list) and all(
        {"chain_id", "name", "role"} <= set(item)
        and is_text(item["chain_id"])
        and is_text_or_none(item["name"])
        and is_text(item["role"])
        for item in value
    )


CONTRACT: dict[str, Callable[[Any], bool]] = {
    "source": is_text,
    "pdb_id": is_text_or_none,
    "chain_id": lambda value: isinstance(value, str),
    "isoform": lambda value: value in ISOFORMS,
    "mutations": is_substitutions,
    "mutations_modelled": is_substitutions,
    "hotspots": is_substitutions,
    "engineered": is_substitutions,
    "nucleotide_het": is_text_or_none,
    "nucleotide_state": lambda value: value in STATES,
    "nucleotide_class": lambda value: value in {"0P", "2P", "3P"},
    "magnesium": lambda value: isinstance(value, bool),
    "inhibitors": is_inhibitors,
    "partners": is_partners,
    "method": is_text_or_none,
    "resolution": lambda value: value is None or (isinstance(value, float) and value > 0),
    "first_residue": is_integer,
    "last_residue": is_integer,
    "missing_regions": lambda value: isinstance(value, list),
}


def broken_promises(record: dict[str, Any]) -> dict[str, Any]:
    """List the keys of the contract that a record lacks or fills wrongly."""
    return {
        key: record.get(key, "missing")
        for key, holds in CONTRACT.items()
        if key not in record or not holds(record[key])
    }


@pytest.mark.parametrize("name", ["8AZR", "5P21"])
def test_record_keeps_the_contract_and_survives_json(name: str) -> None:
    (record,) = rs.load(name).to_records()
    assert broken_promises(record) == {}
    assert json.loads(json.dumps(record, allow_nan=False)) == record


@pytest.mark.parametrize(
    "edit",
    [
        lambda pdb: pdb.without_records("HETATM"),
        lambda pdb: pdb.without_records("HEADER", "TITLE", "EXPDTA", "REMARK", "SEQRES", "DBREF", "SEQADV", "COMPND"),
        lambda pdb: pdb.molecule_renamed("LR4", "ZZZ"),
        lambda pdb: pdb.without_residues(61, 62, 63),
    ],
    ids=["no molecules", "no header", "unlisted inhibitor", "gap"],
)
def test_record_of_an_edited_entry_keeps_the_contract(pdb_8azr: Any, edit: Callable[[Any], Any]) -> None:
    record = edit(pdb_8azr).chain().to_record()
    assert broken_promises(record) == {}


def test_a_wrong_record_would_break_the_contract(entry_8azr: rs.Entry) -> None:
    record = entry_8azr.to_records()[0]
    wrong = {**record, "magnesium": 1, "isoform": "RRAS", "resolution": float("nan"), "mutations": ["WT"]}
    del wrong["partners"]
    assert set(broken_promises(wrong)) == {"magnesium", "isoform", "resolution", "mutations", "partners"}


def test_record_of_8azr(entry_8azr: rs.Entry) -> None:
    # REMARK 2, EXPDTA and HEADER of the file; the construct ends at 169, of which the last residues are not all there
    record = entry_8azr.to_records()[0]
    assert (record["pdb_id"], record["method"], record["resolution"]) == ("8AZR", "X-RAY DIFFRACTION", 1.6)
    assert (record["isoform"], record["chain_id"], record["source"]) == ("KRAS4B", "A", "8AZR")
    assert [(i["het_code"], i["site"], i["binding_mode"], i["covalent"]) for i in record["inhibitors"]] == [
        ("LR4", "SII-P", "non-covalent", False)
    ]
    # Gly0 of the tag
    assert (record["first_residue"], record["n_unnumbered"]) == (1, 1)


def test_what_the_file_does_not_say_is_none(pdb_8azr: Any) -> None:
    bare = pdb_8azr.without(lambda line: not line.startswith(("ATOM", "HETATM", "TER", "END")))
    record = bare.chain().to_record()
    assert [record[key] for key in ("pdb_id", "method", "resolution", "title")] == [None] * 4
    assert record["isoform"] == "KRAS4B"


def test_summary_record_and_frame_hold_the_same(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    assert summarise_chain(chain) == chain.summary() == entry_8azr.summary()[0]
    assert entry_8azr.to_records() == [chain.to_record()]
    frame = entry_8azr.to_frame()
    assert list(frame.columns) == list(chain.to_record()) == [row["name"] for row in describe_columns(ChainRecord)]
    assert len(frame) == len(entry_8azr.chains)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["9bga.cif", "8jjs.cif", "6oim.cif", "1bkd.pdb", "3gft.pdb", "1crr.bcif", "2vh5.pdb"])
def test_record_of_a_deposited_entry_keeps_the_contract(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    for record in corpus_entry(name).to_records():
        assert broken_promises(record) == {}
