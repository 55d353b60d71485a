"""How does a structure become PDB-format text?

gemmi writes the coordinates, SEQRES, LINK, SSBOND, CRYST1 and the assemblies.
The records about molecules that it does not know are added: COMPND, DBREF,
SEQADV and HETNAM (PDB format 3.3).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import numpy as np

from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.interop.pdb_limits import refuse_what_pdb_cuts
from rasstruct.structure.interop.to_gemmi import build_gemmi

__all__ = ["format_pdb"]

#: records that stand before COMPND, and before DBREF and SEQADV
_ABOVE_COMPOUNDS = ("HEADER", "TITLE ")
_ABOVE_SEQUENCES = (*_ABOVE_COMPOUNDS, "KEYWDS", "EXPDTA", "REMARK")
_ABOVE_HET_NAMES = (*_ABOVE_SEQUENCES, "SEQRES")
_LINE = 80


def format_pdb(exported: ExportedAtoms) -> str:
    """Write a structure in PDB format.

    Raises
    ------
    FormatError
        When PDB format would cut something.
    """
    refuse_what_pdb_cuts(exported)
    lines = build_gemmi(exported).make_pdb_string().splitlines()
    for above, records in (
        (_ABOVE_HET_NAMES, _het_names(exported)),
        (_ABOVE_SEQUENCES, [*_references(exported), *_differences(exported)]),
        (_ABOVE_COMPOUNDS, _compounds(exported)),
    ):
        place = next(index for index, line in enumerate(lines) if not line.startswith(above))
        lines[place:place] = [line.ljust(_LINE) for line in records]
    return "\n".join(lines) + "\n"


def _compounds(exported: ExportedAtoms) -> Iterator[str]:
    """Name the molecules of the chains (COMPND)."""
    names = exported.structure.metadata.chain_names
    molecules: dict[str, list[str]] = {}
    for chain_id in exported.chain_ids:
        if chain_id in names:
            molecules.setdefault(names[chain_id], []).append(chain_id)
    line = 0
    for index, (name, chains) in enumerate(molecules.items(), start=1):
        tokens = (f"MOL_ID: {index};", f"MOLECULE: {name.upper()};", f"CHAIN: {', '.join(chains)};")
        for part in (part for token in tokens for part in textwrap.wrap(token, 68, break_on_hyphens=False)):
            line += 1
            yield f"COMPND   {part}" if line == 1 else f"COMPND {line:3d} {part}"


def _references(exported: ExportedAtoms) -> Iterator[str]:
    """Name the UniProt entry of each chain (DBREF), for RAS with the numbers in it; those of partners are not known."""
    metadata, numbers, topology = exported.structure.metadata, exported.numbers, exported.structure.topology
    for chain_id in exported.chain_ids:
        reference = metadata.database_references.get(chain_id)
        residues = np.intersect1d(topology.peptide_residues(chain_id), exported.residues)
        placed = residues[numbers.uniprot_number[residues] > 0]
        ends = (placed if len(placed) else residues)[[0, -1]] if len(residues) else ()
        if reference is None or not len(ends):
            continue
        first, last = (f"{numbers.author_number[row]:4d}{numbers.insertion_code[row].decode():1s}" for row in ends)
        begin, end = (f"{numbers.uniprot_number[row]:5d}" if len(placed) else " " * 5 for row in ends)
        yield (
            f"DBREF  {metadata.pdb_id or '':4.4s} {chain_id:>1.1s} {first} {last} {'UNP':6s} "
            f"{reference.accession or '':8.8s} {reference.entry_name or '':12.12s} {begin}  {end}"
        )


def _differences(exported: ExportedAtoms) -> Iterator[str]:
    """Repeat the declared differences from the database sequence (SEQADV)."""
    metadata = exported.structure.metadata
    for row in exported.sequence_differences:
        reference = metadata.database_references.get(row.chain_id)
        accession = (reference.accession if reference else None) or ""
        yield (
            f"SEQADV {metadata.pdb_id or '':4.4s} {row.residue_name:>3.3s} {row.chain_id:>1.1s} "
            f"{row.author_number or 0:4d}  {'UNP':4s} {accession:9.9s} {row.database_residue:>3.3s} {'':5s} "
            f"{row.details.upper():21.21s}"
        )


def _het_names(exported: ExportedAtoms) -> Iterator[str]:
    """Name the molecules (HETNAM)."""
    topology, names = exported.structure.topology, exported.structure.metadata.het_names
    codes = dict.fromkeys(topology.name_of(row) for row in exported.residues.tolist() if row >= 0)
    for code in sorted(code for code in codes if code in names):
        for index, part in enumerate(textwrap.wrap(names[code].upper(), 54, break_on_hyphens=True), start=1):
            yield f"HETNAM  {index if index > 1 else '':>2} {code:>3s} {part}"
