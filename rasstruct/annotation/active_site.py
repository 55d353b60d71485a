"""Where are the γ-phosphate, the Mg²⁺ and the waters of the active site of a RAS chain?

The γ-phosphate is that of the nucleotide itself, or the fluoride or vanadate that
takes its place. Waters are those of the file; those of crystal neighbours are not
generated.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.nucleotide import NucleotideSite, NucleotideState, find_site_metals
from rasstruct.reference.catalytic_rules import CatalyticRule, get_catalytic_rule
from rasstruct.reference.pockets import get_pocket
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix, find_near
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.topology import ResidueKind

__all__ = ["STATES_WITH_GAMMA", "ActiveSite", "GammaPhosphate", "find_metal_ligands", "find_rows", "locate_active_site"]

Rows = npt.NDArray[np.int64]

#: nucleotide states in which something stands at the place of the γ-phosphate
STATES_WITH_GAMMA = (NucleotideState.GTP, NucleotideState.GTP_ANALOGUE, NucleotideState.TRANSITION_STATE_ANALOGUE)
_MIMIC_ROLE, _NUCLEOTIDE_POCKET = "transition-state mimic", "nucleotide"
#: elements of the terminal atoms of a phosphate, thiophosphate, metal fluoride or vanadate
_TERMINAL = (b"O", b"S", b"F")
#: elements that can bind Mg²⁺; a carbon that lies near it is badly placed, and no ligand
_DONORS = (b"O", b"N", b"S", b"F", b"CL")


@dataclasses.dataclass(frozen=True, slots=True)
class GammaPhosphate:
    """Atom rows of a γ-phosphate or its mimic: centre, terminal atoms, atom that bridges to the β-phosphate."""

    centre: int
    terminal: Rows
    bridge: int | None


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ActiveSite:
    """The active site of one chain in the first model of its structure, as atom rows.

    ``waters`` are the water oxygens that can matter to the γ-phosphate, `None`
    without γ-phosphate or when the model has no water at all.
    """

    structure: Structure
    numbering: ChainNumbering
    gamma: GammaPhosphate | None
    metal: int | None
    waters: Rows | None

    @property
    def xyz(self) -> npt.NDArray[np.float32]:
        """Coordinates of the first model, in Å."""
        coordinates: npt.NDArray[np.float32] = self.structure.xyz[0]
        return coordinates

    @property
    def terminal(self) -> Rows:
        """Terminal atoms of the γ-phosphate, none without one."""
        return self.gamma.terminal if self.gamma else np.zeros(0, dtype=np.int64)

    def nearest(self, first: Rows, second: Rows) -> float | None:
        """Give the shortest distance between two sets of atoms to 0.01 Å, `None` when one is empty."""
        if not len(first) or not len(second):
            return None
        return round(float(distance_matrix(self.xyz[first], self.xyz[second]).min()), 2)

    def rows_of(self, rule: CatalyticRule) -> Rows:
        """Give the atoms of the residue of a rule."""
        residue = self.numbering.residue_at(rule.residues[0])
        return np.zeros(0, dtype=np.int64) if residue is None else find_rows(self.structure, residue, rule)

    def residue_at(self, rule: CatalyticRule) -> str | None:
        """Name the modelled residue at the position of a rule."""
        residue = self.numbering.residue_at(rule.residues[0])
        return None if residue is None else f"{self.structure.topology.name_of(residue).capitalize()}{rule.residues[0]}"

    def name_atom(self, row: int) -> str:
        """Name an atom: ``Ser17 OG`` of this chain, ``GNP O2B``, ``HOH A/175``, ``Arg789 NH1 of chain G``."""
        topology, residue = self.structure.topology, int(self.structure.topology.residue_index[row])
        name, atom = topology.name_of(residue), topology.atom_name[row].decode()
        if topology.kind[residue] == ResidueKind.WATER:
            return self.name_water(row)
        own = np.flatnonzero(self.numbering.residues == residue)
        if len(own) and self.numbering.uniprot_numbers[own[0]]:
            return f"{name.capitalize()}{self.numbering.uniprot_numbers[own[0]]} {atom}"
        if not topology.is_peptide[residue]:
            return f"{name} {atom}"
        key = topology.residue_key(residue)
        return f"{name.capitalize()}{key.number} {atom} of chain {key.chain_id}"

    def name_water(self, row: int) -> str:
        """Name a water by its identity in the file: ``HOH A/175``."""
        topology = self.structure.topology
        residue = int(topology.residue_index[row])
        return f"{topology.name_of(residue)} {topology.residue_key(residue)}"


def locate_active_site(
    structure: Structure, numbering: ChainNumbering, nucleotide: NucleotideSite, ligands: Sequence[BoundLigand]
) -> ActiveSite:
    """Locate the active site of a chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    numbering
        The chain.
    nucleotide, ligands
        What annotation found in its nucleotide site, and bound to it.
    """
    occupant = _find_occupant(nucleotide, ligands)
    gamma = None
    if occupant is not None and nucleotide.state in STATES_WITH_GAMMA:
        mimics = [each for each in ligands if each.role == _MIMIC_ROLE and each.het_code == nucleotide.mimic]
        is_mimicked = nucleotide.state == NucleotideState.TRANSITION_STATE_ANALOGUE
        gamma = _find_mimic(structure, occupant, mimics) if is_mimicked else _find_phosphate(structure, occupant)
    metal = _find_metal(structure, occupant) if occupant is not None and nucleotide.has_magnesium else None
    return ActiveSite(structure, numbering, gamma, metal, _find_waters(structure, gamma) if gamma else None)


def find_rows(structure: Structure, residue: int, rule: CatalyticRule) -> Rows:
    """Give the atoms of a residue that a rule names, when it is an amino acid of the rule.

    Parameters
    ----------
    structure, residue
        A structure and a row of its residues.
    rule
        The rule.
    """
    topology = structure.topology
    if rule.amino_acids and chr(int(topology.letter[residue])) not in rule.amino_acids:
        return np.zeros(0, dtype=np.int64)
    atoms = topology.atoms_of(residue)
    names = [name.decode() for name in topology.atom_name[atoms].tolist()]
    default = topology.default_conformer[atoms].tolist()
    wanted = [at for at, name in enumerate(names) if name in rule.atoms and default[at]]
    return np.array([atoms.start + at for at in wanted], dtype=np.int64)


def find_metal_ligands(site: ActiveSite) -> Rows:
    """Find the atoms that coordinate Mg²⁺, in file order; a water that is modelled at several places counts once.

    Parameters
    ----------
    site
        The active site.
    """
    if site.metal is None:
        return np.zeros(0, dtype=np.int64)
    topology, xyz = site.structure.topology, site.xyz
    near, _ = find_near(xyz[[site.metal]], xyz, get_catalytic_rule("Mg²⁺ coordination").limit)
    near = near[np.isin(topology.element[near], _DONORS) & topology.default_conformer[near]]
    is_water = (topology.kind == ResidueKind.WATER)[topology.residue_index[near]]
    waters = near[is_water]
    return np.sort(np.append(near[~is_water], _drop_twins(site, waters)))


def _drop_twins(site: ActiveSite, waters: Rows) -> Rows:
    """Leave out each water that lies where one of higher occupancy does, or one as high and earlier in the file."""
    reach = get_catalytic_rule("waters at one place").limit
    kept: list[int] = []
    for row in waters[np.argsort(-site.structure.topology.occupancy[waters], kind="stable")].tolist():
        if not len(find_near(site.xyz[[row]], site.xyz[kept], reach)[0]):
            kept.append(row)
    return np.array(kept, dtype=np.int64)


def _find_occupant(nucleotide: NucleotideSite, ligands: Sequence[BoundLigand]) -> BoundLigand | None:
    """Find the molecule that the nucleotide site was described by."""
    pocket = set(get_pocket(_NUCLEOTIDE_POCKET).residues)
    bound = [ligand for ligand in ligands if ligand.het_code is not None and ligand.het_code == nucleotide.het_code]
    return max(bound, key=lambda ligand: len(pocket.intersection(ligand.contacts)), default=None)


def _find_phosphate(structure: Structure, occupant: BoundLigand) -> GammaPhosphate | None:
    """Find the γ-phosphate of a triphosphate, by its phosphorus atoms and their bonds."""
    elements, xyz, rows = structure.topology.element, structure.xyz[0], occupant.atom_rows
    gamma, beta = (
        find_rows(structure, occupant.residues[0], get_catalytic_rule(name))
        for name in ("γ phosphorus", "β phosphorus")
    )
    if not len(gamma):
        return None
    bond = get_catalytic_rule("bond of phosphorus").limit
    bonded = np.setdiff1d(rows[find_near(xyz[gamma], xyz[rows], bond)[0]], gamma)
    bridges = bonded[find_near(xyz[beta], xyz[bonded], bond)[0]]
    terminal = np.setdiff1d(bonded[np.isin(elements[bonded], _TERMINAL)], bridges)
    return GammaPhosphate(int(gamma[0]), terminal, int(bridges[0]) if len(bridges) else None)


def _find_mimic(structure: Structure, occupant: BoundLigand, mimics: Sequence[BoundLigand]) -> GammaPhosphate | None:
    """Find what takes the place of the γ-phosphate; the nearest oxygen of the nucleotide bridges to it."""
    elements, xyz = structure.topology.element, structure.xyz[0]
    oxygens = occupant.atom_rows[elements[occupant.atom_rows] == b"O"]
    rows = min((mimic.atom_rows for mimic in mimics), key=lambda rows: distance_matrix(xyz[rows], xyz[oxygens]).min())
    is_terminal = np.isin(elements[rows], _TERMINAL)
    if is_terminal.all():
        return None
    centre = int(rows[~is_terminal][0])
    return GammaPhosphate(
        centre, rows[is_terminal], int(oxygens[distance_matrix(xyz[[centre]], xyz[oxygens])[0].argmin()])
    )


def _find_metal(structure: Structure, occupant: BoundLigand) -> int:
    """Find the Mg²⁺ of the nucleotide site."""
    xyz, metals = structure.xyz[0], np.array(find_site_metals(structure))
    oxygens = occupant.atom_rows[structure.topology.element[occupant.atom_rows] == b"O"]
    return int(metals[distance_matrix(xyz[metals], xyz[oxygens]).min(axis=1).argmin()])


def _find_waters(structure: Structure, gamma: GammaPhosphate) -> Rows | None:
    """Find the water oxygens near the γ-phosphate, `None` when the model has no water at all."""
    topology, xyz = structure.topology, structure.xyz[0]
    is_water = (topology.kind == ResidueKind.WATER)[topology.residue_index]
    waters = np.flatnonzero(is_water & (topology.element == b"O") & topology.default_conformer)
    if not len(waters):
        return None
    reach = max(get_catalytic_rule(name).limit for name in ("lytic water distance", "Tyr32 bridging water"))
    group = np.append(gamma.terminal, gamma.centre)
    return np.asarray(waters[find_near(xyz[group], xyz[waters], reach)[0]])
