"""Which molecule, with bond orders and hydrogens, is a ligand of a structure?

The HET code, with the full code where the file cut it, names the component;
the library adds the SMILES of molecules it knows. A ligand that is bonded to
the protein comes in its bound form, with hydrogen in the protein's place, or
in its free form, with the warhead restored.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError, MoleculeError, RasStructWarning
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.ligand_names import KnownLigand, known_ligands, ligands_by_het_code, ligands_by_name

if TYPE_CHECKING:
    from rasstruct.chemistry.bound.build_molecule import BuiltMolecule

__all__ = ["build_ligand", "describe_build", "find_known", "format_ligand"]

_FORMS = ("bound", "free")


def build_ligand(chain: AnnotatedChain, bound: BoundLigand, form: str = "bound") -> BuiltMolecule:
    """Build the molecule of a ligand, heavy atoms at the coordinates of the first model.

    Parameters
    ----------
    chain
        The chain.
    bound
        One of its ligands.
    form
        ``"bound"``, or ``"free"`` for the molecule before it reacted with the protein.

    Warns
    -----
    RasStructWarning
        When bond orders are perceived, or atoms are missing.

    Raises
    ------
    MoleculeError
        When the atoms make no molecule, or the free form is not known.
    LookupFailedError
        When there is no such form.

    Notes
    -----
    Atoms are those of the default conformer, in file order. What `describe_build`
    says is also held by the molecule, as properties.
    """
    if form not in _FORMS:
        raise LookupFailedError(f"found the form {form!r}, expected bound or free; choose one of these")
    built = _build_bound(chain, bound)
    notes = (*built.notes, *_describe_altlocs(chain, bound))
    if built.basis == "perceived" or built.missing_atoms:
        why = "its bond orders are perceived" if built.basis == "perceived" else "atoms of it are missing"
        warnings.warn(f"{bound.label} {bound.key} is not sure: {why}; see its notes", RasStructWarning, stacklevel=2)
    built = replace(built, notes=notes)
    if form == "free":
        built = _free_form(built, find_known(chain, bound))
    for key, text in describe_build(chain, bound, built).items():
        built.molecule.SetProp(key, text)
    return built


def find_known(chain: AnnotatedChain, bound: BoundLigand) -> KnownLigand | None:
    """Find the row of the library that a ligand is: by HET code, by name, or by entry or cut code and heavy atoms.

    Parameters
    ----------
    chain
        The chain.
    bound
        One of its ligands.

    Returns
    -------
    KnownLigand or None
        Only rows whose structure is settled.
    """
    row = ligands_by_het_code().get(bound.ccd_code or "") or ligands_by_name().get((bound.name or "").casefold())
    if row is None:
        elements = chain.structure.topology.element[bound.atom_rows]
        counts = Counter(element.decode() for element in elements.tolist())
        fitting = [row for row in known_ligands() if _may_be(row, chain, bound) and _heavy_atoms(row.formula) == counts]
        row = fitting[0] if len(fitting) == 1 else None
    return row if row is not None and row.is_settled else None


def describe_build(chain: AnnotatedChain, bound: BoundLigand, built: BuiltMolecule) -> dict[str, str]:
    """Say where a molecule comes from and what its chemistry rests on, as texts for a molecule file."""
    return {
        "source": chain.structure.source if chain.pdb_id is None else chain.pdb_id,
        "chain": bound.key.chain_id,
        "residue": bound.key.number,
        "het_code": bound.ccd_code or "-".join(bound.components),
        "role": bound.role,
        "nucleophile": bound.nucleophile or "",
        "link_atom": built.link_atom or "",
        "basis": built.basis,
        "missing_atoms": " ".join(built.missing_atoms),
        "notes": "; ".join(built.notes),
        "atom_names": " ".join(
            atom.GetProp("atom_name") if atom.HasProp("atom_name") else "?" for atom in built.molecule.GetAtoms()
        ),
    }


def format_ligand(chain: AnnotatedChain, bound: BoundLigand, form: str = "bound") -> str:
    """Write the molecule of a ligand as an SDF record that says where it comes from; see `build_ligand`."""
    from rasstruct.chemistry.write_sdf import format_sdf

    built = build_ligand(chain, bound, form)
    return format_sdf(built.molecule, bound.name or bound.label, describe_build(chain, bound, built))


def _build_bound(chain: AnnotatedChain, bound: BoundLigand) -> BuiltMolecule:
    """Build the molecule as it is bound: one component, or several residues joined."""
    from rasstruct.chemistry.bound.build_molecule import build_molecule
    from rasstruct.chemistry.bound.join_residues import ResidueAtoms, join_residues

    topology = chain.structure.topology
    if len(bound.residues) > 1:
        return join_residues(
            bound.label,
            [
                ResidueAtoms(topology.residue_key(residue).number, topology.name_of(residue), *_columns(chain, rows))
                for residue in bound.residues
                if len(rows := _conformer(chain, residue))
            ],
        )
    rows = _conformer(chain, bound.residues[0])
    row = find_known(chain, bound)
    names, elements, places = _columns(chain, rows)
    return build_molecule(
        bound.ccd_code or bound.components[0],
        names,
        elements,
        places,
        link_atom=bound.bond.ligand_atom if bound.bond else None,
        smiles=row.smiles if row else None,
        bound_smiles=row.bound_smiles if row else None,
    )


def _conformer(chain: AnnotatedChain, residue: int) -> npt.NDArray[np.int64]:
    """Give the atom rows of a residue, hydrogens included, default conformer only."""
    topology = chain.structure.topology
    rows = np.arange(topology.first_atom[residue], topology.first_atom[residue + 1], dtype=np.int64)
    return np.asarray(rows[topology.default_conformer[rows]])


def _columns(
    chain: AnnotatedChain, rows: npt.NDArray[np.int64]
) -> tuple[list[str], list[str], npt.NDArray[np.float32]]:
    """Give names, elements and coordinates of atoms."""
    topology = chain.structure.topology
    names = [name.decode() for name in topology.atom_name[rows].tolist()]
    elements = [element.decode() for element in topology.element[rows].tolist()]
    return names, elements, chain.structure.xyz[0][rows]


def _describe_altlocs(chain: AnnotatedChain, bound: BoundLigand) -> tuple[str, ...]:
    """Say which alternate locations are left out."""
    topology = chain.structure.topology
    left_out: Counter[str] = Counter()
    for residue in bound.residues:
        atoms = topology.atoms_of(residue)
        others = ~topology.default_conformer[atoms] & topology.is_heavy[atoms]
        left_out.update(altloc.decode() for altloc in topology.altloc[atoms][others].tolist())
    return tuple(f"alternate location {code} of {count} atoms is left out" for code, count in sorted(left_out.items()))


def _may_be(row: KnownLigand, chain: AnnotatedChain, bound: BoundLigand) -> bool:
    """Say whether a molecule is in the entry, or has a code of which the file's may be the first three characters."""
    cut = bound.het_code if bound.het_code is not None and len(bound.het_code) == 3 else None
    return chain.pdb_id in row.pdb_ids or any(cut and len(c) == 5 and c.startswith(cut) for c in row.het_codes)


def _heavy_atoms(formula: str | None) -> Counter[str]:
    """Count the heavy atoms of a formula by upper-case element."""
    counts = Counter({name.upper(): int(n or 1) for name, n in re.findall(r"([A-Z][a-z]?)(\d*)", formula or "")})
    del counts["H"]
    return counts


def _free_form(built: BuiltMolecule, row: KnownLigand | None) -> BuiltMolecule:
    """Bring a built molecule to its free form: as the library has it, else by restoring the warhead."""
    from rasstruct.chemistry.bound.build_molecule import retemplate
    from rasstruct.chemistry.reactivity.adducts import restore_drug

    if row is not None and row.smiles is not None and row.covalent:
        free = retemplate(built, row.smiles)
        if free is not None:
            note = f"bond orders of the free form are those of {row.name} in the ligand library"
            return replace(built, molecule=free, link_atom=None, notes=(*built.notes, note))
    if built.link_index is not None:
        free = restore_drug(built.molecule, built.link_index, warhead=row.warhead if row else None)
        notes = ["the warhead is restored from what its reaction leaves"]
        left = [atom.GetSymbol() for atom in free.GetAtoms() if not atom.HasProp("atom_name")]
        if left:
            notes.append(f"the group that left ({', '.join(left)}) is assumed and placed by geometry, not seen")
        return replace(built, molecule=free, link_atom=None, notes=(*built.notes, *notes))
    if row is not None and row.covalent:
        lacking = f" without {', '.join(built.missing_atoms)}" if built.missing_atoms else ""
        raise MoleculeError(
            f"found {built.label}{lacking} and no bond to the protein, expected the whole of {row.name} to restore its "
            f"warhead; take the free form from the ligand library, or ask for form='bound'"
        )
    return built
