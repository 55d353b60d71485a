"""Which hotspot and resistance mutations touch the inhibitor, and what is published about them?

Oracles:
- the contract of the JSON output, as other tools rely on it
- published observations: Awad 2021 (doi:10.1056/NEJMoa2105281), Tanaka 2021 (doi:10.1158/2159-8290.CD-21-0365),
  Koga 2021 (doi:10.1016/j.jtho.2021.04.015); mutations named in Chen 2021 (doi:10.1186/s13045-021-01127-w)
- the drugs in the entries: 6OIM sotorasib, 6UT0 adagrasib, 7RPZ MRTX1133, 9BGA daraxonrasib (tri-complex), 4DST DCAI
- UniProt P01112: HRAS has Gln95 where KRAS has His95
- derived files: 8AZR with residues or the inhibitor taken out or moved
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError, RasStructError
from rasstruct.analysis.resistance import ResistanceRow, list_inapplicable

CONTRACT = {
    "pdb_id", "chain_id", "mutation", "uniprot_number", "region", "pockets", "modelled", "ligand_het", "ligand_name",
    "distance", "side_chain_distance", "contact_part", "in_contact", "drug", "effect", "evidence", "evidence_applies",
    "reference",
}  # fmt: skip
NAMED_IN_REVIEW = [
    *(f"G12{mutant}" for mutant in "ACDRSVW"), "G13D", *(f"Q61{mutant}" for mutant in "HKLR"), "R68S", "M72C",
    *(f"H95{mutant}" for mutant in "DQR"), "Y96C", "Y96D", "K117A", "A146",
]  # fmt: skip


def effects(rows: Iterable[ResistanceRow], mutation: str) -> dict[str, tuple[str | None, str | None]]:
    """Map the drugs observed with a mutation to effect and what the observation is about."""
    return {row.drug: (row.effect, row.evidence_applies) for row in rows if row.mutation == mutation and row.drug}


def without(text: str, *numbers: int, ligand: str = "") -> str:
    """Leave residues or a ligand out of a PDB text."""

    def is_kept(line: str) -> bool:
        if line.startswith(("ATOM", "ANISOU")) and int(line[22:26]) in numbers:
            return False
        return not (ligand and line.startswith(("HETATM", "ANISOU")) and line[17:20] == ligand)

    return "\n".join(line for line in text.splitlines() if is_kept(line)) + "\n"


def moved(text: str, ligand: str, shift: tuple[float, float, float]) -> str:
    """Move a ligand in a PDB text."""
    lines = []
    for line in text.splitlines():
        if line.startswith("HETATM") and line[17:20] == ligand:
            xyz = [float(line[30 + 8 * i : 38 + 8 * i]) + shift[i] for i in range(3)]
            line = line[:30] + "".join(f"{value:8.3f}" for value in xyz) + line[54:]
        lines.append(line)
    return "\n".join(lines) + "\n"


# contract -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["8AZR", "5P21"])
def test_every_row_has_the_keys_and_words_of_the_contract(name: str) -> None:
    records = rs.load(name).chains[0].resistance().to_records()
    assert records
    for row in records:
        assert set(row) >= CONTRACT
        assert row["contact_part"] in {"side chain", "backbone", "both", "none"}
        assert row["effect"] in {"resistant", "sensitive", "conflicting", "unknown", None}
        assert row["evidence_applies"] in {"this_ligand", "same_site", "other", None}
        assert isinstance(row["in_contact"], bool)
        assert isinstance(row["pockets"], list)
        assert row["reference"]
        assert len({row[key] is None for key in ("drug", "effect", "evidence", "evidence_applies")}) == 1


@pytest.mark.parametrize("mutation", NAMED_IN_REVIEW)
def test_a_mutation_that_the_review_names_is_listed_and_marked(mutation: str, entry_8azr: rs.Entry) -> None:
    rows = [row for row in entry_8azr["A"].resistance() if row.mutation == mutation]
    assert rows
    # of Q61K the review names the codon only
    assert {row.named_in_review for row in rows} == {mutation != "Q61K"}


def test_a_mutation_that_nobody_named_is_not_listed(entry_8azr: rs.Entry) -> None:
    listed = {row.mutation for row in entry_8azr["A"].resistance(all_classes=True, include_low_confidence=True)}
    assert not listed & {"H95A", "Y96A", "Q99A", "G12P"}


def test_no_row_stands_twice(entry_8azr: rs.Entry) -> None:
    rows = [(row.mutation, row.drug, row.effect, row.evidence) for row in entry_8azr["A"].resistance()]
    assert len(rows) == len(set(rows))


# whose evidence -----------------------------------------------------------------------------------------------------

THIS, SAME, OTHER = "this_ligand", "same_site", "other"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "mutation", "drug", "effect", "applies"),
    [
        pytest.param("6oim.cif", "Y96D", "sotorasib", "resistant", THIS, id="Y96D and sotorasib in 6OIM"),
        pytest.param("6oim.cif", "Y96D", "adagrasib", "resistant", SAME, id="Y96D and adagrasib beside sotorasib"),
        pytest.param("6oim.cif", "Y96D", "RM-018", "sensitive", OTHER, id="Y96D and the tri-complex RM-018"),
        pytest.param("6oim.cif", "H95Q", "sotorasib", "sensitive", THIS, id="H95Q spares sotorasib"),
        pytest.param("6oim.cif", "H95Q", "adagrasib", "resistant", SAME, id="H95Q and adagrasib beside sotorasib"),
        pytest.param("6oim.cif", "G13D", "cetuximab", "unknown", OTHER, id="G13D and an antibody against EGFR"),
        pytest.param("6ut0.cif", "H95Q", "adagrasib", "resistant", THIS, id="H95Q defeats adagrasib in 6UT0"),
        pytest.param("6ut0.cif", "H95Q", "sotorasib", "sensitive", SAME, id="H95Q and sotorasib beside adagrasib"),
        pytest.param("6ut0.cif", "Q99L", "adagrasib", "resistant", THIS, id="Q99L runs against sotorasib's, too"),
        pytest.param("7rpz.cif", "G12D", "MRTX1133", "sensitive", THIS, id="G12D is what MRTX1133 is for"),
        pytest.param("7rpz.cif", "G12D", "adagrasib", "resistant", SAME, id="G12D and adagrasib beside MRTX1133"),
        pytest.param("9bga.cif", "Y96D", "adagrasib", "resistant", OTHER, id="Y96D and adagrasib beside a tri-complex"),
        pytest.param("9bga.cif", "H95Q", "sotorasib", "sensitive", OTHER, id="H95Q and sotorasib beside a tri-complex"),
        pytest.param("4dst.pdb", "Y96D", "sotorasib", "resistant", OTHER, id="Y96D and sotorasib beside DCAI"),
    ],
)
def test_an_observation_says_whether_it_is_about_the_bound_drug(
    name: str, mutation: str, drug: str, effect: str, applies: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    for chain in corpus_entry(name):
        assert effects(chain.resistance(), mutation)[drug] == (effect, applies)


def test_8azr_has_an_inhibitor_without_observations_of_its_own(entry_8azr: rs.Entry) -> None:
    rows = entry_8azr["A"].resistance()
    assert THIS not in {row.evidence_applies for row in rows}
    assert effects(rows, "H95D") == {"adagrasib": ("resistant", SAME), "sotorasib": ("sensitive", SAME)}
    assert effects(rows, "Y96D")["RM-018"] == ("sensitive", OTHER)


@pytest.mark.corpus
def test_a_residue_observation_of_daraxonrasib_is_about_the_ligand_of_9bga(
    corpus_entry: Callable[[str], rs.Entry],
) -> None:
    rows = corpus_entry("9bga.cif")["A"].resistance(include_low_confidence=True)
    about = [row.evidence_applies for row in rows if row.mutation == "Y64" and "daraxonrasib" in (row.drug or "")]
    assert about == [THIS]


def test_being_in_no_named_site_is_no_common_site(text_8azr: str) -> None:
    """Two molecules that both sit in no named pocket have nothing in common."""
    entry = rs.load(moved(text_8azr, "LR4", (-24.0, 18.0, 24.0)))  # beside the β2-β3 hairpin, far from the pocket
    (ligand,) = entry["A"].inhibitors
    assert set(ligand.contacts) == {45, 46, 47, 48}
    assert ligand.site == "other"
    assert {row.evidence_applies for row in entry["A"].resistance() if row.drug} == {OTHER}


# without inhibitor, other isoforms ------------------------------------------------------------------------------------


def test_without_inhibitor_only_the_lining_of_the_pocket_is_listed(entry_5p21: rs.Entry) -> None:
    chain = entry_5p21["A"]
    rows = chain.resistance()
    assert {row.uniprot_number for row in rows} <= set(chain.pocket("SII-P").residues)
    assert {row.uniprot_number for row in rows} >= {12, 61, 68, 96, 99}
    for row in rows:
        assert (row.ligand_het, row.ligand_name, row.distance, row.side_chain_distance) == (None, None, None, None)
        assert (row.in_contact, row.contact_part, row.ligand_site) == (False, "none", "SII-P")


def test_the_nucleotide_is_no_inhibitor(entry_5p21: rs.Entry) -> None:
    assert "GNP" in entry_5p21["A"].ligands.__repr__()
    assert entry_5p21["A"].inhibitors == ()


def test_another_pocket_lists_other_residues(entry_5p21: rs.Entry) -> None:
    chain = entry_5p21["A"]
    rows = chain.resistance(pocket="nucleotide")
    numbers = {row.uniprot_number for row in rows}
    assert numbers <= set(chain.pocket("nucleotide").residues)
    assert 13 in numbers
    assert 96 not in numbers
    assert {row.ligand_site for row in rows} == {"nucleotide"}


def test_removing_the_inhibitor_of_8azr_leaves_the_pocket(text_8azr: str) -> None:
    chain = rs.load(without(text_8azr, ligand="LR4"))["A"]
    rows = chain.resistance()
    assert {row.ligand_het for row in rows} == {None}
    assert {95, 96, 99} <= {row.uniprot_number for row in rows} <= set(chain.pocket("SII-P").residues)


def test_hras_has_no_his95_to_mutate(entry_5p21: rs.Entry, entry_8azr: rs.Entry) -> None:
    chain = entry_5p21["A"]
    assert not [row for row in chain.resistance(include_low_confidence=True) if row.mutation.startswith("H95")]
    assert set(list_inapplicable(chain)) >= {"H95D", "H95Q", "H95R"}
    assert "Y96D" not in list_inapplicable(chain)
    assert list_inapplicable(entry_8azr["A"]) == ()


# options and order ----------------------------------------------------------------------------------------------------


def test_low_confidence_facts_come_only_on_request(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    trusted, all_rows = chain.resistance(), chain.resistance(include_low_confidence=True)
    assert {row.confidence for row in trusted} <= {"high", "medium"}
    added = [row for row in all_rows if row not in tuple(trusted)]
    assert {row.confidence for row in added} == {"low"}
    assert {row.mutation for row in added} >= {"V8L", "Y64"}


def test_all_classes_adds_mutations_without_drug(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    few = {row.mutation for row in chain.resistance()}
    added = [row for row in chain.resistance(all_classes=True) if row.mutation not in few]
    assert {row.mutation for row in added} >= {"C118S", "V14I"}
    assert {row.drug for row in added} == {None}
    assert "C118S" not in few


def test_contacts_stand_first_then_the_pocket_then_the_rest(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    lining = set(chain.pocket("SII-P").residues)
    rows = chain.resistance()
    ranks = [0 if row.in_contact else 1 if row.uniprot_number in lining else 2 for row in rows]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    for _, group in itertools.groupby(zip(ranks, rows, strict=True), key=lambda pair: pair[0]):
        keys = [(row.uniprot_number, row.mutation) for _, row in group]
        assert keys == sorted(keys)


@pytest.mark.corpus
def test_of_one_mutation_what_is_about_the_bound_drug_stands_first(corpus_entry: Callable[[str], rs.Entry]) -> None:
    rows = corpus_entry("6oim.cif")["A"].resistance()
    drugs = {name: [row.drug for row in rows if row.mutation == name] for name in ("H95D", "Y96C", "Y96D", "R68S")}
    assert {name: listed[0] for name, listed in drugs.items()} == dict.fromkeys(drugs, "sotorasib")
    assert all(len(listed) > 1 for listed in drugs.values())


def test_contacts_are_those_of_the_ligand_and_follow_the_cutoff(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    for cutoff in (3.2, 4.5, 7.0):
        touched = {row.uniprot_number: row for row in chain.ligands["LR4"].contacts(cutoff)}
        for row in chain.resistance(cutoff=cutoff):
            contact = touched.get(row.uniprot_number)
            assert row.in_contact is (contact is not None)
            assert row.contact_part == (contact.contact_part if contact else "none")
            assert row.cutoff == cutoff


def test_a_residue_that_is_not_modelled_is_flagged_and_kept(text_8azr: str) -> None:
    rows = rs.load(without(text_8azr, 96))["A"].resistance()
    missing = [row for row in rows if row.uniprot_number == 96]
    assert {row.mutation for row in missing} == {"Y96C", "Y96D", "Y96S"}
    for row in missing:
        assert (row.modelled, row.observed_residue, row.distance, row.in_contact) == (False, None, None, False)
    near = next(row for row in rows if row.uniprot_number == 95)
    assert (near.modelled, near.observed_residue) == (True, "H")


@pytest.mark.corpus
def test_the_observed_residue_is_that_of_the_structure(corpus_entry: Callable[[str], rs.Entry]) -> None:
    rows = corpus_entry("6oim.cif")["A"].resistance()
    assert {row.observed_residue for row in rows if row.uniprot_number == 12} == {"C"}


# refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cutoff", [0.0, -1.0, -0.001])
def test_a_cutoff_that_is_not_positive_is_refused(cutoff: float, entry_8azr: rs.Entry) -> None:
    with pytest.raises(RasStructError, match="expected a positive distance"):
        entry_8azr["A"].resistance(cutoff=cutoff)


def test_a_tiny_cutoff_is_accepted_and_touches_nothing(entry_8azr: rs.Entry) -> None:
    assert not any(row.in_contact for row in entry_8azr["A"].resistance(cutoff=0.001))


def test_a_cutoff_that_is_no_number_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(RasStructError, match="expected a positive distance"):
        entry_8azr["A"].resistance(cutoff=float("nan"))


@pytest.mark.parametrize("pocket", ["SIIP", "sii-p", "", "switch II"])
def test_an_unknown_pocket_is_refused_with_the_names_there_are(pocket: str, entry_5p21: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="expected one of SII-P"):
        entry_5p21["A"].resistance(pocket=pocket)
