"""How does a bound molecule look in 2D, and is it one of the library?"""

from __future__ import annotations

import warnings

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.ligand_names import KnownLigand

__all__ = ["draw_ligand", "find_known_ligand"]

#: a single atom needs no drawing
_LEAST_ATOMS = 2


def draw_ligand(chain: AnnotatedChain, bound: BoundLigand, size: tuple[int, int]) -> str | None:
    """Draw a molecule as SVG, its warhead marked; `None` when it cannot be told what it is.

    Parameters
    ----------
    chain, bound
        The molecule and where it is bound.
    size
        Width and height in pixels.
    """
    from rasstruct.analysis.ligand_molecule import build_ligand
    from rasstruct.chemistry.drawing.depiction import draw_molecule

    if len(bound.atom_rows) < _LEAST_ATOMS:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RasStructWarning)
        for form in ("free", "bound"):
            try:
                molecule = build_ligand(chain, bound, form).molecule
            except MoleculeError:
                continue
            drawn = str(draw_molecule(molecule, size=size, background="transparent", title=bound.name or bound.label))
            return drawn[drawn.index("<svg") :]
    return None


def find_known_ligand(chain: AnnotatedChain, bound: BoundLigand) -> KnownLigand | None:
    """Find the row of the ligand library that a molecule is; `None` when it is none or makes no molecule."""
    from rasstruct.analysis.ligand_molecule import find_known

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RasStructWarning)
        try:
            return find_known(chain, bound)
        except MoleculeError:
            return None
