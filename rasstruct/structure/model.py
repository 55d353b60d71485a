"""How are the models of a file held, and which one is meant?

Models whose atoms agree share one topology and stand stacked in
``xyz[m, n, 3]``; a model whose atoms differ is a structure of its own.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import EmptyStructureError, LookupFailedError, RasStructWarning
from rasstruct.structure.atom_table import AtomTable, starts_of_runs
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.metadata import Metadata
from rasstruct.structure.shared_numbers import refuse_shared_numbers
from rasstruct.structure.topology import Topology, build_topology

__all__ = ["Structure", "build_structure"]


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Models of one file that have the same atoms.

    ``xyz`` has shape (m, n, 3), float32, Å, read-only; ``model_numbers`` has
    length m. ``all_model_numbers`` also counts models that were left out
    because their atoms differ.
    """

    source: str
    file_format: FileFormat
    metadata: Metadata
    topology: Topology
    xyz: npt.NDArray[np.float32]
    model_numbers: tuple[int, ...]
    all_model_numbers: tuple[int, ...]


def build_structure(
    atoms: AtomTable, metadata: Metadata, *, source: str, file_format: FileFormat, model: int | None = None
) -> Structure:
    """Choose the models and make their topology.

    Parameters
    ----------
    atoms, metadata
        What the reader made of the file.
    source
        Name of the source, for provenance.
    file_format
        Format of the source, for provenance.
    model
        Number of the one model to keep. When not given, all models are kept
        if their atoms agree; if not, the first and those that agree with it,
        with a warning.

    Raises
    ------
    LookupFailedError
        When there is no such model.
    EmptyStructureError
        When a coordinate is not a number.
    FormatError
        When two residues of a chain share a name and a number.
    """
    slices = _model_slices(atoms.model_number)
    if model is not None and model not in slices:
        raise LookupFailedError(
            f"found no model {model} in {source}, expected one of {', '.join(map(str, slices))}; choose one of these"
        )
    first = next(iter(slices)) if model is None else model
    chosen = [first]
    if model is None:
        chosen += [number for number in slices if number != first and _same_atoms(atoms, slices[first], slices[number])]
        if len(chosen) < len(slices):
            left_out = [str(number) for number in slices if number not in chosen]
            warnings.warn(
                f"the models of {source} differ in their atoms, so model {', '.join(left_out)} "
                f"{'is' if len(left_out) == 1 else 'are'} left out; load it with model={left_out[0]}",
                RasStructWarning,
                stacklevel=2,
            )
    xyz = np.stack([atoms.xyz[slices[number]] for number in chosen])
    if not np.isfinite(xyz).all():
        raise EmptyStructureError(
            f"found coordinates that are not numbers in {source}, expected finite values in Å; "
            "mend or leave out those atoms"
        )
    xyz.setflags(write=False)
    topology = build_topology(atoms, slices[first])
    refuse_shared_numbers(topology, xyz[0], source)
    return Structure(
        source=source,
        file_format=file_format,
        metadata=metadata,
        topology=topology,
        xyz=xyz,
        model_numbers=tuple(chosen),
        all_model_numbers=tuple(slices),
    )


def _model_slices(model_number: npt.NDArray[np.int32]) -> dict[int, slice]:
    """Give the rows of each model, which stand together in every format."""
    starts = np.flatnonzero(starts_of_runs(model_number)).tolist()
    stops = [*starts[1:], len(model_number)]
    return {int(model_number[start]): slice(start, stop) for start, stop in zip(starts, stops, strict=True)}


def _same_atoms(atoms: AtomTable, first: slice, second: slice) -> bool:
    """Say whether two models list the same atoms in the same order."""
    columns = (
        atoms.atom_name, atoms.residue_name, atoms.author_number, atoms.insertion_code, atoms.chain_id, atoms.altloc,
    )  # fmt: skip
    return all(np.array_equal(column[first], column[second]) for column in columns)
