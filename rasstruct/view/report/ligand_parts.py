"""What does a report say of each inhibitor: what it is, what it measures, what it touches?"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.interactions.find_interactions import find_interactions
from rasstruct.analysis.interactions.interaction_row import Interaction
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.view.facts import Fact, list_known_facts, list_ligand_facts
from rasstruct.view.html_table import draw_table
from rasstruct.view.interaction_map import draw_interaction_map
from rasstruct.view.ligand_drawing import draw_ligand, find_known_ligand
from rasstruct.view.report.section import Part, plot_block
from rasstruct.view.templates import render, trust

__all__ = ["draw_ligand_parts"]

_SIZE = (420, 320)
_INTERACTION_COLUMNS = {
    "partner": "with",
    "interaction": "interaction",
    "distance": "distance",
    "angle": "angle",
    "ligand_atoms": "atoms of the ligand",
    "partner_atoms": "atoms of the partner",
    "contact_part": "part",
    "waters": "through",
    "assumption": "rests on",
}


def draw_ligand_parts(chain: AnnotatedChain) -> Iterator[Part]:
    """Draw a card and the interactions of each inhibitor."""
    for bound in chain.inhibitors:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", RasStructWarning)
            block = _draw_card(chain, bound)
            rows, problem = _find(chain, bound)
        notes = [str(warning.message) for warning in caught]
        caption = f"Interactions of {bound.label} {bound.key}"
        blocks = [block]
        if not problem:
            drawn = draw_interaction_map(chain, bound, rows).svg
            blocks += [plot_block(drawn), draw_table(rows, caption, _INTERACTION_COLUMNS)]
        yield Part(
            f"Inhibitor {bound.name or bound.label}",
            notes=tuple(dict.fromkeys([*([problem] if problem else []), *notes])),
            blocks=tuple(blocks),
        )


def _draw_card(chain: AnnotatedChain, bound: BoundLigand) -> str:
    """Draw the molecule beside what is known of it."""
    known = find_known_ligand(chain, bound)
    facts = [*list_ligand_facts(bound), *(list_known_facts(known) if known else []), *_describe(chain, bound)]
    drawing = draw_ligand(chain, bound, _SIZE)
    return render("ligand.html", facts=facts, drawing=trust(drawing) if drawing else None)


def _describe(chain: AnnotatedChain, bound: BoundLigand) -> list[Fact]:
    """Give the descriptors that chemists ask for first, of the free form where it is known."""
    from rasstruct.analysis.ligand_molecule import build_ligand
    from rasstruct.chemistry.properties.descriptors import describe_molecule

    for form in ("free", "bound"):
        try:
            row = describe_molecule(build_ligand(chain, bound, form).molecule)
        except MoleculeError:
            continue
        named = {
            "Formula": row.formula,
            "Molecular weight": f"{row.molecular_weight:.1f} Da",
            "clogP": f"{row.clogp:.2f}",
            "TPSA": f"{row.tpsa:.0f} Å²",
            "Donors, acceptors": f"{row.hbd}, {row.hba}",
            "Rotatable bonds": str(row.rotatable_bonds),
            "QED": "not defined" if row.qed is None else f"{row.qed:.2f}",
            "Rule of 5": f"{row.lipinski_violations} violation{'' if row.lipinski_violations == 1 else 's'}",
        }
        return [("Described form", form), *named.items()]
    return [("Descriptors", "none: its bond orders are not known")]


def _find(chain: AnnotatedChain, bound: BoundLigand) -> tuple[Records[Interaction], str]:
    """Find the interactions, or say why they cannot be told."""
    try:
        return find_interactions(chain, bound), ""
    except MoleculeError as error:
        return Records(Interaction), f"no interactions of {bound.label}: {error}"
