"""Which residues, nucleotides, ions, waters and other molecules are near a ligand, and what are they called?

Oracles:
- independent calculation: residues of the bundled 8AZR within a distance of a molecule, over every pair in gemmi
- by construction: the bundled entries with one residue, atom or chain changed, and what the change must change
"""

from __future__ import annotations

from collections.abc import Callable

import gemmi
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdb_text import PdbText, moved, xyz_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.partner_residues import (
    OWN_CHAIN,
    PARTNER_CHAIN,
    WATER,
    PartnerResidue,
    find_partners,
    name_partner,
)


def partners(chain: rs.RasChain, name: str, cutoff: float = 4.0) -> dict[str, PartnerResidue]:
    """Map what is near a ligand by its label and residue key."""
    rows = find_partners(chain, chain.ligands[name].bound, cutoff)
    return {f"{row.label} {row.chain_id}/{row.author_number}{row.insertion_code or ''}": row for row in rows}


def near_by_hand(text: str, het_code: str, cutoff: float) -> set[tuple[int, str]]:
    """List number and name of the residues of 8AZR with a heavy atom within a distance of a molecule."""
    chain = gemmi.read_pdb_string(text)[0]["A"]
    (ligand,) = [residue for residue in chain if residue.name == het_code]
    places = [a.pos for a in ligand]
    return {
        (residue.seqid.num, residue.name)
        for residue in chain
        if residue is not ligand
        and residue.seqid != ligand.seqid
        and any(a.pos.dist(pos) <= cutoff for a in residue if not a.is_hydrogen() for pos in places)
    }


@pytest.mark.parametrize("het_code", ["LR4", "GDP", "MG"])
@pytest.mark.parametrize("cutoff", [2.3, 4.0, 4.5, 8.0])
def test_what_is_near_is_what_gemmi_finds(het_code: str, cutoff: float, entry_8azr: rs.Entry, text_8azr: str) -> None:
    found = find_partners(entry_8azr["A"], entry_8azr["A"].ligands[het_code].bound, cutoff)
    assert {(row.author_number, row.residue_name) for row in found} == near_by_hand(text_8azr, het_code, cutoff)
    assert [row.residue for row in found] == sorted({row.residue for row in found})


@given(st.floats(0.5, 10.0), st.floats(0.0, 5.0))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_a_larger_cutoff_loses_nothing(entry_8azr: rs.Entry, cutoff: float, more: float) -> None:
    chain = entry_8azr["A"]
    bound = chain.ligands["LR4"].bound
    assert set(find_partners(chain, bound, cutoff)) <= set(find_partners(chain, bound, cutoff + more))


@pytest.mark.parametrize("cutoff", [0.0, -1.0, float("nan"), float("inf")])
def test_a_cutoff_that_is_no_distance_is_refused(entry_8azr: rs.Entry, cutoff: float) -> None:
    with pytest.raises(LookupFailedError, match=r"expected a positive distance; give a number in Å"):
        find_partners(entry_8azr["A"], entry_8azr["A"].ligands["LR4"].bound, cutoff)


def test_nucleotide_meets_residues_magnesium_and_water_each_by_its_kind(entry_8azr: rs.Entry) -> None:
    found = partners(entry_8azr["A"], "GDP")
    kinds = {row.label: row.kind for row in found.values()}
    assert (kinds["LYS16"], kinds["MG"], kinds["HOH"]) == (OWN_CHAIN, "ion", WATER)
    for row in found.values():
        assert (row.uniprot_number is None) == (row.kind != OWN_CHAIN)
        assert row.label.startswith(row.residue_name)


def test_magnesium_meets_the_nucleotide_and_its_serine(entry_8azr: rs.Entry) -> None:
    found = {row.label: row.kind for row in partners(entry_8azr["A"], "MG", 2.5).values()}
    assert (found["GDP"], found["SER17"]) == ("nucleotide", OWN_CHAIN)


def test_a_chain_without_inhibitor_has_partners_of_its_nucleotide(entry_5p21: rs.Entry) -> None:
    chain = entry_5p21["A"]
    assert not chain.inhibitors
    assert {"LYS16 A/16", "THR35 A/35"} <= set(partners(chain, "GNP"))


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_own_residues_go_by_uniprot_number_in_a_file_with_other_numbers(
    pdb_8azr: PdbText, entry_8azr: rs.Entry
) -> None:
    shifted = pdb_8azr.without_sequence().renumbered(lambda number: number + 200 if number < 200 else number + 600)
    found = partners(shifted.chain(), "LR4").values()
    expected = partners(entry_8azr["A"], "LR4").values()
    own = [row for row in expected if row.kind == OWN_CHAIN]
    assert [row.label for row in found if row.kind == OWN_CHAIN] == [row.label for row in own]
    assert [row.author_number for row in found if row.kind == OWN_CHAIN] == [row.author_number + 200 for row in own]


def test_the_tag_before_residue_1_goes_by_its_number_in_the_file(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    tag = chain.numbering.residues[chain.numbering.uniprot_numbers == 0][0]
    row = name_partner(chain, int(tag))
    assert (row.label, row.kind, row.uniprot_number, row.author_number) == ("GLY0", OWN_CHAIN, None, 0)


def test_an_insertion_code_stays_with_the_residue_that_has_it(pdb_8azr: PdbText) -> None:
    def insert(line: str, number: int) -> str:
        return f"{line[:22]}  62A{line[27:]}" if number == 63 else line

    found = partners(pdb_8azr.without_sequence().edit_atoms(insert).chain(), "LR4")
    row = found["GLU63 A/62A"]
    assert (row.uniprot_number, row.author_number, row.insertion_code) == (63, 62, "A")
    assert found["GLU62 A/62"].insertion_code is None


# --- alternatives ----------------------------------------------------------------------------------------------------


def test_only_the_location_with_the_higher_occupancy_counts(pdb_8azr: PdbText) -> None:
    target = xyz_of(pdb_8azr.atoms("LR4")[0])

    def split(text: PdbText, near: str, far: str) -> PdbText:
        lines = []
        for line in text.lines:
            if line.startswith("ATOM") and line[12:26] == " NZ  LYS A   5":
                there = moved(line, target + 3.0 - xyz_of(line))
                lines += [
                    f"{line[:16]}A{line[17:54]}  {far}{line[60:]}",
                    f"{there[:16]}B{there[17:54]}  {near}{there[60:]}",
                ]
            else:
                lines.append(line)
        return PdbText("\n".join(lines) + "\n")

    assert "LYS5 A/5" not in partners(split(pdb_8azr, "0.30", "0.70").chain(), "LR4", 6.0)
    assert "LYS5 A/5" in partners(split(pdb_8azr, "0.70", "0.30").chain(), "LR4", 6.0)


def test_of_two_amino_acids_at_one_position_the_likelier_is_named(pdb_8azr: PdbText) -> None:
    def doubled(gln: str, asn: str) -> PdbText:
        lines, second = [], []
        for line in pdb_8azr.lines:
            at_99 = line.startswith("ATOM") and line[21:26] == "A  99"
            if not at_99 and second:
                lines, second = [*lines, *second], []
            if at_99:
                lines.append(f"{line[:16]}A{line[17:54]}  {gln}{line[60:]}")
                if line[12:16].strip() not in ("NE2", "OE1"):
                    name = line[12:16] if line[12:16] != " CD " else " OD1"
                    second.append(f"{line[:12]}{name}BASN{line[20:54]}  {asn}{line[60:]}")
            elif not line.startswith("ANISOU"):
                lines.append(line)
        return PdbText("\n".join(lines) + "\n")

    for gln, asn, name in (("0.60", "0.40", "GLN99"), ("0.40", "0.60", "ASN99")):
        found = [key for key in partners(doubled(gln, asn).chain(), "LR4") if key.endswith("A/99")]
        assert found == [f"{name} A/99"]


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_modified_residue_is_named_as_in_the_file_and_numbered_as_its_parent(pdb_8azr: PdbText) -> None:
    found = partners(pdb_8azr.renamed({72: "MSE"}, record="HETATM").chain(), "LR4")
    row = found["MSE72 A/72"]
    assert (row.kind, row.uniprot_number, row.residue_name) == (OWN_CHAIN, 72, "MSE")


@pytest.mark.parametrize(
    ("name", "element", "kind"),
    [
        pytest.param("NA", "NA", "ion", id="a listed ion"),
        pytest.param("HO3", "HO", "ion", id="an ion by its element"),
        pytest.param("SO4", "S", "additive", id="a listed additive"),
        pytest.param("QQQ", "C", "unknown", id="a molecule that nobody knows"),
    ],
)
def test_a_single_atom_near_the_inhibitor_goes_by_its_role(
    name: str, element: str, kind: str, pdb_8azr: PdbText
) -> None:
    place = xyz_of(pdb_8azr.atoms("LR4")[0]) + np.array([2.0, 2.0, 0.5])
    found = partners(pdb_8azr.with_atoms(name, [(element, element, place)]).chain(), "LR4")
    (row,) = [row for row in found.values() if row.residue_name == name]
    assert (row.label, row.kind, row.uniprot_number, row.author_number) == (name, kind, None, 900)


# --- other chains ----------------------------------------------------------------------------------------------------


def with_copy(pdb: PdbText, shift: Callable[[str], str]) -> PdbText:
    """Add a second chain B: chain A with every atom line changed."""
    copies = [shift(f"{line[:21]}B{line[22:]}") for line in pdb.lines if line.startswith("ATOM")]
    return pdb.with_lines(*copies)


def test_a_residue_of_another_ras_chain_is_a_partner_without_uniprot_number(pdb_8azr: PdbText) -> None:
    target = xyz_of(pdb_8azr.atoms("LR4")[0]) + np.array([3.0, 0.0, 0.0])
    lysine = next(
        xyz_of(line) for line in pdb_8azr.lines if line.startswith("ATOM") and line[12:26] == " NZ  LYS A 128"
    )
    doubled = with_copy(pdb_8azr.without_sequence(), lambda line: moved(line, target - lysine))
    chain = next(
        chain for chain in doubled.chains() if chain.ligands and "LR4" in [b.het_code for b in chain.inhibitors]
    )
    found = [row for row in partners(chain, "LR4").values() if row.chain_id != chain.chain_id]
    assert found
    for row in found:
        assert (row.kind, row.uniprot_number) == (PARTNER_CHAIN, None)
        assert row.label == f"{row.residue_name}{row.author_number}"


def test_another_ras_chain_far_away_adds_nothing(pdb_8azr: PdbText, entry_8azr: rs.Entry) -> None:
    doubled = with_copy(pdb_8azr.without_sequence(), lambda line: moved(line, [150.0, 0.0, 0.0]))
    found = partners(doubled.chains()[0], "LR4")
    assert list(found) == list(partners(entry_8azr["A"], "LR4"))


@pytest.mark.corpus
def test_chaperone_of_a_tri_complex_goes_by_its_numbers_in_the_file(corpus_entry: Callable[[str], rs.Entry]) -> None:
    # Arg55 and Trp121 of cyclophilin A line its active site (Ke 1991 doi:10.1073/pnas.88.21.9483)
    chain = corpus_entry("9bga.cif")["A"]
    (bound,) = chain.inhibitors
    found = [row for row in find_partners(chain, bound, 4.5) if row.kind == PARTNER_CHAIN]
    assert {row.chain_id for row in found} >= {bound.presented_by}
    assert {"ARG55", "TRP121"} <= {row.label for row in found}
    assert all(row.uniprot_number is None for row in found)
