"""What is not RAS is refused by the name of the best hit and its identity.

Oracles: the limit of 80 % that the module states; the deposited files' own molecule names; for RAP1A the
identity in gemmi's own global alignment (no substitution matrix).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gemmi
import pytest

import rasstruct as rs
from rasstruct._base.errors import EmptyStructureError, NotRasError
from rasstruct.reference.isoforms import isoforms
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.read import read_structure


def refusal_of(source: Any) -> str:
    with pytest.raises(NotRasError) as caught:
        assert rs.load(source).chains
    return str(caught.value)


def identity_in(message: str) -> int:
    found = re.search(r"with (\d+)% identity", message)
    assert found, message
    return int(found[1])


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "protein"),
    [
        ("1c1y.pdb", "RAP-1A"),
        ("3gj0.cif", "Ran"),
        ("1aki.cif", "LYSOZYME"),
        ("1ake.pdb", "ADENYLATE KINASE"),
    ],
)
def test_relatives_and_strangers_are_refused_by_best_hit_and_identity(corpus: Path, name: str, protein: str) -> None:
    message = refusal_of(corpus / "structures" / "not_ras" / name)
    assert re.match(rf"found no RAS protein in .*{name}: the best hit is chain A \({protein}|.*{protein}\)", message)
    assert 0 < identity_in(message) < 80
    assert re.search(r"to (KRAS4A|KRAS4B|NRAS|HRAS) over \d+ residues, expected .*; give a KRAS, NRAS or HRAS", message)


@pytest.mark.corpus
def test_the_rap1a_chain_is_named_with_its_identity_not_its_effector(corpus: Path) -> None:
    """1C1Y: chain A is RAP1A, chain B the RAS-binding domain of RAF1."""
    path = corpus / "structures" / "not_ras" / "1c1y.pdb"
    message = refusal_of(path)
    named = re.search(
        r"chain A \(RAS-RELATED PROTEIN RAP-1A\), which is RAP1A \(100% .* identity to (\w+) over (\d+) residues",
        message,
    )
    assert named
    sequence = next(row.sequence for row in isoforms() if row.isoform == named[1])
    modelled = gemmi.one_letter_code([residue.name for residue in gemmi.read_pdb(str(path))[0]["A"].get_polymer()])
    alignment = gemmi.align_string_sequences(list(sequence), list(modelled), [])
    pairs = [int(n) for n, kind in re.findall(r"(\d+)([MID])", alignment.cigar_str()) if kind == "M"]
    assert identity_in(message) == pytest.approx(100 * alignment.match_count / sum(pairs), abs=3)
    assert int(named[2]) == pytest.approx(sum(pairs), abs=5)


@pytest.mark.corpus
def test_dna_is_called_no_protein(corpus: Path) -> None:
    with pytest.raises(EmptyStructureError, match=r"found no protein in .*1bna.pdb, expected a KRAS"):
        assert rs.load(corpus / "structures" / "not_ras" / "1bna.pdb").chains


def spread(n_changes: int) -> dict[int, str]:
    """Choose residues evenly over 8-157 to be replaced by tryptophan, which the RAS G domains lack."""
    return dict.fromkeys((8 + round(index * 149 / n_changes) for index in range(n_changes)), "TRP")


@pytest.mark.parametrize("n_changes", [8, 16, 25])
def test_a_heavily_mutated_ras_is_still_ras(pdb_5p21: Any, n_changes: int) -> None:
    (chain,) = rs.load(pdb_5p21.without_sequence().renamed(spread(n_changes)).text).chains
    assert chain.isoform == "HRAS"
    assert [mutation[1:] for mutation in chain.mutations_modelled] == [
        f"{number}W" for number in sorted(spread(n_changes))
    ]


@pytest.mark.parametrize("n_changes", [45, 60])
def test_below_80_percent_identity_it_is_none_and_the_identity_is_named(pdb_5p21: Any, n_changes: int) -> None:
    """A local alignment may leave out ends, so its identity can lie a little above the overall one."""
    message = refusal_of(pdb_5p21.without_sequence().renamed(spread(n_changes)).text)
    overall = 100 * (1 - n_changes / 166)
    assert "to HRAS over" in message
    assert overall - 1 <= identity_in(message) <= 80


def test_a_short_piece_of_ras_in_another_chain_is_refused(pdb_5p21: Any) -> None:
    """Fewer than 30 placed residues: the P-loop with its neighbours, before 25 alanines."""
    piece = pdb_5p21.without_sequence().only(lambda line: line.startswith("ATOM") and int(line[22:26]) <= 50)
    assert "no RAS protein" in refusal_of(piece.renamed(dict.fromkeys(range(26, 51), "ALA")).text)


def test_a_piece_above_the_limit_is_ras(pdb_5p21: Any) -> None:
    piece = pdb_5p21.without_sequence().only(lambda line: line.startswith("ATOM") and int(line[22:26]) <= 40)
    (numbering,) = number_chains(read_structure(piece.text))
    assert numbering.uniprot_numbers.tolist() == list(range(1, 41))


@pytest.mark.parametrize(("last_of_ras", "is_ras"), [(60, False), (105, False), (130, True)])
def test_a_chain_that_is_mostly_something_else_is_refused(pdb_8azr: Any, last_of_ras: int, is_ras: bool) -> None:
    """The placed part must be 70 % of the chain: of the 168 residues, all behind a limit are made alanine."""
    names = dict.fromkeys(range(last_of_ras + 1, 168), "ALA")
    chimera = pdb_8azr.without_sequence().renamed(names).text
    if is_ras:
        assert number_chains(read_structure(chimera))[0].uniprot_numbers.max() == last_of_ras
    else:
        assert "no RAS protein" in refusal_of(chimera)


def test_beside_a_stranger_only_the_ras_chain_is_annotated(pdb_8azr: Any) -> None:
    """Chain B is chain A with every residue called alanine, moved 200 Å away."""
    stranger = [
        f"{line[:17]}ALA B{line[22:30]}{float(line[30:38]) + 200:8.3f}{line[38:]}"
        for line in pdb_8azr.protein().text.splitlines()
    ]
    entry = rs.load(pdb_8azr.protein().text + "\n".join(stranger) + "\n")
    assert [chain.chain_id for chain in entry.chains] == ["A"]
    assert [partner.chain_id for partner in entry.partners] == ["B"]


def test_load_itself_refuses_a_protein_that_is_not_ras(corpus: Path) -> None:
    """RAP1A is refused when it is loaded, before anything is asked of it."""
    with pytest.raises(rs.RasStructError, match="best hit is chain A"):
        rs.load(str(corpus / "structures" / "not_ras" / "1c1y.pdb"))
