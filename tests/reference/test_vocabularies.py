"""Do the tables speak one language, and does a code mean one thing?

Oracles: the words that the JSON contract and the column descriptions promise; the published lists of Parker 2022
(doi:10.1158/0008-5472.CAN-22-0804: nucleotides, site markers); the Chemical Component Dictionary as biotite ships it;
the mutations that Chen 2021 (doi:10.1186/s13045-021-01127-w) names.
"""

from __future__ import annotations

from collections import Counter

import pytest
from biotite.structure import info

from rasstruct import reference
from rasstruct.reference.ligand_names import ligands_by_name
from rasstruct.reference.pockets import default_pockets, site_markers

EVIDENCE = reference.resistance_evidence(include_low_confidence=True)
MUTATIONS = reference.mutations(include_low_confidence=True)
SITES = {"SII-P", "SI/II-P", "nucleotide", "base", "allosteric", "P110", "other"}
MODES = {"non-covalent", "covalent", "tri-complex"}
EFFECTS = {"resistant", "sensitive", "conflicting", "unknown"}

_RASCORE = "stands in the HET table of rascore 1.0.7; the CCD has no such component"
_CHARMM = "residue name of CHARMM-GUI membranes, not a component"
#: HET codes that the CCD does not have, and where they come from
NOT_IN_CCD = {
    **dict.fromkeys(("FE4", "W1"), _RASCORE),
    **dict.fromkeys(("DOPC", "DOPS", "DOPE", "POPC", "POPS", "POPE", "DPPC", "DMPC", "CHL1", "POPA", "SAPI"), _CHARMM),
}


# --- words -----------------------------------------------------------------------------------------------------------


def test_effects_are_those_of_the_contract() -> None:
    assert {row.effect for row in EVIDENCE} == EFFECTS
    assert {row.effect for row in reference.bypass_mechanisms()} <= EFFECTS


def test_kinds_of_evidence_are_those_of_the_column_description() -> None:
    assert {row.evidence for row in EVIDENCE} == {"clinical", "cell screen", "DMS", "biochemical", "inferred"}


def test_mutation_classes_are_those_of_the_column_description() -> None:
    assert {row.mutation_class for row in MUTATIONS} == {
        "hotspot", "acquired resistance", "engineered construct", "germline", "other",
    }  # fmt: skip


def test_genes_are_the_three_ras_genes() -> None:
    for row in (*EVIDENCE, *MUTATIONS):
        assert set(row.genes) <= {"KRAS", "NRAS", "HRAS"}
        assert row.genes


def test_sites_and_binding_modes_are_those_of_the_contract() -> None:
    for row in reference.known_ligands():
        assert row.site is None or row.site in SITES
        assert row.binding_mode is None or row.binding_mode in MODES
    for row in reference.structures():
        assert set((row.site or "other").split(";")) <= SITES
        assert row.binding_mode is None or row.binding_mode in MODES


def test_only_a_ligand_with_a_ras_site_has_a_binding_mode() -> None:
    for row in reference.known_ligands():
        assert (row.site is None) == (row.binding_mode is None), row.name


def test_covalent_ras_ligands_are_marked_in_both_columns() -> None:
    for row in reference.known_ligands():
        if row.site and row.binding_mode != "tri-complex":
            assert row.covalent == (row.binding_mode == "covalent"), row.name


def test_tri_complex_ligands_name_their_chaperone() -> None:
    glues = [row for row in reference.known_ligands() if row.binding_mode == "tri-complex"]
    assert glues
    assert {row.partner for row in glues} == {"cyclophilin A"}


def test_partner_roles_are_those_of_the_column_description() -> None:
    rows = reference.partner_proteins()
    assert {row.role for row in rows} <= {"effector", "GEF", "GAP", "chaperone", "nanodisc", "PDEδ"}
    assert max(Counter(row.uniprot_entry for row in rows).values()) == 1


def test_nucleotide_states_are_those_of_the_contract() -> None:
    states = {row.state: [] for row in reference.nucleotides()}  # type: ignore[var-annotated]
    for row in reference.nucleotides():
        states[row.state].append(row.het_code)
    assert (states["GDP"], states["GTP"]) == (["GDP"], ["GTP"])
    assert set(states) == {"GDP", "GTP", "GTP analogue"}


def test_nucleotides_have_a_class_when_parker_2022_lists_them() -> None:
    published = {"GNP", "GDP", "GTP", "GSP", "GCP", "ATP", "DBG", "AGN", "9GM", "CAG"}
    classes = {row.het_code: row.parker_class for row in reference.nucleotides()}
    assert {code for code, named in classes.items() if named} == published
    assert {code for code, named in classes.items() if named == "2P"} == {"GDP"}


def test_site_markers_are_those_of_parker_2022() -> None:
    assert site_markers() == {
        "SII-P": (12, 96, 99),
        "SI/II-P": (5, 39, 54),
        "nucleotide": (29, 30, 32),
        "base": (85, 118, 119),
        "allosteric": (4, 49, 164),
        "P110": (106, 108, 110),
    }


def test_site_markers_line_their_pocket() -> None:
    # the markers of the nucleotide site sit in switch I, which leaves the pocket in the GTP state: 5P21 has no 32
    for site, markers in site_markers().items():
        assert len(set(markers) & set(default_pockets()[site].residues)) >= 2, site


# --- one code, one role ----------------------------------------------------------------------------------------------


def roles() -> dict[str, list[str]]:
    """Collect every role that any table gives to a HET code."""
    found: dict[str, list[str]] = {}
    for row in reference.het_roles():
        found.setdefault(row.het_code, []).append(row.role)
    for nucleotide in reference.nucleotides():
        found.setdefault(nucleotide.het_code, []).append("nucleotide")
    for ligand in reference.known_ligands():
        if ligand.site is not None:
            for code in ligand.het_codes:
                found.setdefault(code, []).append("inhibitor")
    return found


def test_no_het_code_stands_twice_or_in_two_roles() -> None:
    assert {code: named for code, named in roles().items() if len(named) > 1} == {}


def test_no_het_code_belongs_to_two_ligands() -> None:
    codes = Counter(code for row in reference.known_ligands() for code in row.het_codes)
    assert [code for code, count in codes.items() if count > 1] == []


def test_role_words_are_those_of_the_column_description() -> None:
    assert {role for named in roles().values() for role in named} == {
        "nucleotide", "ion", "inhibitor", "additive", "modification", "lipid", "transition-state mimic", "unknown",
    }  # fmt: skip


def test_every_het_code_exists_in_the_chemical_component_dictionary() -> None:
    known = set(info.all_residues())
    codes = set(roles()) | {code for row in reference.known_ligands() for code in row.het_codes}
    assert codes - known == set(NOT_IN_CCD)


def heavy_atoms(het_code: str) -> int:
    """Count the heavy atoms of a component."""
    return int((info.residue(het_code, allow_missing_coord=True).element != "H").sum())


def test_an_ion_is_no_molecule() -> None:
    ions = {row.het_code for row in reference.het_roles() if row.role == "ion"} - set(NOT_IN_CCD)
    assert {code for code in ions if heavy_atoms(code) > 1} == set()


def test_water_is_no_ion() -> None:
    assert "HOH" not in {row.het_code for row in reference.het_roles() if row.role == "ion"}


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("drug", sorted({row.drug for row in (*EVIDENCE, *reference.bypass_mechanisms())}))
def test_every_drug_with_evidence_is_in_the_ligand_table(drug: str) -> None:
    assert drug.casefold() in ligands_by_name()


def test_a_ligand_name_or_synonym_means_one_molecule() -> None:
    names = Counter(name.casefold() for row in reference.known_ligands() for name in {row.name, *row.synonyms})
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    "mutation",
    [
        "G12A", "G12C", "G12D", "G12R", "G12S", "G12V", "G12W", "G13D", "Q61H", "Q61K", "Q61L", "Q61R",
        "R68S", "H95D", "H95Q", "H95R", "Y96C", "Y96D", "A146", "K117A", "M72C",
    ],
)  # fmt: skip
def test_mutation_of_the_review_is_there_by_default(mutation: str) -> None:
    rows = [row for row in reference.mutations() if row.mutation == mutation]
    assert rows
    # of codon 61 the review spells out H, L and R, and lists the codon as a whole
    assert mutation == "Q61K" or any(row.named_in_review for row in rows)


@pytest.mark.parametrize("mutation", ["R68M", "Y96S", "G12F", "A59T"])
def test_mutation_of_later_papers_is_not_credited_to_the_review(mutation: str) -> None:
    rows = [row for row in reference.mutations() if row.mutation == mutation]
    assert rows
    assert not any(row.named_in_review for row in rows)


@pytest.mark.parametrize(
    ("mutation", "drug", "effect"),
    [
        # Awad 2021 NEJM doi:10.1056/NEJMoa2105281 and the review's AMG510 section
        ("H95D", "adagrasib", "resistant"),
        ("H95Q", "adagrasib", "resistant"),
        ("H95R", "adagrasib", "resistant"),
        ("H95D", "sotorasib", "sensitive"),
        ("H95Q", "sotorasib", "sensitive"),
        ("H95R", "sotorasib", "sensitive"),
        ("Y96C", "adagrasib", "resistant"),
        ("Y96C", "sotorasib", "resistant"),
        # Tanaka 2021 Cancer Discov doi:10.1158/2159-8290.CD-21-0365
        ("Y96D", "sotorasib", "resistant"),
        ("Y96D", "adagrasib", "resistant"),
        ("Y96D", "RM-018", "sensitive"),
        # Koga 2021 J Thorac Oncol doi:10.1016/j.jtho.2021.04.015: the two that run against simple contact loss
        ("R68M", "sotorasib", "resistant"),
        ("R68M", "adagrasib", "sensitive"),
        ("Q99L", "sotorasib", "sensitive"),
        ("Q99L", "adagrasib", "resistant"),
    ],
)
def test_published_effect_is_in_the_evidence(mutation: str, drug: str, effect: str) -> None:
    rows = [row for row in reference.resistance_evidence() if (row.mutation, row.drug) == (mutation, drug)]
    assert {row.effect for row in rows} == {effect}
