"""What does a report say of a chain itself: 3D, sequence, conformation, pocket, resistance?"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.pockets.describe import measure_chain_pocket
from rasstruct.analysis.pockets.place import place_named_pocket
from rasstruct.analysis.pockets.pocket_residues import list_pocket_residues
from rasstruct.analysis.resistance import find_resistance
from rasstruct.analysis.resistance_row import ResistanceRow
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.conformation_table import list_conformations
from rasstruct.reference.defaults import DEFAULT_POCKET
from rasstruct.reference.pockets import default_pockets
from rasstruct.view.build_scene import build_scene, describe_chain, find_drawn_interactions
from rasstruct.view.figure_text import write_svg
from rasstruct.view.html_table import draw_table
from rasstruct.view.page import draw_fragment
from rasstruct.view.plots.resistance_heat_map import resistance_heat_map
from rasstruct.view.plots.sequence_track import sequence_track
from rasstruct.view.plots.switch_rings import switch_rings
from rasstruct.view.report.section import Part, plot_block
from rasstruct.view.scene import Scene

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_chain_parts", "draw_resistance", "draw_view"]

_EFFECT_COLUMNS = {
    "mutation": "mutation",
    "observed_residue": "residue here",
    "region": "region",
    "ligand_name": "inhibitor",
    "side_chain_distance": "side chain",
    "backbone_distance": "backbone",
    "contact_part": "in contact by",
    "label": "label by structure",
    "verdict": "verdict",
    "score": "score",
    "mechanism_flags": "mechanisms beside contact",
    "explanation": "the numbers behind it",
}
_INHIBITOR = "ligand_name"
_EVIDENCE_COLUMNS = {
    "mutation": "mutation",
    "drug": "drug",
    "effect": "effect",
    "evidence": "evidence",
    "evidence_applies": "about",
    "observation": "what was seen",
    "reference": "reference",
    "confidence": "confidence",
}
#: inches of the pictures; that of resistance has room for labels and legend, and for each inhibitor
_TRACK_SIZE, _RINGS_SIZE = (11.0, 3.6), (11.4, 7.2)
_STRIP_WIDTH, _STRIP_HEIGHT, _ROW_HEIGHT = 11.0, 2.2, 0.4
_POCKET_COLUMNS = {
    "residue_name": "residue",
    "uniprot_number": "number",
    "regions": "regions",
    "is_modelled": "modelled",
    "faces": "lines the room by",
    "distance": "to the inhibitor",
}


def draw_view(chain: AnnotatedChain) -> Part:
    """Show the chain in 3D: regions, pocket, resistance."""
    found = find_drawn_interactions(chain, chain.inhibitors)
    scenes: dict[str, Scene] = {"Regions": build_scene(chain, found=found)}
    if not chain.numbering.is_peptide:
        scenes["Pocket"] = build_scene(chain, pocket=_find_site(chain), found=found)
        scenes["Resistance"] = build_scene(chain, color="resistance", found=found)
    return Part("In 3D", blocks=(draw_fragment(scenes, carries_script=False),))


def draw_chain_parts(chain: AnnotatedChain) -> tuple[Part, ...]:
    """Draw sequence, conformation and pocket."""
    name = describe_chain(chain)
    parts = [
        Part("Along the sequence", blocks=(_plot(sequence_track, chain, f"Sequence of {name}", _TRACK_SIZE),)),
    ]
    if not chain.numbering.is_peptide:
        calls = (chain.conformation.sw1, chain.conformation.sw2)
        rows = list_conformations(chain)
        parts += [
            Part(
                "Conformation of the switches",
                texts=tuple(call.explanation for call in calls),
                blocks=(
                    draw_table(rows, "Classes of the switches (Parker 2022)", _conformation_columns()),
                    _plot(switch_rings, chain, f"Backbone angles of the switches of {name}", _RINGS_SIZE),
                ),
            ),
            _draw_pocket(chain),
        ]
    return tuple(parts)


def draw_resistance(chain: AnnotatedChain) -> Part:
    """Show which mutations touch the inhibitors: by structure, and as published, apart."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RasStructWarning)
        rows = find_resistance(chain, structure=True)
    notes = tuple(dict.fromkeys(str(warning.message) for warning in caught))
    effects: dict[tuple[str, str | None], ResistanceRow] = {}
    for row in rows:
        effects.setdefault((row.mutation, row.ligand_residue), row)
    observed = rows.where(lambda row: row.effect is not None)
    text = (
        "By structure: what the wild-type side chain does for the inhibitor, and what the mutant would do to it. "
        "Published observations stand apart; a contact is no prediction of resistance."
    )
    return Part(
        "Resistance mutations",
        (text,),
        notes,
        (
            *_draw_heat_map(chain, rows),
            draw_table(Records(ResistanceRow, effects.values()), "Effect by structure", _choose_columns(chain)),
            draw_table(observed, "Published observations", _EVIDENCE_COLUMNS),
        ),
    )


def _choose_columns(chain: AnnotatedChain) -> dict[str, str]:
    """Choose the columns of effects; the inhibitor is named where there are several."""
    return {name: text for name, text in _EFFECT_COLUMNS.items() if name != _INHIBITOR or len(chain.inhibitors) > 1}


def _draw_heat_map(chain: AnnotatedChain, rows: Records[ResistanceRow]) -> Iterator[str]:
    """Draw scores and published effects in one picture, where an inhibitor is bound."""
    if chain.inhibitors and rows:
        size = (_STRIP_WIDTH, _STRIP_HEIGHT + _ROW_HEIGHT * len(chain.inhibitors))
        yield _plot(resistance_heat_map, rows, f"Resistance mutations of {describe_chain(chain)}", size)


def _draw_pocket(chain: AnnotatedChain) -> Part:
    """List the residues of the pocket that the inhibitor sits in, else of the switch-II pocket."""
    site = _find_site(chain)
    place = place_named_pocket(chain, site)
    try:
        measured = measure_chain_pocket(chain, place)
    except MoleculeError as error:
        return Part(f"Pocket {site}", notes=(str(error),))
    rows = list_pocket_residues(chain, place, measured)
    texts = (f"{len(place.modelled)} of {len(place.residues)} residues are modelled. Source: {place.source}.",)
    return Part(f"Pocket {site}", texts, blocks=(draw_table(rows, f"Residues of {site}", _POCKET_COLUMNS),))


def _conformation_columns() -> Mapping[str, str]:
    """Name the columns of the table of switch classes."""
    shown = ("loop", "conformation", "nearest", "distance", "runner_up", "runner_up_distance", "group", "exemplar")
    return {name: name.replace("_", " ") for name in shown}


def _find_site(chain: AnnotatedChain) -> str:
    """Name the pocket that an inhibitor sits in, the switch-II pocket where there is none."""
    return next((bound.site for bound in chain.inhibitors if bound.site in default_pockets()), None) or DEFAULT_POCKET


def _plot(draw: Callable[..., Axes], drawn: Any, title: str, size: tuple[float, float]) -> str:
    """Draw a plot of a chain or of rows as a block, on a figure that nothing else holds."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=size, layout="constrained")
    draw(drawn, axes=figure.add_subplot())
    return plot_block(write_svg(figure, title=title))
