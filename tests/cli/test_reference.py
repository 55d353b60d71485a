"""Do the facts tables print well: in a terminal of any width, and as Markdown?

Oracles: the records in Python, whose words and values must be found again; a reader of Markdown tables written here
from the GitHub specification (bars are escaped by a backslash, a row is a line).
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct._base.records import Records, column
from rasstruct.cli.app import app
from rasstruct.cli.output import OutputFormat, write_records

NAMES = rs.reference.__all__
PAGE = Path(__file__).resolve().parents[2] / "docs" / "contradictions.md"
#: letters of a word that must never be broken over two lines
UNBROKEN = 20


def run(*arguments: str, columns: int | None = None) -> str:
    """Run the command and give its standard output."""
    environment = {"COLUMNS": str(columns) if columns else None}
    result = CliRunner().invoke(app, ["reference", *arguments], env=environment)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def shown_columns(name: str, text: str) -> list[str]:
    """Give the columns that the note below the table does not name as hidden."""
    note = " ".join(text[text.rindex(" rows") :].split())
    hidden = re.search(r"not shown: (.*) \(every", note)
    names = hidden[1].split(", ") if hidden else []
    return [column for column in getattr(rs.reference, name)().columns if column not in names]


def words(value: Any) -> set[str]:
    """Give the words of a value, without punctuation at their ends and without identifiers of papers."""
    parts = value if isinstance(value, tuple) else (value,)
    text = " ".join(str(part) for part in parts if part is not None and not isinstance(part, bool | int))
    return {word.strip(",;()") for word in re.split(r"\s+|;", text) if "doi:" not in word} - {""}


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_terminal(name: str, columns: int) -> None:
    assert max(map(len, run(name, columns=columns).splitlines())) <= columns


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_cell_or_head_is_broken(name: str, columns: int) -> None:
    text = run(name, columns=columns)
    printed = {word.strip(",;()") for word in text.split()}
    shown = shown_columns(name, text)
    assert len(shown) >= 3
    wanted = {word for row in getattr(rs.reference, name)() for column in shown for word in words(getattr(row, column))}
    wanted |= {word for column in shown for word in column.split("_")}
    assert {word for word in wanted - printed if len(word) <= UNBROKEN} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_wider_terminal_shows_at_least_as_many_columns(name: str) -> None:
    counts = [len(shown_columns(name, run(name, columns=columns))) for columns in (60, 80, 120, 200)]
    assert counts == sorted(counts)
    assert counts[0] >= 2


@pytest.mark.parametrize("name", NAMES)
def test_title_and_row_count_frame_the_table(name: str) -> None:
    text = run(name, columns=80)
    assert text.startswith(f"{name}: ")
    assert text.splitlines()[1] == ""
    assert f"\n{len(getattr(rs.reference, name)())} rows" in text


@pytest.mark.parametrize(
    ("name", "cell"),
    [("clinicopathology", "12-13, 61"), ("regions", "167-188"), ("regions", "10-17"), ("pockets", "12, 96, 99")],
)
def test_consecutive_residues_print_as_a_range(name: str, cell: str) -> None:
    assert re.search(rf"\s{re.escape(cell)}\s", run(name, columns=200))


def test_papers_print_without_identifiers_that_other_formats_have() -> None:
    assert "Awad 2021 NEJM 384:2382 (review ref 109)" in run("bypass_mechanisms", columns=200)
    assert "doi:" not in run("bypass_mechanisms", columns=200)
    assert "doi:10.1056/NEJMoa2105281" in run("bypass_mechanisms", "--format", "csv")


def test_decisions_on_contradictions_fit_a_narrow_terminal() -> None:
    assert "decision" in shown_columns("contradictions", run("contradictions", columns=80))


# --- Markdown --------------------------------------------------------------------------------------------------------


def read_markdown(text: str) -> list[list[str]]:
    """Read a table into rows of cells, head first."""
    head, rule, *rows = text.splitlines()
    assert re.fullmatch(r"\|( -{3,} \|)+", rule)
    lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in (head, *rows)]
    return [[cell.strip().replace("\\|", "|") for cell in line] for line in lines]


def as_cell(value: Any) -> str:
    """Write a plain value as a text format does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_gives_every_value_back(name: str) -> None:
    records = getattr(rs.reference, name)()
    head, *rows = read_markdown(run(name, "--format", "md"))
    assert head == list(records.columns)
    wanted = [[as_cell(value).strip() for value in record.values()] for record in records.to_records()]
    assert rows == wanted


def test_a_bar_or_line_break_in_a_cell_does_not_break_the_table(tmp_path: Path) -> None:
    @dataclasses.dataclass(frozen=True)
    class Row:
        left: str = column("string", "text with a bar")
        right: str | None = column("string", "text with a line break")

    path = tmp_path / "table.md"
    write_records(Records(Row, [Row("x|y", "two\nlines"), Row("|", None)]), OutputFormat.MARKDOWN, path)
    assert read_markdown(path.read_text()) == [["left", "right"], ["x|y", "two lines"], ["|", ""]]


def test_the_page_on_contradictions_is_what_the_command_gives() -> None:
    intro, table = PAGE.read_text(encoding="utf-8").split("\n\n| ", maxsplit=1)
    assert f"| {table}" == run("contradictions", "--format", "md")
    assert intro.startswith("# Contradictions")
    assert f"in {len(rs.reference.contradictions())} places" in intro
