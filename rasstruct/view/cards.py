"""What does a notebook show of an entry, a chain, a pocket or a ligand?"""

from __future__ import annotations

from collections.abc import Sequence

from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.view.build_scene import describe_chain
from rasstruct.view.facts import Fact, list_chain_facts, list_known_facts, list_ligand_facts, list_pocket_facts
from rasstruct.view.ligand_drawing import draw_ligand, find_known_ligand
from rasstruct.view.templates import render, trust

__all__ = ["draw_chain_card", "draw_entry_card", "draw_ligand_card", "draw_pocket_card"]

_SIZE = (280, 220)


def draw_entry_card(chains: Sequence[AnnotatedChain], partners: Sequence[str]) -> str:
    """Show an entry: what the file says of itself, and its chains."""
    metadata = chains[0].structure.metadata
    facts = [
        ("Title", metadata.title or "not stated"),
        *((f"Chain {chain.chain_id}", _describe(chain)) for chain in chains),
        *([("Other chains", ", ".join(partners))] if partners else []),
    ]
    return _draw(metadata.pdb_id or chains[0].structure.source, facts)


def draw_chain_card(chain: AnnotatedChain) -> str:
    """Show a chain."""
    return _draw(describe_chain(chain), list_chain_facts(chain))


def draw_pocket_card(chain: AnnotatedChain, place: PocketPlace) -> str:
    """Show a pocket, without measuring it."""
    return _draw(f"{place.pocket} of {describe_chain(chain)}", list_pocket_facts(place))


def draw_ligand_card(chain: AnnotatedChain, bound: BoundLigand) -> str:
    """Show a bound molecule, drawn where its structure can be told."""
    known = find_known_ligand(chain, bound)
    facts = [*list_ligand_facts(bound), *(list_known_facts(known) if known else [])]
    return _draw(f"{bound.label} {bound.key}", facts, draw_ligand(chain, bound, _SIZE))


def _describe(chain: AnnotatedChain) -> str:
    """Say in one line what a chain is."""
    facts = dict(list_chain_facts(chain))
    shown = ("Protein", "Mutations", "Nucleotide", "Switch I", "Switch II", "Inhibitors")
    return "; ".join(f"{name} {facts[name]}" if name != "Protein" else facts[name] for name in shown if name in facts)


def _draw(title: str, facts: Sequence[Fact], drawing: str | None = None) -> str:
    """Fill the card."""
    return render("card.html", title=title, facts=facts, drawing=trust(drawing) if drawing else None, table=None)
