"""Which bond orders do coordinates alone suggest? (the last resort, for a molecule that no table knows)

Atoms at bond distance are bonded. Nitro, sulfonyl and phosphoryl groups and
triple bonds are told by their shape; then double bonds are laid between flat
atoms so that few of them stay without one and short bonds come first. Every
other valence is filled with hydrogens: charges of acids and amines are not seen.
"""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms, find_bonded, single_bond_lengths
from rasstruct.chemistry.bound.double_bonds import pair_atoms

__all__ = ["perceive_bonds"]

Floats = npt.NDArray[np.float64]

#: usual valence of the elements of drugs, nucleotides and buffers
_VALENCE = {"C": 4, "N": 3, "O": 2, "S": 2, "P": 5, "B": 3, "SI": 4, "SE": 2, "F": 1, "CL": 1, "BR": 1, "I": 1}
#: lengths in Å of single and double bonds, of Allen 1987 J Chem Soc Perkin Trans 2 S1 doi:10.1039/p298700000s1
_LENGTHS = {
    ("C", "C"): (1.51, 1.34),
    ("C", "N"): (1.46, 1.28),
    ("C", "O"): (1.40, 1.21),
    ("C", "S"): (1.79, 1.67),
    ("N", "N"): (1.42, 1.25),
    ("N", "O"): (1.40, 1.21),
}
#: Å below which a bond between a linear atom and its neighbour is triple
_TRIPLE = {("C", "C"): 1.27, ("C", "N"): 1.22}
#: angle of a linear atom, and angle sum of a flat one with three neighbours, in degrees
_LINEAR, _FLAT_SUM = 165.0, 352.0
#: Å that the atoms of a flat ring are at most out of its plane, and the longest its bonds are on average, relative to
#: the sums of covalent radii (0.92 in benzene, 1.0 in cyclohexane)
_RING_PLANE, _RING_LENGTH = 0.12, 0.95
#: least score of a double bond outside flat rings
_MIN_SCORE = 0.45
#: what an atom of a flat ring costs that stays without a double bond, in units of the length score; and any other
_UNPAIRED_RING, _UNPAIRED = 1.5, 0.35


@dataclasses.dataclass(slots=True)
class _Graph:
    """Atoms, neighbours and what is known so far of the bond orders."""

    elements: tuple[str, ...]
    xyz: Floats
    neighbours: list[list[int]]
    orders: dict[tuple[int, int], int]
    charges: list[int]
    hydrogens: tuple[int, ...] | None

    def free(self, index: int) -> int:
        """Give the valence that bonds laid so far leave, counting hydrogens where they are known."""
        used = sum(self.orders[_key(index, other)] for other in self.neighbours[index])
        known = self.hydrogens[index] if self.hydrogens else 0
        return _VALENCE.get(self.elements[index], 0) + max(self.charges[index], 0) - used - known

    def length(self, first: int, second: int) -> float:
        """Give the distance of two atoms in Å."""
        return float(np.linalg.norm(self.xyz[first] - self.xyz[second]))


def perceive_bonds(label: str, atoms: CrystalAtoms) -> Chem.Mol:
    """Make a molecule of coordinates alone.

    Parameters
    ----------
    label
        What to call the molecule in messages.
    atoms
        Its heavy atoms; hydrogens that the file shows decide valences.

    Raises
    ------
    MoleculeError
        When the atoms have no valences that fit.
    """
    molecule = _perceive(atoms)
    if molecule is None and atoms.hydrogens is not None:
        molecule = _perceive(dataclasses.replace(atoms, hydrogens=None))
    if molecule is None:
        raise MoleculeError(
            f"found no bond orders that fit the coordinates of {label}, expected a known HET code or a sound "
            "geometry; give its SMILES"
        )
    return molecule


def _perceive(atoms: CrystalAtoms) -> Chem.Mol | None:
    """Make the molecule, `None` when valences do not fit."""
    graph = _connect(atoms)
    _mark_groups(graph)
    in_flat_ring = _find_flat_rings(graph)
    for double in _lay_double_bonds(graph, in_flat_ring):
        graph.orders[double] = 2
    if graph.hydrogens is not None:
        _charge_amidinium(graph)
    editable = Chem.RWMol()
    for element, charge in zip(graph.elements, graph.charges, strict=True):
        atom = Chem.Atom(element.capitalize())
        atom.SetFormalCharge(charge)
        editable.AddAtom(atom)
    kinds = {1: Chem.BondType.SINGLE, 2: Chem.BondType.DOUBLE, 3: Chem.BondType.TRIPLE}
    for (first, second), order in graph.orders.items():
        editable.AddBond(first, second, kinds[order])
    molecule = editable.GetMol()
    with rdBase.BlockLogs():
        is_sound = Chem.SanitizeMol(molecule, catchErrors=True) == Chem.SanitizeFlags.SANITIZE_NONE
    return molecule if is_sound else None


def _key(first: int, second: int) -> tuple[int, int]:
    """Name a bond: the smaller index first."""
    return (first, second) if first < second else (second, first)


def _connect(atoms: CrystalAtoms) -> _Graph:
    """Bond what stands at bond distance; nitrogen with four neighbours is charged."""
    neighbours: list[list[int]] = [[] for _ in atoms.elements]
    orders: dict[tuple[int, int], int] = {}
    for first, second in find_bonded(atoms.elements, atoms.xyz).tolist():
        neighbours[first].append(second)
        neighbours[second].append(first)
        orders[_key(first, second)] = 1
    counts = atoms.hydrogens or (0,) * len(atoms.elements)
    charges = [
        int(element == "N" and len(others) + count == 4)
        for element, others, count in zip(atoms.elements, neighbours, counts, strict=True)
    ]
    return _Graph(atoms.elements, atoms.xyz, neighbours, orders, charges, atoms.hydrogens)


def _mark_groups(graph: _Graph) -> None:
    """Lay the bonds of phosphoryl, sulfonyl, sulfinyl and nitro groups and triple bonds."""
    for index, element in enumerate(graph.elements):
        others = graph.neighbours[index]
        terminal = sorted(
            (other for other in others if graph.elements[other] in "OS" and len(graph.neighbours[other]) == 1),
            key=lambda other, index=index: graph.length(index, other),  # type: ignore[misc]
        )
        if element == "P" and terminal:
            graph.orders[_key(index, terminal[0])] = 2
        elif element == "S" and len(others) >= 3:
            for other in terminal[: 2 if len(others) == 4 else 1]:
                graph.orders[_key(index, other)] = 2
        elif element == "N" and len(others) == 3 and len(terminal) == 2:
            graph.orders[_key(index, terminal[0])] = 2
            graph.charges[index], graph.charges[terminal[1]] = 1, -1
        elif element == "C" and len(others) == 2 and _angle_sum(graph, index) > _LINEAR:
            other = min(others, key=lambda other: graph.length(index, other))
            pair = (graph.elements[index], graph.elements[other])
            if graph.length(index, other) < _TRIPLE.get((min(pair), max(pair)), 0.0):
                graph.orders[_key(index, other)] = 3


def _charge_amidinium(graph: _Graph) -> None:
    """Give flat carbons that lack a bond one to a nitrogen whose valence is full, which becomes charged."""
    for index, element in enumerate(graph.elements):
        if element != "C" or len(graph.neighbours[index]) != 3 or graph.free(index) != 1:
            continue
        full = [
            other
            for other in graph.neighbours[index]
            if graph.elements[other] == "N" and graph.free(other) == 0 and not graph.charges[other]
        ]
        if full and _angle_sum(graph, index) > _FLAT_SUM:
            nearest = min(full, key=lambda other, index=index: graph.length(index, other))  # type: ignore[misc]
            graph.charges[nearest] = 1
            graph.orders[_key(index, nearest)] = 2


def _angle_sum(graph: _Graph, index: int) -> float:
    """Sum the angles between the neighbours of an atom, in degrees."""
    arms = graph.xyz[graph.neighbours[index]] - graph.xyz[index]
    arms = arms / np.linalg.norm(arms, axis=1, keepdims=True)
    return sum(
        float(np.degrees(np.arccos(np.clip(first @ second, -1.0, 1.0))))
        for first, second in itertools.combinations(arms, 2)
    )


def _find_flat_rings(graph: _Graph) -> frozenset[int]:
    """Find the atoms of flat rings of five and six whose carbons and nitrogens are none of them tetrahedral."""
    skeleton = Chem.RWMol()
    for _ in graph.elements:
        skeleton.AddAtom(Chem.Atom(0))
    for first, second in graph.orders:
        skeleton.AddBond(first, second, Chem.BondType.SINGLE)
    found: set[int] = set()
    for ring in Chem.GetSymmSSSR(skeleton):
        members = list(ring)
        if len(members) not in (5, 6) or any(len(graph.neighbours[index]) > 3 for index in members):
            continue
        centred = graph.xyz[members] - graph.xyz[members].mean(axis=0)
        normal = np.linalg.svd(centred)[2][2]
        around = np.array([members, [*members[1:], members[0]]]).T
        lengths = np.linalg.norm(graph.xyz[around[:, 0]] - graph.xyz[around[:, 1]], axis=1)
        is_short = float(np.mean(lengths / single_bond_lengths(graph.elements, around))) <= _RING_LENGTH
        if is_short and np.abs(centred @ normal).max() <= _RING_PLANE:
            found.update(members)
    return frozenset(found)


def _lay_double_bonds(graph: _Graph, in_flat_ring: frozenset[int]) -> list[tuple[int, int]]:
    """Choose the double bonds of each conjugated system."""
    able = {index for index in range(len(graph.elements)) if _may_be_double(graph, index, in_flat_ring)}
    scores = {
        bond: score
        for bond in graph.orders
        if bond[0] in able and bond[1] in able and (score := _score(graph, bond, in_flat_ring)) is not None
    }
    atoms = {index for bond in scores for index in bond}
    return pair_atoms(scores, {index: _cost_of_none(graph, index, in_flat_ring) for index in atoms})


def _may_be_double(graph: _Graph, index: int, in_flat_ring: frozenset[int]) -> bool:
    """Say whether an atom can have a double bond: it has the valence and is flat."""
    count = len(graph.neighbours[index])
    if not count or graph.free(index) < 1 or graph.elements[index] not in ("C", "N", "O", "S"):
        return False
    if graph.hydrogens is not None and graph.elements[index] != "C":
        return True
    return index in in_flat_ring or count != 3 or _angle_sum(graph, index) > _FLAT_SUM


def _score(graph: _Graph, bond: tuple[int, int], in_flat_ring: frozenset[int]) -> float | None:
    """Rate a double bond by its length, from below 0 (single) over 0.5 to 1 (double); `None` when it is none."""
    pair = (graph.elements[bond[0]], graph.elements[bond[1]])
    lengths = _LENGTHS.get((min(pair), max(pair)))
    if lengths is None:
        return None
    single, double = lengths
    score = min((single - graph.length(*bond)) / (single - double), 1.2)
    within = bond[0] in in_flat_ring and bond[1] in in_flat_ring
    return score if within or score > _MIN_SCORE or graph.hydrogens is not None else None


def _cost_of_none(graph: _Graph, index: int, in_flat_ring: frozenset[int]) -> float:
    """Say what it costs that an atom stays without a double bond: a lot for flat carbon and for known hydrogens."""
    if graph.hydrogens is not None and graph.free(index) > 0:
        return 2 * _UNPAIRED_RING
    if graph.elements[index] != "C":
        return 0.0
    return _UNPAIRED_RING if index in in_flat_ring or len(graph.neighbours[index]) == 3 else _UNPAIRED
