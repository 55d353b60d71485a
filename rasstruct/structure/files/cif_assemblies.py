"""Which biological assemblies does an mmCIF or BinaryCIF file describe, and by which operators?"""

from __future__ import annotations

import itertools
import math
import re

from rasstruct.structure.atom_table import AtomTable, starts_of_runs
from rasstruct.structure.files.cif_rows import RowReader
from rasstruct.structure.metadata import IDENTITY, Assembly, AssemblyPart, Operator

__all__ = ["read_cif_assemblies"]

_MATRIX = tuple(f"matrix[{row}][{column}]" for row in (1, 2, 3) for column in (1, 2, 3))
_VECTOR = tuple(f"vector[{row}]" for row in (1, 2, 3))
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")
#: operators of one part of an assembly; the largest capsids of the PDB have some hundred
_MAX_OPERATORS = 10_000
_IDENTITY_TYPE = "identity operation"


def read_cif_assemblies(rows: RowReader, atoms: AtomTable) -> tuple[Assembly, ...]:
    """Read the assemblies of a file.

    Parameters
    ----------
    rows
        Gives the rows of a category, `None` for absent values.
    atoms
        The atoms of the same file; they tell the author chain of each label chain.

    Returns
    -------
    tuple of Assembly
        In file order; a part with an operator that the file does not define has no operators.
    """
    generators = list(rows("_pdbx_struct_assembly_gen", ("assembly_id", "asym_id_list", "oper_expression")))
    if not generators:
        return ()
    names = _author_chains(atoms)
    operators = _read_operators(rows)
    parts: dict[str, list[AssemblyPart]] = {}
    for assembly_id, chains, expression in generators:
        if assembly_id and chains:
            known = frozenset(names[name] for name in chains.split(",") if name in names)
            parts.setdefault(assembly_id, []).append(AssemblyPart(known, _combine(expression or "", operators)))
    return tuple(Assembly(assembly_id, tuple(found)) for assembly_id, found in parts.items())


def _author_chains(atoms: AtomTable) -> dict[str, str]:
    """Map label chains to author chains."""
    starts = starts_of_runs(atoms.label_chain_id)
    names = zip(atoms.label_chain_id[starts].tolist(), atoms.chain_id[starts].tolist(), strict=True)
    return {label.decode(): author.decode() for label, author in names}


def _read_operators(rows: RowReader) -> dict[str, Operator]:
    """Read the operators by identifier; the numbers only when one of them is not the identity."""
    category = "_pdbx_struct_oper_list"
    kinds = list(rows(category, ("id", "type")))
    if all(kind == _IDENTITY_TYPE for _, kind in kinds):
        return {identifier: IDENTITY for identifier, _ in kinds if identifier}
    found = {}
    for identifier, name, *numbers in rows(category, ("id", "name", *_MATRIX, *_VECTOR)):
        try:
            values = [float(number) for number in numbers if number is not None]
        except ValueError:
            continue
        if identifier and len(values) == len(_MATRIX) + len(_VECTOR):
            rotation = tuple(tuple(values[row : row + 3]) for row in (0, 3, 6))
            found[identifier] = Operator(name or identifier, rotation, tuple(values[9:]))
    return found


def _combine(expression: str, operators: dict[str, Operator]) -> tuple[Operator, ...]:
    """Give the operators of an expression such as ``1,2``, ``(1-3)`` or ``(X0)(1-60)``; none when one is unknown.

    In a product the operators on the right are applied first.
    """
    groups = _PARENTHESES.findall(expression) or [expression]
    lists = [_list_identifiers(group, operators) for group in groups]
    if not 0 < math.prod(map(len, lists)) <= _MAX_OPERATORS:
        return ()
    combined = []
    for identifiers in itertools.product(*lists):
        operator = operators[identifiers[-1]]
        for identifier in reversed(identifiers[:-1]):
            operator = operator.after(operators[identifier])
        combined.append(operator)
    return tuple(combined)


def _list_identifiers(group: str, operators: dict[str, Operator]) -> list[str]:
    """Give the identifiers of ``1,2`` or ``1-3,P``; none when one of them is not that of an operator."""
    found: list[str] = []
    for part in group.replace(" ", "").split(","):
        span = _RANGE.fullmatch(part)
        for identifier in map(str, range(int(span[1]), int(span[2]) + 1)) if span else [part] if part else []:
            if identifier not in operators:
                return []
            found.append(identifier)
    return found
