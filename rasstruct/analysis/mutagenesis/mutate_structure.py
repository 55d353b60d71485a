"""How does a structure look with one side chain replaced?"""

from __future__ import annotations

import gemmi

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.mutagenesis.place_side_chain import PlacedRotamer
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.interop.exported_atoms import select_residues
from rasstruct.structure.interop.to_gemmi import build_gemmi

__all__ = ["mutate_structure"]

_KEPT = ("N", "CA", "C", "O", "OXT")
_NO_ALTLOC = "\0"


def mutate_structure(chain: AnnotatedChain, residue: int, rotamer: PlacedRotamer) -> gemmi.Structure:
    """Copy a structure with another side chain at one residue.

    Parameters
    ----------
    chain
        The chain; the first model is copied, in the numbering of the file.
    residue
        Row of the residue in the topology.
    rotamer
        The new side chain.

    Returns
    -------
    gemmi.Structure
        All atoms but those of the old side chain and the hydrogens of the
        residue, whose backbone keeps its default conformer. A bond of the old
        side chain to a ligand is no longer recorded.
    """
    structure = build_gemmi(select_residues(chain.structure, (chain.numbering,), numbering="author"))
    for number in range(len(structure) - 1, 0, -1):
        del structure[number]
    topology = chain.structure.topology
    key = topology.residue_key(residue)
    found = _find(structure[0], key.chain_id, key.author_number, key.insertion_code or " ", topology.name_of(residue))
    kept = {topology.atom_name[row].decode().strip(): row for row in topology.heavy_rows((residue,)).tolist()}
    altlocs = {name: topology.altloc[row].decode() or _NO_ALTLOC for name, row in kept.items() if name in _KEPT}
    occupancy, b_factor = found[0].occ, found[0].b_iso
    for index in range(len(found) - 1, -1, -1):
        atom = found[index]
        if altlocs.get(atom.name) != atom.altloc:
            del found[index]
        else:
            atom.altloc = _NO_ALTLOC
            atom.occ = 1.0
    found.name = rotamer.residue_name
    found.het_flag = "A"
    for name, place in zip(rotamer.atom_names, rotamer.xyz.tolist(), strict=True):
        atom = gemmi.Atom()
        atom.name, atom.element = name, gemmi.Element(name[0])
        atom.pos, atom.occ, atom.b_iso = gemmi.Position(*place), min(1.0, max(occupancy, 1.0)), b_factor
        found.add_atom(atom)
    _forget_bonds(structure, key.chain_id, key.author_number, key.insertion_code or " ", set(altlocs))
    return structure


def _find(model: gemmi.Model, chain_id: str, number: int, insertion_code: str, name: str) -> gemmi.Residue:
    """Find the residue in the copy."""
    for chain in model:
        for residue in chain:
            is_there = (residue.seqid.num, residue.seqid.icode, residue.name) == (number, insertion_code, name)
            if chain.name == chain_id and is_there:
                return residue
    raise LookupFailedError(f"found no residue {number} in chain {chain_id} to replace, expected {name}")


def _forget_bonds(structure: gemmi.Structure, chain_id: str, number: int, insertion_code: str, kept: set[str]) -> None:
    """Drop the connections of side-chain atoms that are no longer there."""
    for index in range(len(structure.connections) - 1, -1, -1):
        connection = structure.connections[index]
        for end in (connection.partner1, connection.partner2):
            seqid = end.res_id.seqid
            is_here = (end.chain_name, seqid.num, seqid.icode) == (chain_id, number, insertion_code)
            if is_here and end.atom_name not in kept:
                del structure.connections[index]
                break
