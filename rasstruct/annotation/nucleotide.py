"""Which nucleotide does a RAS chain hold, with or without magnesium, and what state is that?

The state names the bound chemistry, not an inference about activity:
GDP, GTP, GTP analogue, transition-state analogue (GDP with AlFx, BeFx, MgFx or
vanadate next to it), nucleotide-site inhibitor, none modelled. Beside it
stands the class of Parker 2022: 2P when GDP is the only nucleotide of their list,
0P without any, 3P otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.het_roles import nucleotides_by_het_code
from rasstruct.reference.pockets import get_pocket
from rasstruct.reference.regions import find_region
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["NucleotideSite", "NucleotideState", "describe_nucleotide", "find_site_metals"]

#: Å from Mg²⁺ to the nearest nucleotide atom; coordination is 2.0-2.3, low resolution widens it
_MAX_MG_DISTANCE = 3.5
#: Å from a γ-phosphate mimic to the nearest nucleotide atom
_MAX_MIMIC_DISTANCE = 4.0
#: side-chain oxygens of serine and threonine
_HYDROXYLS = ("OG", "OG1")
#: phosphorus atoms of GDP
_GDP_PHOSPHORUS = 2


class NucleotideState:
    """The six states, as they stand in tables."""

    GDP = "GDP"
    GTP = "GTP"
    GTP_ANALOGUE = "GTP analogue"
    TRANSITION_STATE_ANALOGUE = "transition-state analogue"
    NUCLEOTIDE_SITE_INHIBITOR = "nucleotide-site inhibitor"
    NONE_MODELLED = "none modelled"


@dataclass(frozen=True, slots=True)
class NucleotideSite:
    """What occupies the nucleotide site of one chain.

    Distances are in Å, `None` without a Mg²⁺ or when the atom is not modelled:
    Mg²⁺ to the nearest nucleotide oxygen, to Ser17 OG, to Thr35 OG1.
    """

    state: str
    het_code: str | None
    molecule: str | None
    parker_class: str
    mimic: str | None
    has_magnesium: bool
    mg_nucleotide: float | None
    mg_side_chains: tuple[tuple[str, float], ...]


def describe_nucleotide(
    structure: Structure, numbering: ChainNumbering, ligands: tuple[BoundLigand, ...], metals: tuple[int, ...]
) -> NucleotideSite:
    """Describe the nucleotide site of a chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    numbering
        The chain.
    ligands
        The molecules bound to the chain.
    metals
        Atom rows of every Mg²⁺ in the file.
    """
    bound = [ligand for ligand in ligands if ligand.role == "nucleotide"]
    inhibitors = [ligand for ligand in ligands if ligand.role == "inhibitor" and ligand.site == "nucleotide"]
    pocket = set(get_pocket("nucleotide").residues)
    main = max(bound, key=lambda ligand: len(pocket.intersection(ligand.contacts)), default=None)
    occupant = main or next(iter(inhibitors), None)
    mimic = _find_mimic(structure, main, ligands) if main is not None else None
    if mimic is not None and main is not None and _state_of(structure, main) == NucleotideState.GDP:
        state = NucleotideState.TRANSITION_STATE_ANALOGUE
    elif main is not None:
        state = _state_of(structure, main)
    else:
        state = NucleotideState.NUCLEOTIDE_SITE_INHIBITOR if inhibitors else NucleotideState.NONE_MODELLED
    known = nucleotides_by_het_code().get(main.het_code or "") if main is not None else None
    metal, distance = _nearest_metal(structure, occupant, metals)
    return NucleotideSite(
        state=state,
        het_code=occupant.het_code if occupant else None,
        molecule=known.molecule if known else (occupant.name if occupant else None),
        parker_class=_parker_class(bound),
        mimic=mimic,
        has_magnesium=metal is not None,
        mg_nucleotide=distance,
        mg_side_chains=_side_chain_distances(structure, numbering, metal) if metal is not None else (),
    )


def find_site_metals(structure: Structure) -> tuple[int, ...]:
    """Give the atom rows of every lone Mg²⁺, by element, so that other residue names count too."""
    topology = structure.topology
    is_magnesium = topology.element == b"MG"
    others = np.bincount(topology.residue_index[~is_magnesium], minlength=topology.n_residues)
    is_lone = (others == 0)[topology.residue_index]
    return tuple(np.flatnonzero(is_magnesium & is_lone & topology.default_conformer).tolist())


def _state_of(structure: Structure, nucleotide: BoundLigand) -> str:
    """Give the state that a nucleotide stands for; an unlisted one is judged by its phosphorus atoms."""
    known = nucleotides_by_het_code().get(nucleotide.het_code or "")
    if known is not None:
        return known.state
    n_phosphorus = int((structure.topology.element[nucleotide.atom_rows] == b"P").sum())
    return NucleotideState.GTP_ANALOGUE if n_phosphorus > _GDP_PHOSPHORUS else NucleotideState.GDP


def _parker_class(bound: list[BoundLigand]) -> str:
    """Apply the rule of Parker 2022, which knows the nucleotides of its list only."""
    listed = [known for ligand in bound if (known := nucleotides_by_het_code().get(ligand.het_code or ""))]
    classes = {known.parker_class for known in listed if known.parker_class}
    if not classes:
        return "0P"
    return "2P" if classes == {"2P"} else "3P"


def _find_mimic(structure: Structure, nucleotide: BoundLigand, ligands: tuple[BoundLigand, ...]) -> str | None:
    """Find a γ-phosphate mimic next to the nucleotide."""
    for ligand in ligands:
        if ligand.role == "transition-state mimic":
            distances = distance_matrix(structure.xyz[0][nucleotide.atom_rows], structure.xyz[0][ligand.atom_rows])
            if distances.min() <= _MAX_MIMIC_DISTANCE:
                return ligand.het_code
    return None


def _nearest_metal(
    structure: Structure, occupant: BoundLigand | None, metals: tuple[int, ...]
) -> tuple[int | None, float | None]:
    """Find the Mg²⁺ that the occupant of the site coordinates."""
    if occupant is None or not metals:
        return None, None
    xyz, elements = structure.xyz[0], structure.topology.element[occupant.atom_rows]
    oxygens = occupant.atom_rows[elements == b"O"]
    if not len(oxygens):
        return None, None
    distances = distance_matrix(xyz[list(metals)], xyz[oxygens]).min(axis=1)
    nearest = int(distances.argmin())
    if distances[nearest] > _MAX_MG_DISTANCE:
        return None, None
    return metals[nearest], round(float(distances[nearest]), 2)


def _side_chain_distances(structure: Structure, numbering: ChainNumbering, metal: int) -> tuple[tuple[str, float], ...]:
    """Measure Mg²⁺ to the hydroxyls of its protein ligands (Ser17, Thr35)."""
    topology, xyz = structure.topology, structure.xyz[0]
    measured = []
    for number in find_region("Mg2+ ligands", "key_residues").residues:
        residue = numbering.residue_at(number)
        rows = [row for name in _HYDROXYLS for row in topology.rows_in(residue, name).tolist()]
        default = [row for row in rows if topology.default_conformer[row]]
        if residue is not None and default:
            name = topology.name_of(residue).capitalize()
            measured.append((f"{name}{number}", round(math.dist(xyz[metal].tolist(), xyz[max(default)].tolist()), 2)))
    return tuple(measured)
