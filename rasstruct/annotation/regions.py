"""Which residues of a region does a chain model, and which are missing?"""

from __future__ import annotations

import dataclasses
import itertools

from rasstruct._base.records import Records, column
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.pockets import Pocket
from rasstruct.reference.regions import regions, regions_by_residue
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["ChainPocket", "ChainRegion", "MissingStretch", "find_missing", "place_pocket", "place_regions"]


@dataclasses.dataclass(frozen=True, slots=True)
class ChainRegion:
    """A region on one chain."""

    chain_id: str = column("string", "author chain")
    region: str = column("string", "name of the region")
    scheme: str = column("string", "definition the range belongs to")
    first: int = column("integer", "first UniProt number of the definition")
    last: int = column("integer", "last UniProt number of the definition")
    modelled: tuple[int, ...] = column("list", "UniProt numbers in the coordinates")
    missing: tuple[int, ...] = column("list", "UniProt numbers that are not")
    source: str = column("string", "publication of the definition")


@dataclasses.dataclass(frozen=True, slots=True)
class ChainPocket:
    """A named pocket on one chain."""

    pocket: str
    definition: str
    residues: tuple[int, ...]
    modelled: tuple[int, ...]
    missing: tuple[int, ...]
    source: str
    confidence: str


@dataclasses.dataclass(frozen=True, slots=True)
class MissingStretch:
    """Consecutive residues between the first and the last modelled one that are not modelled."""

    residues: str
    regions: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.residues} ({', '.join(self.regions)})" if self.regions else self.residues


def place_regions(numbering: ChainNumbering, scheme: str = DEFAULT_SCHEME) -> Records[ChainRegion]:
    """List the regions of a scheme on a chain, in table order.

    Raises
    ------
    LookupFailedError
        When there is no such scheme.
    """
    modelled = set(numbering.uniprot_numbers.tolist())
    return Records(
        ChainRegion,
        (
            ChainRegion(
                chain_id=numbering.chain_id,
                region=row.region,
                scheme=row.scheme,
                first=row.residues[0],
                last=row.residues[-1],
                modelled=tuple(number for number in row.residues if number in modelled),
                missing=tuple(number for number in row.residues if number not in modelled),
                source=row.source,
            )
            for row in regions(scheme, numbering.reference_isoform)
        ),
    )


def place_pocket(numbering: ChainNumbering, pocket: Pocket) -> ChainPocket:
    """Say which residues of a named pocket a chain models."""
    modelled = set(numbering.uniprot_numbers.tolist())
    return ChainPocket(
        pocket=pocket.pocket,
        definition=pocket.definition,
        residues=pocket.residues,
        modelled=tuple(number for number in pocket.residues if number in modelled),
        missing=tuple(number for number in pocket.residues if number not in modelled),
        source=pocket.source,
        confidence=pocket.confidence,
    )


def find_missing(numbering: ChainNumbering, scheme: str = DEFAULT_SCHEME) -> tuple[MissingStretch, ...]:
    """List the gaps of a chain with the regions they fall in, lobes and domains left out."""
    modelled = sorted(number for number in set(numbering.uniprot_numbers.tolist()) if number)
    named = regions_by_residue(scheme, numbering.reference_isoform)
    broad = {row.region for row in regions(scheme) if row.category in ("lobe", "domain") and row.region != "HVR"}
    stretches = []
    for before, after in itertools.pairwise(modelled):
        if after - before > 1:
            inside = [name for number in range(before + 1, after) for name in named.get(number, ())]
            text = f"{before + 1}-{after - 1}" if after - before > 2 else str(before + 1)
            stretches.append(MissingStretch(text, tuple(dict.fromkeys(n for n in inside if n not in broad))))
    return tuple(stretches)
