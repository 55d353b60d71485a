"""Which known molecule is it: names, HET codes, targets and sites of the ligand table."""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["KnownLigand", "find_truncated_het_code", "known_ligands", "ligands_by_het_code", "ligands_by_name"]


@dataclasses.dataclass(frozen=True, slots=True)
class KnownLigand:
    """One molecule of the review, or a newer direct RAS inhibitor."""

    name: str = column("string", "preferred name")
    synonyms: tuple[str, ...] = column("list", "other names, the review's spellings included")
    modality: str = column("string", "small molecule, PROTAC, antibody …")
    target: str = column("string", "protein it acts on")
    target_mutation: str | None = column("string", "allele it is meant for")
    mechanism: str | None = column("string", "what it does to its target, in words")
    site: str | None = column("string", "SII-P, SI/II-P, nucleotide or other; none when it does not bind RAS")
    binding_mode: str | None = column("string", "covalent, non-covalent or tri-complex")
    covalent: bool = column("boolean", "whether it bonds to its target")
    warhead: str | None = column("string", "reactive group, by its name in the table of warheads")
    nucleophile: str | None = column("string", "residue of the target that it bonds to")
    drug_state: str | None = column(
        "string", "state of RAS the drug needs: off, on, or on and off; none when not known"
    )
    nucleotide_state: str | None = column("string", "nucleotide state it prefers")
    partner: str | None = column("string", "protein it needs, or sits on")
    smiles: str | None = column("string", "SMILES of the free, reactive molecule")
    bound_smiles: str | None = column(
        "string", "SMILES after the reaction with its target, H in place of the residue's side chain"
    )
    bound_source: str | None = column("string", "how the bound form was found")
    atropisomer: str | None = column("string", "axial chirality, which the SMILES does not hold")
    formula: str | None = column("string", "of the free molecule, or of the bound form where only that is known")
    inchikey: str | None = column("string", "of the free molecule, or of the bound form where only that is known")
    smiles_source: str | None = column("string", "where the SMILES comes from")
    verification: str | None = column("string", "how the structure was checked")
    stereo_note: str | None = column(
        "string", "what of the stereochemistry is undefined, doubtful or differs from the CCD"
    )
    structure_confidence: str | None = column("string", "high, medium or low; none without a structure")
    het_codes: tuple[str, ...] = column("list", "CCD identifiers, of the reacted form where it is covalent")
    component_forms: tuple[str, ...] = column("list", "which form the CCD holds under each of the HET codes")
    pdb_ids: tuple[str, ...] = column("list", "entries that hold it")
    review_row: str | None = column("string", "where Chen 2021 lists it")
    review_status: str | None = column("string", "clinical or preclinical status that Chen 2021 gives")
    trial_ids: tuple[str, ...] = column("list", "ClinicalTrials.gov identifiers that Chen 2021 prints")
    other_trial_ids: tuple[str, ...] = column("list", "further identifiers, recalled and not looked up")
    later_status: str | None = column("string", "status as of 2025, recalled and not looked up")
    reference: str | None = column("string", "publication")
    source: str = column("string", "where the row comes from")
    confidence: str = column("string", "high, medium or low: what the molecule is and does")
    note: str | None = column("string", "remark")

    @property
    def is_settled(self) -> bool:
        """Whether identity and structure are sure enough to be used by default."""
        return "low" not in (self.confidence, self.structure_confidence)


@cache
def known_ligands() -> Records[KnownLigand]:
    """List the molecules of `ligands/ligands.csv`, in table order."""
    return read_rows(KnownLigand, "ligands/ligands")


@cache
def ligands_by_het_code() -> dict[str, KnownLigand]:
    """Map HET codes to known molecules."""
    return {code: row for row in known_ligands() for code in row.het_codes}


@cache
def ligands_by_name() -> dict[str, KnownLigand]:
    """Map lower-case names and synonyms to known molecules."""
    named: dict[str, KnownLigand] = {}
    for row in known_ligands():
        for name in (row.name, *row.synonyms):
            named.setdefault(name.casefold(), row)
    return named


def find_truncated_het_code(het_code: str, pdb_id: str | None) -> str | None:
    """Find the five-character CCD code that a PDB-format file cut to three characters.

    Parameters
    ----------
    het_code
        The code as it stands in the file.
    pdb_id
        The entry; only a ligand that is known in this entry is considered.

    Returns
    -------
    str or None
        The full code, or `None` when the code is not a known truncation.

    Examples
    --------
    >>> find_truncated_het_code("A1A", "9BG5")
    'A1AHB'
    """
    if pdb_id is None or len(het_code) != 3 or het_code in ligands_by_het_code():
        return None
    for row in known_ligands():
        if pdb_id in row.pdb_ids:
            for code in row.het_codes:
                if len(code) == 5 and code.startswith(het_code):
                    return code
    return None
