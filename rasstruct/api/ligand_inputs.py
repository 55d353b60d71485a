"""Which ligands does the user mean: entries, chains, ligands, paths, PDB IDs, or lists of them?"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, MappingView, Sequence, Set
from io import IOBase
from typing import Any

from rasstruct._base.errors import RasStructWarning
from rasstruct.api.chain import RasChain
from rasstruct.api.entry import Entry
from rasstruct.api.ligand import Ligand
from rasstruct.api.load import load

__all__ = ["find_ligands", "list_items"]


def list_items(items: Any) -> Iterable[Any]:
    """Give what stands alone as a list; text, open files and structures of other programs are one item each."""
    if isinstance(items, Mapping):
        return items.values()
    is_one = isinstance(items, str | bytes | IOBase | Entry | RasChain | Ligand)
    is_several = isinstance(items, Sequence | Set | Iterator | MappingView) and not is_one
    return items if is_several else [items]


def find_ligands(item: Any, purpose: str) -> Iterator[Ligand]:
    """Give a ligand itself, or the inhibitors of an entry or chain.

    Warns
    -----
    RasStructWarning
        When an entry or chain has no inhibitor; it says from what the entry is left out.
    """
    if isinstance(item, Ligand):
        yield item
        return
    holder = item if isinstance(item, Entry | RasChain) else load(item)
    chains = (holder,) if isinstance(holder, RasChain) else holder.chains
    found = [Ligand(chain, bound) for chain in chains for bound in chain.inhibitors]
    if not found:
        source = chains[0].structure.source
        warnings.warn(
            f"found no inhibitor in {source}, expected at least one; it is left out of the {purpose}",
            RasStructWarning,
            stacklevel=3,
        )
    yield from found
