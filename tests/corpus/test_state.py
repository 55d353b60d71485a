"""Are state, catalytic geometry and pocket opening of deposited entries as published?

Oracles: the publication of each entry, named beside it; gemmi for the distance of every residue 35 to Mg²⁺; for
openness the order that a ligand in the switch-II pocket imposes (Ostrem 2013 doi:10.1038/nature12796: it pushes
switch II away), not numbers.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct.annotation.catalytic_geometry import CatalyticGeometry, classify_state, describe_catalysis
from rasstruct.annotation.pocket_opening import describe_opening, map_opening, measure_opening

pytestmark = pytest.mark.corpus

Load = Callable[[str], rs.Entry]
CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
#: gemmi reads these two formats; the numbers in them are UniProt's
FILES = sorted(p.name for p in CORPUS.glob("structures/*") if p.suffix in (".pdb", ".cif"))


def catalysis(chain: rs.RasChain) -> CatalyticGeometry:
    """Measure a chain."""
    return describe_catalysis(chain.structure, chain.numbering, chain.nucleotide, chain.bound_ligands, chain.partners)


# --- state -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "chain", "state"),
    [
        # Pai 1990, Scheidig 1999 doi:10.1016/S0969-2126(00)80021-0: wild type with GppNHp and GTP, Thr35 on Mg²⁺
        ("5p21.pdb", "A", "state-2-like"), ("1ctq.pdb", "A", "state-2-like"), ("1qra.pdb", "A", "state-2-like"),
        # Pacold 2000 doi:10.1016/S0092-8674(00)00196-3: bound to an effector
        ("1he8.pdb", "B", "state-2-like"),
        # Ford 2005 doi:10.1074/jbc.M502240200: G60A with GppNHp, switch I away from Mg²⁺
        ("1xcm.pdb", "A", "state-1-like"),
        # GDP, and GDP without Mg²⁺
        ("4obe.pdb", "A", None), ("6oim.pdb", "A", None), ("1ioz.pdb", "A", None),
        # switch I is not modelled
        ("1clu.pdb", "A", None), ("1iaq.pdb", "A", None), ("1iaq.pdb", "B", None), ("3gft.pdb", "F", None),
        # SOS holds it without nucleotide, and the second HRAS with one
        ("1nvw.pdb", "R", None), ("1nvw.pdb", "Q", "state-2-like"),
    ],
)  # fmt: skip
def test_state_is_as_published(corpus_entry: Load, name: str, chain: str, state: str | None) -> None:
    found = corpus_entry(name)[chain]
    assert classify_state(found.nucleotide) == catalysis(found).state == state


@pytest.mark.parametrize("name", FILES)
def test_state_follows_from_the_distance_that_gemmi_measures(corpus: Path, corpus_entry: Load, name: str) -> None:
    model = gemmi.read_structure(str(corpus / "structures" / name))[0]
    metals = [a.pos for c in model for r in c if len(r) == 1 for a in r if a.element.name == "Mg"]
    for chain in corpus_entry(name):
        residues = list(model[chain.chain_id])
        # the nucleotide may be a chain of its own; the amino group of Lys16 lies on its phosphates
        lysine = next(a.pos for r in residues if r.seqid.num == 16 for a in r if a.name == "N")
        gammas = [a.pos for c in model for r in c for a in r if a.name == "PG" and a.pos.dist(lysine) < 10]
        near = [m for m in metals if gammas and min(m.dist(g) for g in gammas) < 6]
        hydroxyls = [
            a for r in residues if r.seqid.num == 35 and r.het_flag == "A" for a in r if a.name in ("OG1", "OG")
        ]
        expected = None
        if near and hydroxyls:
            distance = min(m.dist(max(hydroxyls, key=lambda a: a.occ).pos) for m in near)
            assert catalysis(chain).thr35_mg == pytest.approx(distance, abs=0.006)
            expected = "state-2-like" if distance <= 3 else "state-1-like" if distance > 4 else "intermediate"
        assert classify_state(chain.nucleotide) == expected, chain.chain_id


# --- Tyr32 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "call"),
    [
        # Buhrman 2007 doi:10.1016/j.str.2007.10.011: a water between Tyr32 and the γ-phosphate of the wild type,
        # none in the mutants of Gln61, where Tyr32 closes over the nucleotide
        ("2rge.pdb", "through water"), ("2rga.pdb", "direct"), ("2rgd.pdb", "direct"),
        ("5p21.pdb", "none"), ("4obe.pdb", None),
    ],
)  # fmt: skip
def test_tyr32_stands_to_the_gamma_phosphate_as_published(corpus_entry: Load, name: str, call: str | None) -> None:
    chain = corpus_entry(name)["A"]
    assert catalysis(chain).tyr32_call == call


def test_every_value_has_its_call_and_no_call_is_without_value(corpus_entry: Load) -> None:
    for name in FILES:
        for chain in corpus_entry(name):
            row = catalysis(chain)
            assert (row.tyr32_call is None) == (row.tyr32_gamma is None), name
            assert (row.tyr32_call == "through water") == (row.tyr32_water is not None), name
            assert (row.gln61_call is None) == (row.gln61_gamma is None), name
            assert (row.lytic_water_call == "in line") == (row.lytic_water_angle is not None), name
            # an ion of six ligands at most; 6 is usual (Pai 1990)
            assert row.mg_coordination is None or row.mg_coordination <= 6, name
            assert (row.mg_call is None) == (row.mg_coordination is None), name
            assert len(row.mg_distances) == len(row.mg_ligands), name
            assert (row.tyr32_water_distance is None) == (row.tyr32_water is None), name


@pytest.mark.parametrize(
    ("name", "model", "n_ligands"),
    [
        # two models in one crystal: the second has its waters twice, or Ser17 CB at 2.4 Å
        ("2ce2.pdb", 2, 6), ("2cl7.pdb", 2, 6), ("2cld.pdb", 2, 6),
        # prepared for docking: Asp57 was moved onto the ion, its CG with it
        ("prepared/7mqu_ZM7.pdb", 1, 3),
    ],
)  # fmt: skip
def test_no_carbon_and_no_twin_of_a_water_is_a_ligand_of_magnesium(
    corpus: Path, name: str, model: int, n_ligands: int
) -> None:
    row = catalysis(rs.load(corpus / "structures" / name, model=model).chains[0])
    assert row.mg_coordination == n_ligands
    assert not [ligand for ligand in row.mg_ligands if ligand.split()[1].startswith("C")]


# --- opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bound", ["6oim.pdb", "5v9o.pdb", "6ut0.cif", "7rpz.cif", "8azr.pdb", "8jjs.cif"])
@pytest.mark.parametrize("empty", ["4obe.pdb", "4ldj.pdb", "4tqa.pdb", "5p21.pdb", "6god.pdb"])
def test_switch_ii_pocket_with_a_ligand_is_more_open_than_an_empty_one(
    corpus_entry: Load, bound: str, empty: str
) -> None:
    least, most = (
        [describe_opening(chain.structure, chain.numbering) for chain in corpus_entry(name)] for name in (bound, empty)
    )
    assert min(row.helix_distance for row in least) > max(row.helix_distance for row in most)
    assert min(row.gate_distance for row in least) > max(row.gate_distance for row in most)


def test_pocket_opened_by_a_darpin_is_open_without_a_ligand(corpus_entry: Load) -> None:
    # 5O2S: DARPin K27 on KRAS G12V, Guillard 2017 doi:10.1038/ncomms16111; openness is no evidence of a ligand
    empty = max(describe_opening(chain.structure, chain.numbering).gate_distance for chain in corpus_entry("4obe.pdb"))
    for chain in corpus_entry("5o2s.pdb"):
        assert not chain.inhibitors
        assert describe_opening(chain.structure, chain.numbering).gate_distance > empty


def test_each_model_of_an_nmr_entry_has_its_own_opening(corpus_entry: Load) -> None:
    entry = corpus_entry("1crr.bcif")
    (chain,) = entry.chains
    index = map_opening(entry.structure.topology, chain.numbering)
    values = measure_opening(entry.xyz, index)
    assert values.gate_distance.shape == (20,)
    inner, outer = entry.xyz[:, index.gate[0]], entry.xyz[:, index.gate[1]]
    assert values.gate_distance == pytest.approx(np.linalg.norm(inner - outer, axis=1), abs=1e-4)
    assert len(np.unique(values.gate_distance.round(3))) > 1
