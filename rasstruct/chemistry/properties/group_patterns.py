"""By which patterns does RDKit find the ionisable groups?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from rdkit import Chem

from rasstruct.reference.ionisable_groups import IonisableGroup, ionisable_groups

__all__ = ["GroupPattern", "group_patterns"]

#: map numbers of a pattern from here on are atoms that belong to the group and do not ionise
_FIRST_BYSTANDER = 11
_ATOM_MAP = re.compile(r":\d+$")


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class GroupPattern:
    """A group as RDKit finds it, and where in a match its sites and its other atoms stand.

    ``screen`` is the query without its recursive conditions: it fits wherever the query fits, and is far cheaper.
    """

    row: IonisableGroup
    query: Chem.Mol
    screen: Chem.Mol
    sites: tuple[int, ...]
    bystanders: tuple[int, ...]


@cache
def group_patterns() -> tuple[GroupPattern, ...]:
    """Give the patterns, in the order of the table."""
    patterns = []
    for row in ionisable_groups():
        query = Chem.MolFromSmarts(row.smarts)
        numbers = {atom.GetAtomMapNum(): atom.GetIdx() for atom in query.GetAtoms() if atom.GetAtomMapNum()}
        sites = tuple(numbers[number] for number in sorted(numbers) if number < _FIRST_BYSTANDER)
        bystanders = tuple(numbers[number] for number in sorted(numbers) if number >= _FIRST_BYSTANDER)
        screen = Chem.MolFromSmarts("".join(_without_recursion(row.smarts)))
        patterns.append(GroupPattern(row, query, screen, sites, bystanders))
    return tuple(patterns)


def _without_recursion(smarts: str) -> Iterator[str]:
    """Leave the conditions out that are patterns themselves."""
    depth = start = 0
    for place, letter in enumerate(smarts):
        if letter == "[":
            start = start if depth else place
            depth += 1
        elif letter == "]":
            depth -= 1
            if not depth:
                conditions = _conditions(_ATOM_MAP.sub("", smarts[start + 1 : place]))
                yield f"[{';'.join(kept for kept in conditions if '$(' not in kept) or '*'}]"
        elif not depth:
            yield letter


def _conditions(atom: str) -> Iterator[str]:
    """Split the conditions of an atom, but not those of the patterns inside."""
    depth, condition = 0, ""
    for letter in atom:
        depth += (letter in "([") - (letter in ")]")
        if letter == ";" and not depth:
            yield condition
            condition = ""
        else:
            condition += letter
    yield condition
