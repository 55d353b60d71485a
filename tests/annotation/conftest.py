"""PDB text that tests edit: the bundled entries with molecules renamed, moved, added or left out.

Nothing here calls rasstruct before `chain` and `chains`: an edit changes the columns of the PDB format (version 3.3)
and nothing else.
"""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

import rasstruct as rs

COORDINATES = ("ATOM  ", "HETATM")


def xyz_of(line: str) -> npt.NDArray[np.float64]:
    """Read the coordinates of an atom line."""
    return np.array([float(line[start : start + 8]) for start in (30, 38, 46)])


@dataclasses.dataclass(frozen=True)
class PdbText:
    """A PDB file as text; every method gives a changed copy."""

    text: str

    def atoms(self, name: str) -> list[str]:
        """List the atom lines of the residues of that name."""
        return [line for line in self.text.splitlines() if line.startswith(COORDINATES) and line[17:20].strip() == name]

    def atom(self, residue_name: str, atom_name: str) -> npt.NDArray[np.float64]:
        """Give the coordinates of a named atom."""
        return next(xyz_of(line) for line in self.atoms(residue_name) if line[12:16].strip() == atom_name)

    def without(self, leave_out: Callable[[str], bool]) -> PdbText:
        """Leave out the lines for which the condition holds."""
        return PdbText("\n".join(line for line in self.text.splitlines() if not leave_out(line)) + "\n")

    def without_records(self, *records: str) -> PdbText:
        """Leave out records such as SEQADV."""
        return self.without(lambda line: line.startswith(records))

    def without_molecule(self, name: str) -> PdbText:
        """Leave out the atoms of a molecule."""
        return self.without(lambda line: line.startswith("HETATM") and line[17:20].strip() == name)

    def without_residues(self, *numbers: int) -> PdbText:
        """Leave protein residues out of the coordinates."""
        wanted = {f"{number:4d}" for number in numbers}
        return self.without(lambda line: line.startswith(("ATOM  ", "ANISOU")) and line[22:26] in wanted)

    def edited(self, change: Callable[[str], str]) -> PdbText:
        """Change each atom line."""
        lines = self.text.splitlines()
        return PdbText("\n".join(change(line) if line.startswith(COORDINATES) else line for line in lines) + "\n")

    def molecule_renamed(self, old: str, new: str) -> PdbText:
        """Give a molecule another HET code."""
        return self.edited(lambda line: line[:17] + f"{new:>3s}" + line[20:] if line[17:20].strip() == old else line)

    def residue_renamed(self, number: int, new: str) -> PdbText:
        """Give a protein residue another name."""
        return self.edited(
            lambda line: (
                f"{line[:17]}{new:>3s}{line[20:]}" if line.startswith("ATOM") and int(line[22:26]) == number else line
            )
        )

    def molecule_moved(self, name: str, shift: npt.ArrayLike) -> PdbText:
        """Translate a molecule, in Å."""

        def change(line: str) -> str:
            if line[17:20].strip() != name:
                return line
            x, y, z = xyz_of(line) + np.asarray(shift)
            return f"{line[:30]}{x:8.3f}{y:8.3f}{z:8.3f}{line[54:]}"

        return self.edited(change)

    def with_lines(self, *lines: str, before: str = "END") -> PdbText:
        """Add lines before the first line that begins so."""
        old = self.text.splitlines()
        at = next(index for index, line in enumerate(old) if line.startswith(before) and line[:6].strip() == before)
        return PdbText("\n".join([*old[:at], *lines, *old[at:]]) + "\n")

    def with_atoms(self, name: str, atoms: list[tuple[str, str, npt.ArrayLike]]) -> PdbText:
        """Add a molecule of chain A: atom name, element, coordinates in Å."""
        lines = []
        for serial, (atom, element, where) in enumerate(atoms, start=9000):
            x, y, z = np.asarray(where, dtype=float)
            lines.append(
                f"HETATM{serial:5d} {atom:<4s} {name:>3s} A 900    {x:8.3f}{y:8.3f}{z:8.3f}  1.00 20.00{element:>12s}"
            )
        return self.with_lines(*lines)

    def chains(self) -> tuple[rs.RasChain, ...]:
        """Annotate; warnings are the business of the tests about them."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rs.RasStructWarning)
            return rs.load(self.text).chains

    def chain(self) -> rs.RasChain:
        """Annotate and give the only RAS chain."""
        (chain,) = self.chains()
        return chain


@pytest.fixture(scope="session")
def pdb_8azr(text_8azr: str) -> PdbText:
    """KRAS4B C118S · GDP · Mg · LR4 · EDO, to be edited."""
    return PdbText(text_8azr)


@pytest.fixture(scope="session")
def pdb_5p21(text_5p21: str) -> PdbText:
    """HRAS · GNP · Mg, to be edited."""
    return PdbText(text_5p21)
