"""Which pockets does a RAS chain have by geometry alone?

What counts as wall and what is left out, `rasstruct.analysis.pockets.chain_cavities`
says. A found pocket is told by the balls that a detector fills it with: what
they touch lines it, what lies among them sits in it.
"""

from __future__ import annotations

import dataclasses
import warnings

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import RasStructWarning
from rasstruct._base.records import Records, column
from rasstruct.analysis.pockets.chain_cavities import find_cavities
from rasstruct.analysis.pockets.detector import Cavity, Detector, find_with_pocketeer
from rasstruct.analysis.pockets.nucleotide_site import find_nucleotide_site
from rasstruct.analysis.pockets.walls import has_side_chains
from rasstruct.analysis.residue_distances import is_backbone_atom
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.pockets import default_pockets
from rasstruct.structure.neighbours import distance_matrix, nearest_distances

__all__ = ["FoundPocket", "detect_pockets"]

#: an occupant has this share of its heavy atoms within this distance in Å of the centre of a ball: the criterion by
#: which fpocket was judged (Le Guilloux 2009 doi:10.1186/1471-2105-10-168)
_OCCUPIED_SHARE, _OCCUPIED_DISTANCE = 0.5, 3.0
#: Å by which an atom may lie off the surface of a ball and still touch it
_TOUCHING = 0.1
#: Jaccard index above which a found pocket is called by a name
_LEAST_OVERLAP = 0.2
#: definition of what is a surface and no pocket
_FLAT = "interface"


@dataclasses.dataclass(frozen=True, slots=True)
class FoundPocket:
    """A pocket that was found by geometry."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    rank: int = column("integer", "1 for the highest score of the chain")
    volume: float = column("number", "free space in the balls that make the pocket", unit="Å³")
    score: float = column("number", "score of the detector")
    residues: tuple[int, ...] = column("list", "UniProt numbers of the residues that touch the space")
    n_residues: int = column("integer", "number of residues that touch it, tags included")
    side_chain_residues: tuple[int, ...] = column("list", "those that touch it beyond CB (CB of alanine)")
    centre_x: float = column("number", "middle of the pocket", unit="Å")
    centre_y: float = column("number", "middle of the pocket", unit="Å")
    centre_z: float = column("number", "middle of the pocket", unit="Å")
    matches: str | None = column("string", "named pocket that agrees best; none with an overlap below 0.2")
    overlap: float = column("number", "residues shared with the best named pocket, of all residues of both")
    occupants: tuple[str, ...] = column("list", "molecules in the file that sit in the pocket")
    detector: str = column("string", "program that found it")


def detect_pockets(
    chain: AnnotatedChain, *, detector: Detector = find_with_pocketeer, detector_name: str = "pocketeer"
) -> Records[FoundPocket]:
    """Find the pockets of a chain by geometry, ligands and waters left out.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    detector, detector_name
        What looks for cavities, and what it is called in the rows.

    Returns
    -------
    Records of FoundPocket
        In the order of the detector, the highest score first.

    Warns
    -----
    RasStructWarning
        When the side chains are not modelled; nothing is found then.

    Notes
    -----
    One pocket may hold more than a named one, and a named one may be split:
    ``overlap`` says how well they agree. See docs/pocket_detection.md.
    """
    if not has_side_chains(chain):
        warnings.warn(
            f"the side chains of chain {chain.chain_id} of {chain.structure.source} are not modelled, so pockets "
            "cannot be found; use a model with all atoms",
            RasStructWarning,
            stacklevel=3,
        )
        return Records(FoundPocket, ())
    rows = chain.structure.topology.heavy_rows(tuple(chain.numbering.residues.tolist()))
    cavities = find_cavities(chain, detector)
    return Records(
        FoundPocket,
        (_describe(chain, cavity, rows, rank, detector_name) for rank, cavity in enumerate(cavities, start=1)),
    )


def _describe(
    chain: AnnotatedChain, cavity: Cavity, rows: npt.NDArray[np.int64], rank: int, detector_name: str
) -> FoundPocket:
    """Say what lines a cavity, what sits in it and which named pocket it is."""
    topology, numbering = chain.structure.topology, chain.numbering
    touching = rows[_touch(cavity, chain.structure.xyz[0][rows])]
    touched = np.isin(numbering.residues, topology.residue_index[touching])
    owners = topology.residue_index[touching]
    is_backbone = is_backbone_atom(topology.atom_name[touching], topology.letter[owners])
    by_side_chain = np.isin(numbering.residues, owners[~is_backbone])
    residues = _numbered(numbering.uniprot_numbers[touched])
    matches, overlap = _match(residues)
    x, y, z = (round(float(value), 2) for value in cavity.centres.mean(axis=0))
    return FoundPocket(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        rank=rank,
        volume=round(cavity.volume, 1),
        score=round(cavity.score, 3),
        residues=residues,
        n_residues=int(touched.sum()),
        side_chain_residues=_numbered(numbering.uniprot_numbers[by_side_chain]),
        centre_x=x,
        centre_y=y,
        centre_z=z,
        matches=matches,
        overlap=overlap,
        occupants=_find_occupants(chain, cavity),
        detector=detector_name,
    )


def _touch(cavity: Cavity, xyz: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Say which atoms lie on or in a ball."""
    reach = cavity.radii[:, None] + _TOUCHING
    return np.asarray((distance_matrix(cavity.centres, xyz) <= reach).any(axis=0))


def _numbered(numbers: npt.NDArray[np.int32]) -> tuple[int, ...]:
    """Give UniProt numbers in order, those of tags left out."""
    return tuple(sorted(numbers[numbers > 0].tolist()))


def _match(residues: tuple[int, ...]) -> tuple[str | None, float]:
    """Name the pocket that has the largest Jaccard index with some residues, and give it."""
    found = set(residues)
    shares = {
        name: len(found.intersection(row.residues)) / len(found.union(row.residues))
        for name, row in default_pockets().items()
        if row.definition != _FLAT
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _LEAST_OVERLAP else None, round(shares[best], 3)


def _find_occupants(chain: AnnotatedChain, cavity: Cavity) -> tuple[str, ...]:
    """List the molecules of which at least half lies in a cavity, those in its walls left out."""
    xyz, in_walls = chain.structure.xyz[0], find_nucleotide_site(chain)
    return tuple(
        ligand.label
        for ligand in chain.bound_ligands
        if ligand not in in_walls
        and (nearest_distances(cavity.centres, xyz[ligand.atom_rows]) <= _OCCUPIED_DISTANCE).mean() >= _OCCUPIED_SHARE
    )
