"""How does a structure become a `gemmi.Structure`?"""

from __future__ import annotations

from functools import cache

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import FormatError
from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.metadata import Assembly, Link, LinkEnd
from rasstruct.structure.residue_names import one_letter
from rasstruct.structure.topology import ResidueKind

__all__ = ["build_gemmi", "is_hetatm"]

_ENTITY_TYPES = {
    ResidueKind.POLYMER: gemmi.EntityType.Polymer,
    ResidueKind.LIGAND: gemmi.EntityType.NonPolymer,
    ResidueKind.WATER: gemmi.EntityType.Water,
}
#: gemmi puts deuterium behind the last element
_DEUTERIUM = 119
#: residues of a chain that are built together, since gemmi takes quadratic time for them; parts are merged afterwards
_LONGEST_PART = 500
#: letters of a residue or atom name that gemmi's columns hold
_NAME_WIDTH = 8


def build_gemmi(exported: ExportedAtoms) -> gemmi.Structure:
    """Make a gemmi structure with all models, alternate locations, sequences, connections and the cell.

    Raises
    ------
    FormatError
        When a residue or atom name is longer than gemmi keeps.
    """
    _refuse_long_names(exported)
    metadata = exported.structure.metadata
    structure = _build_atoms(exported)
    structure.name = exported.name
    structure.merge_chain_parts()
    structure.assign_subchains()
    structure.ensure_entities()
    _set_sequences(structure, metadata.sequences)
    structure.deduplicate_entities()
    structure.add_entity_ids()
    if metadata.cell is not None:
        structure.cell = gemmi.UnitCell(*metadata.cell)
    structure.spacegroup_hm = metadata.space_group or ""
    structure.resolution = metadata.resolution or 0.0
    structure.info = gemmi.InfoMap(_info(exported))
    structure.connections = gemmi.ConnectionList(
        [_connection(number, link) for number, link in enumerate(exported.links, start=1)]
    )
    structure.assemblies = gemmi.AssemblyList(
        [built for given in metadata.assemblies if (built := _assembly(given, exported.chain_ids)) is not None]
    )
    return structure


@cache
def is_hetatm(residue_name: str, kind: int) -> bool:
    """Say whether a residue is written as HETATM: all but the standard residues of polymers."""
    info = gemmi.find_tabulated_residue(residue_name)
    is_standard = info.is_standard() if info.found() else one_letter(residue_name) is not None
    return kind != ResidueKind.POLYMER or not is_standard


def _build_atoms(exported: ExportedAtoms) -> gemmi.Structure:
    """Make models, chains, residues and atoms: names one by one, which gemmi asks for, the rest as columns."""
    topology, numbers, rows = exported.structure.topology, exported.numbers, exported.rows
    residue = topology.residue_index[rows]
    kind = topology.kind[residue]
    xyz = exported.structure.xyz[:, rows]
    n_models = len(xyz)
    named = gemmi.Structure()
    model, chain_names = _named_model(exported)
    for number in exported.structure.model_numbers:
        named.add_model(model).num = number
    flat = gemmi.FlatStructure(named)
    het = np.array(
        [is_hetatm(topology.name_of(row), int(topology.kind[row])) for row in range(topology.n_residues)], dtype=bool
    )[residue]
    flat.resnums[:] = np.tile(numbers.author_number[residue], n_models)
    flat.icodes[:] = np.tile(_codes(numbers.insertion_code[residue], b" "), n_models)
    flat.het_flags[:] = np.tile(np.where(het, ord("H"), ord("A")).astype(np.int8), n_models)
    flat.entity_type[:] = np.tile(_entity_types()[kind], n_models)
    flat.elements[:] = np.tile(_atomic_numbers(topology.element[rows]), n_models)
    flat.altlocs[:] = np.tile(_codes(topology.altloc[rows], b""), n_models)
    flat.occ[:] = np.tile(topology.occupancy[rows], n_models)
    flat.b_iso[:] = np.tile(topology.b_factor[rows], n_models)
    flat.pos[:] = _shortest(xyz.reshape(-1, 3))
    structure = flat.generate_structure()
    for built in structure:
        for chain, name in zip(built, chain_names, strict=True):
            chain.name = name
    return structure


def _named_model(exported: ExportedAtoms) -> tuple[gemmi.Model, list[str]]:
    """Make one model in which residues and atoms have no more than their names; chains are counted, names beside."""
    topology = exported.structure.topology
    names = [name.decode() for name in topology.atom_name[exported.rows].tolist()]
    templates = {}
    for name in set(names):
        templates[name] = gemmi.Atom()
        templates[name].name = name
    chain_names: list[str] = []
    model, place = gemmi.Model(1), 0
    chain, last = gemmi.Chain(""), -1
    for row in exported.residues.tolist():
        chain_index = int(topology.chain_index[row])
        if chain_index != last or len(chain) >= _LONGEST_PART:
            chain, last = model.add_chain(gemmi.Chain(str(len(chain_names)))), chain_index
            chain_names.append(topology.chain_ids[chain_index])
        residue = gemmi.Residue()
        residue.name = topology.name_of(row)
        residue.seqid = gemmi.SeqId(
            int(exported.numbers.author_number[row]), exported.numbers.insertion_code[row].decode() or " "
        )
        stop = place + int(topology.first_atom[row + 1] - topology.first_atom[row])
        for name in names[place:stop]:
            residue.add_atom(templates[name])
        chain.add_residue(residue)
        place = stop
    return model, chain_names


def _refuse_long_names(exported: ExportedAtoms) -> None:
    """Refuse names that gemmi's columns would cut."""
    topology = exported.structure.topology
    for names in (topology.residue_name[exported.residues], topology.atom_name[exported.rows]):
        if names.dtype.itemsize > _NAME_WIDTH:
            longest = max(np.unique(names).tolist(), key=len).decode()
            if len(longest) > _NAME_WIDTH:
                raise FormatError(
                    f"found the name {longest!r} of a residue or atom, expected at most {_NAME_WIDTH} letters; "
                    "rename it in the source"
                )


def _codes(text: npt.NDArray[np.bytes_], blank: bytes) -> npt.NDArray[np.int8]:
    """View codes of one letter as character codes."""
    return np.where(text == b"", blank, text).astype("S1").view(np.int8)


@cache
def _entity_types() -> npt.NDArray[np.uint8]:
    """Give gemmi's number of an entity type by kind of residue."""
    types = np.zeros(max(_ENTITY_TYPES) + 1, dtype=np.uint8)
    for kind, entity_type in _ENTITY_TYPES.items():
        types[kind] = entity_type.value
    return types


def _atomic_numbers(element: npt.NDArray[np.bytes_]) -> npt.NDArray[np.uint8]:
    """Give gemmi's numbers of elements."""
    unique, index = np.unique(element, return_inverse=True)
    numbers = [
        _DEUTERIUM if symbol == b"D" else gemmi.Element(symbol.decode()).atomic_number for symbol in unique.tolist()
    ]
    return np.array(numbers, dtype=np.uint8)[index]


def _shortest(xyz: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Widen coordinates to the shortest decimals that give the same single-precision numbers."""
    rounded = np.round(xyz.astype(np.float64), 3)
    return np.where(rounded.astype(np.float32) == xyz, rounded, xyz)


def _set_sequences(structure: gemmi.Structure, sequences: dict[str, str]) -> None:
    """Give polymers the sequences that the file states, modified residues under their own names where modelled."""
    for chain in structure[0]:
        polymer = chain.get_polymer()
        entity = structure.get_entity_of(polymer)
        letters = sequences.get(chain.name)
        if entity is not None and letters:
            entity.full_sequence = gemmi.expand_one_letter_sequence(letters, gemmi.ResidueKind.AA)
    structure.assign_label_seq_id()
    for chain in structure[0]:
        entity = structure.get_entity_of(chain.get_polymer())
        if entity is None or chain.name not in sequences:
            continue
        names = list(entity.full_sequence)
        for residue in chain.get_polymer().first_conformer():
            place = (residue.label_seq or 0) - 1
            if 0 <= place < len(names) and one_letter(residue.name) == one_letter(names[place]):
                names[place] = residue.name
        entity.full_sequence = names


def _info(exported: ExportedAtoms) -> dict[str, str]:
    """Give the header values under the names that gemmi knows."""
    metadata = exported.structure.metadata
    stated = {
        "_entry.id": metadata.pdb_id,
        "_struct.title": metadata.title,
        "_exptl.method": metadata.method,
        "_pdbx_database_status.recvd_initial_deposition_date": metadata.deposition_date,
    }
    return {key: value for key, value in stated.items() if value}


def _connection(number: int, link: Link) -> gemmi.Connection:
    """Turn a link into gemmi's."""
    connection = gemmi.Connection()
    is_disulfide = link.first.atom_name == link.second.atom_name == "SG"
    connection.name = f"{'disulf' if is_disulfide else 'covale'}{number}"
    connection.type = gemmi.ConnectionType.Disulf if is_disulfide else gemmi.ConnectionType.Covale
    connection.asu = gemmi.Asu.Same
    connection.partner1, connection.partner2 = _address(link.first), _address(link.second)
    return connection


def _address(end: LinkEnd) -> gemmi.AtomAddress:
    """Turn one end of a link into gemmi's."""
    seqid = gemmi.SeqId(end.author_number, end.insertion_code or " ")
    return gemmi.AtomAddress(end.chain_id, seqid, end.residue_name, end.atom_name, end.altloc or "\0")


def _assembly(given: Assembly, chain_ids: tuple[str, ...]) -> gemmi.Assembly | None:
    """Turn an assembly into gemmi's, of the chains that leave; `None` when an operator is not known."""
    assembly = gemmi.Assembly(given.assembly_id)
    for part in given.parts:
        chains = [name for name in chain_ids if name in part.chains]
        if chains and not part.operators:
            return None
        if chains:
            generator = gemmi.Assembly.Gen()
            generator.chains = chains
            for place, given_operator in enumerate(part.operators, start=1):
                operator = gemmi.Assembly.Operator()
                operator.name = str(place)
                operator.transform = gemmi.Transform(
                    gemmi.Mat33([list(row) for row in given_operator.rotation]), gemmi.Vec3(*given_operator.translation)
                )
                generator.operators.append(operator)
            assembly.generators.append(generator)
    return assembly if len(assembly.generators) else None
