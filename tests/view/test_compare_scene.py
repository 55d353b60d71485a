"""Chains superposed on the core. Oracles: a chain moved by a known rotation, and Biopython's superposition."""

from __future__ import annotations

import numpy as np
import pytest
from Bio.SVDSuperimposer import SVDSuperimposer
from pdb_text import PdbText, moved

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.view.compare_scene import build_overlay, list_side_by_side, superpose_core

CORE = [*range(1, 25), *range(41, 56), *range(77, 167)]


def core_of(chain: rs.RasChain) -> dict[int, np.ndarray]:
    """Give the CA atoms of the core."""
    topology, numbering = chain.structure.topology, chain.numbering
    return {
        number: chain.structure.xyz[0, topology.rows_named("CA")[residue]].astype(float)
        for number, residue in zip(numbering.uniprot_numbers.tolist(), numbering.residues.tolist(), strict=True)
        if number in CORE
    }


def test_a_chain_that_was_moved_comes_back(pdb_8azr: PdbText) -> None:
    first = pdb_8azr.chain()
    second = pdb_8azr.edited(lambda line: moved(line, (10.0, -20.0, 5.0))).chain()
    placed = superpose_core([first, second])[1]
    assert float(placed.rmsd) < 0.01
    assert np.allclose(placed.apply(second.structure.xyz[0]), first.structure.xyz[0], atol=0.01)


def test_the_core_and_the_rmsd_are_those_of_biopython(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    first, second = core_of(entry_8azr["A"]), core_of(entry_5p21["A"])
    common = sorted(first.keys() & second.keys())
    oracle = SVDSuperimposer()
    oracle.set(np.array([first[n] for n in common]), np.array([second[n] for n in common]))
    oracle.run()
    assert float(superpose_core([entry_8azr["A"], entry_5p21["A"]])[1].rmsd) == pytest.approx(
        oracle.get_rms(), abs=1e-3
    )


def test_switches_do_not_move_the_core(pdb_8azr: PdbText) -> None:
    switch = set(range(60, 77))
    bent = pdb_8azr.edited(lambda line: moved(line, (3.0, 3.0, 3.0)) if int(line[22:26]) in switch else line)
    assert float(superpose_core([pdb_8azr.chain(), bent.chain()])[1].rmsd) < 0.01


def test_each_chain_is_a_model_in_its_colour_and_legend(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    scene = build_overlay([entry_8azr["A"], entry_5p21["A"]])
    colours = [next(style.colour for style in model.styles if style.kind == "cartoon") for model in scene.models]
    assert len(set(colours)) == 2
    assert [entry.colour for entry in scene.legend[:2]] == colours
    assert "core RMSD" in scene.notes[0]


def test_side_by_side_are_seen_from_one_side(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    first, second = list_side_by_side([entry_8azr["A"], entry_5p21["A"]]).values()
    assert first.turn == second.turn


def test_a_chain_without_core_is_refused(entry_8azr: rs.Entry, pdb_8azr: PdbText) -> None:
    stump = pdb_8azr.without_residues(range(3, 25), range(41, 56), range(77, 168)).chain()
    with pytest.raises(LookupFailedError, match="found 2 core residues"):
        superpose_core([entry_8azr["A"], stump])
