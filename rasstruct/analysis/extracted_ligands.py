"""Which molecules does a RAS chain hold, as molecules with bond orders, and what does each rest on?

A molecule that cannot be built is a row like the others and says why.
"""

from __future__ import annotations

import dataclasses
import warnings

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct._base.records import Records, column
from rasstruct.analysis.ligand_molecule import build_ligand, describe_build, find_known
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand

__all__ = ["DEFAULT_ROLES", "ExtractedLigand", "extract_ligands"]

#: roles of the molecules that are extracted when none are named
DEFAULT_ROLES = ("inhibitor", "unknown")


@dataclasses.dataclass(frozen=True, slots=True)
class ExtractedLigand:
    """One bound molecule, made a molecule with bond orders."""

    pdb_id: str | None = column("string", "PDB ID that the file states")
    source: str = column("string", "file or ID as given")
    chain_id: str = column("string", "RAS chain, author name")
    residue: str = column("string", "chain and number of the (first) residue")
    het_code: str | None = column("string", "HET code in full; none for a peptide")
    name: str | None = column("string", "name from the ligand table or the file")
    role: str = column("string", "inhibitor, nucleotide, ion, additive …")
    known_as: str | None = column("string", "molecule of the ligand table that it is")
    form: str = column("string", "bound as in the crystal, or free with its warhead restored")
    basis: str | None = column("string", "what the bond orders rest on: component, library or perceived")
    link_atom: str | None = column("string", "atom that is bonded to the protein")
    smiles: str | None = column("string", "canonical SMILES with the stereochemistry of the coordinates")
    inchikey: str | None = column("string", "InChIKey of the same")
    formula: str | None = column("string", "Hill formula, hydrogens implied")
    missing_atoms: tuple[str, ...] = column("list", "atoms that are not modelled")
    notes: tuple[str, ...] = column("list", "what is to be known before use")
    problem: str | None = column("string", "why there is no molecule; none when there is")
    sdf: str | None = None


def extract_ligands(
    chain: AnnotatedChain, form: str = "bound", roles: tuple[str, ...] | None = DEFAULT_ROLES
) -> Records[ExtractedLigand]:
    """Make molecules of the ligands of a chain.

    Parameters
    ----------
    chain
        The chain.
    form
        ``"bound"`` or ``"free"``, see `build_ligand`.
    roles
        Roles of the molecules that are wanted; `None` for all.

    Returns
    -------
    Records of ExtractedLigand
        In file order. ``sdf`` holds the record of an SD file, which the table leaves out.

    Raises
    ------
    LookupFailedError
        When the form is neither of the two.
    """
    wanted = [bound for bound in chain.bound_ligands if roles is None or bound.role in roles]
    return Records(ExtractedLigand, (_extract(chain, bound, form) for bound in wanted))


def _extract(chain: AnnotatedChain, bound: BoundLigand, form: str) -> ExtractedLigand:
    """Build one molecule, or say why there is none."""
    from rasstruct.chemistry.identity import identify_molecule
    from rasstruct.chemistry.write_sdf import format_sdf

    known = find_known(chain, bound)
    row = ExtractedLigand(
        pdb_id=chain.pdb_id,
        source=chain.structure.source,
        chain_id=chain.chain_id,
        residue=str(bound.key),
        het_code=bound.ccd_code,
        name=bound.name,
        role=bound.role,
        known_as=known.name if known else None,
        form=form,
        basis=None,
        link_atom=None,
        smiles=None,
        inchikey=None,
        formula=None,
        missing_atoms=(),
        notes=(),
        problem=None,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RasStructWarning)  # the row says the same
            built = build_ligand(chain, bound, form)
    except MoleculeError as error:
        return dataclasses.replace(row, problem=str(error))
    identity = identify_molecule(built.molecule)
    return dataclasses.replace(
        row,
        basis=built.basis,
        link_atom=built.link_atom,
        smiles=identity.smiles,
        inchikey=identity.inchikey,
        formula=identity.formula,
        missing_atoms=built.missing_atoms,
        notes=built.notes,
        sdf=format_sdf(built.molecule, bound.name or bound.label, describe_build(chain, bound, built)),
    )
