"""Does a scan ask for all 19 others, in order, with nucleotides, publications and energies beside them?

Oracles: gemmi measures which residues are near the inhibitor; codons of KRAS written out by hand from NM_004985
(Tyr96 TAC); tables of free energies written here; counts.
"""

from __future__ import annotations

from pathlib import Path

import gemmi
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.pockets import get_pocket

AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY"
TOLERATED = "tolerated by the fold, disturbs the drug"
#: residues one base from TAC (Tyr): TTC F, TCC S, TGC C, CAC H, AAC N, GAC D
ONE_FROM_TAC = set("FSCHND")


@pytest.fixture(scope="module")
def chain(entry_8azr: rs.Entry) -> rs.RasChain:
    return entry_8azr["A"]


def load_table(folder: Path, *lines: str) -> object:
    """Write and load a table of energies."""
    path = folder / "ddg.tsv"
    path.write_text("\n".join(("mutation\ttrait\tddg_kcal_mol", *lines)), encoding="utf-8")
    return rs.load_ddg(path)


def near_by_gemmi(path: str, chain_id: str, het_code: str, cutoff: float) -> set[int]:
    """Give the numbers of the amino acids with a heavy atom within the cut-off of a ligand."""
    structure = gemmi.read_structure(path)
    structure.remove_hydrogens()
    ligand = [atom.pos for one in structure[0][chain_id] if one.name == het_code for atom in one]
    return {
        residue.seqid.num
        for residue in structure[0][chain_id]
        if gemmi.find_tabulated_residue(residue.name).is_amino_acid()
        and any(atom.pos.dist(other) <= cutoff for atom in residue for other in ligand)
    }


def test_the_residues_are_those_that_gemmi_finds_near_the_inhibitor(chain: rs.RasChain) -> None:
    path = str(Path(__file__).resolve().parents[2] / "structures" / "8azr.pdb")
    for cutoff in (3.6, 4.5):
        expected = near_by_gemmi(path, "A", "LR4", cutoff)
        assert {row.uniprot_number for row in chain.scan(cutoff=cutoff)} == expected


def test_each_residue_becomes_every_other_one_once_and_never_itself(chain: rs.RasChain) -> None:
    rows = chain.scan([118, 96, 96])
    assert [(row.uniprot_number, row.to_residue) for row in rows] == [
        (number, letter) for number, own in ((96, "Y"), (118, "S")) for letter in AMINO_ACIDS if letter != own
    ]


def test_a_mutated_residue_goes_back_to_that_of_the_isoform(chain: rs.RasChain) -> None:
    (back,) = (row for row in chain.scan([118]) if row.to_residue == "C")
    assert (back.from_residue, back.changes_from_wild_type) == ("S", 0)
    assert back.changes_from_allele == 1


def test_the_effects_are_those_of_single_mutations(chain: rs.RasChain) -> None:
    for row in chain.scan([96]):
        alone = chain.mutate(f"Y96{row.to_residue}")
        assert (row.label, row.verdict, row.score, row.explanation) == (
            alone.label,
            alone.verdict,
            alone.score,
            alone.explanation,
        )


def test_one_nucleotide_reaches_what_the_codon_allows(chain: rs.RasChain) -> None:
    rows = chain.scan([96])
    assert {row.to_residue for row in rows if row.changes_from_wild_type == 1} == ONE_FROM_TAC
    assert all(row.changes_from_wild_type == row.changes_from_allele for row in rows)


def test_nothing_is_said_of_codons_and_energies_of_another_gene(entry_5p21: rs.Entry, tmp_path: Path) -> None:
    table = load_table(tmp_path, "Y96D\tfolding\t0.2")
    (row,) = (row for row in entry_5p21["A"].scan([96], ddg=table) if row.to_residue == "D")
    assert (row.changes_from_wild_type, row.changes_from_allele) == (None, None)
    assert (row.folding_ddg, row.binding_ddg, row.call) == (None, (), None)


def test_without_inhibitor_the_pocket_is_scanned_and_not_judged(entry_5p21: rs.Entry) -> None:
    rows = entry_5p21["A"].scan()
    assert {row.uniprot_number for row in rows} == set(get_pocket("SII-P").residues)
    assert {(row.verdict, row.score, row.ligand_het) for row in rows} == {(None, None, None)}
    assert {row.label for row in rows if row.from_residue is not None} == {None}


@pytest.mark.parametrize(("folding", "call"), [(0.99, TOLERATED), (1.0, None), (-0.5, TOLERATED)])
def test_the_call_needs_a_fold_below_the_limit(
    folding: float, call: str | None, chain: rs.RasChain, tmp_path: Path
) -> None:
    table = load_table(tmp_path, f"Y96D\tfolding\t{folding}", "Y96D\tRAF1_RBD\t1.25")
    (row,) = (row for row in chain.scan([96], ddg=table) if row.to_residue == "D")
    assert row.verdict == "disturbed"
    assert (row.folding_ddg, row.binding_ddg, row.call) == (folding, ("RAF1_RBD: 1.25",), call)


def test_a_tolerated_mutation_that_spares_the_drug_gets_no_call(chain: rs.RasChain, tmp_path: Path) -> None:
    spared = next(row for row in chain.scan() if row.verdict == "spared")
    table = load_table(tmp_path, f"{spared.mutation}\tfolding\t0.0")
    rows = [row for row in chain.scan([spared.uniprot_number], ddg=table) if row.folding_ddg is not None]
    assert [(row.to_residue, row.call) for row in rows] == [(spared.to_residue, None)]


def test_progress_is_told_after_each_residue(chain: rs.RasChain) -> None:
    told: list[tuple[int, int]] = []
    chain.scan([12, 95, 96], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("number", [0, -3, 189])
def test_a_number_outside_the_isoform_is_refused(number: int, chain: rs.RasChain) -> None:
    with pytest.raises(LookupFailedError, match=f"found position {number}, expected 1 to 188"):
        chain.scan([96, number])
