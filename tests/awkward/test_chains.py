"""Chain names: blank, long, of two letters, unknown; ligands in chains of their own; chains in pieces.

Oracles: the edit itself knows the name; `expected_8azr` and `expected_5p21` (gemmi) for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]
MOLECULES = ("GDP", "GNP", "LR4", "EDO", " MG")
COORDINATES = ("ATOM", "HETATM", "ANISOU", "TER")


def in_chain(pdb: Any, name: str, only: tuple[str, ...] = ()) -> Any:
    """Write another chain name into columns 21-22, of some residues or of all."""
    return pdb.edit_atoms(
        lambda line, _: f"{line[:20]}{name:>2s}{line[22:]}" if not only or line[17:20] in only else line
    )


def keys(chain: rs.RasChain) -> dict[str | None, str]:
    """Give the key of each bound molecule by its HET code."""
    return {ligand.het_code: str(ligand.key) for ligand in chain.bound_ligands}


@pytest.mark.parametrize("name", [" ", "7", "a", "z", "BA", "9a"])
def test_the_chain_name_of_a_pdb_file_is_kept(name: str, holds: Holds, pdb_8azr: Any) -> None:
    holds(lambda pdb: in_chain(pdb, name))
    chain = in_chain(pdb_8azr, name).chain()
    assert chain.chain_id == name.strip()
    assert keys(chain)["LR4"] == f"{name.strip()}/204"


def test_seqres_of_another_chain_name_does_not_matter(holds: Holds) -> None:
    holds(lambda pdb: in_chain(pdb, "X"))


@pytest.mark.parametrize("name", ["L", " ", "x"])
def test_ligands_in_a_chain_of_their_own_belong_to_the_protein_that_they_touch(
    name: str, holds: Holds, pdb_8azr: Any
) -> None:
    """Docking preparations write the ligand as chain L."""
    holds(lambda pdb: in_chain(pdb, name, MOLECULES))
    chain = in_chain(pdb_8azr, name, MOLECULES).chain()
    assert chain.chain_id == "A"
    assert {keys(chain)[code] for code in ("GDP", "LR4")} == {f"{name.strip()}/201", f"{name.strip()}/204"}


def test_a_segment_name_is_no_chain_name(holds: Holds) -> None:
    holds(lambda pdb: pdb.edited(lambda line: f"{line[:72]}PROA{line[76:]}"))


@pytest.mark.parametrize("ter", ["", "TER"], ids=["no TER", "TER between"])
def test_a_chain_in_two_pieces_with_another_chain_between_is_one_chain(
    ter: str, pdb_8azr: Any, expected_8azr: Any, science_of: Any
) -> None:
    atoms = pdb_8azr.protein().lines
    cut = next(index for index, line in enumerate(atoms) if int(line[22:26]) == 86)
    other = [f"{line[:21]}B{line[22:30]}{float(line[30:38]) + 60:8.3f}{line[38:]}" for line in atoms]
    molecules = [line for line in pdb_8azr.lines if line.startswith("HETATM")]
    between = [ter] if ter else []
    text = "\n".join([*atoms[:cut], *between, *other, *between, *atoms[cut:], "TER", *molecules, "END"]) + "\n"
    entry = rs.load(text)
    assert [chain.chain_id for chain in entry] == ["A", "B"]
    assert science_of(entry["A"]) == expected_8azr
    assert science_of(entry["B"]).sequence == expected_8azr.sequence
    assert science_of(entry["B"]).inhibitors == ()


def set_column(cif: str, column: str, value: Callable[[str, str], str]) -> str:
    """Change a column of atom_site: new value of (old value, residue name)."""
    document = gemmi.cif.read_string(cif)
    for row in document[0].find("_atom_site.", [column, "label_comp_id"]):
        row[0] = value(row[0], row[1])
    return document.as_string()


@pytest.mark.parametrize("name", ["AAA", "KRAS_1", "A-2", "'A B'", "1", "aA"])
@pytest.mark.parametrize("binary", [False, True], ids=["mmCIF", "BinaryCIF"])
def test_the_long_chain_name_of_a_cif_file_is_kept(
    name: str, binary: bool, pdb_8azr: Any, expected_8azr: Any, science: Any, to_cif: Any, to_bcif: Any
) -> None:
    cif = set_column(to_cif(pdb_8azr.text), "auth_asym_id", lambda *_: name)
    content = to_bcif(cif) if binary else cif
    assert science(content) == expected_8azr
    (chain,) = rs.load(content).chains
    assert chain.chain_id == name.strip("'")
    assert chain.summary().inhibitors[0].residue == f"{chain.chain_id}/204"


@pytest.mark.parametrize("nothing", ["?", ".", "''"], ids=["unknown", "inapplicable", "empty"])
@pytest.mark.parametrize("binary", [False, True], ids=["mmCIF", "BinaryCIF"])
def test_an_author_chain_that_a_cif_file_does_not_name_is_blank(
    nothing: str, binary: bool, pdb_8azr: Any, expected_8azr: Any, science: Any, to_cif: Any, to_bcif: Any
) -> None:
    cif = set_column(to_cif(pdb_8azr.text), "auth_asym_id", lambda *_: nothing)
    assert science(to_bcif(cif) if binary else cif) == expected_8azr


@pytest.mark.parametrize("binary", [False, True], ids=["mmCIF", "BinaryCIF"])
def test_a_ligand_of_unknown_chain_in_a_cif_file_is_still_bound(
    binary: bool, pdb_8azr: Any, expected_8azr: Any, science: Any, to_cif: Any, to_bcif: Any
) -> None:
    cif = set_column(to_cif(pdb_8azr.text), "auth_asym_id", lambda old, code: "?" if code in ("LR4", "MG") else old)
    assert science(to_bcif(cif) if binary else cif) == expected_8azr
