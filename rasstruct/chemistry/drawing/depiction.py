"""How is a molecule drawn on paper: one or many, as SVG or PNG, with warhead and substructure marked?

Layouts are CoordGen's, which draws macrocycles and bridged rings as chemists
do, unless RDKit's own is less crowded; reactive groups are marked in orange, a substructure in blue.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

from rdkit import Chem, rdBase
from rdkit.Chem import rdDepictor

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.chemistry.comparison.common_substructure import common_substructure
from rasstruct.chemistry.drawing.canvas import Background, ImageFormat, Panel, draw_panels, keep_printable, spell_out
from rasstruct.chemistry.drawing.layout import lay_out
from rasstruct.chemistry.reactivity.warheads import find_warheads
from rasstruct.chemistry.reading.read_molecules import read_molecule

__all__ = ["draw_grid", "draw_molecule"]


def draw_molecule(
    molecule: str | Chem.Mol,
    *,
    highlight: str | Chem.Mol | None = None,
    warhead: bool = True,
    atom_names: bool = False,
    image_format: ImageFormat = "svg",
    size: tuple[int, int] = (420, 320),
    legend: str = "",
    background: Background = "white",
    title: str | None = None,
) -> str | bytes:
    """Draw a molecule.

    Parameters
    ----------
    molecule
        SMILES, mol block or RDKit molecule; hydrogens are implied and a new layout is made.
    highlight
        Substructure to mark: SMARTS, a SMILES where that does not fit as SMARTS, or a molecule.
    warhead
        Whether reactive groups are marked.
    atom_names
        Whether the names of the atoms (property ``atom_name``) are written beside them.
    image_format
        ``"svg"`` or ``"png"``.
    size
        Width and height in pixels.
    legend
        Text below. A PNG spells out what its font lacks (alpha for α).
    background
        ``"transparent"`` for pages that may be light or dark.
    title
        Accessible name of an SVG; the legend, else the SMILES, when not given.

    Returns
    -------
    str or bytes
        An ``<svg>`` element, or the content of a PNG file.

    Raises
    ------
    MoleculeError
        When the molecule or the substructure cannot be read, or an option is unknown.

    Warns
    -----
    RasStructWarning
        When the substructure is not in the molecule.

    Examples
    --------
    >>> draw_molecule("CCO", legend="ethanol")[:4]
    '<svg'
    """
    panel = _prepare(read_molecule(molecule), legend, warhead, _read_pattern(highlight), atom_names)
    _warn_unless_marked([panel], highlight)
    lay_out(panel.molecule)
    name = title or legend or Chem.MolToSmiles(panel.molecule)
    return draw_panels([panel], 1, size, image_format, background, name)


def draw_grid(
    molecules: Iterable[str | Chem.Mol],
    legends: Sequence[str] | None = None,
    *,
    highlight: str | Chem.Mol | None = None,
    warhead: bool = True,
    core: str | Chem.Mol | None = None,
    image_format: ImageFormat = "svg",
    columns: int = 4,
    molecules_per_page: int | None = 24,
    cell_size: tuple[int, int] = (300, 260),
    background: Background = "white",
    title: str = "Molecules",
) -> tuple[str | bytes, ...]:
    """Draw many molecules side by side.

    Parameters
    ----------
    molecules
        SMILES, mol blocks or RDKit molecules.
    legends
        One text for each molecule.
    highlight, warhead, image_format, background
        As in `draw_molecule`; it is enough when one molecule holds the substructure.
    core
        Part that is drawn alike in all molecules that hold it: SMARTS, SMILES,
        a molecule, or ``"common"`` for what they all share.
    columns
        Molecules in a row.
    molecules_per_page
        Molecules in a picture; `None` puts all into one.
    cell_size
        Width and height of one molecule in pixels.
    title
        Accessible name of an SVG.

    Returns
    -------
    tuple of str or bytes
        One picture a page, in order; empty without molecules.

    Raises
    ------
    MoleculeError
        When a molecule cannot be read, legends and molecules differ in number, or an option is out of range.

    Examples
    --------
    >>> len(draw_grid(["CCO", "CCN", "CCC"], molecules_per_page=2))
    2
    """
    given = [read_molecule(molecule) for molecule in molecules]
    texts = [""] * len(given) if legends is None else list(legends)
    if len(texts) != len(given):
        raise MoleculeError(f"found {len(texts)} legends for {len(given)} molecules, expected one each; give as many")
    a_page = max(len(given), 1) if molecules_per_page is None else molecules_per_page
    if columns < 1 or a_page < 1:
        raise MoleculeError(
            f"found {columns} columns and {a_page} molecules a page, expected at least 1 of each; choose larger numbers"
        )
    pattern = _read_pattern(highlight)
    panels = [_prepare(*pair, warhead, pattern, False) for pair in zip(given, texts, strict=True)]
    if panels:
        _warn_unless_marked(panels, highlight)
    _lay_out_alike([panel.molecule for panel in panels], core)
    pages = [panels[start : start + a_page] for start in range(0, len(panels), a_page)]
    numbered = [f"{title}, page {i} of {len(pages)}" if len(pages) > 1 else title for i in range(1, len(pages) + 1)]
    return tuple(
        draw_panels(page, min(columns, len(panels)), cell_size, image_format, background, name)
        for page, name in zip(pages, numbered, strict=True)
    )


def _prepare(given: Chem.Mol, legend: str, warhead: bool, pattern: tuple[Chem.Mol, ...], atom_names: bool) -> Panel:
    """Imply hydrogens and find what is to be marked."""
    with rdBase.BlockLogs():
        molecule = Chem.RemoveHs(given)
    molecule.RemoveAllConformers()
    for atom in molecule.GetAtoms():
        atom.ClearProp("atomNote")
        if atom_names and atom.HasProp("atom_name"):
            atom.SetProp("atomNote", spell_out(atom.GetProp("atom_name").strip()))
    found = list(find_warheads(molecule)) if warhead else []
    matches = next((match for query in pattern if (match := molecule.GetSubstructMatches(query))), ())
    return Panel(
        molecule=molecule,
        legend=keep_printable(legend),
        warhead_names=tuple(dict.fromkeys(each.name for each in found)),
        warhead_atoms=frozenset(index for each in found for index in each.atoms),
        highlighted=frozenset(index for match in matches for index in match),
    )


def _read_pattern(given: str | Chem.Mol | None) -> tuple[Chem.Mol, ...]:
    """Read a substructure; a text may have two meanings, SMARTS before SMILES."""
    if given is None:
        return ()
    if isinstance(given, Chem.Mol):
        return (given if any(atom.HasQuery() for atom in given.GetAtoms()) else Chem.RemoveHs(given),)
    with rdBase.BlockLogs():
        readings = (Chem.MolFromSmarts(given), Chem.MolFromSmiles(given))
    patterns = tuple(reading for reading in readings if reading is not None and reading.GetNumAtoms())
    if not patterns:
        raise MoleculeError(f"found substructure {given!r}, expected SMARTS or SMILES; correct it")
    return patterns


def _warn_unless_marked(panels: Sequence[Panel], highlight: str | Chem.Mol | None) -> None:
    """Say that a substructure to mark is nowhere."""
    if highlight is not None and not any(panel.highlighted for panel in panels):
        text = highlight if isinstance(highlight, str) else Chem.MolToSmiles(highlight)
        message = f"found the substructure {text!r} in no molecule drawn, expected it in one; check the pattern"
        warnings.warn(message, RasStructWarning, stacklevel=3)


def _lay_out_alike(molecules: Sequence[Chem.Mol], core: str | Chem.Mol | None) -> None:
    """Lay molecules out, with the core at the same place in all that hold it."""
    for molecule in molecules:
        lay_out(molecule)
    if core == "common":
        core = common_substructure(molecules).smarts if len(molecules) > 1 else None
    patterns = _read_pattern(core)
    holders = [(each, query) for query in patterns for each in molecules if each.HasSubstructMatch(query)]
    holders = [pair for pair in holders if pair[1] is holders[0][1]]
    for molecule, query in holders[1:]:
        with rdBase.BlockLogs():
            rdDepictor.GenerateDepictionMatching2DStructure(molecule, holders[0][0], -1, query)
