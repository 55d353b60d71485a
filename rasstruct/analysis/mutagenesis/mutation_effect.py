"""What does one substitution do to one bound inhibitor? (the row)

Structure only: what the native side chain does for the ligand, what the mutant
side chain does to it. Published observations stand elsewhere, and nothing here
is a free energy.
"""

from __future__ import annotations

import dataclasses

from rasstruct._base.records import column

__all__ = ["MutationEffect"]


@dataclasses.dataclass(frozen=True, slots=True)
class MutationEffect:
    """One substitution, one inhibitor of one chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    isoform: str = column("string", "isoform of the chain")
    mutation: str = column("string", "substitution, named from the residue of the isoform")
    uniprot_number: int = column("integer", "UniProt number of the residue")
    from_residue: str | None = column("string", "one-letter residue in this structure; none when not modelled")
    to_residue: str = column("string", "one-letter residue that replaces it")
    ligand_het: str | None = column("string", "HET code of the inhibitor; none for a peptide or without inhibitor")
    ligand_name: str | None = column("string", "name of the inhibitor")
    ligand_residue: str | None = column("string", "chain and number of the inhibitor")
    ligand_site: str | None = column("string", "site of the inhibitor")
    drug_state: str | None = column(
        "string", "nucleotide state that the drug needs: off, on, on and off; none: not known"
    )
    label: str | None = column("string", "structural label: what happens to the binding; none without inhibitor")
    verdict: str | None = column(
        "string", "disturbed, spared or cannot say; none when not modelled or without inhibitor"
    )
    score: float | None = column("number", "0 to 1, higher: binding more disturbed; none like the verdict")
    mechanism_flags: tuple[str, ...] = column("list", "mechanisms beside the contact, each sourced")
    contacts_lost: int | None = column(
        "integer", "pairs of native side-chain and ligand atoms in contact that the mutant lacks"
    )
    contact_atoms_lost: tuple[str, ...] = column(
        "list", "those native atoms and their nearest ligand atom and distance in Å"
    )
    hbonds_lost: int | None = column(
        "integer", "hydrogen bonds of the native side chain with the ligand that the mutant lacks"
    )
    hbond_atoms_lost: tuple[str, ...] = column("list", "those pairs and their distances in Å")
    covalent_lost: bool = column("boolean", "whether the covalent bond to the inhibitor is lost")
    native_distance: float | None = column("number", "native side chain beyond CB to the ligand", unit="Å")
    native_area: float | None = column("number", "surface of the native side chain that the ligand buries", unit="Å²")
    area_lost: float | None = column("number", "part of it on atoms that the mutant lacks", unit="Å²")
    clash: float | None = column("number", "greatest overlap of the best rotamer with the ligand, 0 for none", unit="Å")
    clash_atoms: str | None = column("string", "the two atoms of that overlap")
    protein_clash: float | None = column(
        "number", "greatest overlap of the best rotamer with everything else", unit="Å"
    )
    charge_change: int | None = column("integer", "change of the formal charge at pH 7")
    volume_change: float | None = column("number", "change of the residue volume", unit="Å³")
    hydropathy_change: float | None = column("number", "change of the hydropathy of Kyte and Doolittle")
    rotamer: tuple[float, ...] = column("list", "side-chain dihedrals of the best rotamer in degrees")
    rotamer_probability: float | None = column("number", "probability of that rotamer for this backbone")
    explanation: str = column("string", "one sentence with the numbers behind the label")
