"""PDB text that tests edit: the bundled entries with other numbers, names, chains, and small hand-made files.

Nothing here calls rasstruct: an edit changes the columns of the PDB format (version 3.3) and nothing else.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Collection
from pathlib import Path

import gemmi
import pytest
from biotite.structure.io.pdbx import (
    BinaryCIFBlock,
    BinaryCIFCategory,
    BinaryCIFColumn,
    BinaryCIFData,
    BinaryCIFFile,
    CIFFile,
)

COORDINATES = ("ATOM  ", "HETATM", "ANISOU", "TER   ")
HEADERS_WITH_SEQUENCE = ("SEQRES", "DBREF ", "SEQADV")


@dataclasses.dataclass(frozen=True)
class PdbText:
    """A PDB file as text; every method gives a changed copy."""

    text: str

    def only(self, keep: Callable[[str], bool]) -> PdbText:
        """Keep the lines for which `keep` is true."""
        return PdbText("\n".join(line for line in self.text.splitlines() if keep(line)) + "\n")

    def without_sequence(self) -> PdbText:
        """Leave out what the file says about the sequence, so that only the residues speak."""
        return self.only(lambda line: not line.startswith(HEADERS_WITH_SEQUENCE))

    def without_residues(self, numbers: Collection[int]) -> PdbText:
        """Leave residues out of the coordinates."""
        return self.only(lambda line: not line.startswith(COORDINATES) or int(line[22:26]) not in numbers)

    def protein(self) -> PdbText:
        """Keep the ATOM records of the protein."""
        return self.only(lambda line: line.startswith("ATOM  "))

    def edit_atoms(self, change: Callable[[str, int], str]) -> PdbText:
        """Apply `change(line, author number)` to each coordinate line."""
        return PdbText(
            "\n".join(
                change(line, int(line[22:26])) if line.startswith(COORDINATES) and line[22:26].strip() else line
                for line in self.text.splitlines()
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


def make_atom(
    atom: str = "CA",
    residue: str = "GLY",
    number: int = 1,
    xyz: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    chain: str = "A",
    altloc: str = " ",
    occupancy: float = 1.0,
    insertion: str = " ",
    element: str | None = None,
    record: str = "ATOM",
) -> str:
    """Write one coordinate line of the PDB format."""
    padded = atom if len(atom) == 4 else f" {atom:<3s}"
    x, y, z = xyz
    return (
        f"{record:<6s}{1:5d} {padded}{altloc}{residue:>3s} {chain}{number:4d}{insertion}   "
        f"{x:8.3f}{y:8.3f}{z:8.3f}{occupancy:6.2f}{20.0:6.2f}          {element or atom[0]:>2s}\n"
    )


@pytest.fixture(scope="session")
def atom_line() -> Callable[..., str]:
    """Give the writer of coordinate lines."""
    return make_atom


@pytest.fixture(scope="session")
def pdb_8azr(text_8azr: str) -> PdbText:
    """8AZR (KRAS4B C118S, residues 0-167, modelled without a gap), ready to be edited."""
    return PdbText(text_8azr)


@pytest.fixture(scope="session")
def pdb_5p21(text_5p21: str) -> PdbText:
    """5P21 (HRAS wild type, residues 1-166, modelled without a gap), ready to be edited."""
    return PdbText(text_5p21)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of any name into a temporary folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


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


@pytest.fixture(scope="session")
def to_cif() -> Callable[[str], str]:
    """Give the converter from PDB to mmCIF."""
    return cif_of


@pytest.fixture(scope="session")
def to_bcif() -> Callable[[str], bytes]:
    """Give the converter from mmCIF to BinaryCIF."""
    return bcif_of
