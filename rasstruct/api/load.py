"""From anything the user has to an `Entry`."""

from __future__ import annotations

from typing import Any

from rasstruct.api.entry import Entry
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.read import read_structure

__all__ = ["load"]


def load(source: Any, *, model: int | None = None) -> Entry:
    """Load a RAS structure.

    Parameters
    ----------
    source
        An existing path (.pdb, .ent, .cif, .bcif, gzip allowed; the content
        decides, not the ending), a bundled PDB ID, file content as text or
        bytes, an open file, or ``"-"`` for standard input. Or an object: gemmi
        Structure, Model, cif.Document or cif.Block; Bio.PDB Structure, Model or
        Chain; MDAnalysis Universe or AtomGroup (its current frame); biotite
        AtomArray or AtomArrayStack. The object is not changed.
    model
        Number of the one model to use. When not given, all models are loaded
        if their atoms agree, else the first.

    Returns
    -------
    Entry
        Its RAS chains are numbered; their annotations are computed when first asked for.

    Raises
    ------
    SourceError, FormatError, EmptyStructureError
        When the source cannot be read, is no structure or too small a part of one, or holds no protein.
    NotRasError
        When no chain is KRAS, NRAS or HRAS; the message names the best hit.

    Examples
    --------
    >>> import rasstruct as rs
    >>> entry = rs.load("8AZR")
    >>> entry.chains[0].isoform, entry.chains[0].mutations
    ('KRAS4B', ('C118S',))
    """
    structure = read_structure(source, model=model)
    return Entry(structure, number_chains(structure))
