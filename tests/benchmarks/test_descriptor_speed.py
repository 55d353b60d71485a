"""Does the descriptor table of the library cost no more than RDKit's own calculators?

Opt in with ``-m benchmark``. Ratios of two things timed in turn, A B A B, on freshly parsed molecules.

- yardstick: RDKit's `Descriptors.CalcMolDescriptors`, and its contributed SA score and Murcko scaffold, for which
  that calculator has no column
- second number, printed: RDKit's functions for just the columns of our table, called one by one. Ours has charge
  at pH 7.4 and the rules besides
- results: molecular weight, QED and log P of every row equal to RDKit's
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from rdkit import Chem
from rdkit.Chem import QED, Crippen, Descriptors, rdMolDescriptors
from rdkit.Chem.Scaffolds import MurckoScaffold

import rasstruct as rs
from rasstruct.chemistry.properties.descriptors import describe_molecules
from rasstruct.chemistry.properties.synthetic_accessibility import synthetic_accessibility

pytestmark = pytest.mark.benchmark

REPETITIONS, WARM_UP = 5, 1
MAX_RATIO = 1.2
#: RDKit's function for each column that it has one for
SAME_COLUMNS: tuple[Callable[[Any], Any], ...] = (
    Chem.MolToSmiles,
    rdMolDescriptors.CalcMolFormula,
    Descriptors.MolWt,
    rdMolDescriptors.CalcExactMolWt,
    Crippen.MolLogP,
    rdMolDescriptors.CalcTPSA,
    rdMolDescriptors.CalcNumHBD,
    rdMolDescriptors.CalcNumHBA,
    rdMolDescriptors.CalcNumLipinskiHBD,
    rdMolDescriptors.CalcNumLipinskiHBA,
    rdMolDescriptors.CalcNumRotatableBonds,
    rdMolDescriptors.CalcFractionCSP3,
    rdMolDescriptors.CalcNumRings,
    rdMolDescriptors.CalcNumAromaticRings,
    Chem.GetFormalCharge,
    QED.qed,
    synthetic_accessibility,
    lambda mol: Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(mol)),
    lambda mol: list(Chem.FindPotentialStereo(mol)),
)


def library_smiles() -> list[str]:
    """Give the SMILES of the library."""
    return [row.smiles for row in rs.reference.known_ligands() if row.smiles]


def rdkit_table(molecules: list[Any]) -> list[dict[str, Any]]:
    """Compute everything that RDKit's calculator has, and the two columns that it has not."""
    return [
        Descriptors.CalcMolDescriptors(mol)
        | {"sa": synthetic_accessibility(mol), "scaffold": Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(mol))}
        for mol in molecules
    ]


def rdkit_columns(molecules: list[Any]) -> list[list[Any]]:
    """Compute the columns of our table, each by RDKit's function."""
    return [[compute(mol) for compute in SAME_COLUMNS] for mol in molecules]


def seconds(work: Callable[[list[Any]], Any]) -> float:
    """Time one table on molecules that nothing was computed of yet."""
    molecules = [Chem.MolFromSmiles(smiles) for smiles in library_smiles()]
    gc.collect()
    start = time.perf_counter()
    work(molecules)
    return time.perf_counter() - start


def compare(one: Callable[[list[Any]], Any], other: Callable[[list[Any]], Any]) -> float:
    """Give the median ratio of the times; who goes first alternates."""
    ratios = []
    for number in range(WARM_UP + REPETITIONS):
        if number % 2:
            first, second = seconds(one), seconds(other)
        else:
            second, first = seconds(other), seconds(one)
        ratios.append(first / second)
    return statistics.median(ratios[WARM_UP:])


def test_the_table_of_the_library_costs_no_more_than_rdkits_own() -> None:
    ratio = compare(describe_molecules, rdkit_table)
    same = compare(describe_molecules, rdkit_columns)
    print(f"\n{len(library_smiles())} molecules: {ratio:.2f} × RDKit's calculator, {same:.2f} × the same columns of it")
    molecules = [Chem.MolFromSmiles(smiles) for smiles in library_smiles()]
    described = describe_molecules(molecules)
    assert not described.problems
    assert [(row.molecular_weight, row.clogp, row.qed) for row in described.rows] == [
        pytest.approx((values["MolWt"], values["MolLogP"], values["qed"]), abs=1e-5)
        for values in rdkit_table(molecules)
    ]
    assert ratio <= MAX_RATIO
