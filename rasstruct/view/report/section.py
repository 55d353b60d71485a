"""What are the pieces of a report?"""

from __future__ import annotations

import dataclasses

from rasstruct.view.facts import Fact
from rasstruct.view.templates import render, trust

__all__ = ["Part", "Section", "plot_block"]


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One question about a chain: sentences, warnings, and blocks of HTML that were made here."""

    title: str
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """One chain."""

    id: str
    name: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


def plot_block(svg: str) -> str:
    """Put a plot into a block."""
    return render("plot.html", svg=trust(svg))
