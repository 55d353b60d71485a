"""Which colour stands for which region, mutation, evidence, conformation, score or interaction?

Every hue is from two palettes made for colour-blind readers: eight hues of
Okabe and Ito (Color Universal Design 2008, as reprinted in Wong 2011
doi:10.1038/nmeth.1618), and for ordered values the scheme YlOrBr of Paul Tol
(SRON/EPS/TN/09-002 3.2, 2021). Nothing is told by colour alone: text, shape or
hatching says it too.
"""

from __future__ import annotations

from itertools import pairwise

__all__ = [
    "BLUE",
    "COMPARED_COLOURS",
    "ELEMENT_COLOURS",
    "EVIDENCE_COLOURS",
    "GREEN",
    "INK",
    "INTERACTION_COLOURS",
    "LIGAND_CARBON",
    "MAP_COLOURS",
    "MISSING_COLOUR",
    "MUTATION_COLOURS",
    "MUTED",
    "NUCLEOTIDE_CARBON",
    "ORANGE",
    "PALE",
    "PARTNER_COLOURS",
    "PURPLE",
    "REGION_COLOURS",
    "REST_COLOUR",
    "SKY",
    "SWITCH_COLOURS",
    "UNCLASSIFIED_COLOUR",
    "VERMILION",
    "YELLOW",
    "choose_text_colour",
    "shade_score",
]

#: text and lines; `write_svg` turns this one into the colour of the page's text
INK = "#1b1b1b"
#: what stands back, and fills; both are told from light and dark paper
MUTED, PALE = "#767676", "#b5b5b5"
ORANGE, SKY, GREEN, YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
BLUE, VERMILION, PURPLE = "#0072b2", "#d55e00", "#cc79a7"

REGION_COLOURS = {
    "P-loop": ORANGE,
    "switch I": SKY,
    "switch II": VERMILION,
    "α3": GREEN,
    "HVR": PURPLE,
    "CAAX": YELLOW,
    "effector lobe": PALE,
    "allosteric lobe": MUTED,
}

#: tones of pale interaction colours that show as lines on white and on black
MAP_COLOURS = {"contact": "#9a9a9a", "hydrophobic": "#8a8a8a", "cationpi": "#a89a00", "pistacking": "#a89a00"}

INTERACTION_COLOURS = {
    "covalent": VERMILION,
    "metal": PURPLE,
    "saltbridge": ORANGE,
    "hbond": BLUE,
    "halogen": GREEN,
    "cationpi": YELLOW,
    "pistacking": YELLOW,
    "hydrophobic": PALE,
    "waterbridge": SKY,
    "contact": "#e4e4e4",
}

#: protein that has no colour of its own, other proteins, and what is not modelled
REST_COLOUR, MISSING_COLOUR = "#c8ccd0", "#767676"
#: told from each other and from the RAS chain by lightness alone
PARTNER_COLOURS = ("#8f99a3", "#6f7a85", "#a9a397")
LIGAND_CARBON, NUCLEOTIDE_CARBON = YELLOW, "#f2f2f2"

MUTATION_COLOURS = {
    "hotspot": VERMILION,
    "acquired resistance": PURPLE,
    "engineered construct": BLUE,
    "germline": GREEN,
    "other": SKY,
}

#: what is published of the mutations of a residue, the strongest statement first
EVIDENCE_COLOURS = {
    "resistant, this inhibitor": VERMILION,
    "conflicting": PURPLE,
    "resistant, another inhibitor of the site": ORANGE,
    "resistant, inhibitor of another site": YELLOW,
    "in contact, no resistance published": SKY,
}

#: a classified loop by the place of its tyrosine and nucleotide class is named in the legend
SWITCH_COLOURS = {"SW1": SKY, "SW2": VERMILION}
UNCLASSIFIED_COLOUR = PURPLE

#: models of a comparison, in order; repeated after the last
COMPARED_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILION, SKY, YELLOW, "#767676")

#: usual colours of the elements but carbon, darkened where white paper would swallow them
ELEMENT_COLOURS = {
    "N": "#3050f8",
    "O": "#e02020",
    "S": "#c8a000",
    "P": "#e67300",
    "F": "#4aa02c",
    "CL": "#1f9c1f",
    "BR": "#a62929",
    "I": "#940094",
    "B": "#e0a0a0",
    "SI": "#c09060",
    "SE": "#c88a00",
    "MG": "#2e8b00",
    "MN": "#9c7ac7",
    "CA": "#3dbb00",
    "ZN": "#7d80b0",
    "NA": "#ab5cf2",
    "K": "#8f40d4",
    "AL": "#a09090",
    "BE": "#8fb300",
}

#: Tol's YlOrBr, light to dark, equal steps of the value
_SCALE = ("#ffffe5", "#fff7bc", "#fee391", "#fec44f", "#fb9a29", "#ec7014", "#cc4c02", "#993404", "#662506")
#: relative luminance above which black text has more contrast than white (W3C, WCAG 2.1)
_MIDDLE = 0.179
_LUMINANCE = (0.2126, 0.7152, 0.0722)


def shade_score(value: float) -> str:
    """Give the colour of a value from 0, pale, to 1, dark.

    Examples
    --------
    >>> shade_score(0.0), shade_score(1.0)
    ('#ffffe5', '#662506')
    """
    steps = len(_SCALE) - 1
    place = min(max(value, 0.0), 1.0) * steps
    low, high = list(pairwise(_SCALE))[min(int(place), steps - 1)]
    part = place - min(int(place), steps - 1)
    mixed = (round(a + (b - a) * part) for a, b in zip(_channels(low), _channels(high), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def choose_text_colour(background: str) -> str:
    """Give black or white, whichever has more contrast with a colour.

    Examples
    --------
    >>> choose_text_colour("#ffffe5"), choose_text_colour("#662506")
    ('#000000', '#ffffff')
    """
    linear = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255.0 for value in _channels(background))
    )
    luminance = sum(weight * channel for weight, channel in zip(_LUMINANCE, linear, strict=True))
    return "#000000" if luminance > _MIDDLE else "#ffffff"


def _channels(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
