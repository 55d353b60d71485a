"""One position, two amino acids: Gly and Cys at 12, Ser and Cys at 118, in every order that files have them.

Oracle: the maker knows both residues and their occupancies; mutations against KRAS4B (UniProt P01116-2), whose
residues are Gly12 and Cys118.
"""

from __future__ import annotations

import itertools
from typing import Any

import gemmi
import pytest

import rasstruct as rs

#: position: residue of 8AZR, the other one, and what each means against KRAS4B
POSITIONS = {12: ("GLY", "CYS", None, "G12C"), 118: ("SER", "CYS", "C118S", None)}


def with_two(pdb: Any, number: int, other_occupancy: float, *, interleaved: bool) -> str:
    """Give a residue a second amino acid, as alternate location B."""
    own, other, _, _ = POSITIONS[number]
    lines = pdb.lines
    at = [index for index, line in enumerate(lines) if line.startswith("ATOM") and int(line[22:26]) == number]
    first, second = [], []
    for index in at:
        line = lines[index]
        first.append(f"{line[:16]}A{own}{line[20:54]}{1 - other_occupancy:6.2f}{line[60:]}")
        line = line.replace(" OG ", " SG ", 1)[:76] + (" S" if line[12:16] == " OG " else line[76:78]) + line[78:]
        second.append(f"{line[:16]}B{other}{line[20:54]}{other_occupancy:6.2f}{line[60:]}")
    order = [line for pair in zip(first, second, strict=True) for line in pair] if interleaved else [*first, *second]
    return "\n".join([*lines[: at[0]], *order, *lines[at[-1] + 1 :]]) + "\n"


def as_cif(text: str) -> str:
    """Write the atoms as mmCIF line by line, in the order of the file."""
    tags = (
        "group_PDB id type_symbol label_atom_id label_alt_id label_comp_id label_asym_id label_entity_id "
        "label_seq_id pdbx_PDB_ins_code Cartn_x Cartn_y Cartn_z occupancy B_iso_or_equiv auth_seq_id auth_asym_id "
        "pdbx_PDB_model_num"
    )
    document = gemmi.cif.Document()
    loop = document.add_new_block("MIXED").init_loop("_atom_site.", tags.split())
    atoms = [line for line in text.splitlines() if line.startswith(("ATOM", "HETATM"))]
    for serial, line in enumerate(atoms):
        name, number = gemmi.cif.quote(line[12:16].strip()), line[22:26].strip()
        asym, entity, label_number = ("A", "1", number) if line.startswith("ATOM") else ("B", "2", ".")
        label = [name, line[16].replace(" ", "."), line[17:20].strip(), asym, entity, label_number, "?"]
        values = [line[start:stop].strip() for start, stop in ((30, 38), (38, 46), (46, 54), (54, 60), (60, 66))]
        loop.add_row([line[:6].strip(), str(serial), line[76:78].strip(), *label, *values, number, "A", "1"])
    return document.as_string()


@pytest.mark.parametrize(
    ("number", "other_occupancy", "interleaved", "kind"),
    list(itertools.product(POSITIONS, (0.3, 0.5, 0.7), (False, True), ("PDB", "mmCIF", "BinaryCIF"))),
)
def test_the_commoner_amino_acid_is_the_residue_and_the_first_where_they_tie(
    number: int, other_occupancy: float, interleaved: bool, kind: str, pdb_8azr: Any, to_bcif: Any, expected_8azr: Any,
    science: Any,
) -> None:  # fmt: skip
    text = with_two(pdb_8azr.without_sequence(), number, other_occupancy, interleaved=interleaved)
    content = {"PDB": lambda: text, "mmCIF": lambda: as_cif(text), "BinaryCIF": lambda: to_bcif(as_cif(text))}[kind]()
    own, other, own_mutation, other_mutation = POSITIONS[number]
    wins = other_occupancy > 0.5
    (row,) = [row for row in rs.load(content).chains[0].residues() if row.uniprot_number == number]
    assert row.residue_name == (other if wins else own)
    assert row.mutation == (other_mutation if wins else own_mutation)
    assert row.has_altlocs
    told = science(content)
    assert (told.isoform, told.inhibitors) == (expected_8azr.isoform, expected_8azr.inhibitors)
    assert {n: letter for n, letter in told.sequence.items() if n != number} == {
        n: letter for n, letter in expected_8azr.sequence.items() if n != number
    }


@pytest.mark.parametrize("kind", ["PDB", "mmCIF"])
def test_gemmi_sees_two_residues_at_the_position_too(kind: str, pdb_8azr: Any) -> None:
    text = with_two(pdb_8azr.without_sequence(), 12, 0.3, interleaved=True)
    structure = (
        gemmi.read_pdb_string(text)
        if kind == "PDB"
        else gemmi.make_structure_from_block(gemmi.cif.read_string(as_cif(text))[0])
    )
    assert [residue.name for residue in structure[0]["A"]["12"]] == ["GLY", "CYS"]
    topology = rs.load(text if kind == "PDB" else as_cif(text)).structure.topology
    found = [topology.name_of(row) for row in range(topology.n_residues) if topology.author_number[row] == 12]
    assert found == ["GLY", "CYS"]
