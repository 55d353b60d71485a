"""What touches a ligand, on one sheet of paper: its drawing, the residues around, typed lines between them?"""

from __future__ import annotations

import dataclasses
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from rasstruct._base.records import Records, column
from rasstruct.analysis.interactions.find_interactions import find_interactions
from rasstruct.analysis.interactions.interaction_row import KINDS, Interaction
from rasstruct.analysis.partner_residues import OWN_CHAIN, PARTNER_CHAIN, WATER
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.interop.write_text import return_or_write
from rasstruct.view.build_scene import describe_chain
from rasstruct.view.evidence import ABOUT_SITE, find_evidence
from rasstruct.view.interaction_names import INTERACTION_NAMES
from rasstruct.view.map_drawing import MapDrawing, draw_bound
from rasstruct.view.map_layout import place_plates, untangle
from rasstruct.view.palette import INTERACTION_COLOURS, MAP_COLOURS
from rasstruct.view.templates import render, trust

__all__ = ["InteractionMap", "MapResidue", "draw_interaction_map"]

_PLATE = (78.0, 40.0)
_MARGIN, _LEGEND_LINE = 14.0, 20.0
_COVALENT = "covalent"
_THIS, _ANOTHER, _CONFLICTING = ABOUT_SITE
#: evidence that is about the ligand or others in its place -> its mark, whether that is filled, and its name
_MARKS = {
    _THIS: ("R", True, "resistance, this inhibitor"),
    _ANOTHER: ("R", False, "resistance, another inhibitor of the site"),
    _CONFLICTING: ("±", True, "conflicting observations"),
}
#: letters that fit into a plate at the usual size, and the sizes
_FITTING_LETTERS, _LETTER_SIZE, _SMALL_LETTER_SIZE = 6, 13.5, 11.5
_LEGEND_COLUMNS, _LEGEND_WIDTH = 4, 290.0
#: solid for what is a bond, dashes for the rest
_DASHES = {_COVALENT: "", "metal": "", "hydrophobic": "2 4", "contact": "1 6", "cationpi": "10 3 2 3"}
_USUAL_DASHES = "6 4"


@dataclasses.dataclass(frozen=True, slots=True)
class MapResidue:
    """One plate of the map."""

    partner: str = column("string", "CYS12 (UniProt number on the own chain, else file number), GDP, MG, HOH …")
    partner_kind: str = column("string", "own chain, partner chain, water, nucleotide, ion, or another role")
    partner_chain_id: str = column("string", "author chain of the partner")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only")
    author_number: int = column("integer", "residue number of the partner in the file")
    insertion_code: str | None = column("string", "insertion code of the partner in the file")
    interactions: tuple[str, ...] = column("list", "kinds of interaction, the most specific first")
    distance: float = column("number", "shortest of the most specific one", unit="Å")
    ligand_atoms: tuple[str, ...] = column("list", "atoms of the ligand that take part")
    waters: tuple[str, ...] = column("list", "waters between, as HOH and residue key")
    evidence: str | None = column("string", "published resistance of its mutations; none when there is none")


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class InteractionMap:
    """A map; it shows itself in a notebook. ``residues`` are its plates as a table."""

    title: str
    svg: str
    residues: Records[MapResidue]
    plates: tuple[tuple[float, float, float, float], ...]

    def write_svg(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture.

        Raises
        ------
        SourceError
            When the file cannot be written.
        """
        return_or_write(self.svg, path)
        return Path(path)

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<InteractionMap {self.title} · {len(self.residues)} residues>"


def draw_interaction_map(
    chain: AnnotatedChain, bound: BoundLigand, found: Iterable[Interaction] | None = None
) -> InteractionMap:
    """Draw the map of a ligand.

    Parameters
    ----------
    chain, bound
        The ligand and where it is bound.
    found
        Its interactions, where they are known already.

    Returns
    -------
    InteractionMap
        ``plates`` are x, y, width and height of each plate, in the order of ``residues``.

    Warns
    -----
    RasStructWarning
        As `find_interactions` does.

    Raises
    ------
    MoleculeError
        When its interactions cannot be told.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> found = draw_interaction_map(chain, chain.ligands["LR4"].bound)
    >>> [row.interactions for row in found.residues if row.partner == "TYR96"]
    [('hydrophobic',)]
    """
    groups: dict[tuple[str, str, int, str | None], list[Interaction]] = {}
    for row in find_interactions(chain, bound) if found is None else found:
        groups.setdefault((row.partner, row.partner_chain_id, row.author_number, row.insertion_code), []).append(row)
    evidence = _published(chain, bound)
    residues = Records(MapResidue, (_summarise(group, evidence) for group in groups.values()))
    drawing = draw_bound(chain, bound)
    targets = [_target(drawing, group) for group in groups.values()]
    places = place_plates(targets, (drawing.width, drawing.height), _PLATE) if targets else []
    places = untangle(places, [[drawing.find(row.ligand_atoms) for row in _choose(g)] for g in groups.values()])
    title = f"{bound.name or bound.label} in {describe_chain(chain)}"
    reach_x = max([abs(x) for x, _ in places] + [drawing.width / 2]) + _PLATE[0] / 2 + _MARGIN
    reach_y = max([abs(y) for _, y in places] + [drawing.height / 2]) + _PLATE[1] / 2 + _MARGIN
    kinds = [kind for kind in KINDS if any(kind in row.interactions for row in residues)]
    lines = [
        line
        for group, place in zip(groups.values(), places, strict=True)
        for line in _draw_lines(drawing, group, place)
    ]
    plates = [_draw_plate(row, place) for row, place in zip(residues, places, strict=True)]
    legend = _draw_legend(kinds, residues, reach_x, reach_y)
    n_lines = math.ceil(len(legend) / _count_columns(reach_x))
    height = 2 * reach_y + _LEGEND_LINE * n_lines + _MARGIN
    svg = render(
        "interaction_map.svg",
        title=title,
        description=_describe(residues),
        left=-reach_x,
        top=-reach_y,
        width=2 * reach_x,
        height=height,
        drawing=drawing,
        body=trust(drawing.body),
        lines=lines,
        plates=plates,
        legend=legend,
        size=_PLATE,
    )
    boxes = tuple((x - _PLATE[0] / 2, y - _PLATE[1] / 2, *_PLATE) for x, y in places)
    return InteractionMap(title, svg, residues, boxes)


def _published(chain: AnnotatedChain, bound: BoundLigand) -> Mapping[int, str]:
    """Give what is published of resistance by residue, with the ligand or others of its site."""
    if chain.numbering.is_peptide:
        return {}
    found = find_evidence(chain, bound if bound in chain.inhibitors else None)
    return {number: kind for number, (kind, _) in found.items() if kind in _MARKS}


def _summarise(group: list[Interaction], evidence: Mapping[int, str]) -> MapResidue:
    """Put the interactions with one partner into a row."""
    ordered = sorted(group, key=lambda row: (KINDS.index(row.interaction), row.distance))
    first = ordered[0]
    return MapResidue(
        partner=first.partner,
        partner_kind=first.partner_kind,
        partner_chain_id=first.partner_chain_id,
        uniprot_number=first.uniprot_number,
        author_number=first.author_number,
        insertion_code=first.insertion_code,
        interactions=tuple(dict.fromkeys(row.interaction for row in ordered)),
        distance=first.distance,
        ligand_atoms=tuple(dict.fromkeys(atom for row in ordered for atom in row.ligand_atoms)),
        waters=tuple(dict.fromkeys(water for row in ordered for water in row.waters)),
        evidence=evidence.get(first.uniprot_number) if first.uniprot_number else None,
    )


def _target(drawing: MapDrawing, group: Iterable[Interaction]) -> tuple[float, float]:
    """Give the middle of the atoms that a partner touches."""
    places = [drawing.find(row.ligand_atoms) for row in group]
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)


def _draw_lines(drawing: MapDrawing, group: list[Interaction], place: tuple[float, float]) -> list[dict[str, object]]:
    """Draw the lines of a partner."""
    lines = []
    for row in _choose(group):
        x, y = drawing.find(row.ligand_atoms)
        lines.append(
            {
                "x1": place[0],
                "y1": place[1],
                "x2": x,
                "y2": y,
                "colour": MAP_COLOURS.get(row.interaction, INTERACTION_COLOURS[row.interaction]),
                "dash": _DASHES.get(row.interaction, _USUAL_DASHES),
                "width": 3.5 if row.interaction == _COVALENT else 2.0,
                "text": f"{row.interaction} {row.partner}, {row.distance:.2f} Å",
            }
        )
    return lines


def _choose(group: Iterable[Interaction]) -> list[Interaction]:
    """Choose what is drawn: one line a pair of hydrogen-bonding atoms, and one for every other kind."""
    shortest: dict[tuple[str, tuple[str, ...]], Interaction] = {}
    for row in sorted(group, key=lambda row: row.distance):
        shortest.setdefault((row.interaction, row.ligand_atoms if row.interaction == "hbond" else ()), row)
    return list(shortest.values())


def _draw_plate(row: MapResidue, place: tuple[float, float]) -> dict[str, object]:
    """Draw the plate of a partner."""
    is_far = row.partner_kind == PARTNER_CHAIN
    is_protein = is_far or row.partner_kind == OWN_CHAIN
    name = row.partner.capitalize() if is_protein else row.partner
    if is_far:
        name = f"{name} {row.partner_chain_id}"
    if row.partner_kind == WATER:
        name = f"{name} {row.author_number}{row.insertion_code or ''}"
    mark, is_filled, _ = _MARKS[row.evidence] if row.evidence else ("", True, "")
    return {
        "x": place[0],
        "y": place[1],
        "name": name,
        "letter_size": _LETTER_SIZE if len(name) <= _FITTING_LETTERS else _SMALL_LETTER_SIZE,
        "detail": f"{row.distance:.2f} Å",
        "colour": MAP_COLOURS.get(row.interactions[0], INTERACTION_COLOURS[row.interactions[0]]),
        "is_round": row.partner_kind == WATER,
        "is_dashed": is_far,
        "mark": mark,
        "is_filled": is_filled,
        "text": f"{name}: {', '.join(row.interactions)}" + (f"; {row.evidence}" if row.evidence else ""),
    }


def _draw_legend(
    kinds: list[str], residues: Iterable[MapResidue], reach_x: float, reach_y: float
) -> list[dict[str, object]]:
    """Explain lines and marks below the map."""
    entries = [
        (
            MAP_COLOURS.get(kind, INTERACTION_COLOURS[kind]),
            _DASHES.get(kind, _USUAL_DASHES),
            INTERACTION_NAMES[kind],
            "",
            True,
        )
        for kind in kinds
    ]
    found = {row.evidence for row in residues}
    entries += [("", "", text, mark, is_filled) for kind, (mark, is_filled, text) in _MARKS.items() if kind in found]
    columns = _count_columns(reach_x)
    step = 2 * reach_x / columns
    return [
        {
            "x": -reach_x + _MARGIN + step * (index % columns),
            "y": reach_y + _LEGEND_LINE * (index // columns + 0.7),
            "colour": colour,
            "dash": dash,
            "text": text,
            "mark": mark,
            "is_filled": is_filled,
        }
        for index, (colour, dash, text, mark, is_filled) in enumerate(entries)
    ]


def _count_columns(reach_x: float) -> int:
    """Say how many entries of the legend stand side by side."""
    return max(min(_LEGEND_COLUMNS, int(2 * reach_x // _LEGEND_WIDTH)), 1)


def _describe(residues: Iterable[MapResidue]) -> str:
    """Say in words what the map shows."""
    return "; ".join(f"{row.partner}: {', '.join(row.interactions)}, {row.distance:.2f} Å" for row in residues)
