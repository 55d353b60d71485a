"""PDB text that tests edit: the bundled entries with other numbers, names, chains, molecules.

Nothing here calls rasstruct before `chain` and `chains`: an edit changes the columns of the PDB format (version 3.3)
and nothing else.
"""

from __future__ import annotations

import dataclasses
import io
import warnings
from collections.abc import Callable, Collection

import gemmi
import numpy as np
import numpy.typing as npt
from biotite.structure.io.pdbx import (
    BinaryCIFBlock,
    BinaryCIFCategory,
    BinaryCIFColumn,
    BinaryCIFData,
    BinaryCIFFile,
    CIFFile,
)

import rasstruct as rs

ATOMS = ("ATOM  ", "HETATM")
COORDINATES = (*ATOMS, "ANISOU", "TER   ")
HEADERS_WITH_SEQUENCE = ("SEQRES", "DBREF ", "SEQADV")


def xyz_of(line: str) -> npt.NDArray[np.float64]:
    """Read the coordinates of an atom line."""
    return np.array([float(line[start : start + 8]) for start in (30, 38, 46)])


def moved(line: str, shift: npt.ArrayLike) -> str:
    """Translate an atom line, in Å."""
    x, y, z = xyz_of(line) + np.asarray(shift)
    return f"{line[:30]}{x:8.3f}{y:8.3f}{z:8.3f}{line[54:]}"


@dataclasses.dataclass(frozen=True)
class PdbText:
    """A PDB file as text; every method gives a changed copy."""

    text: str

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.splitlines()

    def atoms(self, name: str) -> list[str]:
        """List the atom lines of the residues of that name."""
        return [line for line in self.lines if line.startswith(ATOMS) and line[17:20].strip() == name]

    def atom(self, residue_name: str, atom_name: str) -> npt.NDArray[np.float64]:
        """Give the coordinates of a named atom."""
        return next(xyz_of(line) for line in self.atoms(residue_name) if line[12:16].strip() == atom_name)

    def only(self, keep: Callable[[str], bool]) -> PdbText:
        """Keep the lines for which `keep` is true."""
        return PdbText("\n".join(line for line in self.lines if keep(line)) + "\n")

    def without(self, leave_out: Callable[[str], bool]) -> PdbText:
        """Leave out the lines for which the condition holds."""
        return self.only(lambda line: not leave_out(line))

    def without_records(self, *records: str) -> PdbText:
        """Leave out records such as SEQADV."""
        return self.without(lambda line: line.startswith(records))

    def without_sequence(self) -> PdbText:
        """Leave out what the file says about the sequence, so that only the residues speak."""
        return self.without_records(*HEADERS_WITH_SEQUENCE)

    def without_molecule(self, name: str) -> PdbText:
        """Leave out the atoms of a molecule."""
        return self.without(lambda line: line.startswith("HETATM") and line[17:20].strip() == name)

    def without_residues(self, *numbers: int | Collection[int]) -> PdbText:
        """Leave residues out of the coordinates."""
        wanted = {n for number in numbers for n in (number if isinstance(number, Collection) else (number,))}
        return self.without(lambda line: line.startswith(COORDINATES) and int(line[22:26]) in wanted)

    def protein(self) -> PdbText:
        """Keep the ATOM records of the protein."""
        return self.only(lambda line: line.startswith("ATOM  "))

    def edited(self, change: Callable[[str], str]) -> PdbText:
        """Change each atom line."""
        return PdbText("\n".join(change(line) if line.startswith(ATOMS) else line for line in self.lines) + "\n")

    def edit_atoms(self, change: Callable[[str, int], str]) -> PdbText:
        """Apply `change(line, author number)` to each coordinate line, ANISOU and TER included."""
        return PdbText(
            "\n".join(
                change(line, int(line[22:26])) if line.startswith(COORDINATES) and line[22:26].strip() else line
                for line in self.lines
            )
            + "\n"
        )

    def renumbered(self, new_number: Callable[[int], int]) -> PdbText:
        """Give residues other author numbers."""
        return self.edit_atoms(lambda line, number: f"{line[:22]}{new_number(number):4d}{line[26:]}")

    def renamed(self, names: dict[int, str], *, record: str | None = None) -> PdbText:
        """Give residues other names (and another record, such as HETATM)."""

        def change(line: str, number: int) -> str:
            if number not in names:
                return line
            return f"{record if record and line[:4] != 'TER ' else line[:6]}{line[6:17]}{names[number]:>3s}{line[20:]}"

        return self.edit_atoms(change)

    def residue_renamed(self, number: int, new: str) -> PdbText:
        """Give a residue another name."""
        return self.renamed({number: new})

    def molecule_renamed(self, old: str, new: str) -> PdbText:
        """Give a molecule another HET code."""
        return self.edited(lambda line: line[:17] + f"{new:>3s}" + line[20:] if line[17:20].strip() == old else line)

    def molecule_moved(self, name: str, shift: npt.ArrayLike) -> PdbText:
        """Translate a molecule, in Å."""
        return self.edited(lambda line: moved(line, shift) if line[17:20].strip() == name else line)

    def with_lines(self, *lines: str, before: str = "END") -> PdbText:
        """Add lines before the first line that begins so."""
        old = self.lines
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


def cif_of(text: str) -> str:
    """Convert PDB text to mmCIF with gemmi."""
    structure = gemmi.read_pdb_string(text)
    structure.setup_entities()
    return structure.make_mmcif_document().as_string()


def bcif_of(cif: str) -> bytes:
    """Convert mmCIF to BinaryCIF with biotite, keeping what is unknown (?) and inapplicable (.) masked."""
    converted = BinaryCIFFile()
    for name, block in CIFFile.read(io.StringIO(cif)).items():
        converted[name] = BinaryCIFBlock()
        for category, table in block.items():
            converted[name][category] = BinaryCIFCategory(
                {
                    key: BinaryCIFColumn(
                        BinaryCIFData(column.as_array(str)),
                        None if column.mask is None else BinaryCIFData(column.mask.array),
                    )
                    for key, column in table.items()
                }
            )
    stream = io.BytesIO()
    converted.write(stream)
    return stream.getvalue()
