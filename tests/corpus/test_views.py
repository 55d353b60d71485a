"""Every RAS chain of the corpus can be drawn.

Oracles: gemmi reading the text that the viewer gets, and an XML parser.
"""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import gemmi
import pytest

import rasstruct as rs
from rasstruct.view.build_scene import build_scene
from rasstruct.view.colouring import COLOURINGS
from rasstruct.view.still import draw_still_svg

pytestmark = pytest.mark.corpus

FOLDER = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared")) / "structures"
FILES = sorted(path.name for path in FOLDER.glob("*.*") if path.suffix in (".pdb", ".cif", ".bcif"))


@pytest.mark.parametrize("name", FILES)
def test_every_chain_of_a_file_can_be_drawn(name: str, corpus_entry) -> None:
    try:
        entry = corpus_entry(name)
    except rs.RasStructError:
        pytest.skip("not a structure of RAS")
    for chain in entry.chains[:4]:
        for color in COLOURINGS[:-1]:
            scene = build_scene(chain, color=color, interactions=False)
            (model,) = scene.models
            n_atoms = len(gemmi.cif.read_string(model.text).sole_block().find_values("_atom_site.id"))
            last = max(last for style in model.styles for _, last in style.selection.serials)
            assert 0 < last <= n_atoms
            assert scene.legend
        ElementTree.fromstring(draw_still_svg(scene))


def test_interactions_of_a_peptide_are_drawn_from_its_atoms(corpus_entry) -> None:
    chain = corpus_entry("8jjs.cif").chains[0]
    (bound,) = chain.inhibitors
    lines = [line for line in build_scene(chain).lines if line.kind == "hbond"]
    assert lines
    atoms = {tuple(place) for place in chain.structure.xyz[0][bound.atom_rows].astype(float).round(3).tolist()}
    assert all(line.start in atoms for line in lines)
