"""What does each mutation do to one copy of an inhibitor?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from rasstruct._base.errors import RasStructError
from rasstruct.analysis.mutagenesis.measure_effect import measure_effects
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.mutagenesis.substitution import Substitution, read_substitutions
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.ligand_names import ligands_by_het_code

__all__ = ["InhibitorCopy", "measure_copies", "name_inhibitor"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class InhibitorCopy:
    """One copy of an inhibitor in one structure, and the effect of each mutation on it.

    ``effects`` are by name of the mutation; a mutation that is not there could
    not be made in this chain, which is not the same as one that does no harm.
    """

    inhibitor: str
    site: str | None
    binding_mode: str | None
    drug_state: str | None
    source: str
    pdb_id: str | None
    chain_id: str
    isoform: str
    ligand_residue: str
    effects: Mapping[str, MutationEffect]


def measure_copies(
    chain: AnnotatedChain, ligands: Sequence[BoundLigand], requests: Sequence[str]
) -> tuple[tuple[InhibitorCopy, ...], dict[str, RasStructError]]:
    """Measure what mutations do to the inhibitors of one chain.

    Parameters
    ----------
    chain, ligands
        A chain and those of its inhibitors that are asked about.
    requests
        Mutations such as ``"Y96D"``, or ``"Y96"`` for all of a residue.

    Returns
    -------
    copies : tuple of InhibitorCopy
        In the order of the ligands.
    refused : dict
        Why a request cannot be answered in this chain, by request.
    """
    substitutions: list[Substitution] = []
    refused: dict[str, RasStructError] = {}
    for request in requests:
        try:
            substitutions.extend(read_substitutions(chain, request))
        except RasStructError as error:
            refused[request] = error
    rows = measure_effects(chain, substitutions, ligands) if substitutions else ()
    copies = tuple(
        _make_copy(chain, ligand, [row for row in rows if row.ligand_residue == str(ligand.key)]) for ligand in ligands
    )
    return copies, refused


def name_inhibitor(ligand: BoundLigand) -> str:
    """Name a molecule alike in all entries: as in the ligand table, else by its CCD code, a peptide as in the file."""
    known = ligands_by_het_code().get(ligand.ccd_code or "")
    return known.name if known else ligand.ccd_code or ligand.name or ligand.label


def _make_copy(chain: AnnotatedChain, ligand: BoundLigand, rows: Sequence[MutationEffect]) -> InhibitorCopy:
    """Put the effects on one ligand together."""
    known = ligands_by_het_code().get(ligand.ccd_code or "")
    return InhibitorCopy(
        inhibitor=name_inhibitor(ligand),
        site=ligand.site,
        binding_mode=ligand.binding_mode,
        drug_state=known.drug_state if known else None,
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        isoform=chain.isoform,
        ligand_residue=str(ligand.key),
        effects={row.mutation: row for row in rows},
    )
