"""Which proteins look like RAS and are not?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Relative", "relatives"]


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    """One human small GTPase that is not RAS."""

    gene: str = column("string", "HGNC gene symbol")
    name: str = column("string", "name of the protein")
    uniprot_accession: str = column("string", "UniProt accession")
    uniprot_entry: str | None = column("string", "UniProt entry name, where the source states it")
    extent: str = column("string", "construct (a deposited sequence) or G-domain part (aligned columns, no tails)")
    first_residue: int | None = column("integer", "UniProt number of the first residue, where the source states it")
    last_residue: int | None = column("integer", "UniProt number of the last residue, where the source states it")
    sequence: str = column("string", "one-letter sequence")
    source: str = column("string", "where the row comes from")
    verification: str = column("string", "how the sequence was checked")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "remark")


@cache
def relatives() -> Records[Relative]:
    """List the relatives of RAS that a refused chain is compared with.

    Returns
    -------
    Records of Relative
        Closest family first: R-Ras, Rap, Ral, Rit, Rheb, then Ran, Rho and Rab.

    Examples
    --------
    >>> [row.gene for row in relatives()][:4]
    ['RRAS', 'RRAS2', 'MRAS', 'RAP1A']
    """
    return read_rows(Relative, "relatives")
