"""Into which groups of similar molecules does a set fall?

Taylor–Butina clustering of Tanimoto distances: the molecule with most
neighbours within the cutoff becomes the representative of the first cluster,
its neighbours the members; the rest goes on the same way. Ties between equally
crowded molecules are broken by canonical SMILES, so the groups do not depend
on the order in which the molecules come.

References
----------
Butina 1999 J Chem Inf Comput Sci doi:10.1021/ci9803381
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rdkit import Chem
from rdkit.ML.Cluster import Butina

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records, column
from rasstruct.chemistry.comparison.similarity import comparable_molecule, compute_similarities
from rasstruct.chemistry.reading.read_molecules import read_molecule

__all__ = ["CUTOFF", "ClusterMember", "cluster_molecules"]

CUTOFF = 0.6  # Tanimoto distance; on the library clusters follow the published series, and no longer at 0.7
_ROUNDING = 1e-9  # a distance of 1 - 0.7 is not above a cutoff of 0.3


@dataclasses.dataclass(frozen=True, slots=True)
class ClusterMember:
    """A molecule and the cluster it belongs to."""

    cluster: int = column("integer", "number of the cluster, from 1, the largest first")
    size: int = column("integer", "molecules in the cluster")
    name: str = column("string", "name as given, else canonical SMILES")
    index: int = column("integer", "position of the molecule in the input, from 0")
    is_representative: bool = column("boolean", "whether the cluster was formed around it")
    similarity: float = column("number", "Tanimoto similarity to the representative")


def cluster_molecules(
    molecules: Iterable[str | Chem.Mol], *, names: Sequence[str] | None = None, cutoff: float = CUTOFF
) -> Records[ClusterMember]:
    """Group molecules by similarity.

    Parameters
    ----------
    molecules
        SMILES, mol blocks or RDKit molecules.
    names
        One for each molecule.
    cutoff
        Largest Tanimoto distance (1 - similarity) of a member to its representative.

    Returns
    -------
    Records of ClusterMember
        One row a molecule: larger clusters first (equal ones by the SMILES of
        the representative), in a cluster the representative, then decreasing
        similarity to it, then the SMILES.

    Raises
    ------
    MoleculeError
        When a molecule cannot be read, names and molecules differ in number, or the cutoff is not a distance.

    Examples
    --------
    >>> from rasstruct.chemistry.comparison.clustering import cluster_molecules
    >>> members = cluster_molecules(["CCO", "c1ccccc1", "OCC"])
    >>> [(member.cluster, member.index) for member in members]
    [(1, 0), (1, 2), (2, 1)]
    """
    given = [read_molecule(molecule) for molecule in molecules]
    if names is not None and len(names) != len(given):
        raise MoleculeError(f"found {len(names)} names for {len(given)} molecules, expected one each; give as many")
    if not 0.0 <= cutoff <= 1.0:
        raise MoleculeError(f"found a cutoff of {cutoff}, expected a Tanimoto distance between 0 and 1; choose one")
    plain = [comparable_molecule(molecule) for molecule in given]
    smiles = [Chem.MolToSmiles(molecule) for molecule in plain]
    similarities = compute_similarities(plain)
    clusters = _form_clusters(similarities, smiles, cutoff)
    clusters.sort(key=lambda cluster: (-len(cluster), smiles[cluster[0]], cluster[0]))
    rows = []
    for number, (centre, *others) in enumerate(clusters, start=1):
        others.sort(key=lambda index, centre=centre: (-similarities[centre, index], smiles[index], index))  # type: ignore[misc]
        rows += [
            ClusterMember(
                cluster=number,
                size=len(others) + 1,
                name=smiles[index] if names is None else names[index],
                index=index,
                is_representative=index == centre,
                similarity=float(similarities[centre, index]),
            )
            for index in (centre, *others)
        ]
    return Records(ClusterMember, rows)


def _form_clusters(similarities: npt.NDArray[np.float64], smiles: Sequence[str], cutoff: float) -> list[list[int]]:
    """Give the clusters as indices, representative first.

    Butina's program prefers the later of two equally crowded molecules, so the
    molecules are handed over in reverse order of SMILES and input.
    """
    if not smiles:
        return []
    order = sorted(range(len(smiles)), key=lambda index: (smiles[index], index), reverse=True)
    distances = 1.0 - similarities[np.ix_(order, order)]
    lower = [float(distance) for i in range(1, len(order)) for distance in distances[i, :i]]
    found = Butina.ClusterData(lower, len(order), cutoff + _ROUNDING, isDistData=True, reordering=False)  # type: ignore[no-untyped-call]
    return [[order[index] for index in cluster] for cluster in found]
