"""Is the table of warheads true to itself, and can a warhead be found by name?

Oracles: RDKit reads and validates the reaction SMARTS; the review by Gehringer 2019 (doi:10.1021/acs.jmedchem.8b01153)
for which residue a class binds; the covalent rows of the ligand table; the side chains of the amino acids in the
Chemical Component Dictionary.
"""

from __future__ import annotations

import pytest
from rdkit import Chem
from rdkit.Chem import rdChemReactions

from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.ligand_names import known_ligands
from rasstruct.reference.warheads import Warhead, get_nucleophile, get_warhead, nucleophiles, warheads

ROWS = {row.name: row for row in warheads()}
REACTIONS = [
    pytest.param(reaction, id=f"{row.name} {direction}")
    for row in warheads()
    for direction, reaction in (("reacts", row.reaction), ("is restored", row.restoration))
    if reaction
]


@pytest.mark.parametrize("reaction", REACTIONS)
def test_a_reaction_reads_and_maps_every_atom_of_its_one_reactant(reaction: str) -> None:
    read = rdChemReactions.ReactionFromSmarts(reaction)
    _, errors = read.Validate(silent=True)
    assert errors == 0
    assert read.GetNumReactantTemplates() == 1
    numbers = [atom.GetAtomMapNum() for atom in read.GetReactantTemplate(0).GetAtoms()]
    assert 1 in numbers
    assert 0 not in numbers
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("reaction", REACTIONS)
def test_no_mapped_atom_vanishes(reaction: str) -> None:
    left, right = (
        {atom.GetAtomMapNum() for atom in Chem.MolFromSmarts(side).GetAtoms()} - {0} for side in reaction.split(">>")
    )
    assert left == right


def test_names_and_synonyms_are_unique_and_priorities_are_a_ranking() -> None:
    names = [name for row in warheads() for name in (row.name, *row.synonyms)]
    assert len(set(names)) == len(names)
    assert [row.priority for row in warheads()] == list(range(1, len(warheads()) + 1))


def test_every_row_says_where_it_is_from_and_how_it_was_checked() -> None:
    assert all("doi:" in row.source and row.verification for row in warheads())
    assert all(row.source for row in nucleophiles())


@pytest.mark.parametrize("row", warheads(), ids=lambda row: row.name)
def test_a_warhead_binds_residues_with_a_known_side_chain(row: Warhead) -> None:
    assert row.nucleophiles
    assert set(row.nucleophiles) <= {side_chain.residue for side_chain in nucleophiles()}
    assert row.nucleophile_bond in (1, 2)
    assert row.restored_geometry in (None, "trans")


@pytest.mark.parametrize(
    ("name", "residue", "binds"),
    [
        ("acrylamide", "CYS", True),
        ("acrylamide", "ASP", False),
        ("aziridine", "ASP", True),
        ("malolactone", "ASP", True),
        ("malolactone", "SER", False),
        ("beta-lactone", "SER", True),
        ("beta-lactone", "ASP", False),
        ("alpha,beta-diketoamide", "ARG", True),
        ("disulfide", "CYS", True),
        ("salicylaldehyde", "LYS", True),
        ("boronic acid", "SER", True),
        ("boronic acid", "CYS", False),
    ],
)
def test_residue_is_that_of_the_publications(name: str, residue: str, binds: bool) -> None:
    assert (residue in ROWS[name].nucleophiles) is binds


@pytest.mark.parametrize(
    "ligand", [row for row in known_ligands() if row.warhead], ids=lambda row: f"{row.name} {row.warhead}"
)
def test_the_warhead_of_a_known_ligand_is_in_the_table_and_binds_its_residue(ligand) -> None:
    assert ligand.warhead in ROWS
    assert ligand.nucleophile[:3].upper() in ROWS[ligand.warhead].nucleophiles


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("acrylamide", "acrylamide"),
        ("Acrylamide ", "acrylamide"),
        ("α-fluoroacrylamide", "alpha-fluoroacrylamide"),
        ("2-fluoro acrylamide", "alpha-fluoroacrylamide"),
        ("β-Lactone", "beta-lactone"),
        ("α,β-diketoamide", "alpha,beta-diketoamide"),
        ("oxirane", "epoxide"),
    ],
)
def test_a_warhead_is_found_by_any_of_its_names(query: str, name: str) -> None:
    assert get_warhead(query).name == name


@pytest.mark.parametrize("query", ["acryl", "amide", "gamma-lactone", ""])
def test_an_unknown_warhead_is_refused_with_the_known_names(query: str) -> None:
    with pytest.raises(LookupFailedError, match=r"found warhead .*, expected one of: .*acrylamide.*; choose"):
        get_warhead(query)


@pytest.mark.parametrize(("query", "atom"), [("CYS", "SG"), (" ser", "OG"), ("ARG", "NH1"), ("THR", "OG1")])
def test_a_side_chain_is_found_by_its_code(query: str, atom: str) -> None:
    assert get_nucleophile(query).atom == atom


@pytest.mark.parametrize("query", ["GLY", "C", "cysteine"])
def test_a_residue_that_no_warhead_binds_is_refused(query: str) -> None:
    with pytest.raises(LookupFailedError, match=r"found residue .*, expected one of CYS.*; choose"):
        get_nucleophile(query)
