"""How do the objects of users become 3D views?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.api.ligand import Ligand, LigandSet
from rasstruct.view.build_scene import build_scene
from rasstruct.view.compare_scene import build_overlay, list_side_by_side
from rasstruct.view.viewer import Viewer

if TYPE_CHECKING:
    from rasstruct.analysis.ddg import DdgTable

__all__ = ["view_chain", "view_chains"]


def view_chain(
    chain: AnnotatedChain,
    ligands: LigandSet,
    *,
    color: str,
    pocket: str | None,
    ligand: str | Ligand | None,
    interactions: bool,
    labels: bool,
    surface: bool,
    ddg: DdgTable | None,
    trait: str | None,
) -> Viewer:
    """Show a chain; see `rasstruct.view.build_scene.build_scene`.

    Raises
    ------
    LookupFailedError
        When there is no such colouring, pocket or ligand.
    """
    chosen = ligands[ligand] if isinstance(ligand, str) else ligand
    scene = build_scene(
        chain,
        color=color,
        pocket=pocket,
        ligand=None if chosen is None else chosen.bound,
        interactions=interactions,
        labels=labels,
        surface=surface,
        ddg=ddg,
        trait=trait,
    )
    return Viewer({color: scene})


def view_chains(chains: Sequence[AnnotatedChain], *, color: str = "region", side_by_side: bool = False) -> Viewer:
    """Show several chains superposed on the stable core; each chain once.

    Parameters
    ----------
    chains
        The chains; the others are laid on the first.
    color
        Colouring of chains side by side, see `colour_residues`; in an overlay each chain has a colour of its own.
    side_by_side
        A window for each chain, which turn together, instead of an overlay.

    Raises
    ------
    LookupFailedError
        When there is no such colouring, or a chain has too little of the core.
    """
    once = list({(id(chain.structure), chain.chain_id): chain for chain in chains}.values())
    if side_by_side:
        return Viewer(list_side_by_side(once, color=color), is_side_by_side=True, height=420)
    return Viewer({"overlay": build_overlay(once)})
