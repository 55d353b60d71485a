"""Which molecule of the ligand table is meant, what is its structure, and is a given molecule one of them?

A query fits a name, a synonym, a HET code or an InChIKey; case, spaces and
punctuation do not count. A molecule is recognised by the InChIKey of its free
or its bound form, whatever its protonation; InChI gives a phosphate no
configuration, because its protons move.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from rdkit import Chem, rdBase
from rdkit.Chem import rdinchi

from rasstruct._base.errors import LookupFailedError, MoleculeError
from rasstruct.chemistry.reading.read_molecules import ReadMolecule
from rasstruct.reference.ligand_names import KnownLigand, known_ligands

__all__ = ["Form", "find_ligand", "library_molecule", "read_library", "recognise_molecule"]

Form = Literal["free", "bound"]

_INCHIKEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")
_N_SUGGESTIONS = 3
#: letters of a query that a message repeats
_SHOWN = 60


def find_ligand(query: str) -> KnownLigand:
    """Find a molecule of the ligand table.

    Parameters
    ----------
    query
        Name, synonym, HET code or InChIKey of the free or bound form.

    Raises
    ------
    LookupFailedError
        When nothing fits, with the nearest names, or when two molecules fit.

    Examples
    --------
    >>> find_ligand("amg510").name, find_ligand("MOV").name, find_ligand("DACI").name
    ('sotorasib', 'sotorasib', 'DCAI')
    """
    text = query.strip()
    shown = repr(query if len(query) <= _SHOWN else f"{query[:_SHOWN]}…")
    if _INCHIKEY.fullmatch(text.upper()):
        fitting = _by_inchikey().get(_without_protonation(text.upper()), ())
    else:
        fitting = _by_name().get(_plain(text), ())
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(row.name for row in fitting)
        raise LookupFailedError(f"found {len(fitting)} molecules for {shown}, expected one of {names}; use a name")
    raise LookupFailedError(f"found no molecule {shown} in the ligand table, {_suggest(text)}")


def library_molecule(row: KnownLigand, form: Form = "free") -> Chem.Mol:
    """Give the structure of a molecule of the table.

    Parameters
    ----------
    row
        Row of the ligand table.
    form
        ``"free"`` for the reactive molecule, ``"bound"`` for the one after the
        reaction, with hydrogen in place of the residue's side chain.

    Returns
    -------
    rdkit.Chem.Mol
        A copy; its property ``_Name`` is the name.

    Raises
    ------
    MoleculeError
        When the structure of that form is not known, or there is no such form.

    Examples
    --------
    >>> library_molecule(find_ligand("sotorasib")).GetNumAtoms()
    41
    """
    if form not in ("free", "bound"):
        raise MoleculeError(f"found form {form!r}, expected 'free' or 'bound'; choose one of these")
    smiles = row.smiles if form == "free" else row.bound_smiles
    if smiles is None:
        raise MoleculeError(f"found no structure of the {form} form of {row.name} in the ligand table, {_advise(row)}")
    molecule = Chem.Mol(_parse(smiles))
    molecule.SetProp("_Name", row.name)
    return molecule


def recognise_molecule(mol: Chem.Mol) -> KnownLigand | None:
    """Say which molecule of the table a structure is.

    Parameters
    ----------
    mol
        A molecule in its free or bound form, with its stereochemistry assigned.

    Returns
    -------
    KnownLigand or None
        `None` when it is none of them. Rows of low confidence are never given.

    Examples
    --------
    >>> recognise_molecule(library_molecule(find_ligand("sotorasib"), "bound")).name
    'sotorasib'
    """
    fitting = [row for row in _by_inchikey().get(_identity(mol), ()) if row.is_settled]
    return fitting[0] if len(fitting) == 1 else None


def read_library(rows: Iterable[KnownLigand], include_low_confidence: bool = False) -> tuple[ReadMolecule, ...]:
    """Give the free forms of molecules of the table, as if they had been read from a file.

    Parameters
    ----------
    rows
        Rows of the ligand table; those without a free form are left out.
    include_low_confidence
        Whether rows of low confidence are given, too.
    """
    return tuple(
        ReadMolecule(row.name, "ligand table", place, library_molecule(row), None)
        for place, row in enumerate(rows, start=1)
        if row.smiles and (row.is_settled or include_low_confidence)
    )


def _plain(text: str) -> str:
    """Reduce a name to what counts."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _advise(row: KnownLigand) -> str:
    """Say what can be had instead of a structure that is not known."""
    if row.bound_smiles:
        return "only that of the bound form; ask for form='bound'"
    if row.smiles:
        return "only that of the free form; ask for form='free'"
    return f"which has none for it ({row.modality}); read the molecule from your own SMILES or file"


def _suggest(text: str) -> str:
    """Name the nearest names, or the molecules of the same skeleton."""
    if _INCHIKEY.fullmatch(text.upper()):
        skeleton = text.upper().partition("-")[0]
        same = sorted({row.name for key, rows in _by_inchikey().items() if key.startswith(skeleton) for row in rows})
        found = f"{', '.join(same)} has the same skeleton and other stereochemistry" if same else "nor its skeleton"
        return f"{found}; use a name or HET code"
    names = {name: row.name for row in known_ligands() for name in (row.name, *row.synonyms, *row.het_codes)}
    plain = {_plain(name): name for name in names}
    near = [plain[found] for found in difflib.get_close_matches(_plain(text), plain, n=_N_SUGGESTIONS)]
    if not near:
        return "expected a name, synonym, HET code or InChIKey; list(rs.ligands) gives the names"
    said = [name if names[name] == name else f"{name} ({names[name]})" for name in near]
    return f"the nearest names are {', '.join(said)}; use one of these"


@cache
def _parse(smiles: str) -> Chem.Mol:
    """Parse a SMILES of the table once."""
    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles)
    if molecule is None:
        raise MoleculeError(f"the ligand table holds a SMILES that is none ({smiles}); reinstall rasstruct")
    return molecule


def _without_protonation(inchikey: str) -> str:
    """Drop the last letter of an InChIKey, which says how many protons were removed or added."""
    return inchikey.rpartition("-")[0]


def _identity(mol: Chem.Mol) -> str:
    """Give what makes two molecules the same here."""
    with rdBase.BlockLogs():
        return _without_protonation(rdinchi.MolToInchiKey(mol))


def _collect(pairs: Iterable[tuple[str, KnownLigand]]) -> dict[str, tuple[KnownLigand, ...]]:
    """Map keys to the rows that they fit, each row once."""
    rows: dict[str, dict[str, KnownLigand]] = {}
    for key, row in pairs:
        rows.setdefault(key, {})[row.name] = row
    return {key: tuple(fitting.values()) for key, fitting in rows.items()}


@cache
def _by_name() -> dict[str, tuple[KnownLigand, ...]]:
    """Map plain names, synonyms and HET codes to rows."""
    return _collect(
        (_plain(name), row) for row in known_ligands() for name in (row.name, *row.synonyms, *row.het_codes)
    )


@cache
def _by_inchikey() -> dict[str, tuple[KnownLigand, ...]]:
    """Map InChIKeys of both forms, but for their protonation, to rows."""
    return _collect(
        (_identity(_parse(smiles)), row)
        for row in known_ligands()
        for smiles in (row.smiles, row.bound_smiles)
        if smiles is not None
    )
