"""What would every substitution of the residues around an inhibitor do to it?

All 19 others at each residue, by structure, beside the number of nucleotides
that must change, what has been published, and measured free energies when the
user gives them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.analysis.ddg import DdgTable
from rasstruct.analysis.mutagenesis.measure_effect import measure_effects
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.mutagenesis.substitution import AMINO_ACIDS, substitute
from rasstruct.analysis.residue_distances import measure_residues
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.codons import count_nucleotide_changes, find_codon_residue
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET
from rasstruct.reference.evidence import resistance_evidence
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.pockets import get_pocket
from rasstruct.reference.resistance_criteria import get_resistance_limit

__all__ = ["ScanRow", "scan_residues"]

_DISTURBED = "disturbed"
#: gene whose substitutions such tables give
_DDG_GENE = "KRAS"
_FOLDING = "folding"
TOLERATED = "tolerated by the fold, disturbs the drug"


@dataclasses.dataclass(frozen=True, slots=True)
class ScanRow(MutationEffect):
    """One substitution of a scan: its effect, how near it is in nucleotides, and what was measured."""

    changes_from_wild_type: int | None = column(
        "integer", "nucleotides that must change in the reference codon", default=None
    )
    changes_from_allele: int | None = column(
        "integer", "nucleotides that must change in the codon of this allele", default=None
    )
    published: tuple[str, ...] = column("list", "published effects as drug: effect (kind)", default=())
    folding_ddg: float | None = column(
        "number", "measured change of the folding free energy", unit="kcal/mol", default=None
    )
    binding_ddg: tuple[str, ...] = column("list", "measured changes of binding as partner: kcal/mol", default=())
    call: str | None = column("string", "fold and drug together, when both are known", default=None)


def scan_residues(
    chain: AnnotatedChain,
    residues: Iterable[int] | None = None,
    *,
    ligand: BoundLigand | None = None,
    ddg: DdgTable | None = None,
    cutoff: float = DEFAULT_CUTOFF,
    progress: Callable[[int, int], None] | None = None,
) -> Records[ScanRow]:
    """Substitute residues by all others.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    residues
        UniProt numbers; those within the cut-off of the inhibitors when not
        given, or those that line the switch-II pocket where there is no inhibitor.
    ligand
        The ligand; all inhibitors when not given.
    ddg
        Measured free energies, from `load_ddg`; for KRAS chains only.
    cutoff
        Largest distance in Å between heavy atoms that is a contact.
    progress
        Called after each residue with how many are done and how many there are.

    Returns
    -------
    Records of ScanRow
        By number, then by the code of the amino acid, then by inhibitor.

    Raises
    ------
    LookupFailedError
        When a number is not in the isoform.
    """
    ligands = chain.inhibitors if ligand is None else (ligand,)
    length = get_isoform(chain.numbering.reference_isoform).length
    numbers = sorted(set(_near(chain, ligands, cutoff) if residues is None else residues))
    wrong = [number for number in numbers if not 1 <= number <= length]
    if wrong:
        raise LookupFailedError(f"found position {wrong[0]}, expected 1 to {length} of {chain.isoform}")
    rows: list[ScanRow] = []
    for done, number in enumerate(numbers, start=1):
        there = substitute(chain, number, AMINO_ACIDS[0])
        current = there.from_residue or there.canonical
        asked = [substitute(chain, number, letter) for letter in AMINO_ACIDS if letter != current]
        rows.extend(_extend(chain, row, ddg) for row in measure_effects(chain, asked, ligands))
        if progress is not None:
            progress(done, len(numbers))
    return Records(ScanRow, rows)


def _near(chain: AnnotatedChain, ligands: Iterable[BoundLigand], cutoff: float) -> set[int]:
    """Give the residues in contact with the inhibitors, or those that line the pocket without one."""
    found = {
        row.uniprot_number
        for ligand in ligands
        for row in measure_residues(chain, ligand)
        if row.uniprot_number > 0 and row.any_atom <= cutoff
    }
    return found if chain.inhibitors else set(get_pocket(DEFAULT_POCKET).residues)


def _extend(chain: AnnotatedChain, row: MutationEffect, ddg: DdgTable | None) -> ScanRow:
    """Put nucleotides, publications and measured energies beside an effect."""
    isoform = get_isoform(chain.numbering.reference_isoform)
    number, letter = row.uniprot_number, row.to_residue
    is_known = find_codon_residue(isoform.gene, number) == isoform.sequence[number - 1]
    canonical = f"{isoform.sequence[number - 1]}{number}{letter}"
    measured = ddg.find(canonical) if ddg is not None and isoform.gene == _DDG_GENE else {}
    folding = ddg.folding(canonical) if ddg is not None and measured else None
    limit = get_resistance_limit("folding tolerance")
    return ScanRow(
        **{field.name: getattr(row, field.name) for field in dataclasses.fields(MutationEffect)},
        changes_from_wild_type=count_nucleotide_changes(isoform.gene, number, letter) if is_known else None,
        changes_from_allele=(
            count_nucleotide_changes(isoform.gene, number, letter, row.from_residue)
            if is_known and row.from_residue
            else None
        ),
        published=tuple(
            f"{seen.drug}: {seen.effect} ({seen.evidence})"
            for seen in resistance_evidence()
            if seen.mutation == canonical
        ),
        folding_ddg=folding,
        binding_ddg=tuple(f"{trait}: {one.ddg:.2f}" for trait, one in measured.items() if trait.casefold() != _FOLDING),
        call=TOLERATED if folding is not None and folding < limit and row.verdict == _DISTURBED else None,
    )
