"""How do some atoms of a structure become mmCIF text for a viewer?

Only the table of atoms, one alternate location, in the order of the structure:
a viewer finds bonds and secondary structure by itself. Serial numbers count
from 1, so that atoms can be chosen by number; signs in names of chains become x.
"""

from __future__ import annotations

import re

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.topology import ResidueKind

__all__ = ["format_atom_site"]

_TAGS = (
    "group_PDB", "id", "type_symbol", "label_atom_id", "label_comp_id", "label_asym_id", "label_seq_id",
    "pdbx_PDB_ins_code", "Cartn_x", "Cartn_y", "Cartn_z", "B_iso_or_equiv", "auth_seq_id", "auth_asym_id",
)  # fmt: skip
_NONE = "?"
#: signs in the name of a chain that readers of mmCIF less careful than gemmi take for their own
_SIGNS = re.compile(r"[^A-Za-z0-9]")


def format_atom_site(
    exported: ExportedAtoms, rows: npt.NDArray[np.int64], xyz: npt.NDArray[np.floating] | None = None
) -> str:
    """Write atoms as mmCIF.

    Parameters
    ----------
    exported
        The structure with the numbers that its residues leave with.
    rows
        Atom rows of the topology, in the order in which they are written.
    xyz
        Coordinates in Å of all atoms of the topology, shape (n, 3); those of the first model when not given.

    Examples
    --------
    >>> import rasstruct as rs
    >>> from rasstruct.analysis.chain_export import select_chain
    >>> exported = select_chain(rs.load("8AZR")["A"])
    >>> format_atom_site(exported, exported.rows[:1]).splitlines()[-1]
    'ATOM 1 N N GLY A 0 ? -9.024 8.471 19.532 16.21 0 A'
    """
    topology = exported.structure.topology
    places = exported.structure.xyz[0] if xyz is None else xyz
    residue = topology.residue_index[rows]
    numbers = [str(number) for number in exported.numbers.author_number[residue].tolist()]
    chains = [topology.chain_ids[index] for index in topology.chain_index[residue].tolist()]
    hetatm = topology.kind[residue] != ResidueKind.POLYMER
    columns = (
        ["HETATM" if is_hetatm else "ATOM" for is_hetatm in hetatm.tolist()],
        [str(serial) for serial in range(1, len(rows) + 1)],
        _quote(topology.element[rows]),
        _quote(topology.atom_name[rows]),
        _quote(topology.residue_name[residue]),
        [_SIGNS.sub("x", name) for name in chains],
        numbers,
        [code.decode() or _NONE for code in exported.numbers.insertion_code[residue].tolist()],
        *([f"{value:.3f}" for value in places[rows, axis].tolist()] for axis in range(3)),
        [f"{value:.4g}" for value in topology.b_factor[rows].tolist()],
        numbers,
        [_SIGNS.sub("x", name) for name in chains],
    )
    document = gemmi.cif.Document()
    block = document.add_new_block("".join(letter for letter in exported.name if letter.isalnum()) or "structure")
    block.init_loop("_atom_site.", list(_TAGS)).set_all_values([list(column) for column in columns])
    return str(document.as_string())


def _quote(names: npt.NDArray[np.bytes_]) -> list[str]:
    """Quote names as mmCIF needs it; each different one once."""
    quoted = {name: gemmi.cif.quote(name.decode()) for name in set(names.tolist())}
    return [quoted[name] for name in names.tolist()]
