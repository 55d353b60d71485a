"""What is each residue of a RAS chain: numbers, regions, pockets, mutation, distance to the inhibitor?

Missing residues of the construct have rows of their own, so that a table
shows gaps; tag residues have no UniProt number.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct._base.records import Records, column
from rasstruct.analysis.residue_distances import ResidueDistance, measure_residues, show_distance
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_SCHEME
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.pockets import pockets_by_residue
from rasstruct.reference.regions import regions_by_residue

__all__ = ["ResidueRow", "list_residues"]


@dataclasses.dataclass(frozen=True, slots=True)
class ResidueRow:
    """One residue of a RAS chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    uniprot_number: int | None = column("integer", "UniProt number; none for tags and insertions")
    author_number: int | None = column("integer", "residue number in the file; none when missing")
    insertion_code: str | None = column("string", "insertion code in the file")
    residue_name: str | None = column("string", "residue name in the file; none when missing")
    residue: str | None = column("string", "one-letter residue, parent of a modified one")
    canonical: str | None = column("string", "one-letter residue of the isoform")
    is_modelled: bool = column("boolean", "whether the residue is in the coordinates")
    mutation: str | None = column("string", "substitution relative to the isoform")
    regions: tuple[str, ...] = column("list", "regions of the scheme, the most specific first")
    pockets: tuple[str, ...] = column("list", "named pockets and interfaces that it lines")
    ligand_het: str | None = column("string", "nearest inhibitor")
    distance: float | None = column("number", "nearest heavy atoms of residue and inhibitor", unit="Å")
    side_chain_distance: float | None = column("number", "from the atoms beyond CB (CB of alanine)", unit="Å")
    contact_part: str | None = column("string", "side chain, backbone, both or none; none without inhibitor")
    mean_b_factor: float | None = column("number", "mean B-factor (pLDDT in predictions)", unit="Å²")
    has_altlocs: bool = column("boolean", "whether it has alternate locations")


def list_residues(
    chain: AnnotatedChain, *, scheme: str = DEFAULT_SCHEME, cutoff: float = DEFAULT_CUTOFF
) -> Records[ResidueRow]:
    """List the residues of a chain, those missing from the construct included.

    Parameters
    ----------
    chain
        The chain; the first model is used.
    scheme
        Region scheme.
    cutoff
        Contact cut-off in Å for `contact_part`.

    Returns
    -------
    Records of ResidueRow
        In chain order, missing residues at their place.
    """
    numbering = chain.numbering
    distances: dict[int, tuple[str, ResidueDistance]] = {}
    for ligand in chain.inhibitors:
        for measured in measure_residues(chain, ligand):
            before = distances.get(measured.residue)
            if before is None or measured.any_atom < before[1].any_atom:
                distances[measured.residue] = (ligand.label, measured)
    rows: list[ResidueRow] = []
    present = set(numbering.uniprot_numbers.tolist())
    missing = [number for number in _construct_numbers(chain) if number not in present]
    for index, residue in enumerate(numbering.residues.tolist()):
        number = int(numbering.uniprot_numbers[index])
        while missing and number and missing[0] < number:
            rows.append(_stated_row(chain, missing.pop(0), scheme))
        rows.append(_modelled_row(chain, index, distances.get(residue), scheme, cutoff))
    rows.extend(_stated_row(chain, number, scheme) for number in missing)
    return Records(ResidueRow, rows)


def _construct_numbers(chain: AnnotatedChain) -> list[int]:
    """Give the UniProt numbers of the construct: those of its sequence, else first to last modelled."""
    numbering = chain.numbering
    if numbering.sequence_numbers is not None:
        return sorted(int(number) for number in numbering.sequence_numbers if number)
    placed = numbering.uniprot_numbers[numbering.uniprot_numbers > 0]
    return list(range(int(placed.min()), int(placed.max()) + 1))


def _stated_row(chain: AnnotatedChain, number: int, scheme: str) -> ResidueRow:
    """Make the row of a residue as the sequence states it, without coordinates; number 0 is none."""
    isoform = get_isoform(chain.numbering.reference_isoform)
    mutation = next((row for row in chain.sequence_mutations if row.uniprot_number == number), None)
    return ResidueRow(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        uniprot_number=number or None,
        author_number=None,
        insertion_code=None,
        residue_name=None,
        residue=mutation.mutant if mutation else None,
        canonical=isoform.sequence[number - 1] if number else None,
        is_modelled=False,
        mutation=mutation.mutation if mutation else None,
        regions=regions_by_residue(scheme, isoform.isoform).get(number, ()),
        pockets=pockets_by_residue().get(number, ()),
        ligand_het=None,
        distance=None,
        side_chain_distance=None,
        contact_part=None,
        mean_b_factor=None,
        has_altlocs=False,
    )


def _modelled_row(
    chain: AnnotatedChain, index: int, nearest: tuple[str, ResidueDistance] | None, scheme: str, cutoff: float
) -> ResidueRow:
    """Add to a row what the coordinates tell."""
    topology, numbering = chain.structure.topology, chain.numbering
    residue = int(numbering.residues[index])
    atoms = topology.atoms_of(residue)
    return dataclasses.replace(
        _stated_row(chain, int(numbering.uniprot_numbers[index]), scheme),
        author_number=int(topology.author_number[residue]),
        insertion_code=topology.insertion_code[residue].decode() or None,
        residue_name=topology.name_of(residue),
        residue=chr(numbering.letters[index]),
        is_modelled=True,
        ligand_het=nearest[0] if nearest else None,
        distance=show_distance(nearest[1].any_atom) if nearest else None,
        side_chain_distance=show_distance(nearest[1].side_chain) if nearest else None,
        contact_part=nearest[1].contact_part(cutoff) if nearest else None,
        mean_b_factor=round(float(topology.b_factor[atoms].mean()), 2),
        has_altlocs=bool(np.any(topology.altloc[atoms] != b"")),
    )
