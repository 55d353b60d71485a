"""Four-letter residue names in PDB columns 18-21, as CHARMM writes them.

Oracle: the same file with the names written the PDB way.
"""

from __future__ import annotations

import rasstruct as rs


def as_charmm(text: str, names: dict[str, str]) -> str:
    """Leave the chain column blank, and write some residue names with four letters."""
    lines = []
    for line in text.splitlines():
        if line.startswith(("ATOM  ", "HETATM")):
            name = names.get(line[17:20].strip(), line[17:20].strip())
            lines.append(f"ATOM  {line[6:17]}{name:<4s} {line[22:]}")
    return "\n".join(lines) + "\n"


def test_four_letter_names_are_read_whole(text_8azr: str) -> None:
    entry = rs.load(as_charmm(text_8azr, {"LR4": "LIG4", "HOH": "TIP3"}))
    (chain,) = entry.chains
    expected = rs.load(text_8azr)["A"]
    assert chain.chain_id == ""
    assert chain.numbering.uniprot_numbers.tolist() == expected.numbering.uniprot_numbers.tolist()
    assert [ligand.het_code for ligand in chain.inhibitors] == ["LIG4"]
    assert chain.inhibitors[0].contacts == expected.inhibitors[0].contacts
    assert {ligand.het_code for ligand in chain.bound_ligands} == {"GDP", "MG", "EDO", "LIG4"}


def test_a_four_letter_name_in_the_chain_does_not_break_it(text_8azr: str) -> None:
    """CHARMM's farnesylated cysteine stands at Cys51 here: it stays a cysteine of the same chain."""
    entry = rs.load(as_charmm(text_8azr, {"CYS": "CYSF"}))
    assert entry.to_records()[0]["mutations"] == ["C118S"]
    assert [row.residue_name for row in entry.chains[0].residues() if row.uniprot_number == 51] == ["CYSF"]


def test_two_letter_chains_are_no_four_letter_names(text_8azr: str) -> None:
    """Gemmi reads chain names of two letters from columns 21 and 22."""
    lines = [
        f"{line[:20]}BA{line[22:]}" if line.startswith(("ATOM  ", "HETATM", "TER")) else line
        for line in text_8azr.splitlines()
        if not line.startswith(("ANISOU", "SEQRES", "DBREF", "SEQADV"))
    ]
    assert [chain.chain_id for chain in rs.load("\n".join(lines) + "\n")] == ["BA"]


def test_names_that_begin_a_column_early_without_elements_are_no_metals(text_8azr: str) -> None:
    """Oracle: the elements of the file as deposited; its Mg²⁺ stays magnesium."""
    deposited = rs.load(text_8azr).structure.topology
    lines = [
        f"{line[:12]}{line[12:16].strip():<4s}{line[16:66]}"
        for line in text_8azr.splitlines()
        if line.startswith(("ATOM  ", "HETATM"))
    ]
    entry = rs.load("\n".join(lines) + "\n")
    topology = entry.structure.topology
    kept = (topology.residue_name != b"LR4") & (topology.residue_name != b"EDO")
    same = topology.element[kept[topology.residue_index]] == deposited.element[kept[topology.residue_index]]
    assert same.all()
    assert entry.to_records()[0]["magnesium"] is True


def test_calcium_of_a_file_without_elements_stays_calcium(text_8azr: str) -> None:
    mg = next(line for line in text_8azr.splitlines() if line.startswith("HETATM") and line[17:20] == " MG")
    lines = [line[:66] for line in text_8azr.splitlines() if line.startswith("ATOM  ")]
    entry = rs.load("\n".join([*lines, f"{mg[:12]}CA    CA{mg[20:66]}"]) + "\n")
    assert entry.structure.topology.element[-1] == b"CA"
