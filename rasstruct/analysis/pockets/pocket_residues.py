"""Which residues line a pocket, with side chain or backbone, and how near does the ligand come to each?

Listed are the residues of the definition, missing ones too, and those outside
it that the probe touches in this structure. Side chain and backbone are told apart as in `measure_residues`.
"""

from __future__ import annotations

import dataclasses

from rasstruct._base.records import Records, column
from rasstruct.analysis.pockets.describe import MeasuredPocket, measure_chain_pocket
from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.analysis.residue_distances import (
    ResidueDistance,
    is_backbone_atom,
    measure_residues,
    show_distance,
)
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.regions import regions_by_residue

__all__ = ["PocketResidue", "list_pocket_residues"]


@dataclasses.dataclass(frozen=True, slots=True)
class PocketResidue:
    """One residue of a pocket."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    pocket: str = column("string", "name of the pocket; around a ligand when one defines it")
    uniprot_number: int = column("integer", "UniProt number")
    author_number: int | None = column("integer", "residue number in the file; none when missing")
    insertion_code: str | None = column("string", "insertion code in the file")
    residue_name: str | None = column("string", "residue name in the file; none when missing")
    canonical: str = column("string", "one-letter residue of the isoform")
    regions: tuple[str, ...] = column("list", "regions of the review, the most specific first")
    in_definition: bool = column("boolean", "whether the definition names it")
    is_modelled: bool = column("boolean", "whether the residue is in the coordinates")
    faces: str | None = column("string", "what lines the room: side chain, backbone, both or none; none without room")
    ligand_het: str | None = column("string", "nearest inhibitor, or the ligand that defines the pocket")
    distance: float | None = column("number", "nearest heavy atoms of residue and ligand", unit="Å")


def list_pocket_residues(
    chain: AnnotatedChain, place: PocketPlace, measured: MeasuredPocket | None = None
) -> Records[PocketResidue]:
    """List the residues of a pocket.

    Parameters
    ----------
    chain, place
        The chain, its first model, and the pocket.
    measured
        Its measurement, made here when not given.

    Returns
    -------
    Records of PocketResidue
        By UniProt number.
    """
    found = measured or measure_chain_pocket(chain, place)
    faces = _faces(chain, found)
    nearest = _nearest_ligands(chain, place)
    topology, numbering = chain.structure.topology, chain.numbering
    isoform = get_isoform(numbering.reference_isoform)
    named = regions_by_residue(DEFAULT_SCHEME, isoform.isoform)
    rows = []
    for number in sorted({*place.residues, *faces}):
        residue = numbering.residue_at(number)
        label, distance = nearest.get(number, (None, None))
        rows.append(
            PocketResidue(
                source=chain.structure.source,
                pdb_id=chain.pdb_id,
                chain_id=chain.chain_id,
                pocket=place.pocket,
                uniprot_number=number,
                author_number=None if residue is None else int(topology.author_number[residue]),
                insertion_code=None if residue is None else topology.insertion_code[residue].decode() or None,
                residue_name=None if residue is None else topology.name_of(residue),
                canonical=isoform.sequence[number - 1],
                regions=named.get(number, ()),
                in_definition=number in place.residues,
                is_modelled=residue is not None,
                faces=None if found.space is None or residue is None else faces.get(number, "none"),
                ligand_het=label,
                distance=show_distance(distance.any_atom) if distance else None,
            )
        )
    return Records(PocketResidue, rows)


def _faces(chain: AnnotatedChain, found: MeasuredPocket) -> dict[int, str]:
    """Say of each residue that the probe touches by which part it does so."""
    topology, numbering = chain.structure.topology, chain.numbering
    number = dict(zip(numbering.residues.tolist(), numbering.uniprot_numbers.tolist(), strict=True))
    owners = topology.residue_index[found.touched]
    is_backbone = is_backbone_atom(topology.atom_name[found.touched], topology.letter[owners])
    parts: dict[int, set[str]] = {}
    for residue, by_backbone in zip(owners.tolist(), is_backbone.tolist(), strict=True):
        if not number.get(residue):
            continue
        parts.setdefault(number[residue], set()).add("backbone" if by_backbone else "side chain")
    return {number: "both" if len(names) > 1 else next(iter(names)) for number, names in parts.items()}


def _nearest_ligands(chain: AnnotatedChain, place: PocketPlace) -> dict[int, tuple[str, ResidueDistance]]:
    """Give the nearest inhibitor of each residue, or the ligand that defines the pocket."""
    nearest: dict[int, tuple[str, ResidueDistance]] = {}
    for ligand in chain.inhibitors if place.bound is None else (place.bound,):
        for row in measure_residues(chain, ligand):
            before = nearest.get(row.uniprot_number)
            if before is None or row.any_atom < before[1].any_atom:
                nearest[row.uniprot_number] = (ligand.label, row)
    return nearest
