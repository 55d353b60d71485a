"""How does a new side chain fit on a backbone, among what is there?

Rotamers of the backbone-dependent library, and variants of the best ones by
one standard deviation of chi1 and chi2, are ranked by probability, a soft
Lennard-Jones term and near pairs of polar atoms. Backbone and surroundings do
not move. It is a ranking, not a free energy.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct.analysis.mutagenesis.side_chain_builder import build_side_chains, list_side_chain_atoms
from rasstruct.analysis.mutagenesis.surroundings import ResidueFrame, Surroundings
from rasstruct.reference.rotamer_ranking import get_rotamer_parameter
from rasstruct.reference.rotamers import get_rotamers
from rasstruct.reference.side_chain_atoms import polar_atoms
from rasstruct.structure.elements import van_der_waals_radii

__all__ = ["Overlap", "PlacedRotamer", "find_overlap", "place_side_chain"]

_VARIED_CHI = 2
#: Å beyond which a pair of atoms has no energy to speak of
_MEETING = 6.0
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The worst overlap of a side chain: Å, its atom, and the row of the other atom; 0 Å without one."""

    depth: float
    atom: str | None
    row: int | None


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRotamer:
    """A side chain as it was placed; coordinates in Å, shape (n_atoms, 3), dihedrals in degrees, energy in RT."""

    residue_name: str
    atom_names: tuple[str, ...]
    xyz: Values
    chi: tuple[float, ...]
    probability: float
    energy: float
    ligand_overlap: Overlap
    protein_overlap: Overlap


def place_side_chain(
    frame: ResidueFrame, residue_name: str, surroundings: Surroundings, n_best: int = 3
) -> tuple[PlacedRotamer, ...]:
    """Place a side chain.

    Parameters
    ----------
    frame
        The backbone.
    residue_name
        Three-letter code of the amino acid.
    surroundings
        What stands around, without the side chain that is replaced.
    n_best
        How many rotamers to give.

    Returns
    -------
    tuple of PlacedRotamer
        The best first, different in their rotamer; one without atoms for glycine.
    """
    atom_names = list_side_chain_atoms(residue_name)
    rotamers = get_rotamers(residue_name, frame.phi, frame.psi)
    least = get_rotamer_parameter("least probability")
    rarity = -np.log(np.maximum(rotamers.probability, least) / rotamers.probability.max())
    xyz = build_side_chains(residue_name, frame.backbone, rotamers.chi)
    pairs = _Pairs.of(residue_name, atom_names, surroundings, xyz)
    energy = rarity + pairs.energy(xyz)
    chosen = np.argsort(energy, kind="stable")[: int(get_rotamer_parameter("expanded rotamers"))]
    steps = _steps(rotamers.chi.shape[1])
    chi = rotamers.chi[chosen][:, None] + steps * rotamers.sigma[chosen][:, None]
    strain = (steps**2).sum(axis=1) / 2
    xyz = build_side_chains(residue_name, frame.backbone, chi.reshape(len(chosen) * len(steps), chi.shape[-1]))
    varied = (rarity[chosen][:, None] + strain) + pairs.energy(xyz).reshape(len(chosen), len(steps))
    best = varied.argmin(axis=1)
    order = np.argsort(varied[np.arange(len(chosen)), best], kind="stable")[:n_best]
    xyz = xyz.reshape(len(chosen), len(steps), *xyz.shape[1:])
    return tuple(
        PlacedRotamer(
            residue_name=residue_name,
            atom_names=atom_names,
            xyz=xyz[one, best[one]],
            chi=tuple(((chi[one, best[one]] + 180) % 360 - 180).tolist()),
            probability=float(rotamers.probability[chosen[one]]),
            energy=float(varied[one, best[one]]),
            ligand_overlap=find_overlap(
                residue_name, atom_names, xyz[one, best[one]], surroundings, surroundings.is_ligand
            ),
            protein_overlap=find_overlap(
                residue_name, atom_names, xyz[one, best[one]], surroundings, ~surroundings.is_ligand
            ),
        )
        for one in order.tolist()
    )


def find_overlap(
    residue_name: str,
    atom_names: tuple[str, ...],
    xyz: Values,
    surroundings: Surroundings,
    among: npt.NDArray[np.bool_],
) -> Overlap:
    """Find the worst overlap of side-chain atoms with some of the atoms around them.

    Parameters
    ----------
    residue_name, atom_names, xyz
        What the side chain is, its atoms and their coordinates in Å, shape (n_atoms, 3).
    surroundings
        The atoms around it.
    among
        Which of these are looked at, shape (n,).

    Notes
    -----
    Overlap: sum of the van der Waals radii less the distance, less an
    allowance for a donor with an acceptor, which may be hydrogen-bonded.
    """
    if not atom_names or not among.any():
        return Overlap(0.0, None, None)
    elements = np.array([name[:1] for name in atom_names], dtype="S2")
    touch = van_der_waals_radii(elements)[:, None] + surroundings.radius[among]
    touch -= (
        get_rotamer_parameter("hydrogen bond allowance") * _may_bond(residue_name, atom_names, surroundings)[:, among]
    )
    depth = touch - np.linalg.norm(xyz[:, None] - surroundings.xyz[among], axis=-1)
    atom, other = np.unravel_index(int(depth.argmax()), depth.shape)
    if depth[atom, other] <= 0:
        return Overlap(0.0, None, None)
    return Overlap(float(depth[atom, other]), atom_names[int(atom)], int(surroundings.row[among][other]))


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Distances of least energy in Å of side-chain atoms and those around, and which may be hydrogen-bonded."""

    others: Values
    best: Values
    may_bond: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, residue_name: str, atom_names: tuple[str, ...], surroundings: Surroundings, xyz: Values) -> _Pairs:
        """Prepare the pairs of a side chain with what it may meet in any of its rotamers; shapes (n_atoms, n)."""
        if not atom_names:
            return cls(np.zeros((0, 3)), np.zeros((0, 0)), np.zeros((0, 0), dtype=np.bool_))
        centre = xyz.mean(axis=(0, 1))
        reach = np.linalg.norm(xyz - centre, axis=-1).max() + _MEETING
        near = np.linalg.norm(surroundings.xyz - centre, axis=1) <= reach
        elements = np.array([name[:1] for name in atom_names], dtype="S2")
        best = get_rotamer_parameter("radius scale") * (van_der_waals_radii(elements)[:, None] + surroundings.radius)
        return cls(surroundings.xyz[near], best[:, near], _may_bond(residue_name, atom_names, surroundings)[:, near])

    def energy(self, xyz: Values) -> Values:
        """Compute the energy in RT of side chains, coordinates of shape (k, n_atoms, 3)."""
        if not self.others.size:
            return np.zeros(len(xyz))
        centre = self.others.mean(axis=0)
        own, others = xyz - centre, self.others - centre
        squares = (own**2).sum(axis=-1)[..., None] + (others**2).sum(axis=-1) - 2 * (own @ others.T)
        near = np.maximum(squares / self.best**2, get_rotamer_parameter("core") ** 2)
        sixth = 1 / (near * near * near)
        pair = sixth * (sixth - 2)
        pair *= get_rotamer_parameter("well depth")
        np.minimum(pair, get_rotamer_parameter("ceiling"), out=pair)
        is_bond = self.may_bond & (squares < get_rotamer_parameter("hydrogen bond reach") ** 2)
        return np.asarray(pair.sum(axis=(1, 2)) - get_rotamer_parameter("hydrogen bond") * is_bond.sum(axis=(1, 2)))


def _may_bond(residue_name: str, atom_names: tuple[str, ...], surroundings: Surroundings) -> npt.NDArray[np.bool_]:
    """Say which pairs are a donor and an acceptor; shape (n_atoms, n)."""
    roles = [polar_atoms(residue_name).get(name) for name in atom_names]
    gives = np.array([role is not None and role.donor for role in roles])
    takes = np.array([role is not None and role.acceptor for role in roles])
    return np.asarray((gives[:, None] & surroundings.takes) | (takes[:, None] & surroundings.gives))


@cache
def _steps(n_chi: int) -> Values:
    """Give the variants of a rotamer, in standard deviations: chi1 and chi2 down, as they are, up."""
    varied = min(_VARIED_CHI, n_chi)
    steps = itertools.product((0.0, -1.0, 1.0), repeat=varied)
    return np.array([[*step, *([0.0] * (n_chi - varied))] for step in steps])
