"""mmCIF and BinaryCIF files that lack columns, leave values unknown, quote them, or order their blocks otherwise.

Oracles: the edit itself; `expected_8azr` (gemmi); the CIF 1.1 syntax (case of keywords and tags, quoting).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs

Edit = Callable[[str], str]
BOTH_KINDS = pytest.mark.parametrize("binary", [False, True], ids=["mmCIF", "BinaryCIF"])


@pytest.fixture(scope="session")
def cif(pdb_8azr: Any) -> str:
    """8AZR with label and author numbers, as gemmi writes it."""
    structure = gemmi.read_pdb_string(pdb_8azr.text)
    structure.setup_entities()
    structure.assign_label_seq_id()
    return structure.make_mmcif_document().as_string()


def atoms_only(cif: str) -> str:
    """Leave out every category but the atoms."""
    document = gemmi.cif.read_string(cif)
    for name in document[0].get_mmcif_category_names():
        if name != "_atom_site.":
            document[0].find_mmcif_category(name).erase()
    return document.as_string()


def without_columns(*columns: str) -> Edit:
    """Leave columns of atom_site out."""

    def edit(cif: str) -> str:
        document = gemmi.cif.read_string(cif)
        table = document[0].get_mmcif_category("_atom_site.", raw=True)
        document[0].set_mmcif_category(
            "_atom_site.", {key: values for key, values in table.items() if key not in columns}, raw=True
        )
        return document.as_string()

    return edit


def with_column(column: str, value: Callable[[str, str], str]) -> Edit:
    """Change a column of atom_site: new value of (old value, residue name)."""

    def edit(cif: str) -> str:
        document = gemmi.cif.read_string(cif)
        for row in document[0].find("_atom_site.", [column, "label_comp_id"]):
            row[0] = value(row[0], row[1])
        return document.as_string()

    return edit


def constant(value: str) -> Callable[[str, str], str]:
    return lambda *_: value


TABLES: dict[str, Edit] = {
    "no auth_asym_id": without_columns("auth_asym_id"),
    "no auth_seq_id": without_columns("auth_seq_id"),
    "no auth_ columns at all": without_columns("auth_asym_id", "auth_seq_id", "pdbx_PDB_ins_code"),
    "no label_asym_id": without_columns("label_asym_id"),
    "no label_seq_id": without_columns("label_seq_id"),
    "no model numbers": without_columns("pdbx_PDB_model_num"),
    "unknown model numbers": with_column("pdbx_PDB_model_num", constant("?")),
    "no elements": without_columns("type_symbol"),
    "unknown elements": with_column("type_symbol", constant("?")),
    "elements in lower case": with_column("type_symbol", lambda old, _: old.lower()),
    "elements with charges": with_column("type_symbol", lambda old, _: "MG2+" if old.upper() == "MG" else old),
    "no group_PDB": without_columns("group_PDB"),
    "all HETATM": with_column("group_PDB", constant("HETATM")),
    "all ATOM": with_column("group_PDB", constant("ATOM")),
    "no serials": without_columns("id"),
    "no occupancies and B-factors": without_columns("occupancy", "B_iso_or_equiv"),
    "unknown occupancies and B-factors": lambda cif: with_column("occupancy", constant("?"))(
        with_column("B_iso_or_equiv", constant("?"))(cif)
    ),
    "occupancies of 0": with_column("occupancy", constant("0.00")),
    "no insertion codes": without_columns("pdbx_PDB_ins_code"),
    "empty insertion codes": with_column("pdbx_PDB_ins_code", constant("''")),
    "unknown alternate locations": with_column("label_alt_id", lambda old, _: "?" if old == "." else old),
    "author numbers +5000": with_column("auth_seq_id", lambda old, _: str(int(old) + 5000)),
    "author numbers +1000000": with_column("auth_seq_id", lambda old, _: str(int(old) + 1_000_000)),
    "author numbers -3000": with_column("auth_seq_id", lambda old, _: str(int(old) - 3000)),
    "unknown numbers of the ligands": with_column(
        "auth_seq_id", lambda old, code: "?" if code in ("LR4", "GDP", "MG") else old
    ),
}  # fmt: skip


@BOTH_KINDS
@pytest.mark.parametrize("edit", TABLES.values(), ids=TABLES)
def test_an_atom_table_without_what_is_not_needed_says_the_same(
    edit: Edit, binary: bool, cif: str, expected_8azr: Any, science: Any, to_bcif: Any
) -> None:
    for text in (edit(cif), edit(atoms_only(cif))):
        assert text not in (cif, atoms_only(cif))
        assert science(to_bcif(text) if binary else text) == expected_8azr


NO_ENTITIES = {"no label_entity_id": without_columns("label_entity_id"),
               "unknown entities": with_column("label_entity_id", constant("?"))}  # fmt: skip


@BOTH_KINDS
@pytest.mark.parametrize("edit", NO_ENTITIES.values(), ids=NO_ENTITIES)
def test_atoms_of_no_entity_are_told_apart_by_what_they_are(
    edit: Edit, binary: bool, cif: str, expected_8azr: Any, science: Any, to_bcif: Any
) -> None:
    assert science(to_bcif(edit(cif)) if binary else edit(cif)) == expected_8azr


def semicolons(cif: str) -> str:
    """Write the residue names as text fields between semicolons, on lines of their own."""
    document = gemmi.cif.read_string(cif)
    for row in document[0].find("_atom_site.", ["label_comp_id"]):
        row[0] = f"\n;{row[0]}\n;\n"
    return document.as_string()


WRITTEN: dict[str, Callable[[str], Any]] = {
    "quoted names": with_column("label_comp_id", lambda old, _: f'"{old}"'),
    "text fields": semicolons,
    "DATA_ and LOOP_": lambda cif: re.sub("^data_", "DATA_", cif).replace("loop_", "LOOP_"),
    "tags in capitals": lambda cif: cif.replace("_atom_site.", "_ATOM_SITE."),
    "tags in lower case": lambda cif: cif.replace("_atom_site.Cartn", "_atom_site.cartn"),
    "another block before": lambda cif: "data_first\n_cell.length_a 1\n\n" + cif,
    "a component behind": lambda cif: cif + "\ndata_LR4\n_chem_comp_atom.comp_id LR4\n_chem_comp_atom.atom_id C1\n",
    "the same block again": lambda cif: cif + "\n" + cif.replace("data_", "data_again", 1),
    "comments and blank lines before": lambda cif: "# a comment\n\n  \n" + cif,
    "CRLF": lambda cif: cif.replace("\n", "\r\n"),
    "tabs": lambda cif: re.sub(" +", "\t", cif),
    "a byte order mark": lambda cif: b"\xef\xbb\xbf" + cif.encode(),
    "an author in Latin-1": lambda cif: cif.encode() + "\n_citation_author.name 'Müller, J.'\n".encode("latin-1"),
    "gzip": lambda cif: gzip.compress(cif.encode(), mtime=0),
    "coordinates with uncertainties": with_column("Cartn_x", lambda old, _: f"{old}(3)"),
    "coordinates with exponents": with_column("Cartn_x", lambda old, _: f"{float(old):.6e}"),
}  # fmt: skip


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_the_same_table_written_another_way_says_the_same(
    write: Callable[[str], Any], cif: str, expected_8azr: Any, science: Any
) -> None:
    assert science(write(cif)) == expected_8azr


def test_a_gzipped_binary_cif_says_the_same(cif: str, expected_8azr: Any, science: Any, to_bcif: Any) -> None:
    assert science(gzip.compress(to_bcif(cif), mtime=0)) == expected_8azr


ONE_ATOM = """data_ONE
_atom_site.group_PDB ATOM
_atom_site.id 1
_atom_site.type_symbol C
_atom_site.label_atom_id CA
_atom_site.label_comp_id GLY
_atom_site.label_asym_id A
_atom_site.label_seq_id 12
_atom_site.auth_seq_id 12
_atom_site.Cartn_x 1.0
_atom_site.Cartn_y 1.0
_atom_site.Cartn_z 1.0
"""

REFUSED: dict[str, Edit] = {
    "one atom, outside of loops": lambda _: ONE_ATOM,
    "no numbers at all": without_columns("auth_seq_id", "label_seq_id"),
    "every number unknown": lambda cif: with_column("auth_seq_id", constant("?"))(
        with_column("label_seq_id", constant("?"))(cif)
    ),
    "half a loop": lambda cif: cif[: cif.index("_atom_site.") + 20_000],
    "no residue names": without_columns("label_comp_id", "auth_comp_id"),
    "no x": without_columns("Cartn_x"),
}  # fmt: skip


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED)
def test_a_table_that_nobody_can_read_is_refused_in_one_sentence(edit: Edit, cif: str, sentence: Any) -> None:
    sentence(edit(cif))


NEEDED = {"no residue names": "label_comp_id", "no x": "Cartn_x", "no numbers": "auth_seq_id"}


@pytest.mark.parametrize("column", NEEDED.values(), ids=NEEDED)
def test_a_binary_cif_without_a_needed_column_is_refused_in_one_sentence(
    column: str, cif: str, sentence: Any, to_bcif: Any
) -> None:
    sentence(to_bcif(without_columns(column, "label_seq_id")(cif)))


@pytest.mark.parametrize(
    "binary",
    [
        False,
        True,
    ],
    ids=["mmCIF", "BinaryCIF"],
)
def test_an_unknown_coordinate_is_refused_and_not_read_as_zero(
    binary: bool, cif: str, sentence: Any, to_bcif: Any
) -> None:
    text = with_column("Cartn_x", lambda old, code: "?" if code == "LR4" else old)(cif)
    sentence(to_bcif(text) if binary else text)


@pytest.mark.parametrize(
    "binary",
    [False, True],
    ids=["mmCIF", "BinaryCIF"],
)
def test_atoms_without_names_are_refused(binary: bool, cif: str, sentence: Any, to_bcif: Any) -> None:
    text = without_columns("label_atom_id", "auth_atom_id")(cif)
    sentence(to_bcif(text) if binary else text)


@BOTH_KINDS
def test_a_ligand_without_a_number_shows_no_made_up_number(binary: bool, cif: str, to_bcif: Any) -> None:
    text = with_column("auth_seq_id", lambda old, code: "?" if code == "LR4" else old)(cif)
    (inhibitor,) = rs.load(to_bcif(text) if binary else text).chains[0].summary().inhibitors
    assert not re.search("[0-9]", inhibitor.residue)
