"""Do clusters follow Butina's procedure, whatever the order of the molecules?

Oracles: the procedure of Butina 1999 (doi:10.1021/ci9803381), written out in plain Python below on a distance matrix
from bit sets of RDKit's older fingerprint function; published series of RAS inhibitors.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem
from rdkit.Chem import rdMolDescriptors

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records
from rasstruct.chemistry.comparison.clustering import ClusterMember, cluster_molecules
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.reference.ligand_names import known_ligands

ON_RAS = [row for row in known_ligands() if row.smiles and row.is_settled and row.site]
MOLECULES = {row.name: library_molecule(row) for row in ON_RAS}


def groups_of(members: Records[ClusterMember]) -> set[frozenset[str]]:
    """Give the clusters as sets of names."""
    groups: dict[int, set[str]] = {}
    for member in members:
        groups.setdefault(member.cluster, set()).add(member.name)
    return {frozenset(group) for group in groups.values()}


def cluster_by_hand(molecules: dict[str, Chem.Mol], cutoff: float) -> set[frozenset[str]]:
    """Follow Butina's procedure, ties by canonical SMILES."""
    bits = {
        name: set(rdMolDescriptors.GetMorganFingerprintAsBitVect(molecule, 2, 2048).GetOnBits())
        for name, molecule in molecules.items()
    }
    near = {
        name: {other for other in bits if 1 - len(bits[name] & bits[other]) / len(bits[name] | bits[other]) <= cutoff}
        for name in bits
    }
    left, groups = set(bits), set()
    for name in sorted(bits, key=lambda name: (-len(near[name]), Chem.MolToSmiles(molecules[name]))):
        if name in left:
            groups.add(frozenset(near[name] & left))
            left -= near[name]
    return groups


# --- independent calculation -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cutoff", [0.35, 0.45, 0.55, 0.65, 0.75])
def test_clusters_are_those_of_the_procedure_by_hand(cutoff: float) -> None:
    found = cluster_molecules(MOLECULES.values(), names=list(MOLECULES), cutoff=cutoff)
    assert groups_of(found) == cluster_by_hand(MOLECULES, cutoff)


# --- published series ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "series",
    [{"TH-Z816", "TH-Z827", "TH-Z835"}, {"daraxonrasib", "RMC-7977"}, {"BI-0474", "LR4", "BI-2865"}],
    ids=["TH-Z", "RAS(ON) multi", "BI tetrahydrobenzothiophenes"],
)
def test_a_published_series_stays_together(series: set[str]) -> None:
    groups = groups_of(cluster_molecules(MOLECULES.values(), names=list(MOLECULES)))
    assert any(series <= group for group in groups)
    assert not any(series <= group and "BI-2852" in group for group in groups)


# --- laws ------------------------------------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.permutations(list(MOLECULES)), st.sampled_from([0.3, 0.5, 0.6, 0.8]))
def test_the_order_of_the_molecules_changes_nothing(names: list[str], cutoff: float) -> None:
    def told(order: list[str]) -> list[tuple]:
        members = cluster_molecules([MOLECULES[name] for name in order], names=order, cutoff=cutoff)
        return [(member.cluster, member.name, member.is_representative, member.similarity) for member in members]

    assert told(names) == told(list(MOLECULES))


@pytest.mark.parametrize("cutoff", [0.0, 0.4, 0.6, 1.0])
def test_every_molecule_is_in_one_cluster_within_the_cutoff_of_its_representative(cutoff: float) -> None:
    members = cluster_molecules(MOLECULES.values(), names=list(MOLECULES), cutoff=cutoff)
    assert sorted(member.index for member in members) == list(range(len(MOLECULES)))
    assert all(1 - member.similarity <= cutoff + 1e-9 for member in members)
    for number in {member.cluster for member in members}:
        group = [member for member in members if member.cluster == number]
        assert [member.is_representative for member in group] == [True] + [False] * (len(group) - 1)
        assert {member.size for member in group} == {len(group)}


def test_at_distance_one_all_are_one_cluster_and_at_zero_only_equal_ones() -> None:
    assert len(groups_of(cluster_molecules(["CCO", "c1ccccc1", "[He]"], cutoff=1.0))) == 1
    assert [member.cluster for member in cluster_molecules(["CCO", "CCN", "OCC"], cutoff=0.0)] == [1, 1, 2]


def test_a_distance_that_equals_the_cutoff_is_within() -> None:
    # floating point: 1 - 0.7 is 0.30000000000000004
    first, second = library_molecule(find_ligand("BI-0474")), library_molecule(find_ligand("LR4"))
    similarity = cluster_molecules([first, second], cutoff=1.0)[1].similarity
    distance = float(f"{1 - similarity:.12f}")
    assert len(groups_of(cluster_molecules([first, second], cutoff=distance))) == 1
    assert len(groups_of(cluster_molecules([first, second], cutoff=distance - 1e-6))) == 2


def test_larger_clusters_come_first_and_the_first_of_equal_molecules_represents() -> None:
    members = cluster_molecules(["c1ccccc1", "CCO", "OCC"], names=["benzene", "ethanol", "again"])
    assert [(m.cluster, m.size, m.name, m.is_representative) for m in members] == [
        (1, 2, "ethanol", True),
        (1, 2, "again", False),
        (2, 1, "benzene", True),
    ]


# --- nothing, and refusals -------------------------------------------------------------------------------------------


def test_no_molecules_make_no_clusters() -> None:
    assert len(cluster_molecules([])) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"cutoff": -0.1}, "cutoff of -0.1"), ({"cutoff": 1.1}, "cutoff of 1.1"), ({"names": ["one"]}, "1 names for 2")],
)
def test_wrong_options_are_refused(arguments: dict, message: str) -> None:
    with pytest.raises(MoleculeError, match=message):
        cluster_molecules(["CCO", "CCN"], **arguments)
