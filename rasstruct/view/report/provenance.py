"""On what does a report rest: inputs with checksums, versions, parameters, publications?"""

from __future__ import annotations

import dataclasses
import hashlib
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version

from rasstruct._base.errors import InputError
from rasstruct._base.records import Records, column
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_NEIGHBOUR_CUTOFF, DEFAULT_POCKET, DEFAULT_SCHEME
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.model import Structure
from rasstruct.structure.sources import read_source
from rasstruct.view.html_table import draw_table
from rasstruct.view.templates import trust

__all__ = ["describe_provenance"]

_PACKAGES = (
    "rasstruct", "numpy", "gemmi", "biopython", "biotite", "rdkit", "prolif", "MDAnalysis", "py3Dmol", "matplotlib",
    "jinja2",
)  # fmt: skip
_FILES = (FileFormat.PDB, FileFormat.MMCIF, FileFormat.BINARY_CIF)
_SOURCES = {
    "Numbering": "UniProt P01116 (KRAS4A, KRAS4B), P01111 (NRAS), P01112 (HRAS), by alignment",
    "Regions and the review's facts": "Chen 2021 J Hematol Oncol 14:116 doi:10.1186/s13045-021-01127-w",
    "Classes of the switches": "Parker 2022 Cancer Res doi:10.1158/0008-5472.CAN-22-0804",
    "Interactions": "ProLIF, Bouysset 2021 doi:10.1186/s13321-021-00548-6, limits in rasstruct.reference",
    "Chemical components": "wwPDB Chemical Component Dictionary, as biotite ships it",
    "3D view": "3Dmol.js, Rego 2015 doi:10.1093/bioinformatics/btu829",
}


@dataclasses.dataclass(frozen=True, slots=True)
class ReportInput:
    """One structure of a report."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    file_format: str = column("string", "format of the file")
    deposited: str | None = column("string", "date of deposition that the file states")
    sha256: str | None = column("string", "SHA-256 of the unpacked file; none when it was no file")


@dataclasses.dataclass(frozen=True, slots=True)
class NamedFact:
    """A name and what stands behind it."""

    name: str = column("string", "name")
    value: str = column("string", "what it is")


def describe_provenance(structures: Sequence[Structure]) -> dict[str, str]:
    """Give the tables of inputs, versions and sources, and the parameters in a sentence."""
    inputs = Records(ReportInput, (_describe(structure) for structure in structures))
    versions = [("Python", platform.python_version()), *((name, _version(name)) for name in _PACKAGES)]
    return {
        "version": _version("rasstruct"),
        "inputs": trust(draw_table(inputs, "Inputs")),
        "versions": trust(_draw(versions, "Versions")),
        "sources": trust(_draw(_SOURCES.items(), "Sources of the definitions")),
        "parameters": (
            f"Parameters: regions of scheme {DEFAULT_SCHEME}; contacts within {DEFAULT_CUTOFF:g} Å; "
            f"neighbours in the crystal within {DEFAULT_NEIGHBOUR_CUTOFF:g} Å; {DEFAULT_POCKET} where no inhibitor is "
            "bound; first model, default conformer."
        ),
    }


def _draw(pairs: Iterable[tuple[str, str]], caption: str) -> str:
    """Draw names and values as a table."""
    return draw_table(Records(NamedFact, (NamedFact(*pair) for pair in pairs)), caption)


def _describe(structure: Structure) -> ReportInput:
    """Describe one input."""
    return ReportInput(
        source=structure.source,
        pdb_id=structure.metadata.pdb_id,
        file_format=str(structure.file_format.value),
        deposited=structure.metadata.deposition_date,
        sha256=_checksum(structure.source) if structure.file_format in _FILES else None,
    )


def _checksum(source: str) -> str | None:
    """Compute the checksum of the file that a structure came from; `None` when it cannot be read again."""
    if source in ("-", "") or "\n" in source or source.startswith("<"):
        return None
    try:
        return hashlib.sha256(read_source(source).content).hexdigest()
    except InputError:
        return None


def _version(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
