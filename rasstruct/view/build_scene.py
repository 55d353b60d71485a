"""What is drawn of one RAS chain?

Its ribbon in a chosen colouring, the proteins that meet it in grey, what is
bound to it, the residues that matter as sticks, and the lines between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import MoleculeError
from rasstruct.analysis.ddg import DdgTable
from rasstruct.analysis.interactions.interaction_row import Interaction
from rasstruct.analysis.pockets.place import PocketPlace, place_ligand_pocket, place_named_pocket
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.view.colouring import Colouring, colour_residues
from rasstruct.view.evidence import ABOUT_SITE, find_evidence
from rasstruct.view.palette import PARTNER_COLOURS, REST_COLOUR
from rasstruct.view.scene import LegendEntry, Scene, SceneLine, SceneStyle, SceneSurface, Selection
from rasstruct.view.scene_lines import (
    draw_bond,
    draw_coordination,
    draw_gaps,
    draw_interactions,
    find_partner,
    find_waters,
    list_line_legend,
)
from rasstruct.view.scene_sticks import add_picture, draw_molecule, draw_residue, label_residue, name_molecule
from rasstruct.view.shown_atoms import ShownAtoms, choose_atoms
from rasstruct.view.turn import find_turn

__all__ = ["build_scene", "describe_chain", "find_drawn_interactions"]

#: interactions by key of the molecule, and why there are none of some
FoundInteractions = tuple[Mapping[str, tuple[Interaction, ...]], tuple[str, ...]]

_NUCLEOTIDE, _ION, _INHIBITOR = "nucleotide", "ion", "inhibitor"
_CONTACT = "contact"
_SURFACE_OPACITY, _PARTNER_OPACITY = 0.55, 0.75
#: letters of an author chain in a title or legend; a file can state any text
_LONGEST_NAME = 60


def build_scene(
    chain: AnnotatedChain,
    *,
    color: str = "region",
    pocket: str | None = None,
    ligand: BoundLigand | None = None,
    interactions: bool = True,
    labels: bool = True,
    surface: bool = False,
    ddg: DdgTable | None = None,
    trait: str | None = None,
    xyz: npt.NDArray[np.float64] | None = None,
    found: FoundInteractions | None = None,
) -> Scene:
    """Build the scene of a chain.

    Parameters
    ----------
    chain
        The chain; its first model is drawn.
    color, ddg, trait
        See `colour_residues`.
    pocket
        A named pocket whose lining is drawn and looked at.
    ligand
        The molecule that is looked at; the inhibitors when neither it nor a pocket is given.
    interactions
        Whether the typed interactions of the molecules looked at are drawn.
    labels
        Whether residues and missing loops are named.
    surface
        Whether the surface is drawn: that of the pocket or of what surrounds
        the ligand when one is given, else that of the chain.
    xyz
        Coordinates in Å of all atoms, shape (n, 3), when the chain was moved.
    found
        What `find_drawn_interactions` gave for the chain, so that several scenes share it.

    Raises
    ------
    LookupFailedError
        When there is no such colouring or pocket.

    Examples
    --------
    >>> import rasstruct as rs
    >>> scene = build_scene(rs.load("8AZR")["A"], interactions=False)
    >>> sorted(label.text for label in scene.labels if "96" in label.text)
    ['Y96']
    """
    colouring = colour_residues(chain, color, ddg=ddg, trait=trait)
    place = place_named_pocket(chain, pocket) if pocket else place_ligand_pocket(chain, ligand) if ligand else None
    regarded = (ligand,) if ligand is not None else chain.inhibitors
    drawn, notes = (found or find_drawn_interactions(chain, regarded)) if interactions else ({}, ())
    rows = [row for own in drawn.values() for row in own]
    shown = choose_atoms(chain, waters=find_waters(chain, rows), xyz=xyz)
    named = _name_residues(chain, colouring, ligand, place, regarded)
    lines, missing = draw_gaps(shown)
    lines += [line for bound in chain.inhibitors for line in draw_bond(shown, bound)]
    lines += [line for bound in chain.bound_ligands if bound.role == _ION for line in draw_coordination(shown, bound)]
    lines += [line for bound in regarded for line in draw_interactions(shown, bound, drawn.get(str(bound.key), ()))]
    sticks = _choose_sticks(chain, rows, named, place)
    styles = [
        *_draw_ribbons(shown, colouring),
        *(style for residue in sticks for style in draw_residue(shown, residue, _colour_of(chain, colouring, residue))),
        *(style for bound in chain.bound_ligands for style in draw_molecule(shown, bound)),
    ]
    written = [
        label_residue(shown, residue, text, _colour_of(chain, colouring, residue)) for residue, text in named.items()
    ]
    focus = _choose_focus(shown, place, ligand)
    return Scene(
        title=describe_chain(chain),
        models=(add_picture(shown, describe_chain(chain), styles),),
        lines=tuple(lines),
        labels=(*written, *missing) if labels else (),
        surfaces=_draw_surface(shown, place) if surface else (),
        legend=tuple(_list_legend(chain, colouring, lines)),
        focus=focus,
        window=shown.window(focus),
        turn=_choose_turn(shown, place if ligand is None else None, regarded),
        notes=(*colouring.notes, *notes, *_note_models(chain)),
    )


def describe_chain(chain: AnnotatedChain) -> str:
    """Say in a few words which chain it is."""
    source = chain.pdb_id or chain.structure.source
    mutations = " ".join(row.mutation for row in chain.sequence_mutations)
    return " ".join(f"{source[:_LONGEST_NAME]} chain {chain.chain_id} · {chain.isoform} {mutations}".split())


def find_drawn_interactions(chain: AnnotatedChain, regarded: Iterable[BoundLigand]) -> FoundInteractions:
    """Find the interactions of each molecule looked at, by its key; say why where it cannot be done."""
    from rasstruct.analysis.interactions.find_interactions import find_interactions

    found: dict[str, tuple[Interaction, ...]] = {}
    notes = []
    for bound in regarded:
        try:
            found[str(bound.key)] = tuple(find_interactions(chain, bound))
        except MoleculeError as error:
            notes.append(f"no interactions of {bound.label} are drawn: {error}")
    return found, tuple(notes)


def _name_residues(
    chain: AnnotatedChain,
    colouring: Colouring,
    ligand: BoundLigand | None,
    place: PocketPlace | None,
    regarded: Iterable[BoundLigand],
) -> dict[int, str]:
    """Name the residues with published resistance that touch the inhibitor, the anchors, and those of the colouring."""
    numbers: dict[int, str | None] = {}
    inhibitor = ligand if ligand is not None and ligand.role == _INHIBITOR else None
    for number, (kind, is_touching) in find_evidence(chain, inhibitor).items():
        is_near = is_touching if chain.inhibitors else place is not None and number in place.residues
        if kind in ABOUT_SITE and is_near:
            numbers[number] = None
    numbers |= dict(colouring.marked)
    named = {}
    letters = chain.structure.topology.letter
    for number, text in numbers.items():
        residue = chain.numbering.residue_at(number)
        if residue is not None:
            named[residue] = text or f"{chr(int(letters[residue]))}{number}"
    for bond in (bound.bond for bound in regarded if bound.bond is not None):
        text = f"{chr(int(letters[bond.residue]))}{_number_of(chain, bond.residue) or ''}"
        named.setdefault(bond.residue, text)
    return named


def _choose_sticks(
    chain: AnnotatedChain,
    rows: Iterable[Interaction],
    named: Iterable[int],
    place: PocketPlace | None,
) -> list[int]:
    """Choose the residues that are drawn as sticks: partners of interactions, named ones, the pocket asked for."""
    bound = {residue for one in chain.bound_ligands for residue in one.residues}
    partners = {find_partner(chain, row) for row in rows if row.interaction != _CONTACT}
    lining = {chain.numbering.residue_at(number) for number in place.modelled} if place else set()
    wanted = {*partners, *find_waters(chain, rows), *named, *lining} - {None} - bound
    return sorted(residue for residue in wanted if residue is not None)


def _draw_ribbons(shown: ShownAtoms, colouring: Colouring) -> list[SceneStyle]:
    """Draw the RAS chain in its colours and the others in grey."""
    chain = shown.chain
    numbers = dict(zip(chain.numbering.residues.tolist(), chain.numbering.uniprot_numbers.tolist(), strict=True))
    by_colour: dict[str, list[int]] = {}
    for residue, number in numbers.items():
        by_colour.setdefault(colouring.colours.get(number, REST_COLOUR), []).append(residue)
    styles = [SceneStyle(shown.select_residues(residues), "cartoon", colour) for colour, residues in by_colour.items()]
    topology = chain.structure.topology
    peptides = {residue for bound in chain.bound_ligands for residue in bound.residues}
    for index, partner in enumerate(chain.partners):
        residues = set(topology.peptide_residues(partner.chain_id).tolist()) - peptides
        colour = PARTNER_COLOURS[index % len(PARTNER_COLOURS)]
        styles.append(SceneStyle(shown.select_residues(residues), "cartoon", colour, opacity=_PARTNER_OPACITY))
    return [style for style in styles if style.selection.serials]


def _list_legend(chain: AnnotatedChain, colouring: Colouring, lines: Iterable[SceneLine]) -> Iterable[LegendEntry]:
    """Name colours, molecules, partners and lines."""
    yield from colouring.legend
    yield from dict.fromkeys(name_molecule(chain, bound) for bound in chain.bound_ligands)
    for index, partner in enumerate(chain.partners):
        yield LegendEntry(PARTNER_COLOURS[index % len(PARTNER_COLOURS)], f"{partner}")
    yield from list_line_legend(lines)


def _draw_surface(shown: ShownAtoms, place: PocketPlace | None) -> tuple[SceneSurface, ...]:
    """Draw the surface of a pocket's lining, or of the chain."""
    residues = shown.chain.numbering.residues.tolist() if place is None else _residues_of(shown.chain, place)
    chosen = shown.select_residues(residues)
    return (SceneSurface(chosen, REST_COLOUR, _SURFACE_OPACITY),) if chosen.serials else ()


def _choose_focus(shown: ShownAtoms, place: PocketPlace | None, ligand: BoundLigand | None) -> tuple[Selection, ...]:
    """Choose what fills the window: pocket and ligand when one is asked for, else the chain with what is bound."""
    bound = shown.chain.bound_ligands
    if ligand is not None:
        focus = [shown.select(ligand.atom_rows)]
    elif place is not None:
        focus = [shown.select_residues(_residues_of(shown.chain, place))]
    else:
        focus = [
            shown.select_residues(shown.chain.numbering.residues.tolist()),
            *(shown.select(one.atom_rows) for one in bound),
        ]
    return tuple(selection for selection in focus if selection.serials)


def _choose_turn(
    shown: ShownAtoms, place: PocketPlace | None, regarded: Iterable[BoundLigand]
) -> tuple[float, tuple[float, float, float]]:
    """Bring the pocket asked for to the front, else the molecules looked at, else the nucleotide."""
    rows = [] if place is None else shown.rows_of(_residues_of(shown.chain, place)).tolist()
    if not rows:
        rows = [row for bound in regarded for row in bound.atom_rows.tolist()]
    if not rows:
        nucleotides = [bound for bound in shown.chain.bound_ligands if bound.role == _NUCLEOTIDE]
        rows = [row for bound in nucleotides for row in bound.atom_rows.tolist()]
    protein = shown.rows_of(shown.chain.numbering.residues.tolist())
    return find_turn(shown.xyz[protein], shown.xyz[np.array(rows, dtype=np.int64)])


def _note_models(chain: AnnotatedChain) -> tuple[str, ...]:
    """Say that one of several models is drawn."""
    n_models = len(chain.structure.all_model_numbers)
    return (f"model {chain.structure.model_numbers[0]} of {n_models} is drawn",) if n_models > 1 else ()


def _residues_of(chain: AnnotatedChain, place: PocketPlace) -> list[int]:
    """Give the modelled residues of a pocket."""
    found = (chain.numbering.residue_at(number) for number in place.modelled)
    return [residue for residue in found if residue is not None]


def _number_of(chain: AnnotatedChain, residue: int) -> int | None:
    """Give the UniProt number of a residue of the chain."""
    found = np.flatnonzero(chain.numbering.residues == residue)
    return int(chain.numbering.uniprot_numbers[found[0]]) if len(found) else None


def _colour_of(chain: AnnotatedChain, colouring: Colouring, residue: int) -> str:
    """Give the colour of a residue."""
    return colouring.colours.get(_number_of(chain, residue) or 0, REST_COLOUR)
