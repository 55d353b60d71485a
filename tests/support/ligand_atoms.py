"""Atoms of a molecule, read from PDB lines and edited: other names, order, atoms missing, hydrogens added."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclasses.dataclass(frozen=True)
class LigandAtoms:
    """Names, elements and coordinates (Å); every method gives a changed copy."""

    names: tuple[str, ...]
    elements: tuple[str, ...]
    xyz: npt.NDArray[np.float64]

    @classmethod
    def of(cls, lines: list[str]) -> LigandAtoms:
        """Read atom lines of the PDB format (version 3.3)."""
        return cls(
            tuple(line[12:16].strip() for line in lines),
            tuple(line[76:78].strip() for line in lines),
            np.array([[float(line[start : start + 8]) for start in (30, 38, 46)] for line in lines]),
        )

    @property
    def columns(self) -> tuple[tuple[str, ...], tuple[str, ...], npt.NDArray[np.float64]]:
        """The three columns."""
        return self.names, self.elements, self.xyz

    def taken(self, order: Any) -> LigandAtoms:
        """Take atoms by index."""
        order = list(order)
        return LigandAtoms(
            tuple(self.names[index] for index in order), tuple(self.elements[index] for index in order), self.xyz[order]
        )

    def without(self, *names: str) -> LigandAtoms:
        """Leave atoms out by name."""
        return self.taken(index for index, name in enumerate(self.names) if name not in names)

    def renamed(self, change: Any) -> LigandAtoms:
        """Give atoms other names: a function of the old one."""
        return dataclasses.replace(self, names=tuple(change(name) for name in self.names))

    def numbered(self) -> LigandAtoms:
        """Name atoms by element and number, as docking programs do."""
        return dataclasses.replace(self, names=tuple(f"{e}{n}" for n, e in enumerate(self.elements, start=1)))

    def moved(self, name: str, shift: npt.ArrayLike) -> LigandAtoms:
        """Move one atom."""
        xyz = self.xyz.copy()
        xyz[self.names.index(name)] += np.asarray(shift, dtype=float)
        return dataclasses.replace(self, xyz=xyz)

    def mirrored(self) -> LigandAtoms:
        """Give the mirror image."""
        return dataclasses.replace(self, xyz=self.xyz * np.array([-1.0, 1.0, 1.0]))

    def joined(self, other: LigandAtoms) -> LigandAtoms:
        """Add the atoms of another set."""
        return LigandAtoms(
            self.names + other.names, self.elements + other.elements, np.concatenate([self.xyz, other.xyz])
        )
