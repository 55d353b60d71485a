"""What is drawn of several chains at once, superposed on the core that does not move?

The core is that of Parker 2022 (residues 1-24, 41-55 and 77-166, between and
behind the switches); CA atoms that both chains have, least squares, each chain
onto the first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.regions import find_region
from rasstruct.structure.superposition import Superposition, superpose
from rasstruct.view.build_scene import build_scene, describe_chain
from rasstruct.view.palette import COMPARED_COLOURS, NUCLEOTIDE_CARBON
from rasstruct.view.scene import LegendEntry, Scene, SceneLine, SceneModel, SceneStyle
from rasstruct.view.scene_lines import draw_bond, draw_gaps, list_line_legend
from rasstruct.view.scene_sticks import add_picture, draw_molecule
from rasstruct.view.shown_atoms import ShownAtoms, choose_atoms
from rasstruct.view.turn import find_turn

__all__ = ["build_overlay", "list_side_by_side", "superpose_core"]

_CORE, _SCHEME = "superposition core", "parker2022"
_INHIBITOR, _NUCLEOTIDE = "inhibitor", "nucleotide"
#: fewer atoms do not fix a position
_LEAST_ATOMS = 3
_MOST_NAMED = 2
Values = npt.NDArray[np.float64]


def build_overlay(chains: Sequence[AnnotatedChain]) -> Scene:
    """Build one scene of several chains, each in its colour, with inhibitors and nucleotides.

    Parameters
    ----------
    chains
        The chains; the others are laid on the first.

    Raises
    ------
    LookupFailedError
        When a chain shares too few core residues with the first.
    """
    models: list[SceneModel] = []
    lines: list[SceneLine] = []
    legend, notes = [], []
    atoms: list[ShownAtoms] = []
    for index, (chain, placed) in enumerate(zip(chains, superpose_core(chains), strict=True)):
        colour = COMPARED_COLOURS[index % len(COMPARED_COLOURS)]
        shown = choose_atoms(chain, model=index, xyz=placed.apply(chain.structure.xyz[0]), has_partners=False)
        atoms.append(shown)
        models.append(add_picture(shown, describe_chain(chain), _draw(shown, colour)))
        lines += [*draw_gaps(shown)[0], *(line for bound in chain.inhibitors for line in draw_bond(shown, bound))]
        bound = ", ".join(bound.name or bound.label for bound in chain.inhibitors) or "no inhibitor"
        legend.append(LegendEntry(colour, f"{describe_chain(chain)}, {bound}"))
        if index:
            notes.append(f"{describe_chain(chain)}: core RMSD to the first {float(placed.rmsd):.2f} Å (CA)")
    protein = atoms[0].xyz[atoms[0].rows_of(chains[0].numbering.residues.tolist())]
    inhibitors = [shown.xyz[bound.atom_rows] for shown in atoms for bound in shown.chain.inhibitors]
    focus = tuple(shown.select_residues(shown.chain.numbering.residues.tolist()) for shown in atoms)
    return Scene(
        title=_name(chains),
        models=tuple(models),
        lines=tuple(lines),
        legend=(*legend, LegendEntry(NUCLEOTIDE_CARBON, "nucleotides", "stick"), *list_line_legend(lines)),
        focus=focus,
        window=atoms[0].window((focus[0],)),
        turn=find_turn(protein, np.concatenate(inhibitors) if inhibitors else protein[:0]),
        notes=tuple(notes),
    )


def list_side_by_side(chains: Sequence[AnnotatedChain], *, color: str = "region") -> Mapping[str, Scene]:
    """Build a scene for each chain, all in the place of the first and seen from the same side.

    Raises
    ------
    LookupFailedError
        When there is no such colouring, or a chain shares too few core residues with the first.
    """
    scenes: dict[str, Scene] = {}
    for index, (chain, placed) in enumerate(zip(chains, superpose_core(chains), strict=True)):
        scene = build_scene(chain, color=color, xyz=placed.apply(chain.structure.xyz[0]))
        turn = next(iter(scenes.values())).turn if scenes else scene.turn
        scenes[f"{index + 1}: {describe_chain(chain)}"] = dataclasses.replace(scene, turn=turn)
    return scenes


def superpose_core(chains: Sequence[AnnotatedChain]) -> list[Superposition]:
    """Lay chains on the first by the CA atoms of the core.

    Raises
    ------
    LookupFailedError
        When a chain shares too few core residues with the first.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> bool(superpose_core([chain, chain])[1].rmsd < 1e-4)
    True
    """
    core = find_region(_CORE, _SCHEME).residues
    places = [_find_core(chain, core) for chain in chains]
    placed = []
    for chain, own in zip(chains, places, strict=True):
        common = ~np.isnan(own[:, 0]) & ~np.isnan(places[0][:, 0])
        if common.sum() < _LEAST_ATOMS:
            raise LookupFailedError(
                f"found {int(common.sum())} core residues that {describe_chain(chain)} shares with "
                f"{describe_chain(chains[0])}, expected {_LEAST_ATOMS} or more; leave out peptides"
            )
        placed.append(superpose(own[common], places[0][common]))
    return placed


def _name(chains: Sequence[AnnotatedChain]) -> str:
    """Name an overlay: two chains by themselves, more by their number; the legend names each."""
    if len(chains) > _MOST_NAMED:
        return f"{len(chains)} RAS chains superposed"
    return " · ".join(describe_chain(chain) for chain in chains)


def _find_core(chain: AnnotatedChain, core: Sequence[int]) -> Values:
    """Give the places of the CA atoms of some residues, NaN where there is none, shape (m, 3)."""
    rows = chain.structure.topology.backbone[1]
    residues = [chain.numbering.residue_at(number) for number in core]
    places = np.full((len(core), 3), np.nan)
    for index, residue in enumerate(residues):
        if residue is not None and rows[residue] >= 0:
            places[index] = chain.structure.xyz[0, rows[residue]]
    return places


def _draw(shown: ShownAtoms, colour: str) -> list[SceneStyle]:
    """Draw ribbon, inhibitors and nucleotide of a chain."""
    chain = shown.chain
    styles = [SceneStyle(shown.select_residues(chain.numbering.residues.tolist()), "cartoon", colour)]
    for bound in chain.bound_ligands:
        if bound.role == _INHIBITOR:
            styles += draw_molecule(shown, bound, colour)
        elif bound.role == _NUCLEOTIDE or len(bound.atom_rows) == 1:
            styles += draw_molecule(shown, bound)
    return [style for style in styles if style.selection.serials]
