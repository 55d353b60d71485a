"""Colours that are told apart by all readers.

Oracle: simulated protanopia and deuteranopia by the matrices of Machado 2009 (doi:10.1109/TVCG.2009.113, severity 1,
on linear light), then the difference ΔE*ab in CIE L*a*b* (D65), computed here.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from rasstruct.view.palette import (
    COMPARED_COLOURS,
    EVIDENCE_COLOURS,
    MUTATION_COLOURS,
    REGION_COLOURS,
    choose_text_colour,
    shade_score,
)

MACHADO = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
#: difference that is seen at a glance; a just noticeable one is about 2.3
CLEAR = 8.0


def lab(colour: str, vision: str) -> npt.NDArray[np.float64]:
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255.0
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(MACHADO[vision] @ linear, 0.0, 1.0)
    ratio = TO_XYZ @ seen / WHITE
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(first: str, second: str, vision: str) -> float:
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


SETS = {
    "regions": [REGION_COLOURS[name] for name in ("P-loop", "switch I", "switch II", "α3", "HVR")],
    "mutations": list(MUTATION_COLOURS.values()),
    "evidence": list(EVIDENCE_COLOURS.values()),
    "compared": list(COMPARED_COLOURS[:7]),
}


@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("name", SETS)
def test_colours_of_one_legend_differ_for_every_reader(name: str, vision: str) -> None:
    for first, second in itertools.combinations(SETS[name], 2):
        assert difference(first, second, vision) > CLEAR, (first, second)


def test_the_simulation_sees_a_pair_that_is_not_told_apart() -> None:
    assert difference("#4c9a4c", "#b07a2e", "usual") > 40
    assert difference("#7f8f2a", "#a8842a", "deuteranopia") < difference("#7f8f2a", "#a8842a", "usual") / 2


def test_the_scale_darkens_step_by_step() -> None:
    lightness = [lab(shade_score(value), "usual")[0] for value in np.linspace(0, 1, 11)]
    assert all(first > second for first, second in itertools.pairwise(lightness))


@pytest.mark.parametrize(("value", "same"), [(-3.0, 0.0), (9.0, 1.0)])
def test_values_beyond_the_scale_have_the_colour_of_its_end(value: float, same: float) -> None:
    assert shade_score(value) == shade_score(same)


@pytest.mark.parametrize("colour", sorted(set(REGION_COLOURS.values())))
def test_text_on_a_colour_has_at_least_the_contrast_that_large_text_needs(colour: str) -> None:
    def luminance(one: str) -> float:
        channels = np.array([int(one[place : place + 2], 16) for place in (1, 3, 5)]) / 255.0
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    pair = sorted([luminance(colour), luminance(choose_text_colour(colour))])
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5
