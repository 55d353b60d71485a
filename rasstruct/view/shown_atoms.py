"""Which atoms of a structure stand in a scene, and under which serial numbers?

The RAS chain, what is bound to it, the proteins that meet it, and the waters
that are asked for: heavy atoms of the default conformer, with UniProt numbers on the RAS chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.interop.exported_atoms import select_residues
from rasstruct.structure.interop.to_atom_site import format_atom_site
from rasstruct.structure.topology import ResidueKind
from rasstruct.view.scene import Point, Selection

__all__ = ["ShownAtoms", "choose_atoms"]

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ShownAtoms:
    """Atoms of one model of a scene.

    ``serial`` has a serial number for every atom row of the topology, 0 where
    the atom is not shown; ``xyz`` are coordinates in Å of all rows, shape (n, 3).
    """

    chain: AnnotatedChain
    model: int
    text: str
    serial: npt.NDArray[np.int64]
    xyz: npt.NDArray[np.float64]

    def select(self, rows: Rows) -> Selection:
        """Choose atoms by row; those that are not shown are left out."""
        serials = np.unique(self.serial[rows])
        serials = serials[serials > 0]
        if not len(serials):
            return Selection(self.model, ())
        breaks = np.flatnonzero(np.diff(serials) > 1)
        firsts, lasts = serials[np.r_[0, breaks + 1]], serials[np.r_[breaks, len(serials) - 1]]
        return Selection(self.model, tuple(zip(firsts.tolist(), lasts.tolist(), strict=True)))

    def rows_of(self, residues: Iterable[int]) -> Rows:
        """Give the shown atoms of some residues."""
        wanted = np.isin(self.chain.structure.topology.residue_index, list(residues))
        return np.flatnonzero(wanted & (self.serial > 0))

    def select_residues(self, residues: Iterable[int]) -> Selection:
        """Choose whole residues."""
        return self.select(self.rows_of(residues))

    def window(self, focus: Iterable[Selection]) -> tuple[Point, float]:
        """Give centre and radius in Å of some atoms, of all that are shown when there are none."""
        chosen = np.zeros(int(self.serial.max()) + 1, dtype=bool)
        for selection in focus:
            for first, last in selection.serials:
                chosen[first : last + 1] = True
        rows = np.flatnonzero((self.serial > 0) & (chosen[self.serial] | ~chosen.any()))
        centre = self.place(rows)
        return centre, round(float(np.linalg.norm(self.xyz[rows] - np.array(centre), axis=1).max()), 2)

    def place(self, rows: Rows | list[int]) -> Point:
        """Give the middle of some atoms, in Å."""
        x, y, z = np.asarray(self.xyz[rows], dtype=np.float64).reshape(-1, 3).mean(axis=0).round(3).tolist()
        return (x, y, z)


def choose_atoms(
    chain: AnnotatedChain,
    *,
    model: int = 0,
    waters: Iterable[int] = (),
    xyz: npt.NDArray[np.float64] | None = None,
    has_partners: bool = True,
) -> ShownAtoms:
    """Choose the atoms of a scene.

    Parameters
    ----------
    chain
        The RAS chain.
    model
        Which model of the scene they are, from 0.
    waters
        Residue rows of waters to show.
    xyz
        Coordinates in Å of all atoms, shape (n, 3), when they were moved.
    has_partners
        Whether the proteins that meet the chain are shown.
    """
    topology = chain.structure.topology
    names = [chain.chain_id, *(partner.chain_id for partner in chain.partners if has_partners)]
    is_shown = np.isin(topology.chain_index, [topology.chain_ids.index(name) for name in dict.fromkeys(names)])
    is_shown &= topology.kind == ResidueKind.POLYMER
    bound = [residue for ligand in chain.bound_ligands for residue in ligand.residues]
    is_shown[[*bound, *waters]] = True
    keep = is_shown[topology.residue_index] & topology.is_heavy & topology.default_conformer
    rows = np.flatnonzero(keep)
    serial = np.zeros(topology.n_atoms, dtype=np.int64)
    serial[rows] = np.arange(1, len(rows) + 1)
    exported = select_residues(chain.structure, (chain.numbering,), residues=is_shown)
    places = chain.structure.xyz[0].astype(np.float64) if xyz is None else xyz
    return ShownAtoms(
        chain=chain, model=model, text=format_atom_site(exported, rows, places), serial=serial, xyz=places
    )
