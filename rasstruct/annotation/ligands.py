"""Which molecules are bound to a RAS chain, in which role, where and how?

A molecule belongs to the RAS chain of which it touches most residues (heavy
atoms within 4 Å), and to no RAS chain when nearly all of the residues it
touches (over 85 %) are a partner's: an inhibitor of SOS1 that grazes RAS is SOS1's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.ligand_roles import classify_role
from rasstruct.annotation.scene import ProteinAtoms
from rasstruct.annotation.sites import CONTACT_CUTOFF, assign_site
from rasstruct.reference.het_roles import get_het_role
from rasstruct.reference.ligand_names import find_truncated_het_code, ligands_by_het_code
from rasstruct.structure.covalent import CovalentBond, find_covalent_bond
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import find_near
from rasstruct.structure.topology import ResidueKey, ResidueKind

__all__ = ["BoundLigand", "find_ligands"]

#: least share of RAS among the residues that a ligand touches
_MIN_RAS_SHARE = 0.15
#: shortest and longest peptide that count as a ligand; a single residue of another chain is a piece of the protein,
#: the shortest RAS-binding domains have over 70 residues
_MIN_PEPTIDE, _MAX_PEPTIDE = 4, 30
#: residues of a chaperone that a glue must touch
_MIN_CHAPERONE_CONTACTS = 3


@dataclass(frozen=True, slots=True, eq=False)
class BoundLigand:
    """A molecule bound to one RAS chain.

    ``key`` is the identity of its (first) residue. ``het_code`` is the code in
    the file, `None` for a peptide, whose ``components`` are its residues;
    ``ccd_code`` is the full code where the file cut it. ``contacts`` are UniProt
    numbers within 4 Å. ``site``, ``binding_mode`` and what follows are given for
    inhibitors only. ``atom_rows`` are the heavy atoms of the default conformer.
    """

    key: ResidueKey
    het_code: str | None
    ccd_code: str | None
    components: tuple[str, ...]
    name: str | None
    role: str
    role_basis: str
    residues: tuple[int, ...]
    atom_rows: npt.NDArray[np.int64]
    contacts: tuple[int, ...]
    site: str | None = None
    binding_mode: str | None = None
    bond: CovalentBond | None = None
    nucleophile: str | None = None
    presented_by: str | None = None

    @property
    def label(self) -> str:
        """Short text for tables: HET code, or what the peptide is."""
        return self.het_code or f"peptide {self.key.chain_id}"


def find_ligands(
    structure: Structure, protein: ProteinAtoms, chaperones: frozenset[str]
) -> dict[str, tuple[BoundLigand, ...]]:
    """Find the molecules bound to each RAS chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    protein
        Its protein atoms, RAS and partners apart.
    chaperones
        Author chains of proteins that present glues to RAS.

    Returns
    -------
    dict
        Ligands by RAS chain, in file order.
    """
    found: dict[str, list[BoundLigand]] = {chain_id: [] for chain_id in protein.ras_chains}
    for residues in _candidates(structure, protein):
        placed = _place(structure, protein, residues, chaperones)
        if placed is not None:
            found[placed[0]].append(placed[1])
    return {chain_id: tuple(ligands) for chain_id, ligands in found.items()}


def _candidates(structure: Structure, protein: ProteinAtoms) -> Iterator[tuple[int, ...]]:
    """Give the residues of each small molecule, then of each short peptide."""
    topology = structure.topology
    for residue in np.flatnonzero((topology.kind == ResidueKind.LIGAND) & topology.is_default_residue).tolist():
        yield (residue,)
    for chain_id in protein.partner_chains:
        residues = topology.peptide_residues(chain_id)
        if _MIN_PEPTIDE <= len(residues) <= _MAX_PEPTIDE:
            yield tuple(residues.tolist())


def _place(
    structure: Structure, protein: ProteinAtoms, residues: tuple[int, ...], chaperones: frozenset[str]
) -> tuple[str, BoundLigand] | None:
    """Annotate one molecule and give the RAS chain it belongs to, `None` when it belongs to none."""
    topology, xyz = structure.topology, structure.xyz[0]
    rows = topology.heavy_rows(residues)
    near, _ = find_near(xyz[rows], protein.xyz, CONTACT_CUTOFF)
    touched = protein.touched_residues(near)
    own_chain = topology.residue_key(residues[0]).chain_id
    by_chain = {chain: numbers for chain, numbers in touched.items() if chain in protein.ras_chains}
    if not by_chain:
        return None
    chain_id = max(by_chain, key=lambda chain: (len(by_chain[chain]), chain == own_chain))
    is_peptide = bool(topology.is_peptide[residues[0]])
    partners = {c: n for c, n in touched.items() if c not in protein.ras_chains and not (is_peptide and c == own_chain)}
    n_ras, n_partner = len(by_chain[chain_id]), sum(len(numbers) for numbers in partners.values())
    if n_ras < _MIN_RAS_SHARE * (n_ras + n_partner):
        return None
    contacts = protein.uniprot_numbers(by_chain[chain_id])
    presented_by = next((c for c, n in partners.items() if c in chaperones and len(n) >= _MIN_CHAPERONE_CONTACTS), None)
    return chain_id, _annotate(structure, protein, residues, rows, contacts, chain_id, presented_by)


def _annotate(
    structure: Structure,
    protein: ProteinAtoms,
    residues: tuple[int, ...],
    rows: npt.NDArray[np.int64],
    contacts: frozenset[int],
    chain_id: str,
    presented_by: str | None,
) -> BoundLigand:
    """Name a molecule, give its role, and for an inhibitor its site and binding mode."""
    topology, metadata = structure.topology, structure.metadata
    components = tuple(topology.name_of(residue) for residue in residues)
    key = topology.residue_key(residues[0])
    is_peptide = bool(topology.is_peptide[residues[0]])
    het_code = None if is_peptide else components[0]
    ccd_code = components[0]
    if get_het_role(ccd_code) is None:
        ccd_code = find_truncated_het_code(ccd_code, metadata.pdb_id) or ccd_code
    if is_peptide:
        role, basis, name = "inhibitor", "size and place", metadata.chain_names.get(key.chain_id)
    else:
        elements = Counter(element.decode() for element in topology.element[rows].tolist())
        judged = classify_role(ccd_code, elements, contacts)
        role, basis = judged.role, judged.basis
        known = ligands_by_het_code().get(ccd_code)
        name = known.name if known else metadata.het_names.get(components[0])
    is_inhibitor = role == "inhibitor"
    bond = (
        find_covalent_bond(structure, residues, protein.rows_by_chain[chain_id])
        if is_inhibitor or role == "modification"
        else None
    )
    if not is_inhibitor:
        mode = None
    elif presented_by:
        mode = "tri-complex"
    else:
        mode = "covalent" if bond else "non-covalent"
    return BoundLigand(
        key=key,
        het_code=het_code,
        ccd_code=None if is_peptide else ccd_code,
        components=components,
        name=name,
        role=role,
        role_basis=basis,
        residues=residues,
        atom_rows=rows,
        contacts=tuple(sorted(contacts)),
        site=assign_site(contacts, is_glue=presented_by is not None) if is_inhibitor else None,
        binding_mode=mode,
        bond=bond,
        nucleophile=protein.describe_residue(bond.residue) if bond else None,
        presented_by=presented_by,
    )
