"""How much may be mutated before RAS is not recognised, or a mutation is lost?

Oracle: by construction. Up to eight residues of a bundled entry or of an isoform's sequence are exchanged at random;
exactly these must come back. Positions are drawn where all four isoforms agree, so that no exchange can make one
isoform into another, and at least 24 residues from either end: the ends are trimmed to the best-scoring stretch
(match +1, mismatch -2), so eight mutations in a row need 16 matches before them to stay numbered.
"""

from __future__ import annotations

from typing import Any

import gemmi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.reference.isoforms import isoforms
from rasstruct.structure.placement import encode, place_sequence

SETTINGS = settings(derandomize=True, deadline=None, max_examples=25)
LETTERS = "ACDEFGHIKLMNPQRSTVWY"
SEQUENCES = {row.isoform: row.sequence for row in isoforms()}
ENTRIES = {"8azr": ("KRAS4B", {118: "S"}), "5p21": ("HRAS", {})}


def three_letters(letter: str) -> str:
    return gemmi.expand_one_letter(letter, gemmi.ResidueKind.AA)


def shared_positions(first: int, last: int) -> list[int]:
    """Give the positions where the four isoforms have the same residue."""
    return [n for n in range(first, last + 1) if len({sequence[n - 1] for sequence in SEQUENCES.values()}) == 1]


def changes(positions: list[int], most: int = 8) -> st.SearchStrategy[dict[int, str]]:
    return st.dictionaries(st.sampled_from(positions), st.sampled_from(LETTERS), min_size=1, max_size=most)


def as_mutations(sequence: str, changed: dict[int, str]) -> list[str]:
    """Write the true exchanges in order, such as G12C."""
    return [f"{sequence[n - 1]}{n}{new}" for n, new in sorted(changed.items()) if sequence[n - 1] != new]


def rename_residues(text: str, changed: dict[int, str]) -> str:
    """Give residues other names and drop what the header says about the sequence."""
    lines = [line for line in text.splitlines() if not line.startswith(("SEQRES", "SEQADV", "DBREF"))]
    return "".join(
        f"{line[:17]}{three_letters(changed[int(line[22:26])])}{line[20:]}\n"
        if line.startswith("ATOM") and int(line[22:26]) in changed
        else f"{line}\n"
        for line in lines
    )


@pytest.mark.parametrize("isoform", SEQUENCES)
@SETTINGS
@given(changed=changes(shared_positions(25, 140)))
def test_a_sequence_with_up_to_eight_mutations_keeps_isoform_and_numbers(isoform: str, changed: dict[int, str]) -> None:
    mutated = "".join(changed.get(n, letter) for n, letter in enumerate(SEQUENCES[isoform], start=1))
    placed = place_sequence(encode(mutated))
    assert placed.isoforms == (isoform,)
    assert placed.uniprot_numbers.tolist() == list(range(1, len(mutated) + 1))
    assert placed.n_placed - placed.n_matches == len(as_mutations(SEQUENCES[isoform], changed))


@pytest.mark.parametrize("entry", ENTRIES)
@SETTINGS
@given(changed=changes(shared_positions(25, 140)))
def test_a_structure_with_up_to_eight_mutations_reports_exactly_these(
    entry: str, changed: dict[int, str], texts: dict[str, str]
) -> None:
    isoform, own = ENTRIES[entry]
    (chain,) = rs.load(rename_residues(texts[entry], changed)).chains
    assert chain.isoform == isoform
    assert list(chain.mutations_modelled) == as_mutations(SEQUENCES[isoform], own | changed)


@pytest.fixture(scope="module")
def texts(text_8azr: str, text_5p21: str) -> dict[str, str]:
    return {"8azr": text_8azr, "5p21": text_5p21}


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("number", shared_positions(2, 165))
def test_one_mutation_at_any_position_is_reported(entry: str, number: int, texts: dict[str, str]) -> None:
    isoform, own = ENTRIES[entry]
    new = "W" if SEQUENCES[isoform][number - 1] != "W" else "A"
    (chain,) = rs.load(rename_residues(texts[entry], {number: new})).chains
    assert (chain.isoform, list(chain.mutations_modelled)) == (
        isoform,
        as_mutations(SEQUENCES[isoform], own | {number: new}),
    )


@SETTINGS
@given(data=st.data())
def test_hotspots_with_other_mutations_beside_them_are_reported(texts: dict[str, str], data: Any) -> None:
    """G12 and G13 lie nearer to the end than the margin above, alone or together they must be seen."""
    changed = data.draw(st.fixed_dictionaries({12: st.sampled_from("ACDRSV"), 13: st.sampled_from("GDC")}))
    changed |= data.draw(changes(shared_positions(25, 140), most=6))
    (chain,) = rs.load(rename_residues(texts["5p21"], changed)).chains
    assert list(chain.mutations_modelled) == as_mutations(SEQUENCES["HRAS"], changed)
