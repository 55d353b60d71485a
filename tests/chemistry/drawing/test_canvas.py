"""Are the colours of pictures legible on their backgrounds, also for colour-blind readers?

Oracles: contrast by the formula of WCAG 2.1, which asks for 4.5:1; the Okabe–Ito palette as published
(jfly.uni-koeln.de/color).
"""

from __future__ import annotations

import pytest

from rasstruct.chemistry.drawing.canvas import ON_ANY, ON_WHITE, SUBSTRUCTURE, WARHEAD, spell_out
from rasstruct.chemistry.drawing.depiction import draw_molecule

ACRYLAMIDE = "C=CC(=O)N1CCN(c2ccccc2)CC1"


def luminance(colour: str) -> float:
    """Compute the relative luminance of WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of WCAG 2.1."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", ON_WHITE.values())
def test_labels_are_legible_on_white(colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("colour", [*ON_ANY.values(), WARHEAD["transparent"], SUBSTRUCTURE["transparent"]])
def test_colours_without_background_are_legible_on_white_and_black(colour: str) -> None:
    assert min(contrast(colour, "#FFFFFF"), contrast(colour, "#000000")) >= 4.4


def test_marks_are_of_the_okabe_ito_palette() -> None:
    assert (WARHEAD["white"], SUBSTRUCTURE["white"]) == ("#E69F00", "#56B4E9")


def test_a_transparent_picture_has_no_background_and_no_black() -> None:
    picture = draw_molecule(ACRYLAMIDE, legend="probe", background="transparent")
    assert "<rect" not in picture
    assert "#000000" not in picture
    assert "<rect" in draw_molecule(ACRYLAMIDE)


def test_letters_that_the_font_of_a_png_lacks_are_spelled_out() -> None:
    assert spell_out("α-Å² 6OIM") == "alpha-A2 6OIM"
    assert spell_out("鍵") == "?"
