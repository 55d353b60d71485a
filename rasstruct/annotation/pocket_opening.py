"""How far open is the switch-II pocket, in any number of models or frames?

Two distances tell it: between helices α2 and α3, whose gap holds the ligand,
and from the P-loop to switch II, whose Gly60 the ligand pushes away (atoms and
source: `catalytic_rules`; helices: regions of scheme ``secondary_structure_5p21``).
Beside them stand the side chains of residues 95 and 96, which line the groove, by
the angles of the amino acid that is there (`side_chain_torsions`), a mutated one too.
Openness is geometry, no evidence of a ligand: a DARPin opens the pocket too.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import column
from rasstruct.reference.catalytic_rules import get_catalytic_rule
from rasstruct.reference.regions import find_region
from rasstruct.reference.side_chain_torsions import side_chain_torsions
from rasstruct.structure.atom_map import map_atoms
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.residue_names import one_letter
from rasstruct.structure.topology import Topology

__all__ = [
    "OpeningIndex",
    "OpeningValues",
    "PocketOpening",
    "describe_opening",
    "map_opening",
    "measure_opening",
    "name_rotamer",
]

Rows = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

_SCHEME = "secondary_structure_5p21"
_ALPHA_CARBON = ("CA",)
_ANGLES = ("chi1", "chi2")
#: period in degrees of an angle over a group that looks the same after half a turn
_HALF_TURN = 180
#: rotamers of χ1: each centre ± 60°, where the bonds are staggered (Dunbrack 1994 doi:10.1038/nsb0594-334)
_ROTAMERS = ((60.0, "g+"), (180.0, "t"), (300.0, "g-"))
#: amino acid whose ring keeps χ1 near ±30°, between the rotamers of the others
_PROLINE = ord("P")


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class OpeningIndex:
    """Atom rows that `measure_opening` takes; -1 for an atom that is not there.

    ``helix_2`` and ``helix_3`` hold CA rows, ``gate`` the two of P-loop and switch II;
    ``dihedrals`` has shape (4, 4): χ1 and χ2 of residue 95, then of residue 96.
    ``repeats`` says which of the four repeat every 180°.
    """

    helix_2: Rows
    helix_3: Rows
    gate: Rows
    dihedrals: Rows
    repeats: npt.NDArray[np.bool_]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class OpeningValues:
    """Values of `measure_opening`, one a model or frame; NaN where an atom is not there."""

    helix_distance: Values
    gate_distance: Values
    dihedrals: Values


@dataclasses.dataclass(frozen=True, slots=True)
class PocketOpening:
    """Opening of the switch-II pocket of one chain."""

    helix_distance: float | None = column(
        "number", "between the centres of the CA atoms of helices α2 and α3", unit="Å"
    )
    gate_distance: float | None = column("number", "CA of P-loop Gly10 to CA of switch-II Gly60", unit="Å")
    residue_95: str | None = column("string", "residue at 95: His in KRAS, Gln in HRAS, Leu in NRAS")
    chi1_95: float | None = column("number", "χ1 of residue 95", unit="degrees")
    chi2_95: float | None = column("number", "χ2 of residue 95, -90 to 90 where it repeats", unit="degrees")
    rotamer_95: str | None = column("string", "χ1 rotamer of residue 95: g+, t or g-; none for Pro")
    residue_96: str | None = column("string", "residue at 96")
    chi1_96: float | None = column("number", "χ1 of residue 96", unit="degrees")
    chi2_96: float | None = column("number", "χ2 of residue 96, -90 to 90 where it repeats", unit="degrees")
    rotamer_96: str | None = column("string", "χ1 rotamer of residue 96: g+, t or g-; none for Pro")
    missing: tuple[int, ...] = column("list", "UniProt numbers whose CA is needed and not modelled")


def measure_opening(xyz: npt.NDArray[Any], index: OpeningIndex) -> OpeningValues:
    """Measure the opening of the switch-II pocket.

    Parameters
    ----------
    xyz
        Coordinates in Å, shape (..., n, 3).
    index
        The atoms, from `map_opening`.

    Returns
    -------
    OpeningValues
        Distances in Å of shape (...), angles in degrees of shape (..., 4).
    """
    first, second = (_centre(xyz, rows) for rows in (index.helix_2, index.helix_3))
    inner, outer = (_centre(xyz, rows[None]) for rows in index.gate)
    angles = compute_dihedrals(xyz, index.dihedrals)
    return OpeningValues(
        helix_distance=np.linalg.norm(first - second, axis=-1),
        gate_distance=np.linalg.norm(inner - outer, axis=-1),
        dihedrals=np.where(index.repeats, (angles + 90.0) % 180.0 - 90.0, angles),
    )


def map_opening(topology: Topology, numbering: ChainNumbering) -> OpeningIndex:
    """Find the atoms by which the opening of a chain is measured.

    Parameters
    ----------
    topology, numbering
        A topology and one of its RAS chains.
    """
    alpha = map_atoms(topology, numbering, _ALPHA_CARBON)[:, 0]
    helix_2, helix_3, gate = (alpha[np.array(numbers) - 1] for numbers in _needed())
    residues = [numbering.residue_at(number) for number in _groove()]
    angles = [_map_dihedral(topology, residue, angle) for residue in residues for angle in _ANGLES]
    return OpeningIndex(
        helix_2, helix_3, gate, np.array([rows for rows, _ in angles]), np.array([repeats for _, repeats in angles])
    )


def describe_opening(structure: Structure, numbering: ChainNumbering) -> PocketOpening:
    """Describe the opening of the switch-II pocket of a chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    numbering
        The chain.
    """
    index = map_opening(structure.topology, numbering)
    values = measure_opening(structure.xyz[0], index)
    angles = [_known(angle, 1) for angle in values.dihedrals.tolist()]
    needed, rows = np.concatenate(_needed()), np.concatenate([index.helix_2, index.helix_3, index.gate])
    (name_95, rotamer_95), (name_96, rotamer_96) = (
        _name_side_chain(structure.topology, numbering, number, angle)
        for number, angle in zip(_groove(), angles[:: len(_ANGLES)], strict=True)
    )
    return PocketOpening(
        helix_distance=_known(float(values.helix_distance), 2),
        gate_distance=_known(float(values.gate_distance), 2),
        residue_95=name_95,
        chi1_95=angles[0],
        chi2_95=angles[1],
        rotamer_95=rotamer_95,
        residue_96=name_96,
        chi1_96=angles[2],
        chi2_96=angles[3],
        rotamer_96=rotamer_96,
        missing=tuple(np.unique(needed[rows < 0]).tolist()),
    )


def name_rotamer(angle: float | None) -> str | None:
    """Name the rotamer of a χ1 angle, which is the nearest of three for every amino acid but proline.

    Parameters
    ----------
    angle
        Angle in degrees, of any turn; `None` when it is not known.

    Examples
    --------
    >>> [name_rotamer(angle) for angle in (62.0, -177.0, -65.0, None)]
    ['g+', 't', 'g-', None]
    """
    if angle is None:
        return None
    return min(_ROTAMERS, key=lambda rotamer: abs((angle - rotamer[0] + 180.0) % 360.0 - 180.0))[1]


def _needed() -> tuple[tuple[int, ...], ...]:
    """Give the residues of helix α2, helix α3 and the gate."""
    return (
        find_region("α2", _SCHEME).residues,
        find_region("α3", _SCHEME).residues,
        get_catalytic_rule("P-loop to switch II").residues,
    )


def _groove() -> tuple[int, ...]:
    """Give the residues whose side chains line the groove."""
    return get_catalytic_rule("groove of the switch-II pocket").residues


def _centre(xyz: npt.NDArray[Any], rows: Rows) -> Values:
    """Give the centre of some atoms, NaN when one of them is not there."""
    centre: Values = np.asarray(xyz[..., rows, :].mean(axis=-2, dtype=np.float64))
    return np.full_like(centre, np.nan) if (rows < 0).any() else centre


def _map_dihedral(topology: Topology, residue: int | None, angle: str) -> tuple[Rows, bool]:
    """Find the atoms of a side-chain angle, and whether it repeats every 180°; -1 where it is not there."""
    found = np.full(4, -1, dtype=np.int64)
    if residue is None:
        return found, False
    atoms = topology.atoms_of(residue)
    places = atoms.start + np.flatnonzero(topology.default_conformer[atoms])
    rows = dict(zip((name.decode() for name in topology.atom_name[places].tolist()), places.tolist(), strict=True))
    letter, repeats = chr(int(topology.letter[residue])), False
    for torsion in side_chain_torsions():
        if torsion.angle != angle or one_letter(torsion.residue) != letter:
            continue
        repeats = torsion.period == _HALF_TURN
        if (found < 0).any():
            found = np.array([rows.get(atom, -1) for atom in torsion.atoms])
    return found, repeats


def _name_side_chain(
    topology: Topology, numbering: ChainNumbering, number: int, angle: float | None
) -> tuple[str | None, str | None]:
    """Name the modelled residue at a number, and the rotamer of its χ1."""
    residue = numbering.residue_at(number)
    if residue is None:
        return None, None
    rotamer = None if topology.letter[residue] == _PROLINE else name_rotamer(angle)
    return f"{topology.name_of(residue).capitalize()}{number}", rotamer


def _known(value: float, digits: int) -> float | None:
    """Round a value, `None` for NaN."""
    return None if np.isnan(value) else round(value, digits)
