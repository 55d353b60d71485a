"""Which typed interactions does ProLIF see between a ligand and one residue?

ProLIF's classes for implicit hydrogens decide, with the limits and atom
patterns of the project's own tables. What it reports atom by atom is brought
together to one answer a pair of groups, rings or hydrogen-bonding atoms.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct.analysis.interactions.metal_ions import is_metal
from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule
from rasstruct.analysis.interactions.prolif_classes import Fingerprint, Residue
from rasstruct.reference.interaction_criteria import get_interaction_atoms, get_interaction_limit

__all__ = ["MatchedResidue", "TypedPair", "find_typed_pairs", "make_residue"]

#: ProLIF's class → kind of interaction, and what the ligand does in it
_KINDS = {
    "ImplicitHBDonor": ("hbond", "donor"),
    "ImplicitHBAcceptor": ("hbond", "acceptor"),
    "Cationic": ("saltbridge", "cation"),
    "Anionic": ("saltbridge", "anion"),
    "Hydrophobic": ("hydrophobic", None),
    "CationPi": ("cationpi", "cation"),
    "PiCation": ("cationpi", "ring"),
    "PiStacking": ("pistacking", "ring"),
    "XBDonor": ("halogen", "donor"),
    "XBAcceptor": ("halogen", "acceptor"),
    "MetalDonor": ("metal", "metal"),
    "MetalAcceptor": ("metal", "coordinating atom"),
}
#: ProLIF takes residues of this name for water, of which no hydrogen has a place; any other name will do elsewhere
_FREE, _OTHER = "HOH", "PRT"
#: a piece of so few atoms has no plane
_PAIR = 2
#: P and S share their charge among their oxygens, planar carbon among its oxygens or nitrogens
_POLYOXO, _NITROGEN, _PLANAR = (15, 16), 7, Chem.HybridizationType.SP2


@dataclasses.dataclass(frozen=True, slots=True)
class TypedPair:
    """One interaction: atoms by index in both molecules, distance in Å, angle in degrees."""

    kind: str
    role: str | None
    ligand: tuple[int, ...]
    partner: tuple[int, ...]
    distance: float
    angle: float | None


class MatchedResidue(Residue):  # type: ignore[misc]
    """A residue of ProLIF that keeps its coordinates and what its patterns match, which ProLIF asks for many times."""

    def __init__(self, molecule: Chem.Mol) -> None:
        super().__init__(molecule)
        self._places: npt.NDArray[np.float64] = molecule.GetConformer().GetPositions()
        self._matches: dict[int, tuple[tuple[int, ...], ...]] = {}
        pieces = Chem.GetMolFrags(molecule)
        self._loose = {index for piece in pieces if len(pieces) > 1 and len(piece) <= _PAIR for index in piece}

    @property
    def xyz(self) -> npt.NDArray[np.float64]:
        """Coordinates in Å, shape (n, 3)."""
        return self._places

    def GetSubstructMatches(self, query: Chem.Mol) -> tuple[tuple[int, ...], ...]:  # noqa: N802
        """Give the matches of a pattern; atoms that lost their neighbours have no directions and take no part."""
        if id(query) not in self._matches:
            found = super().GetSubstructMatches(query)
            self._matches[id(query)] = tuple(match for match in found if not self._loose.intersection(match))
        return self._matches[id(query)]


def make_residue(placed: PlacedMolecule) -> MatchedResidue:
    """Make what ProLIF works with of a molecule."""
    molecule = Chem.Mol(placed.molecule)
    name = _FREE if _has_no_plane(molecule) else _OTHER
    for atom in molecule.GetAtoms():
        atom.SetUnsignedProp("mapindex", atom.GetIdx())
        atom.SetMonomerInfo(Chem.AtomPDBResidueInfo(atom.GetSymbol(), residueName=name, residueNumber=1))
    return MatchedResidue(molecule)


def find_typed_pairs(
    ligand: PlacedMolecule, first: MatchedResidue, partner: PlacedMolecule, second: MatchedResidue
) -> list[TypedPair]:
    """Find the typed interactions of a ligand with a residue.

    Parameters
    ----------
    ligand, partner
        The molecules.
    first, second
        The same, as `make_residue` makes them.

    Returns
    -------
    list of TypedPair
        Each pair of hydrogen-bonding atoms; of charged groups, rings, halogens and hydrophobic parts the nearest
        atoms.
    """
    has_metal = is_metal(ligand.molecule) or is_metal(partner.molecule)
    n_own = len(partner.names)
    best: dict[tuple[Any, ...], TypedPair] = {}
    for name, found in _fingerprint().metadata(first, second).items():
        kind, role = _KINDS[name]
        if has_metal and kind != "metal":
            continue
        for data in found:
            own, other = data["indices"]["ligand"], data["indices"]["protein"]
            if kind in ("hbond", "halogen", "hydrophobic", "saltbridge", "metal"):
                own, other = (
                    own[:1] if name != "XBDonor" else own[1:2],
                    other[:1] if name != "XBAcceptor" else other[1:2],
                )
            pair = TypedPair(kind, role, tuple(own), tuple(other), float(data["distance"]), _angle(kind, data))
            if any(index >= n_own for index in pair.partner) or _is_impossible(pair, partner):
                continue
            if kind == "hbond" and _is_bent(pair, data, ligand.molecule, partner.molecule):
                continue
            key = (kind, role, *_groups(pair, ligand.molecule, partner.molecule))
            if key not in best or (pair.distance, pair.ligand, pair.partner) < (
                best[key].distance,
                best[key].ligand,
                best[key].partner,
            ):
                best[key] = pair
    return list(_merge_roles(best.values()))


def _has_no_plane(molecule: Chem.Mol) -> bool:
    """Say whether a molecule is one atom, or two of which no plane can be laid through."""
    is_flat = any(atom.GetHybridization() == _PLANAR for atom in molecule.GetAtoms())
    return bool(molecule.GetNumAtoms() == 1 or (molecule.GetNumAtoms() == _PAIR and is_flat))


@cache
def _fingerprint() -> Fingerprint:
    """Set ProLIF's classes up by the project's tables."""
    limit, atoms = get_interaction_limit, get_interaction_atoms
    hydrogen_bond = {
        "acceptor": atoms("hbond", "acceptor"),
        "donor": atoms("hbond", "donor"),
        "distance": limit("hbond", "distance"),
        "include_water": True,
        "tolerance_dev_daa": limit("hbond", "donor angle deviation"),
        "tolerance_dev_dpa": limit("hbond", "end donor plane deviation"),
    }
    cation = atoms("saltbridge", "cation")
    salt_bridge = {"cation": cation, "anion": atoms("saltbridge", "anion"), "distance": limit("saltbridge", "distance")}
    cation_pi = {
        "cation": cation,
        "distance": limit("cationpi", "distance"),
        "angle": (0, limit("cationpi", "offset angle")),
    }
    halogen = {
        "distance": limit("halogen", "distance"),
        "AXD_angle": (limit("halogen", "least donor angle"), 180),
        "XAR_angle": (limit("halogen", "least acceptor angle"), limit("halogen", "greatest acceptor angle")),
    }
    metal = {"metal": atoms("metal", "metal"), "distance": limit("metal", "distance")}
    parameters = {
        "ImplicitHBDonor": hydrogen_bond,
        "ImplicitHBAcceptor": hydrogen_bond,
        "Cationic": salt_bridge,
        "Anionic": salt_bridge,
        "Hydrophobic": {
            "hydrophobic": atoms("hydrophobic", "atom"),
            "distance": limit("hydrophobic", "distance"),
        },
        "CationPi": cation_pi,
        "PiCation": cation_pi,
        "PiStacking": {
            "ftf_kwargs": {
                "distance": limit("pistacking", "face distance"),
                "plane_angle": (0, limit("pistacking", "face plane angle")),
                "normal_to_centroid_angle": (0, limit("pistacking", "face offset angle")),
            },
            "etf_kwargs": {
                "distance": limit("pistacking", "edge distance"),
                "plane_angle": (limit("pistacking", "edge plane angle"), 90),
                "normal_to_centroid_angle": (0, limit("pistacking", "edge offset angle")),
                "intersect_radius": limit("pistacking", "edge ring radius"),
            },
        },
        "XBDonor": halogen,
        "XBAcceptor": halogen,
        "MetalDonor": metal,
        "MetalAcceptor": metal,
    }
    return Fingerprint(list(parameters), parameters=parameters, count=True)


def _angle(kind: str, data: dict[str, Any]) -> float | None:
    """Take the angle that the criterion uses from what ProLIF measured."""
    if kind == "hbond":
        angles, ideal = data.get("donor_atom_angles"), data.get("ideal_donor_angle")
        return None if angles is None else float(min(angles, key=lambda angle: abs(angle - ideal)))
    name = {"halogen": "AXD_angle", "cationpi": "angle", "pistacking": "plane_angle"}.get(kind)
    if name is None:
        return None
    # a normal points to either side of a ring
    angle = float(data[name])
    return angle if kind == "halogen" else min(angle, 180.0 - angle)


def _is_impossible(pair: TypedPair, partner: PlacedMolecule) -> bool:
    """Say whether a backbone nitrogen would accept, as it seems to when its neighbour is not modelled."""
    return (
        partner.is_amino_acid
        and pair.kind == "hbond"
        and pair.role == "donor"
        and partner.names[pair.partner[0]] == "N"
    )


def _is_bent(pair: TypedPair, data: dict[str, Any], ligand: Chem.Mol, partner: Chem.Mol) -> bool:
    """Say whether a hydrogen bond leaves the plane of its donor, or comes to its acceptor from the wrong side."""
    own, other = ligand.GetAtomWithIdx(pair.ligand[0]), partner.GetAtomWithIdx(pair.partner[0])
    donor, acceptor = (own, other) if pair.role == "donor" else (other, own)
    limit = get_interaction_limit
    return bool(
        (donor.GetDegree() > 1 and data.get("donor_plane_angle", 0.0) > limit("hbond", "donor plane deviation"))
        or min(data.get("acceptor_atom_angles", [180.0])) < limit("hbond", "least acceptor angle")
        or (
            acceptor.GetDegree() > 1
            and acceptor.GetAtomicNum() == _NITROGEN
            and data.get("acceptor_plane_angle", 0.0) > limit("hbond", "acceptor plane deviation")
        )
    )


def _groups(pair: TypedPair, ligand: Chem.Mol, partner: Chem.Mol) -> tuple[Any, ...]:
    """Say what counts once: pairs of atoms, of charged groups or rings, a halogen, or the whole residue."""
    if pair.kind == "hydrophobic":
        return ()
    if pair.kind == "halogen":
        return (pair.ligand,) if pair.role == "donor" else (pair.partner,)
    if pair.kind == "saltbridge":
        return _charge_centre(ligand, pair.ligand[0]), _charge_centre(partner, pair.partner[0])
    if pair.kind == "cationpi" and pair.role == "cation":
        return _charge_centre(ligand, pair.ligand[0]), pair.partner
    if pair.kind == "cationpi":
        return pair.ligand, _charge_centre(partner, pair.partner[0])
    return pair.ligand, pair.partner


def _charge_centre(molecule: Chem.Mol, index: int) -> int:
    """Give the atom that equal charged atoms share, as the carbon of a carboxylate or guanidinium; else the atom."""
    atom = molecule.GetAtomWithIdx(index)
    for other in atom.GetNeighbors():
        twins = [next_atom for next_atom in other.GetNeighbors() if next_atom.GetAtomicNum() == atom.GetAtomicNum()]
        if len(twins) > 1 and (other.GetAtomicNum() in _POLYOXO or other.GetHybridization() == _PLANAR):
            return int(other.GetIdx())
    return index


def _merge_roles(pairs: Any) -> Iterator[TypedPair]:
    """Give a pair of hydroxyl groups once, whichever of the two donates."""
    roles: dict[tuple[Any, ...], list[TypedPair]] = {}
    for pair in pairs:
        roles.setdefault((pair.kind, pair.ligand, pair.partner), []).append(pair)
    for same in roles.values():
        if len(same) == 1 or same[0].kind != "hbond":
            yield from same
        else:
            yield dataclasses.replace(same[0], role="donor or acceptor")
