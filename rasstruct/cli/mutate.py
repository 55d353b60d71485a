"""`rasstruct mutate`: what does a substitution do to the inhibitors of a structure?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.api.chain import RasChain
from rasstruct.api.load import load
from rasstruct.api.mutant import Mutant, Mutants
from rasstruct.cli.inputs import run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_result
from rasstruct.reference.defaults import DEFAULT_CUTOFF

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["EFFECT_LEGEND", "draw_effects", "run_mutate"]

EFFECT_LEGEND = (
    "score: 0 to 1, higher when the structure shows more to disturb the binding. By structure alone: no free energy, "
    "no prediction of the clinic."
)


def run_mutate(
    name: str,
    mutations: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    model: int | None,
    chain_id: str | None,
    structure: Path | None,
) -> int:
    """Substitute residues in every RAS chain of an input, or in one; gives the exit code."""
    effects: list[MutationEffect] = []

    def work(one: str) -> None:
        entry = load(one, model=model)
        chains = [entry[chain_id]] if chain_id is not None else list(entry)
        mutants = _mutate_chains(chains, mutations)
        effects.extend(row for mutant in mutants for row in mutant.effects)
        if structure is not None:
            _write(mutants, structure)

    code = run_over_inputs([name], work)
    rows = Records(MutationEffect, effects)
    write_result(rows, output_format, output, lambda: _print(rows, output))
    return code


def _mutate_chains(chains: list[RasChain], mutations: list[str]) -> list[Mutant]:
    """Substitute in each chain; a chain of another isoform that has no such residue is named and left out."""
    found: list[Mutant] = []
    refused: list[str] = []
    for chain in chains:
        try:
            made = chain.mutate(mutations)
        except LookupFailedError as error:
            refused.append(str(error))
            continue
        found.extend(made if isinstance(made, Mutants) else [made])
    if refused and not found:
        raise LookupFailedError(refused[0])
    for message in dict.fromkeys(refused):
        say("warning", message)
    return found


def _write(mutants: list[Mutant], path: Path) -> None:
    """Write the mutated structure, by the ending of the path."""
    if len(mutants) != 1:
        raise LookupFailedError(
            f"found {len(mutants)} mutants to write to {path}, expected one; name one mutation and a --chain"
        )
    if path.suffix.casefold() in (".cif", ".mmcif"):
        mutants[0].to_cif(path)
    else:
        mutants[0].to_pdb(path)
    say("note", f"wrote {mutants[0].mutation} to {path}")


def _print(rows: Records[MutationEffect], output: Path | None) -> None:
    """Draw a table for each chain and inhibitor."""
    from rasstruct.cli.console import print_tables

    print_tables(lambda console: draw_effects(console, rows), output)


def draw_effects(console: Console, rows: Records[MutationEffect]) -> None:
    """Draw the effects by chain and inhibitor, then one sentence each and the legend."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table

    groups: dict[tuple[str, str, str], list[MutationEffect]] = {}
    for row in rows:
        place = row.pdb_id or Path(row.source).name
        name = (
            "no inhibitor"
            if row.ligand_residue is None
            else f"{row.ligand_name or row.ligand_het} {row.ligand_residue}"
        )
        groups.setdefault((place, row.chain_id, name), []).append(row)
    for (place, chain_id, name), group in groups.items():
        console.print(f"{place} chain {chain_id} · {group[0].isoform} · {name}", style="bold", markup=False)
        table = make_table("mutation", "label", "verdict", "score", "lost pairs")
        for column in table.columns:
            column.no_wrap = True
            column.justify = "right" if column.header in ("score", "lost pairs") else "left"
        for row in group:
            table.add_row(*(escape(text) for text in _cells(row)))
        console.print(table)
        for row in group if len(group) <= _EXPLAINED else ():
            flags = f" Beside the contact: {', '.join(row.mechanism_flags)}." if row.mechanism_flags else ""
            console.print(f"{row.mutation}: {row.explanation}{flags}", markup=False)
        console.print()
    legend = (
        f"lost pairs: atoms of the native side chain and the inhibitor within {DEFAULT_CUTOFF} Å that the new one lacks"
    )
    console.print(f"{legend}; {EFFECT_LEGEND}", style="dim", markup=False)


#: more substitutions than this have their sentences in the other formats only
_EXPLAINED = 8


def _name(row: MutationEffect) -> str:
    """Name a substitution, with the residue that is really there."""
    is_other = row.from_residue is not None and row.from_residue != row.mutation[0]
    return f"{row.mutation} (from {row.from_residue})" if is_other else row.mutation


def _cells(row: MutationEffect) -> tuple[str, ...]:
    """Write one row; – for what is not known."""
    return (
        _name(row),
        row.label or "–",
        row.verdict or "–",
        "–" if row.score is None else f"{row.score:.2f}",
        "–" if row.contacts_lost is None else str(row.contacts_lost),
    )
