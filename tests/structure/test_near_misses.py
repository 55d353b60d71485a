"""The nearest relatives of RAS are refused by name, and the cut-off keeps its distance from both sides.

Oracles: the deposited sequences of 1C1Y and 3GJ0; the G-box motifs of small GTPases (Bourne 1991,
doi:10.1038/349117a0); by construction for decoy files (the backbone of a bundled entry under another sequence) and for
chimeras. The margin is computed here from the table of relatives and from the corpus.
"""

from __future__ import annotations

import itertools
import re
import warnings
from pathlib import Path
from typing import Any

import gemmi
import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct._base.errors import NotRasError
from rasstruct.cli.app import app
from rasstruct.reference.isoforms import isoforms
from rasstruct.reference.relatives import relatives
from rasstruct.structure.identity import find_relative
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.placement import encode, place_sequence
from rasstruct.structure.read import read_structure

SEQUENCES = {row.isoform: row.sequence for row in isoforms()}
RELATIVES = {row.gene: row.sequence for row in relatives()}
HARDEST = ("RRAS", "RRAS2", "MRAS", "RAP1A", "RALA", "RIT1")
#: what the module text of numbering.py says
DOMAIN, IDENTITY, FRAGMENT_IDENTITY, SMALLEST = 166, 0.80, 0.90, 30
COVERAGE = 0.70


# --- the table of relatives ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gene", RELATIVES)
def test_a_relative_has_the_motifs_of_a_small_gtpase_in_order(gene: str) -> None:
    """CDC42 has TQID where others have NKxD; both are as published."""
    assert re.search(r"^.{5,25}G....GK[ST].{35,45}D.AG.{40,70}[NT][KQ].D", RELATIVES[gene])
    assert set(RELATIVES[gene]) <= set("ACDEFGHIKLMNPQRSTVWY")


def test_every_relative_is_sourced_unique_and_as_long_as_it_says() -> None:
    rows = list(relatives())
    assert {"RRAS", "RRAS2", "MRAS", "RALA", "RAP1A", "RHEB", "RIT1", "RAN", "RAC1", "CDC42", "RAB5A"} <= set(RELATIVES)
    assert len({row.uniprot_accession for row in rows}) == len({row.sequence for row in rows}) == len(rows)
    for row in rows:
        assert row.extent in {"construct", "G-domain part"}
        if row.first_residue is not None and row.last_residue is not None:
            assert len(row.sequence) == row.last_residue - row.first_residue + 1
        else:
            assert (row.extent, len(row.sequence) <= DOMAIN) == ("G-domain part", True)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("gene", "name", "tag"), [("RAP1A", "1c1y.pdb", 0), ("RAN", "3gj0.cif", 6)], ids=["RAP1A", "RAN"]
)
def test_a_sequence_equals_the_deposited_one_without_its_tag(corpus: Path, gene: str, name: str, tag: int) -> None:
    structure = gemmi.read_structure(str(corpus / "structures" / "not_ras" / name))
    structure.setup_entities()
    assert gemmi.one_letter_code(structure.entities[0].full_sequence)[tag:] == RELATIVES[gene]


# --- the margin ------------------------------------------------------------------------------------------------------


def highest_identity_of_a_piece(sequence: str) -> float:
    """Place the pieces of a sequence; give the highest identity of one that is placed over most of its length."""
    letters, highest = encode(sequence), 0.0
    for length in (*range(SMALLEST, 60, 2), *range(60, len(sequence), 10)):
        for first in range(len(sequence) - length + 1):
            placed = place_sequence(letters[first : first + length])
            if placed.n_placed >= max(SMALLEST, COVERAGE * min(length, DOMAIN)):
                highest = max(highest, placed.identity)
    return highest


@pytest.mark.parametrize("gene", RELATIVES)
def test_no_relative_is_placed_over_as_much_as_a_whole_domain_needs(gene: str) -> None:
    """A whole domain needs 117 residues: 30 more than any relative has."""
    placed = place_sequence(encode(RELATIVES[gene]))
    assert placed.n_placed <= COVERAGE * DOMAIN - 30


@pytest.mark.parametrize("gene", RELATIVES)
def test_no_piece_of_a_relative_comes_within_three_points_of_the_limit(gene: str) -> None:
    assert highest_identity_of_a_piece(RELATIVES[gene]) <= FRAGMENT_IDENTITY - 0.03


def test_pieces_of_relatives_come_nearer_than_80_percent() -> None:
    """Which is why a fragment needs more than a whole domain."""
    assert highest_identity_of_a_piece(RELATIVES["RRAS2"]) > IDENTITY


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(SEQUENCES, 2)))
def test_any_two_isoforms_are_eleven_points_above_the_limit(one: str, other: str) -> None:
    pairs = list(zip(SEQUENCES[one][:DOMAIN], SEQUENCES[other][:DOMAIN], strict=True))
    assert sum(a == b for a, b in pairs) / DOMAIN >= IDENTITY + 0.11


@pytest.mark.corpus
def test_every_ras_chain_of_the_corpus_is_fifteen_points_above_the_limit(corpus: Path) -> None:
    folder = corpus / "structures"
    paths = [path for path in folder.rglob("*.*") if path.suffix != ".tsv" and path.parent.name != "not_ras"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        chains = [chain for path in paths for chain in number_chains(read_structure(path))]
    assert len(chains) > 150
    assert min(chain.identity for chain in chains) >= IDENTITY + 0.15
    assert min(chain.coverage for chain in chains) >= COVERAGE + 0.15


# --- decoy files -----------------------------------------------------------------------------------------------------


def disguise(pdb: Any, sequence: str, *, offset: int = 0, stated: bool = False, name: str | None = None) -> str:
    """Put a sequence on the backbone of a bundled entry."""
    names = gemmi.expand_one_letter_sequence(sequence[:DOMAIN], gemmi.ResidueKind.AA)
    backbone = pdb.protein().only(
        lambda line: line[12:16].strip() in ("N", "CA", "C", "O", "CB") and 1 <= int(line[22:26]) <= len(names)
    )
    text = backbone.renamed(dict(enumerate(names, start=1))).renumbered(lambda number: number + offset).text
    head = f"COMPND    MOL_ID: 1;\nCOMPND   2 MOLECULE: {name};\nCOMPND   3 CHAIN: A;\n" if name else ""
    for row in range(0, len(names) if stated else 0, 13):
        head += f"SEQRES {row // 13 + 1:3d} A {len(names):4d}  {' '.join(names[row : row + 13])}\n"
    return head + text


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
@pytest.mark.parametrize("offset", [0, 1000, -50])
@pytest.mark.parametrize("gene", RELATIVES)
def test_a_decoy_is_refused_by_name(pdb_5p21: Any, gene: str, offset: int, stated: bool) -> None:
    with pytest.raises(NotRasError) as caught:
        rs.load(disguise(pdb_5p21, RELATIVES[gene], offset=offset, stated=stated))
    pattern = rf"the best hit is chain A, which is {gene} \(100% over \d+ residues\), with (\d+)% identity to \w+ over"
    named = re.search(pattern, str(caught.value))
    assert named, caught.value
    assert int(named[1]) < 100 * IDENTITY


@pytest.mark.parametrize("gene", HARDEST)
def test_the_command_line_refuses_a_decoy_in_one_sentence(gene: str, pdb_8azr: Any, write: Any) -> None:
    path = write("decoy.pdb", disguise(pdb_8azr, RELATIVES[gene]))
    result = CliRunner().invoke(app, ["annotate", str(path)])
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: found no RAS protein in ")
    assert f"which is {gene} " in line


def test_the_files_own_name_stays_beside_the_relative(pdb_8azr: Any) -> None:
    with pytest.raises(NotRasError, match=r"chain A \(SMALL GTPASE\), which is RRAS2 \(100% over 166 residues\), with"):
        rs.load(disguise(pdb_8azr, RELATIVES["RRAS2"], name="SMALL GTPASE"))


def test_the_same_name_is_not_said_twice(pdb_8azr: Any) -> None:
    with pytest.raises(NotRasError, match=r"chain A, which is RRAS2 \(100% over"):
        rs.load(disguise(pdb_8azr, RELATIVES["RRAS2"], name="RRAS2"))


# --- between RAS and its relatives -----------------------------------------------------------------------------------


def is_ras(sequence: str, pdb: Any) -> bool:
    try:
        return bool(number_chains(read_structure(disguise(pdb, sequence))))
    except NotRasError:
        return False


def change(sequence: str, n_changes: int) -> str:
    """Replace residues evenly by tryptophan, which neither RAS nor RAP1A G domains hold there."""
    places = {round((index + 0.5) * len(sequence) / n_changes) for index in range(n_changes)}
    return "".join("W" if place in places else letter for place, letter in enumerate(sequence))


@pytest.mark.parametrize(("n_changes", "expected"), [(0, True), (25, True), (42, False)])
def test_a_designed_ras_is_ras_above_the_limit_only(pdb_5p21: Any, n_changes: int, expected: bool) -> None:
    """Of 166 residues, 25 changes leave 85 %, 42 leave 75 %."""
    assert is_ras(change(SEQUENCES["HRAS"][:DOMAIN], n_changes), pdb_5p21) is expected


@pytest.mark.parametrize(("last_of_ras", "expected"), [(40, False), (80, False), (117, True), (150, True)])
def test_a_chimera_is_ras_when_most_of_the_domain_is(pdb_5p21: Any, last_of_ras: int, expected: bool) -> None:
    chimera = SEQUENCES["HRAS"][:last_of_ras] + RELATIVES["RAP1A"][last_of_ras:]
    assert is_ras(chimera, pdb_5p21) is expected


@pytest.mark.parametrize(("first", "last"), [(1, 40), (5, 62), (52, 82), (1, 86)])
@pytest.mark.parametrize("gene", HARDEST)
def test_a_conserved_piece_is_ras_only_when_it_is_cut_from_ras(pdb_5p21: Any, gene: str, first: int, last: int) -> None:
    assert is_ras(SEQUENCES["NRAS"][first - 1 : last], pdb_5p21)
    assert not is_ras(RELATIVES[gene][first - 1 : last], pdb_5p21)


def test_a_piece_of_ras_may_carry_mutations(pdb_5p21: Any) -> None:
    assert is_ras(change(SEQUENCES["KRAS4B"][:60], 5), pdb_5p21)


def test_rap1a_fused_to_an_effector_is_refused_by_name() -> None:
    found = find_relative(RELATIVES["RAP1A"] + "GGGGSGGGGS" + "SNTIRVFLPNKQRTVVNVRNGMSLHDCLMKALKVRGLQPECCAVF")
    assert found is not None
    assert (found.gene, found.identity, found.n_aligned) == ("RAP1A", 1.0, 167)


@pytest.mark.parametrize(("n_changes", "named"), [(0, True), (12, True), (24, False)])
def test_a_relative_is_named_at_90_percent_only(n_changes: int, named: bool) -> None:
    """Of 167 residues, 12 changes leave 93 %, 24 leave 86 %."""
    found = find_relative(change(RELATIVES["RAP1A"], n_changes))
    assert (found is not None) is named


@pytest.mark.parametrize("sequence", [RELATIVES["RALA"][:60], SEQUENCES["KRAS4B"], "A" * 150, "X" * 20])
def test_no_relative_is_named_for_a_small_part_or_another_protein(sequence: str) -> None:
    assert find_relative(sequence) is None
