"""How do tables look in a terminal, and how wide are they where there is none?"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from rasstruct.cli.output import write_output

__all__ = ["make_table", "print_tables"]

#: columns of text where standard output is no terminal and COLUMNS is not set
_DEFAULT_WIDTH = 120


def make_table(*columns: str, title: str | None = None) -> Table:
    """Make a table in the house style: a rule below the head, no other lines."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1)
    )
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def print_tables(draw: Callable[[Console], None], output: Path | None) -> None:
    """Draw tables on standard output, or as plain text into a file."""
    if output is None and sys.stdout.isatty():
        draw(Console())
        return
    width = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else _DEFAULT_WIDTH
    text = io.StringIO()
    draw(Console(file=text, width=width, no_color=True, highlight=False))
    write_output("\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n", output)
