"""How similar are two molecules, and which of the library is a molecule most like?

Tanimoto similarity of Morgan fingerprints (radius 2, 2048 bits, counts and
stereochemistry left out). A covalent drug is in the library in two forms,
free and bound; a molecule is compared with both and the better one is told, so
that a ligand cut from a crystal finds the drug that it was made from.

Similarity 1 means the same bits, not the same molecule: stereoisomers and
atropisomers are alike here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from rdkit import Chem, DataStructs, rdBase
from rdkit.Chem import rdFingerprintGenerator
from rdkit.Chem.MolStandardize import rdMolStandardize
from rdkit.Chem.Scaffolds import MurckoScaffold

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records, column
from rasstruct.chemistry.library import library_molecule
from rasstruct.chemistry.reading.read_molecules import read_molecule
from rasstruct.reference.ligand_names import KnownLigand, known_ligands

__all__ = [
    "SimilarMolecule",
    "comparable_molecule",
    "compute_similarities",
    "compute_similarity",
    "similar_molecules",
]

RADIUS = 2  # bonds; Rogers 2010 J Chem Inf Model doi:10.1021/ci100050t calls this ECFP4
N_BITS = 2048
_FORMS: tuple[Literal["free", "bound"], ...] = ("free", "bound")
_GENERATOR = rdFingerprintGenerator.GetMorganGenerator(radius=RADIUS, fpSize=N_BITS)


@dataclasses.dataclass(frozen=True, slots=True)
class SimilarMolecule:
    """A molecule of the library and how similar it is to the one asked about."""

    query: str | None = column("string", "molecule that was asked about; none when it has no name")
    name: str = column("string", "molecule of the library")
    similarity: float = column("number", "Tanimoto similarity of the Morgan fingerprints, 0 to 1")
    form: str = column("string", "form of it that is most similar: free (reactive) or bound")
    target: str = column("string", "protein it acts on")
    site: str | None = column("string", "site on RAS; none when it does not bind RAS")
    warhead: str | None = column("string", "reactive group, when it has one")
    het_codes: tuple[str, ...] = column("list", "CCD identifiers")
    shared_scaffold: str | None = column("string", "Murcko scaffold (SMILES), when both have the same one")
    confidence: str = column("string", "high, medium or low")


def similar_molecules(
    molecule: str | Chem.Mol, n: int | None = 10, *, minimum: float = 0.0, include_low_confidence: bool = False
) -> Records[SimilarMolecule]:
    """Rank the molecules of the library by similarity to a molecule.

    Parameters
    ----------
    molecule
        SMILES, mol block or RDKit molecule, reactive or bound form.
    n
        How many to give at most; `None` for all.
    minimum
        Smallest similarity to give, itself included.
    include_low_confidence
        Whether molecules whose structure is not settled are ranked too.

    Returns
    -------
    Records of SimilarMolecule
        The most similar first; equal ones in the order of the library, and the
        free form before the bound one.

    Raises
    ------
    MoleculeError
        When there is no molecule to compare, or a number is out of range.

    Examples
    --------
    >>> from rasstruct.chemistry.comparison.similarity import similar_molecules
    >>> similar_molecules("Cc1[nH]c2cc(Cl)cc(Cl)c2c1CCN", 1)[0].name
    'DCAI'
    """
    if n is not None and n < 1:
        raise MoleculeError(f"found n = {n}, expected at least 1 similar molecule; ask for 1 or more, or None for all")
    if not 0.0 <= minimum <= 1.0:
        raise MoleculeError(f"found a minimum of {minimum}, expected a similarity between 0 and 1; choose one")
    query = comparable_molecule(molecule)
    entries = [entry for entry in _library() if include_low_confidence or entry.row.is_settled]
    if not entries:
        return Records(SimilarMolecule)
    values = DataStructs.BulkTanimotoSimilarity(
        _GENERATOR.GetFingerprint(query), [entry.fingerprint for entry in entries]
    )
    best: dict[str, tuple[float, _Entry]] = {}
    for value, entry in zip(values, entries, strict=True):
        if entry.row.name not in best or value > best[entry.row.name][0]:
            best[entry.row.name] = (value, entry)
    ranked = sorted((pair for pair in best.values() if pair[0] >= minimum), key=lambda pair: -pair[0])
    scaffold = _murcko_scaffold(query)
    name = query.GetProp("_Name").strip() if query.HasProp("_Name") else ""
    return Records(SimilarMolecule, (_to_row(name or None, value, entry, scaffold) for value, entry in ranked[:n]))


def compute_similarity(molecule: str | Chem.Mol, other: str | Chem.Mol) -> float:
    """Compute the Tanimoto similarity of two molecules.

    Examples
    --------
    >>> compute_similarity("CCO", "OCC")
    1.0
    """
    return float(compute_similarities([molecule, other])[0, 1])


def compute_similarities(molecules: Iterable[str | Chem.Mol]) -> npt.NDArray[np.float64]:
    """Compute the Tanimoto similarities of all pairs.

    Returns
    -------
    numpy.ndarray
        Shape (n, n), symmetric, in the order given, with 1 on the diagonal.
    """
    fingerprints = [_GENERATOR.GetFingerprint(comparable_molecule(molecule)) for molecule in molecules]
    similarities = np.eye(len(fingerprints))
    for i in range(1, len(fingerprints)):
        similarities[i, :i] = DataStructs.BulkTanimotoSimilarity(fingerprints[i], fingerprints[:i])
        similarities[:i, i] = similarities[i, :i]
    return similarities


def comparable_molecule(molecule: str | Chem.Mol) -> Chem.Mol:
    """Bring a molecule to the form in which molecules are compared.

    The largest fragment, hydrogens implied, charges neutralised where a proton
    can do it: a salt, a prepared crystal ligand and a drawing of one drug become alike.

    Raises
    ------
    MoleculeError
        When it cannot be read or holds no atoms.
    """
    found = read_molecule(molecule)
    if found.GetNumAtoms() == 0:
        raise MoleculeError("found a molecule without atoms, expected at least one; give a molecule")
    with rdBase.BlockLogs():
        implied = Chem.RemoveHs(found)
        return rdMolStandardize.Uncharger().uncharge(_largest_fragment(implied))


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """One form of a molecule of the library, ready to compare."""

    row: KnownLigand
    form: str
    fingerprint: DataStructs.ExplicitBitVect
    scaffold: str


@cache
def _library() -> tuple[_Entry, ...]:
    """Give fingerprint and scaffold of every form in the library, in table order."""
    entries = []
    for row in known_ligands():
        for form, smiles in zip(_FORMS, (row.smiles, row.bound_smiles), strict=True):
            if smiles is None:
                continue
            molecule = comparable_molecule(library_molecule(row, form))
            entries.append(_Entry(row, form, _GENERATOR.GetFingerprint(molecule), _murcko_scaffold(molecule)))
    return tuple(entries)


def _largest_fragment(molecule: Chem.Mol) -> Chem.Mol:
    """Drop counter-ions and solvent."""
    fragments: Sequence[Chem.Mol] = Chem.GetMolFrags(molecule, asMols=True)
    return fragments[0] if len(fragments) == 1 else max(fragments, key=lambda fragment: fragment.GetNumHeavyAtoms())


def _murcko_scaffold(molecule: Chem.Mol) -> str:
    """Give ring systems and linkers as SMILES without stereochemistry; empty when there is no ring."""
    flat = Chem.Mol(molecule)
    Chem.RemoveStereochemistry(flat)
    return Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(flat))  # type: ignore[no-untyped-call]


def _to_row(query: str | None, similarity: float, entry: _Entry, scaffold: str) -> SimilarMolecule:
    """Put a ranked form into words."""
    row = entry.row
    return SimilarMolecule(
        query=query,
        name=row.name,
        similarity=float(similarity),
        form=entry.form,
        target=row.target,
        site=row.site,
        warhead=row.warhead,
        het_codes=row.het_codes,
        shared_scaffold=scaffold if scaffold and scaffold == entry.scaffold else None,
        confidence=row.confidence,
    )
