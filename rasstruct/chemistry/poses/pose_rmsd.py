"""How far are two poses of a molecule apart, whichever way its symmetric parts are numbered?

The root-mean-square distance over the heavy atoms, least over all ways to match
them that keep elements and bonds (spyrmsd; Meli 2020 J Cheminform
doi:10.1186/s13321-020-00455-2). In place, as docking is judged, or after the
best rigid superposition. Bond orders are ignored, so that the bound form of a
crystal and the free form of a docked drug compare.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.poses.heavy_atoms import describe_difference, heavy_atoms, heavy_coordinates, match_heavy_atoms

__all__ = ["symmetric_rmsd", "symmetric_rmsds"]

#: most ways to match the atoms; each is tried, 16 000 of them take 0.2 s in place and 4 s superposed
_MAX_MATCHINGS = 50_000
#: sum of squares in Å² below which a superposition is exact: what spyrmsd's root finding leaves
_EXACT = 1e-6


def symmetric_rmsd(mol: Chem.Mol, other: Chem.Mol, *, superpose: bool = False) -> float:
    """Compute the symmetry-aware RMSD in Å between two poses.

    Parameters
    ----------
    mol, other
        Two poses of a molecule, in any atom order; the first conformers count.
    superpose
        Move one onto the other first.

    Raises
    ------
    MoleculeError
        When the heavy atoms or their bonds differ, when a pose has no coordinates in space, or when the molecule
        is too symmetric to try all ways.

    Examples
    --------
    >>> from rdkit.Chem import rdDistGeom
    >>> toluene = Chem.AddHs(Chem.MolFromSmiles("Cc1ccccc1"))
    >>> rdDistGeom.EmbedMolecule(toluene, randomSeed=1)
    0
    >>> other_way_round = Chem.RenumberAtoms(toluene, [0, 1, 6, 5, 4, 3, 2, *range(7, 15)])
    >>> symmetric_rmsd(toluene, other_way_round)
    0.0
    """
    return symmetric_rmsds(mol, [other], superpose=superpose)[0]


def symmetric_rmsds(mol: Chem.Mol, others: Iterable[Chem.Mol], *, superpose: bool = False) -> tuple[float, ...]:
    """Compute the symmetry-aware RMSD in Å of many poses to one; see `symmetric_rmsd`.

    Poses whose atoms are in the same order share the search for matching atoms.

    Returns
    -------
    tuple of float
        In the order of the poses.
    """
    from spyrmsd.rmsd import symmrmsd

    reference, elements, bonds = _graph(mol)
    poses = list(others)
    graphs = [_graph(other) for other in poses]
    groups: dict[tuple[bytes, bytes], list[int]] = {}
    for index, graph in enumerate(graphs):
        groups.setdefault((graph[1].tobytes(), graph[2].tobytes()), []).append(index)
    found = np.full(len(graphs), np.nan)
    for members in groups.values():
        _check_same_graph(mol, poses[members[0]])
        _, other_elements, other_bonds = graphs[members[0]]
        placed = [graphs[index][0] for index in members]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Disconnected graph")
            found[members] = symmrmsd(
                reference, placed, elements, other_elements, bonds, other_bonds, minimize=superpose, atol=_EXACT
            )
    return tuple(float(value) for value in found)


def _graph(mol: Chem.Mol) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give coordinates, elements and adjacency of the heavy atoms."""
    kept = list(heavy_atoms(mol))
    elements = np.array([mol.GetAtomWithIdx(index).GetAtomicNum() for index in kept], dtype=np.int64)
    adjacency = np.asarray(Chem.GetAdjacencyMatrix(mol), dtype=np.int64)[np.ix_(kept, kept)]
    return heavy_coordinates(mol), elements, adjacency


def _check_same_graph(mol: Chem.Mol, other: Chem.Mol) -> None:
    """Refuse two molecules that differ, or one with too many ways to match it with itself."""
    if not heavy_atoms(mol):
        raise MoleculeError("found no heavy atoms, expected two poses of a molecule; give molecules with atoms")
    difference = describe_difference(other, mol)
    if difference:
        raise MoleculeError(
            f"found {difference}, expected two poses of one molecule; compare poses of the same molecule"
        )
    if len(match_heavy_atoms(mol, other, _MAX_MATCHINGS + 1)) > _MAX_MATCHINGS:
        raise MoleculeError(
            f"found a molecule with over {_MAX_MATCHINGS} symmetric numberings, expected fewer to compare them all; "
            "remove symmetric groups such as CF3 from both poses first"
        )
