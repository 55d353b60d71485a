"""The ligand table as users hold it: molecules by any of their names, filters, and what chemistry says of them.

RDKit is loaded with the first molecule that is asked for.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.api.library_ligand import LibraryLigand
from rasstruct.reference.ligand_names import KnownLigand, known_ligands

if TYPE_CHECKING:
    import pandas as pd
    from rdkit import Chem

    from rasstruct.chemistry.comparison.similarity import SimilarMolecule
    from rasstruct.chemistry.drawing.canvas import ImageFormat
    from rasstruct.chemistry.properties.descriptors import DescribedMolecules
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["LigandLibrary", "ligands"]

#: columns whose cells may name several values, and what stands between them, as in "KRAS/NRAS" or "G12D (pan-RAS)"
_COMPOUND = frozenset({"target", "target_mutation", "drug_state", "nucleotide_state"})
_SEPARATORS = re.compile(r"/|;|, | and | \(|\)")
_SHOWN = ("name", "target", "target_mutation", "modality", "site", "binding_mode", "warhead", "drug_state")
_STATUS = ("review_status", "later_status", "confidence")
_N_VALUES = 12


class LigandLibrary(Mapping[str, LibraryLigand]):
    """Molecules of the review and newer RAS inhibitors, by name, synonym, HET code or InChIKey.

    Iterating gives the preferred names, in table order.

    Parameters
    ----------
    rows
        Rows of the ligand table; all of them when none are given.

    Examples
    --------
    >>> import rasstruct as rs
    >>> rs.ligands["AMG-510"], rs.ligands["MOV"].name
    (<LibraryLigand sotorasib · KRAS G12C · covalent in SII-P>, 'sotorasib')
    >>> list(rs.ligands.filter(site="SII-P", covalent=True, nucleophile="Asp12"))
    ['malolactone (unreacted graph, 9QPZ)']
    """

    def __init__(self, rows: Records[KnownLigand] | None = None) -> None:
        self._rows = known_ligands() if rows is None else rows
        self._by_name = {row.name: row for row in self._rows}

    def __getitem__(self, query: str) -> LibraryLigand:
        if not isinstance(query, str):
            raise LookupFailedError(
                f"found {query!r}, expected a name, synonym, HET code or InChIKey; list(rs.ligands) gives the names"
            )
        if query in self._by_name:
            return LibraryLigand(self._by_name[query])
        from rasstruct.chemistry.library import find_ligand

        row = find_ligand(query)
        if row.name not in self._by_name:
            raise LookupFailedError(
                f"found {row.name} outside these {len(self)} molecules, expected one that the filter keeps; "
                "look it up in rs.ligands"
            )
        return LibraryLigand(row)

    def __contains__(self, query: object) -> bool:
        try:
            return isinstance(query, str) and bool(self[query])
        except LookupFailedError:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._rows)

    def filter(self, **values: str | bool | None) -> LigandLibrary:
        """Keep the molecules whose columns hold the given values.

        Parameters
        ----------
        **values
            Any column of `to_frame` and a value of it, case aside; `None` for
            empty cells. A cell that names several values, such as
            ``KRAS/NRAS/HRAS`` or ``on and off``, fits each of them.

        Raises
        ------
        LookupFailedError
            When there is no such column, or no molecule of the whole table has that value.

        Examples
        --------
        >>> import rasstruct as rs
        >>> list(rs.ligands.filter(target="KRAS", drug_state="on", warhead="2-alkynamide"))
        ['RMC-4998', 'elironrasib']
        """
        for name, value in values.items():
            _check_filter(name, value)
        return LigandLibrary(self._rows.where(lambda row: all(_fits(row, *item) for item in values.items())))

    def to_records(self) -> list[dict[str, Any]]:
        """Give the table as a list of dictionaries of plain values."""
        return self._rows.to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give the table as a DataFrame with fixed columns, one row a molecule."""
        return self._rows.to_frame()

    def read_molecules(self, *, include_low_confidence: bool = False) -> tuple[ReadMolecule, ...]:
        """Give the free form of every molecule that has one, as if read from a file."""
        from rasstruct.chemistry.library import read_library

        return read_library(self._rows, include_low_confidence)

    def descriptors(
        self, *, include_low_confidence: bool = False, progress: Callable[[int, int | None], None] | None = None
    ) -> DescribedMolecules:
        """Describe the free form of every molecule that has one; see `rasstruct.chemistry.properties.descriptors`."""
        from rasstruct.chemistry.properties.descriptors import describe_molecules

        reads = self.read_molecules(include_low_confidence=include_low_confidence)
        return describe_molecules(reads, progress=progress)

    def similar(self, query: str | Chem.Mol, n: int = 10) -> Records[SimilarMolecule]:
        """List those of these molecules that are most like one of the table, a SMILES or a molecule."""
        from rasstruct.chemistry.comparison.similarity import similar_molecules

        known = ligands[query].to_rdkit() if isinstance(query, str) and query in ligands else query
        return similar_molecules(known, n=None).where(lambda row: row.name in self._by_name)[:n]

    def grid(
        self, *, include_low_confidence: bool = False, image_format: ImageFormat = "svg", columns: int = 4
    ) -> tuple[str | bytes, ...]:
        """Draw the free form of every molecule that has one, page by page; see `draw_grid`."""
        from rasstruct.chemistry.drawing.depiction import draw_grid

        reads = self.read_molecules(include_low_confidence=include_low_confidence)
        molecules = {str(read.name): read.molecule for read in reads if read.molecule}
        return draw_grid(molecules.values(), tuple(molecules), image_format=image_format, columns=columns)

    def _ipython_key_completions_(self) -> list[str]:
        """Offer names and synonyms after ``rs.ligands["`` in IPython and Jupyter."""
        return [name for row in self._rows for name in (row.name, *row.synonyms)]

    def __repr__(self) -> str:
        n_structures = sum(row.smiles is not None for row in self._rows)
        return f"<LigandLibrary × {len(self)} molecules, {n_structures} with a structure; .to_frame() for a DataFrame>"

    def _repr_html_(self) -> str:
        columns = (*_SHOWN, *_STATUS)
        head = "".join(f"<th>{name.replace('_', ' ')}</th>" for name in columns)
        cells = ("".join(f"<td>{_text(getattr(row, name))}</td>" for name in columns) for row in self._rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{'</tr><tr>'.join(cells)}</tr></tbody></table>"


def _text(value: object) -> str:
    """Give a cell of the table as HTML."""
    return "" if value is None else html.escape(str(value))


def _check_filter(name: str, value: str | bool | None) -> None:
    """Refuse a column that does not exist, and a value that no molecule has."""
    columns = known_ligands().columns
    if name not in columns:
        near = difflib.get_close_matches(name, columns, n=3) or columns
        raise LookupFailedError(f"found filter {name!r}, expected a column of the table: {', '.join(near)}")
    if any(_fits(row, name, value) for row in known_ligands()):
        return
    held = sorted({str(part) for row in known_ligands() for part in _values(row, name) if part is not None})
    shown = held if len(held) <= _N_VALUES else difflib.get_close_matches(str(value), held, n=3) or held[:_N_VALUES]
    more = f" … ({len(held)} values)" if len(held) > len(shown) else ""
    raise LookupFailedError(f"found {name}={value!r}, expected one of {', '.join(shown)}{more}; choose one of these")


def _fits(row: KnownLigand, name: str, value: str | bool | None) -> bool:
    """Say whether a column of a row holds the value."""
    held = _values(row, name)
    if isinstance(value, str):
        wanted = value.casefold()
        parts = [part for text in held for part in (_SEPARATORS.split(str(text)) if name in _COMPOUND else ())]
        return wanted in {str(text).strip().casefold() for text in (*held, *parts) if not isinstance(text, bool)}
    return any(part is value for part in held) or (value is None and not held)


def _values(row: KnownLigand, name: str) -> tuple[Any, ...]:
    """Give what a column of a row holds, a list value by value."""
    held = getattr(row, name)
    return held if isinstance(held, tuple) else (held,)


#: the whole table
ligands = LigandLibrary()
