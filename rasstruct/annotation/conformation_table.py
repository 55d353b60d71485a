"""One row a switch: the conformation of a chain as a table."""

from __future__ import annotations

import dataclasses

from rasstruct._base.records import Records, column
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.conformation import describe_conformation
from rasstruct.annotation.switch_call import SwitchCall

__all__ = ["ConformationRow", "list_conformations"]


@dataclasses.dataclass(frozen=True, slots=True)
class ConformationRow:
    """The conformation of one switch of one chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    isoform: str = column("string", "isoform of the chain")
    loop: str = column("string", "SW1 or SW2")
    rule: str = column("string", "parker2022 or nearest")
    conformation: str | None = column("string", "class, Outlier or Disordered")
    group: str | None = column("string", "place of the tyrosine and nucleotide class; none when the rule needs none")
    nearest: str | None = column("string", "nearest class, whatever its group")
    distance: float | None = column("number", "to the nearest class, largest 2(1 - cos) over the angles")
    exemplar: str | None = column("string", "chain of the nearest exemplar")
    runner_up: str | None = column("string", "second nearest class")
    runner_up_distance: float | None = column("number", "to the second nearest class")
    margin: float | None = column("number", "how much farther the second nearest class is")
    deciding_residue: int | None = column("integer", "UniProt number where the nearest exemplar differs most")
    deciding_angle: str | None = column("string", "phi, psi or omega that differs most")
    deviation: float | None = column("number", "how much that angle differs", unit="degrees")
    n_beyond: int | None = column("integer", "angles that differ by more than the limit of a class")
    hits: tuple[str, ...] = column("list", "classes of the group within the limit; one alone is the conformation")
    missing: tuple[str, ...] = column("list", "angles of the loop that are not there, such as 61 phi")
    missing_atoms: tuple[str, ...] = column("list", "atoms of the backbone and of the tyrosine's place, such as 61 N")
    confidence: float | None = column(
        "number", "share of published chains at this distance whose class is the nearest; none with larger gaps"
    )
    tyrosine: str | None = column("string", "residue at the place of the tyrosine, such as TYR32")
    tyrosine_place: str | None = column("string", "in or out, such as Y32in")
    tyrosine_distance: float | None = column("number", "atom to CA of the reference residue", unit="Å")
    tyrosine_basis: str | None = column("string", "atom that tells: OH as published, else CZ, CG, CB or CA")
    explanation: str = column("string", "the call in one sentence")


#: columns that a call gives as they are
_SHARED = tuple(
    field.name
    for field in dataclasses.fields(ConformationRow)
    if hasattr(SwitchCall, field.name) and field.name not in ("tyrosine", "explanation")
)


def list_conformations(chain: AnnotatedChain, rule: str = "parker2022") -> Records[ConformationRow]:
    """List the conformations of switch I and switch II.

    Parameters
    ----------
    chain
        The chain; a RAS peptide has no switches and no rows.
    rule
        One of `rasstruct.annotation.conformation.RULES`.

    Raises
    ------
    LookupFailedError
        When there is no such rule.
    """
    if chain.numbering.is_peptide:
        return Records(ConformationRow)
    found = describe_conformation(chain.structure, chain.numbering, chain.nucleotide, rule)
    rows = []
    for call in (found.sw1, found.sw2):
        place = call.tyrosine
        shared = {name: getattr(call, name) for name in _SHARED}
        rows.append(
            ConformationRow(
                source=chain.structure.source,
                pdb_id=chain.pdb_id,
                chain_id=chain.chain_id,
                isoform=chain.isoform,
                tyrosine=f"{place.residue_name}{place.uniprot_number}" if place.residue_name else None,
                tyrosine_place=place.label,
                tyrosine_distance=place.distance,
                tyrosine_basis=place.basis,
                explanation=call.explanation,
                **shared,
            )
        )
    return Records(ConformationRow, rows)
