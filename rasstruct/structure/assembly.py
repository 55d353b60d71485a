"""How does a structure look as its biological assembly, or with its neighbours in the crystal?"""

from __future__ import annotations

from rasstruct._base.errors import LookupFailedError
from rasstruct.structure.copies import copy_chains, name_copies
from rasstruct.structure.metadata import IDENTITY, Assembly
from rasstruct.structure.model import Structure
from rasstruct.structure.symmetry import find_crystal_neighbours

__all__ = ["add_crystal_neighbours", "build_assembly"]


def build_assembly(structure: Structure, assembly_id: str) -> Structure:
    """Build a biological assembly.

    Parameters
    ----------
    structure
        The asymmetric unit.
    assembly_id
        Identifier of the assembly in the file, usually ``"1"``.

    Returns
    -------
    Structure
        Chains of the assembly; copies beyond the first are called ``A-2`` and so on.

    Raises
    ------
    LookupFailedError
        When the file has no such assembly, or does not give its operators.
    """
    assembly = _find(structure, str(assembly_id))
    chains = structure.topology.chain_ids
    placed = [
        (chain_id, operator)
        for part in assembly.parts
        for operator in part.operators
        for chain_id in chains
        if chain_id in part.chains
    ]
    return copy_chains(structure, name_copies(placed))


def add_crystal_neighbours(structure: Structure, chain_ids: tuple[str, ...], cutoff: float) -> Structure:
    """Add the symmetry copies of chains that touch some chains of the asymmetric unit.

    Parameters
    ----------
    structure
        The asymmetric unit.
    chain_ids
        Author chains whose neighbours are wanted.
    cutoff
        Largest distance between heavy protein atoms in Å.

    Returns
    -------
    Structure
        The chains of the asymmetric unit under their names, then the copies as ``A-2`` and so on.

    Raises
    ------
    LookupFailedError
        When the file has no unit cell or space group.
    """
    placed = [(chain_id, IDENTITY) for chain_id in structure.topology.chain_ids]
    for chain_id in chain_ids:
        for neighbour in find_crystal_neighbours(structure, chain_id, cutoff):
            if (neighbour.chain_id, neighbour.operator) not in placed:
                placed.append((neighbour.chain_id, neighbour.operator))
    return copy_chains(structure, name_copies(placed))


def _find(structure: Structure, assembly_id: str) -> Assembly:
    """Look an assembly up."""
    known = {assembly.assembly_id: assembly for assembly in structure.metadata.assemblies}
    if assembly_id not in known:
        names = ", ".join(known) or "none at all"
        raise LookupFailedError(
            f"found no assembly {assembly_id!r} in {structure.source}, expected one of {names}; choose one of these"
        )
    assembly = known[assembly_id]
    if not all(part.operators for part in assembly.parts):
        raise LookupFailedError(
            f"found assembly {assembly_id!r} without its operators in {structure.source}, expected "
            "_pdbx_struct_oper_list or REMARK 350; get the complete file of the entry"
        )
    return assembly
