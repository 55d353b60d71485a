"""Which RAS entries of the PDB are catalogued, with what facts?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["CatalogEntry", "structures"]


@dataclasses.dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One PDB entry of a RAS protein, facts only."""

    pdb_id: str = column("string", "PDB ID")
    isoform: str | None = column("string", "isoform or gene")
    chains: tuple[str, ...] = column("list", "RAS chains")
    mutations: str | None = column("string", "mutation sets of the chains, `;` between sets and `+` inside one")
    nucleotide_het: str | None = column("string", "nucleotide HET code")
    nucleotide_class: str | None = column("string", "0P, 2P or 3P (Parker 2022), `;` between chains")
    ligand_het: str | None = column("string", "inhibitor HET codes, `;` between")
    ligand_name: str | None = column("string", "inhibitor name")
    site: str | None = column("string", "inhibitor site, `;` between")
    binding_mode: str | None = column("string", "tri-complex where it is known")
    partner: str | None = column("string", "bound protein")
    partner_uniprot: str | None = column("string", "UniProt entry names of the bound protein")
    partner_class: str | None = column("string", "class of the bound protein")
    sw1: str | None = column("string", "switch I conformation (Parker 2022)")
    sw2: str | None = column("string", "switch II conformation (Parker 2022)")
    resolution: float | None = column("number", "resolution", unit="Å")
    method: str | None = column("string", "experiment")
    deposit_date: str | None = column("string", "deposition date (of the component for newer rows)")
    note: str | None = column("string", "why it is notable")
    source: str = column("string", "where the row comes from")
    confidence: str = column("string", "high or medium")


@cache
def structures() -> Records[CatalogEntry]:
    """List the catalogued entries by PDB ID."""
    return read_rows(CatalogEntry, "structures/catalog")
