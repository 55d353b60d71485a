"""What have published scans measured for a substitution: folding and binding free energy changes?

A table of changes in kcal/mol, one row a mutation and trait, positive for a
loss of stability or binding. Weng 2024 (doi:10.1038/s41586-023-06954-0)
published such a table for KRAS; it is the user's file, none is bundled.
"""

from __future__ import annotations

import csv
import dataclasses
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rasstruct._base.errors import FormatError, SourceError
from rasstruct._base.records import Records, column

__all__ = ["DdgRow", "DdgTable", "load_ddg"]

_NEEDED = ("mutation", "trait", "ddg_kcal_mol")
_OPTIONAL = ("sd", "ci95")
_FOLDING = "folding"


@dataclasses.dataclass(frozen=True, slots=True)
class DdgRow:
    """One mutation and one trait."""

    mutation: str = column("string", "mutation, in UniProt numbering")
    trait: str = column("string", "folding, or the partner whose binding was measured")
    ddg: float = column("number", "change of the free energy, positive for a loss", unit="kcal/mol")
    sd: float | None = column("number", "standard deviation", unit="kcal/mol")
    ci95: float | None = column("number", "half width of the 95 % interval", unit="kcal/mol")


@dataclass(frozen=True, slots=True, eq=False)
class DdgTable:
    """Free energy changes by mutation and trait; made by `load_ddg`."""

    source: str
    rows: Records[DdgRow]
    by_mutation: Mapping[str, Mapping[str, DdgRow]]

    @property
    def traits(self) -> tuple[str, ...]:
        """What was measured, in the order of the file."""
        return tuple(dict.fromkeys(row.trait for row in self.rows))

    def find(self, mutation: str) -> Mapping[str, DdgRow]:
        """Give what was measured for a mutation, by trait; empty when nothing was."""
        return self.by_mutation.get(mutation, {})

    def folding(self, mutation: str) -> float | None:
        """Give the change of the folding free energy in kcal/mol; `None` when it was not measured."""
        row = next((row for trait, row in self.find(mutation).items() if trait.casefold() == _FOLDING), None)
        return row.ddg if row else None

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<DdgTable {Path(self.source).name} · {len(self.by_mutation)} mutations · {', '.join(self.traits)}>"


def load_ddg(path: str | os.PathLike[str]) -> DdgTable:
    """Load a table of free energy changes.

    Parameters
    ----------
    path
        Tab- or comma-separated text with the columns ``mutation``, ``trait``
        and ``ddg_kcal_mol``, and optionally ``sd`` and ``ci95``.

    Returns
    -------
    DdgTable
        Rows without a value are left out.

    Raises
    ------
    SourceError
        When the file cannot be read.
    FormatError
        When a column is missing, a value is no number, or a mutation and trait stand there twice.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot read {path}: {error}; give a tab-separated table of ΔΔG") from error
    lines = text.splitlines()
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise FormatError(
            f"found no column {', '.join(missing)} in {path}, expected {', '.join(_NEEDED)}; give a table of ΔΔG"
        )
    found: dict[str, dict[str, DdgRow]] = {}
    for number, line in enumerate(reader, start=2):
        row = _read_row(line, f"line {number} of {path}")
        if row is None:
            continue
        if row.trait in found.setdefault(row.mutation, {}):
            raise FormatError(f"found {row.mutation} and {row.trait} twice in {path}, expected one value; remove one")
        found[row.mutation][row.trait] = row
    rows = Records(DdgRow, (row for traits in found.values() for row in traits.values()))
    return DdgTable(source=os.fspath(path), rows=rows, by_mutation=found)


def _read_row(line: Mapping[str, str | None], place: str) -> DdgRow | None:
    """Read one line; nothing when it has no value."""
    ddg, sd, ci95 = (_number(line.get(name), name, place) for name in (_NEEDED[2], *_OPTIONAL))
    mutation, trait = ((line.get(name) or "").strip() for name in _NEEDED[:2])
    if ddg is None or not mutation or not trait:
        return None
    return DdgRow(mutation=mutation, trait=trait, ddg=ddg, sd=sd, ci95=ci95)


def _number(text: str | None, name: str, place: str) -> float | None:
    """Read a number; none for an empty cell or one that says there is none."""
    if not (text or "").strip():
        return None
    try:
        value = float(text or "")
    except ValueError:
        raise FormatError(f"found {name} {text!r} in {place}, expected a number in kcal/mol; mend the table") from None
    return value if math.isfinite(value) else None
