"""Which α4–α5 homodimers does a RAS chain make in its crystal?

Partners are the other RAS chains of the file and every symmetry copy of a RAS
chain. Two chains make an interface by the rule of Parker 2022
(doi:10.1158/0008-5472.CAN-22-0804): at least 10 residues have their CB within
12 Å of a CB of the other chain and at least one has an atom within 5 Å of it, or at
least 5 have (on either side); and the interface area is at least 200 Å². It is the α4–α5
interface when helix α4 of each chain touches helix α5 of the other, and the
two helices α5 touch each other. So the two sides are alike without asking for it.

That molecules pack so in a crystal does not say that they do in solution.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import warnings
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError, RasStructWarning
from rasstruct._base.records import Records, column
from rasstruct.analysis.protein_pairs import (
    ProteinSide,
    ProteinTouch,
    compute_burial,
    find_touch,
    nearest_approach,
    take_side,
)
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.defaults import DEFAULT_NEIGHBOUR_CUTOFF
from rasstruct.reference.pockets import pockets
from rasstruct.reference.regions import find_region
from rasstruct.structure.metadata import IDENTITY, Operator
from rasstruct.structure.numbering import ChainNumbering, number_chains
from rasstruct.structure.symmetry import find_crystal_neighbours

__all__ = ["CB_CUTOFF", "CrystalHomodimer", "find_homodimers", "is_alpha4_alpha5", "is_ras_interface"]

#: Parker 2022: residues by CB distance (Å) and by atom distance that make an interface, and its least area in Å²
_MIN_CB, CB_CUTOFF, _MIN_ATOM, _MIN_AREA = 10, 12.0, 5, 200.0
#: helices of the interface, in the scheme with the surest ranges
_HELICES, _HELIX_SCHEME = ("α4", "α5"), "secondary_structure_weng2024"
_INTERFACE, _KEY_RESIDUES = "α4–α5 interface", "key residues"


@dataclasses.dataclass(frozen=True, slots=True)
class CrystalHomodimer:
    """An α4–α5 homodimer of a RAS chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain")
    partner_chain_id: str = column("string", "author chain of the other RAS chain, or of the one that it is a copy of")
    symmetry: str | None = column("string", "operator of the space group; none when the file holds both chains")
    shift: tuple[int, ...] = column("list", "whole cells along a, b, c that the copy is moved by; empty without copy")
    residues: tuple[int, ...] = column("list", "UniProt numbers of the chain in contact, atoms within 5 Å")
    partner_residues: tuple[int, ...] = column("list", "UniProt numbers of the other chain in contact")
    n_cb_residues: int = column("integer", "residues of the chain with CB within 12 Å of one of the other")
    likeness: float = column("number", "Dice coefficient of the two sides' residues, 1 when they are the same")
    interface_area: float = column("number", "half of the surface that both chains bury", unit="Å²")
    key_distance: float | None = column(
        "number", "between one key residue of the interface and the other one across it", unit="Å"
    )


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Neighbour:
    """A RAS chain in its place, and how it came there."""

    numbering: ChainNumbering
    operator: Operator
    symmetry: str | None
    shift: tuple[int, ...]


def find_homodimers(chain: AnnotatedChain) -> Records[CrystalHomodimer]:
    """Find the α4–α5 homodimers of a chain.

    Parameters
    ----------
    chain
        A chain of the asymmetric unit; its first model is used.

    Returns
    -------
    Records of CrystalHomodimer
        With chains of the file first, then with symmetry copies in the order of `find_crystal_neighbours`.

    Raises
    ------
    LookupFailedError
        When the file has neither a crystal to look at nor another RAS chain.

    Warns
    -----
    RasStructWarning
        When there is no crystal to look at, and only the chains of the file are.

    Examples
    --------
    >>> import rasstruct as rs
    >>> [dimer.symmetry for dimer in find_homodimers(rs.load("5P21")["A"])]
    ['y,x,-z']
    >>> len(find_homodimers(rs.load("8AZR")["A"]))
    0
    """
    own = take_side(chain.structure, chain.chain_id)
    return Records(
        CrystalHomodimer,
        (
            dimer
            for neighbour in _list_neighbours(chain)
            if (dimer := _describe(chain, own, neighbour)) and dimer.interface_area >= _MIN_AREA
        ),
    )


def is_ras_interface(touch: ProteinTouch) -> bool:
    """Say whether two RAS chains touch enough for an interface on either side, the area aside."""
    n_residues = max(len(touch.residues), len(touch.partner_residues))
    n_cb_residues = max(touch.n_cb_residues, touch.n_cb_partner_residues)
    return (n_cb_residues >= _MIN_CB and n_residues >= 1) or n_residues >= _MIN_ATOM


def is_alpha4_alpha5(
    own: ProteinSide, numbering: ChainNumbering, partner: ProteinSide, partner_numbering: ChainNumbering
) -> bool:
    """Say whether two RAS chains meet by helices α4 and α5."""
    helices = [find_region(name, _HELIX_SCHEME).residues for name in _HELICES]
    alpha4, alpha5 = (_rows_numbered(numbering, helix) for helix in helices)
    partner_alpha4, partner_alpha5 = (_rows_numbered(partner_numbering, helix) for helix in helices)
    pairs = ((alpha4, partner_alpha5), (alpha5, partner_alpha4), (alpha5, partner_alpha5))
    return all(nearest_approach(own, one, partner, other) <= DEFAULT_NEIGHBOUR_CUTOFF for one, other in pairs)


def _list_neighbours(chain: AnnotatedChain) -> Iterator[_Neighbour]:
    """Give the other RAS chains of the file, then the symmetry copies of RAS chains that touch the chain."""
    numberings = {numbering.chain_id: numbering for numbering in number_chains(chain.structure)}
    others = [numbering for chain_id, numbering in numberings.items() if chain_id != chain.chain_id]
    try:
        copies = find_crystal_neighbours(chain.structure, chain.chain_id, DEFAULT_NEIGHBOUR_CUTOFF)
    except LookupFailedError as missing:
        if not others:
            raise
        warnings.warn(
            f"homodimers through symmetry cannot be looked for, only those between chains of the file: {missing}",
            RasStructWarning,
            stacklevel=6,
        )
        copies = ()
    for numbering in others:
        yield _Neighbour(numbering, IDENTITY, None, ())
    for copy in copies:
        if copy.chain_id in numberings:
            yield _Neighbour(numberings[copy.chain_id], copy.operator, copy.symmetry, copy.shift)


def _describe(chain: AnnotatedChain, own: ProteinSide, neighbour: _Neighbour) -> CrystalHomodimer | None:
    """Make the row of a neighbour; `None` when the two do not meet by α4 and α5."""
    partner = take_side(chain.structure, neighbour.numbering.chain_id, neighbour.operator)
    if not is_alpha4_alpha5(own, chain.numbering, partner, neighbour.numbering):
        return None
    touch = find_touch(own, partner, DEFAULT_NEIGHBOUR_CUTOFF, CB_CUTOFF)
    if not is_ras_interface(touch):
        return None
    residues = _numbers_of(chain.numbering, touch.residues)
    partner_residues = _numbers_of(neighbour.numbering, touch.partner_residues)
    return CrystalHomodimer(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        partner_chain_id=neighbour.numbering.chain_id,
        symmetry=neighbour.symmetry,
        shift=neighbour.shift,
        residues=residues,
        partner_residues=partner_residues,
        n_cb_residues=touch.n_cb_residues,
        likeness=round(2 * len({*residues} & {*partner_residues}) / (len(residues) + len(partner_residues)), 3),
        interface_area=round(sum(compute_burial(own, partner)) / 2, 1),
        key_distance=_key_distance(chain.numbering, own, neighbour.numbering, partner),
    )


def _key_distance(
    numbering: ChainNumbering, own: ProteinSide, partner_numbering: ChainNumbering, partner: ProteinSide
) -> float | None:
    """Give the least distance between two different key residues across the interface."""
    keys = next(row.residues for row in pockets() if (row.pocket, row.definition) == (_INTERFACE, _KEY_RESIDUES))
    nearest = min(
        nearest_approach(own, _rows_numbered(numbering, (one,)), partner, _rows_numbered(partner_numbering, (other,)))
        for one, other in itertools.permutations(keys, 2)
    )
    return round(nearest, 2) if math.isfinite(nearest) else None


def _rows_numbered(numbering: ChainNumbering, numbers: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Give the topology rows of UniProt numbers."""
    return np.asarray(numbering.residues[np.isin(numbering.uniprot_numbers, numbers)])


def _numbers_of(numbering: ChainNumbering, residues: npt.NDArray[np.int64]) -> tuple[int, ...]:
    """Give the UniProt numbers of topology rows; tags have none."""
    numbers = numbering.uniprot_numbers[np.isin(numbering.residues, residues)]
    return tuple(sorted(set(numbers.tolist()) - {0}))
