"""Short pieces of RAS in complexes with HLA or an enzyme are recognised, with their mutation; other peptides are not.

Oracles: peptides that have been published as presented or processed: KRAS 7-16 and 8-16 with G12V or G12D on
HLA-A*11:01 (Wang 2016 Cancer Immunol Res doi:10.1158/2326-6066.CIR-15-0188), KRAS 10-18 G12D on HLA-C*08:02
(Tran 2016 N Engl J Med doi:10.1056/NEJMoa1609279), RAS 55-64 Q61H, and the farnesyltransferase substrate
KKKSKTKCVIM, residues 178-188 of KRAS4B (Long 2002 Nature doi:10.1038/nature00986). Near misses: the same stretch of
RAP1A (UniProt P62834), pieces too short, with two substitutions, or with one that nobody has described. The
files are cut from 8AZR: residues 7-16 renamed to the peptide, and a polyalanine copy as presenting protein.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import gemmi
import pytest

import rasstruct as rs
from rasstruct.reference.isoforms import get_isoform

BACKBONE = ("N", "CA", "C", "O")
HEADER = """\
HEADER    IMMUNE SYSTEM                           01-JAN-20   9ZZZ
COMPND    MOL_ID: 1;
COMPND   2 MOLECULE: {presenter};
COMPND   3 CHAIN: A;
COMPND   4 MOL_ID: 2;
COMPND   5 MOLECULE: PEPTIDE;
COMPND   6 CHAIN: C;
"""


def complex_of(
    pdb: Any, peptide: str, *, dbref: str = "", presenter: str = "MHC CLASS I ANTIGEN", first: int = 1
) -> str:
    """Make a peptide of the backbone from residue 7 on, beside a polyalanine of residues 60 to 160."""
    lines = []
    for line in pdb.lines:
        if line.startswith("ATOM") and line[12:16].strip() in BACKBONE:
            number = int(line[22:26])
            place = number - 7
            if 0 <= place < len(peptide):
                name = gemmi.expand_one_letter(peptide[place], gemmi.ResidueKind.AA)
                lines.append(f"{line[:17]}{name} C{place + first:4d}{line[26:]}")
            elif 60 <= number <= 160:
                lines.append(f"{line[:17]}ALA A{line[22:]}")
    lines.sort(key=lambda line: line[21])
    record = f"DBREF  9ZZZ C    1  {len(peptide):4d}  UNP    {dbref}" if dbref else ""
    return "\n".join([HEADER.format(presenter=presenter) + record, *lines, "END", ""])


@pytest.mark.parametrize(
    ("peptide", "dbref", "first", "mutations"),
    [
        ("VVVGADGVGK", "P01116   RASK_HUMAN", 7, ("G12D",)),
        ("VVGAVGVGK", "P01116   RASK_HUMAN", 8, ("G12V",)),
        ("GADGVGKSA", "P01116   RASK_HUMAN", 10, ("G12D",)),
        ("VVVGAGGVGK", "P01116   RASK_HUMAN", 7, ()),
        ("ILDTAGHEEY", "", 55, ("Q61H",)),
        ("KKKSKTKCVIM", "", 178, ()),
        ("VVVGADGVGK", "Q61411   RASH_MOUSE", 7, ("G12D",)),
        ("VVVGAWGVGK", "P01116   RASK_HUMAN", 7, ("G12W",)),
        ("VVVGAGGVGKSALTI", "P01116   RASK_HUMAN", 7, ()),
    ],
)
def test_piece_of_ras_is_numbered_and_its_mutation_named(
    pdb_8azr: Any, peptide: str, dbref: str, first: int, mutations: tuple[str, ...]
) -> None:
    in_identical_half = first < 86
    with pytest.warns(rs.RasStructWarning) if in_identical_half and not dbref else nullcontext():
        (chain,) = rs.load(complex_of(pdb_8azr, peptide, dbref=dbref))
    assert chain.numbering.is_peptide
    assert chain.numbering.uniprot_numbers.tolist() == list(range(first, first + len(peptide)))
    assert chain.mutations == mutations
    record = chain.to_record()
    assert (record["is_peptide"], record["first_residue"], record["last_residue"]) == (
        True,
        first,
        first + len(peptide) - 1,
    )
    reference = get_isoform(chain.numbering.reference_isoform).sequence[first - 1 : first - 1 + len(peptide)]
    assert sum(a != b for a, b in zip(reference, peptide, strict=True)) == len(mutations)


def test_linker_behind_a_piece_of_ras_stays_unnumbered(pdb_8azr: Any) -> None:
    """As in single-chain trimers, where the peptide is tied to its presenting protein."""
    (chain,) = rs.load(complex_of(pdb_8azr, "VVVGADGVGKGGGS", dbref="P01116   RASK_HUMAN"))
    assert chain.numbering.uniprot_numbers.tolist() == [*range(7, 17), 0, 0, 0, 0]
    assert chain.mutations == ("G12D",)


@pytest.mark.parametrize(
    ("dbref", "isoform"),
    [("P01116   RASK_HUMAN", "KRAS"), ("P01111   RASN_HUMAN", "NRAS"), ("P01112   RASH_HUMAN", "HRAS")],
)
def test_gene_of_a_piece_that_all_share_is_the_one_that_the_file_states(
    pdb_8azr: Any, dbref: str, isoform: str
) -> None:
    (chain,) = rs.load(complex_of(pdb_8azr, "VVVGADGVGK", dbref=dbref))
    assert chain.isoform == isoform


def test_gene_is_called_a_guess_when_the_file_states_none(pdb_8azr: Any) -> None:
    with pytest.warns(rs.RasStructWarning, match="fits KRAS4B, KRAS4A, NRAS, HRAS equally well"):
        assert rs.load(complex_of(pdb_8azr, "VVVGADGVGK")).chains


@pytest.mark.parametrize(
    ("peptide", "dbref"),
    [
        ("VVLGSGGVGK", ""),
        ("DGVGKS", ""),
        ("VVVGADDVGK", ""),
        ("VVVGAGGMGK", ""),
        ("YDPTIEDSYRK", "P62834   RAP1A_HUMAN"),
        ("SLYNTVATL", ""),
    ],
    ids=[
        "RAP1A 7-16, two differences",
        "six residues",
        "two substitutions",
        "a substitution that nobody described",
        "RAP1A 32-42, equal to RAS but called RAP1A",
        "HIV Gag",
    ],
)
def test_other_peptides_are_no_ras(pdb_8azr: Any, peptide: str, dbref: str) -> None:
    with pytest.raises(rs.RasStructError, match="found no RAS protein"):
        rs.load(complex_of(pdb_8azr, peptide, dbref=dbref))


def test_substitution_that_nobody_described_counts_when_the_file_says_ras(pdb_8azr: Any) -> None:
    (chain,) = rs.load(complex_of(pdb_8azr, "VVVGAGGMGK", dbref="P01116   RASK_HUMAN"))
    assert chain.mutations == ("V14M",)


def test_presenting_protein_is_the_partner(pdb_8azr: Any) -> None:
    entry = rs.load(complex_of(pdb_8azr, "VVVGADGVGK", dbref="P01116   RASK_HUMAN"))
    (partner,) = entry["C"].partners
    assert (partner.chain_id, partner.role, partner.name) == ("A", "HLA", "MHC CLASS I ANTIGEN")
    assert set(partner.contacts) <= set(range(7, 17))
    assert [(other.chain_id, other.role, other.meets) for other in entry.partners] == [("A", "HLA", ("C",))]
    assert entry["C"].describe() == "KRAS peptide 7-16 G12D"


def test_peptide_has_no_pocket_and_no_resistance_rows(pdb_8azr: Any) -> None:
    chain = rs.load(complex_of(pdb_8azr, "VVVGADGVGK", dbref="P01116   RASK_HUMAN"))["C"]
    assert chain.nucleotide.state == "none modelled"
    assert chain.inhibitors == ()
    with pytest.warns(rs.RasStructWarning, match="is a RAS peptide without pockets"):
        assert len(chain.resistance()) == 0


def test_piece_of_ras_bound_to_a_ras_protein_is_its_ligand(pdb_8azr: Any) -> None:
    """Peptides are looked for only where there is no RAS protein."""
    peptide = [line for line in complex_of(pdb_8azr, "VVVGADGVGK").splitlines() if line[21:22] == "C"]
    shifted = [f"{line[:30]}{float(line[30:38]) + 14:8.3f}{line[38:]}" for line in peptide if line.startswith("ATOM")]
    entry = rs.load(pdb_8azr.with_lines(*shifted, "TER").text)
    assert [chain.chain_id for chain in entry] == ["A"]
