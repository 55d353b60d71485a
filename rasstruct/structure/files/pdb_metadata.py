"""What do the header records of a PDB-format file say beside the coordinates?"""

from __future__ import annotations

from collections.abc import Iterable

import gemmi

from rasstruct.structure.metadata import (
    Assembly,
    AssemblyPart,
    DatabaseReference,
    Link,
    LinkEnd,
    Metadata,
    Operator,
    SequenceDifference,
)
from rasstruct.structure.pdb_ids import parse_pdb_id
from rasstruct.structure.residue_names import one_letter_sequence

__all__ = ["read_pdb_metadata"]

_COORDINATES = ("ATOM  ", "HETATM", "MODEL ")
#: connection types that are covalent bonds; LINK records have no type of their own
_COVALENT = (gemmi.ConnectionType.Covale, gemmi.ConnectionType.Disulf)


def read_pdb_metadata(text: str, structure: gemmi.Structure) -> Metadata:
    """Read header records; what gemmi has parsed is taken from its structure.

    Parameters
    ----------
    text
        The whole file.
    structure
        What gemmi made of it.
    """
    records = _header_records(text)
    info = structure.info
    entry_id = _info(info, "_entry.id") or ""
    title = _info(info, "_struct.title")
    method = _info(info, "_exptl.method")
    return Metadata(
        pdb_id=parse_pdb_id(entry_id),
        title=title,
        method=method,
        resolution=structure.resolution or None,
        deposition_date=_info(info, "_pdbx_database_status.recvd_initial_deposition_date"),
        is_predicted=bool(title and "ALPHAFOLD" in title.upper()) or method == "THEORETICAL MODEL",
        cell=structure.cell.parameters if structure.cell.is_crystal() else None,
        space_group=structure.spacegroup_hm or None,
        sequences={
            entity.name: one_letter_sequence([gemmi.Entity.first_mon(mon) for mon in entity.full_sequence])
            for entity in structure.entities
            if entity.full_sequence
        },
        chain_names=_chain_names(records.get("COMPND", ())),
        database_references=_references(records.get("DBREF", ())),
        het_names=_het_names(records.get("HETNAM", ())),
        links=tuple(_links(structure)),
        sequence_differences=tuple(_differences(records.get("SEQADV", ()))),
        assemblies=tuple(_assembly(assembly) for assembly in structure.assemblies),
    )


def _assembly(assembly: gemmi.Assembly) -> Assembly:
    """Take an assembly of REMARK 350."""
    return Assembly(
        assembly.name,
        tuple(
            AssemblyPart(
                frozenset(generator.chains),
                tuple(
                    Operator(
                        operator.name,
                        tuple(tuple(row) for row in operator.transform.mat.tolist()),
                        tuple(operator.transform.vec.tolist()),
                    )
                    for operator in generator.operators
                ),
            )
            for generator in assembly.generators
        ),
    )


def _info(info: gemmi.InfoMap, key: str) -> str | None:
    """Give a header value, `None` when it is absent or empty."""
    return (info[key] or None) if key in info else None


def _header_records(text: str) -> dict[str, list[str]]:
    """Collect the lines above the coordinates by record name."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith(_COORDINATES):
            break
        found.setdefault(line[:6].strip(), []).append(line)
    return found


def _chain_names(lines: Iterable[str]) -> dict[str, str]:
    """Read MOLECULE and CHAIN of COMPND into names by chain."""
    text = " ".join(line[10:80].strip() for line in lines)
    names: dict[str, str] = {}
    molecule = ""
    for part in text.split(";"):
        key, _, value = part.partition(":")
        if key.strip() == "MOLECULE":
            molecule = " ".join(value.split())
        elif key.strip() == "CHAIN" and molecule:
            names.update({chain.strip(): molecule for chain in value.split(",")})
    return names


def _references(lines: Iterable[str]) -> dict[str, DatabaseReference]:
    """Read DBREF into UniProt entries by chain."""
    found: dict[str, DatabaseReference] = {}
    for line in lines:
        reference = DatabaseReference.of(line[26:32], line[33:41], line[42:54])
        if reference:
            found.setdefault(line[12].strip(), reference)
    return found


def _het_names(lines: Iterable[str]) -> dict[str, str]:
    """Read HETNAM, joining continuation lines; a hyphen at the end joins without a space."""
    names: dict[str, str] = {}
    for line in lines:
        code, part = line[11:14].strip(), line[15:70].strip()
        before = names.get(code, "")
        names[code] = before + part if before.endswith("-") or not before else f"{before} {part}"
    return names


def _links(structure: gemmi.Structure) -> Iterable[Link]:
    """Take covalent LINK and SSBOND records; a LINK to a metal is no covalent bond."""
    for connection in structure.connections:
        if connection.type in _COVALENT and connection.asu != gemmi.Asu.Different:
            yield Link(_link_end(connection.partner1), _link_end(connection.partner2))


def _link_end(address: gemmi.AtomAddress) -> LinkEnd:
    """Turn a gemmi atom address into plain data."""
    residue = address.res_id
    return LinkEnd(
        chain_id=address.chain_name,
        author_number=residue.seqid.num or 0,
        insertion_code=residue.seqid.icode.strip(),
        residue_name=residue.name,
        atom_name=address.atom_name,
        altloc=address.altloc.strip("\0 "),
    )


def _differences(lines: Iterable[str]) -> Iterable[SequenceDifference]:
    """Read SEQADV."""
    for line in lines:
        number = line[18:22].strip()
        yield SequenceDifference(
            chain_id=line[16:17].strip(),
            author_number=int(number) if number.lstrip("-").isdigit() else None,
            residue_name=line[12:15].strip(),
            database_residue=line[39:42].strip(),
            details=line[49:70].strip(),
        )
