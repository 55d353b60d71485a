"""What is a pocket of one chain like: its residues, its room, and what sits in it?"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import column
from rasstruct.analysis.pockets.box import SPACING, place_on_reference
from rasstruct.analysis.pockets.depth import compute_depth
from rasstruct.analysis.pockets.measure import PocketSpace, find_space
from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.analysis.pockets.walls import MappedPocket, map_pocket
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.neighbours import find_near
from rasstruct.structure.surface_area import PROBE_RADIUS
from rasstruct.structure.topology import ResidueKind

__all__ = ["MeasuredPocket", "PocketRow", "describe_pocket", "measure_chain_pocket"]

_POLAR = (b"N", b"O")
#: atoms of a molecule or of another chain inside the room that make it an occupant
_LEAST_INSIDE = 3


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class MeasuredPocket:
    """A measured pocket of the first model: ``space`` is `None` without volume.

    ``touched`` are the wall rows that the probe touches, ``points`` the
    places of the probe in the reference frame.
    """

    mapped: MappedPocket
    space: PocketSpace | None
    points: npt.NDArray[np.float64]
    touched: npt.NDArray[np.int64]
    depth: float | None
    occupants: tuple[str, ...] | None


@dataclasses.dataclass(frozen=True, slots=True)
class PocketRow:
    """One pocket of one chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    pocket: str = column("string", "name of the pocket; around a ligand when one defines it")
    definition: str = column("string", "how the residues were chosen")
    n_residues: int = column("integer", "residues of the definition")
    modelled: tuple[int, ...] = column("list", "UniProt numbers in the coordinates")
    missing: tuple[int, ...] = column("list", "UniProt numbers that are not")
    incomplete: tuple[int, ...] = column("list", "UniProt numbers that lack atoms")
    volume: float | None = column("number", "room that a water-sized probe sweeps, ligands left out", unit="Å³")
    enclosure: float | None = column("number", "mean share of rays that meet a wall within 8 Å, 0 to 1")
    depth: float | None = column(
        "number", "from the farthest point to the way out; none when there is no way", unit="Å"
    )
    polarity: float | None = column("number", "share of N and O among the protein atoms that the probe touches, 0 to 1")
    lining: tuple[int, ...] | None = column("list", "UniProt numbers that the probe touches")
    occupants: tuple[str, ...] | None = column("list", "molecules and other chains with atoms in the room")
    note: str | None = column("string", "why there is no volume, or what to know about it")
    definition_source: str = column("string", "publication or table of the definition")


def measure_chain_pocket(chain: AnnotatedChain, place: PocketPlace) -> MeasuredPocket:
    """Measure a pocket of the first model, with all that is needed to describe it."""
    mapped = map_pocket(chain, place)
    nothing = np.zeros(0, dtype=np.int64)
    if mapped.index is None:
        return MeasuredPocket(mapped, None, np.zeros((0, 3)), nothing, None, None)
    index, box = mapped.index, mapped.index.box
    motion = place_on_reference(chain.structure.xyz[0], index.core)
    xyz = motion.apply(chain.structure.xyz[0])
    walls = xyz[index.walls]
    space = find_space(walls, index.radii, box)
    points = box.origin + SPACING * np.stack(np.unravel_index(space.points, box.region.shape), axis=1)
    return MeasuredPocket(
        mapped=mapped,
        space=space,
        points=points,
        touched=index.walls[_touched(points, walls, index.radii)],
        depth=compute_depth(space, walls, index.radii, box),
        occupants=_find_occupants(chain, xyz, points, index.walls),
    )


def describe_pocket(chain: AnnotatedChain, place: PocketPlace, measured: MeasuredPocket | None = None) -> PocketRow:
    """Describe a pocket of a chain in one row.

    Parameters
    ----------
    chain, place
        The chain, its first model, and the pocket.
    measured
        Its measurement, made here when not given.
    """
    found = measured or measure_chain_pocket(chain, place)
    topology, space = chain.structure.topology, found.space
    number = dict(zip(chain.numbering.residues.tolist(), chain.numbering.uniprot_numbers.tolist(), strict=True))
    residues = topology.residue_index[found.touched].tolist()
    protein = found.touched[[residue in number for residue in residues]] if residues else found.touched
    lining = tuple(sorted({number[residue] for residue in residues if number.get(residue)}))
    has_room = space is not None and len(space.points) > 0
    return PocketRow(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        pocket=place.pocket,
        definition=place.definition,
        n_residues=len(place.residues),
        modelled=place.modelled,
        missing=place.missing,
        incomplete=found.mapped.incomplete,
        volume=None if space is None else round(space.volume, 0),
        enclosure=round(float(space.enclosure.mean()), 2) if space is not None and has_room else None,
        depth=None if found.depth is None else round(found.depth, 1),
        polarity=round(float(np.isin(topology.element[protein], _POLAR).mean()), 2) if len(protein) else None,
        lining=None if space is None else lining,
        occupants=found.occupants,
        note=found.mapped.note,
        definition_source=place.source,
    )


def _touched(
    points: npt.NDArray[np.float64], walls: npt.NDArray[np.float64], radii: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Find the walls that the probe touches at any of its places, give or take one step of the grid."""
    reach = radii + PROBE_RADIUS + SPACING
    near, distances = find_near(points, walls, float(reach.max()) if len(reach) else 1.0)
    return near[distances <= reach[near]]


def _find_occupants(
    chain: AnnotatedChain,
    xyz: npt.NDArray[np.float64],
    points: npt.NDArray[np.float64],
    walls: npt.NDArray[np.int64],
) -> tuple[str, ...]:
    """Name the molecules of the chain, then the other chains, that have atoms in the room; water is not named."""
    topology = chain.structure.topology
    own = {residue: (bound.label, str(bound.key)) for bound in chain.bound_ligands for residue in bound.residues}
    rows = np.flatnonzero(topology.is_heavy & topology.default_conformer)
    rows = rows[~np.isin(rows, walls) & (topology.kind[topology.residue_index[rows]] != ResidueKind.WATER)]
    near, _ = find_near(points, xyz[rows], PROBE_RADIUS)
    counts: dict[tuple[str, str], int] = {}
    for residue in topology.residue_index[rows[near]].tolist():
        key = topology.residue_key(residue)
        is_polymer = topology.kind[residue] == ResidueKind.POLYMER
        name = f"chain {key.chain_id}" if is_polymer else topology.name_of(residue)
        molecule = own.get(residue) or (name, name if is_polymer else str(key))
        counts[molecule] = counts.get(molecule, 0) + 1
    inside = (label for (label, _), count in counts.items() if count >= _LEAST_INSIDE)
    return tuple(dict.fromkeys(inside))
