"""Do pictures show what was asked for, and can hostile text do no harm?

Oracles: the XML parser of the standard library for SVG; the PNG specification for signature and size (ISO/IEC 15948);
plane geometry, worked out below on the lines that the SVG draws.
"""

from __future__ import annotations

import math
import re
import struct
from xml.etree import ElementTree as ET

import pytest
from rdkit import Chem

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.chemistry.drawing.canvas import SUBSTRUCTURE, WARHEAD
from rasstruct.chemistry.drawing.depiction import draw_grid, draw_molecule
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.reference.ligand_names import known_ligands

SVG = "{http://www.w3.org/2000/svg}"
ACRYLAMIDE = "C=CC(=O)N1CCN(c2ccccc2)CC1"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></svg>",
    "a & b",
    "--><!--",
    "a\x00\x1bb\nc",
]


def png_size(content: bytes) -> tuple[int, int]:
    """Read width and height from the header of a PNG."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", content[16:24])


def texts_of(picture: str) -> list[str]:
    """Give the texts that an SVG shows."""
    return [element.text or "" for element in ET.fromstring(picture).iter(f"{SVG}text")]


def marked_bonds(picture: str, colour: str) -> set[frozenset[int]]:
    """Give the bonds that are drawn in a colour, as pairs of atoms."""
    found = set()
    for path in ET.fromstring(picture).iter(f"{SVG}path"):
        if colour in path.get("style", "") and (ends := re.findall(r"atom-(\d+)", path.get("class", ""))):
            found.add(frozenset(int(end) for end in ends))
    return {pair for pair in found if len(pair) == 2}


# --- formats ---------------------------------------------------------------------------------------------------------


def test_pictures_have_the_size_asked_for() -> None:
    size = (300, 200)
    assert png_size(draw_molecule("CCO", image_format="png", size=size)) == size
    root = ET.fromstring(draw_molecule("CCO", size=size))
    assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", f"{size[0]}px", f"{size[1]}px")


@pytest.mark.parametrize("row", [row for row in known_ligands() if row.smiles], ids=lambda row: row.name)
def test_every_molecule_of_the_library_is_drawn(row: object) -> None:
    picture = draw_molecule(library_molecule(row), legend=row.name)
    assert texts_of(picture) == [row.name]
    assert sum(1 for _ in ET.fromstring(picture).iter(f"{SVG}path")) >= library_molecule(row).GetNumBonds()


def test_the_same_molecule_gives_the_same_picture() -> None:
    molecule = library_molecule(find_ligand("daraxonrasib"))
    assert draw_molecule(molecule) == draw_molecule(molecule)
    assert draw_molecule(molecule, image_format="png") == draw_molecule(molecule, image_format="png")


def test_the_molecule_given_is_not_changed() -> None:
    molecule = Chem.AddHs(Chem.MolFromSmiles(ACRYLAMIDE))
    before = (molecule.GetNumAtoms(), molecule.GetNumConformers())
    draw_molecule(molecule, atom_names=True)
    assert (molecule.GetNumAtoms(), molecule.GetNumConformers()) == before


def crossing_bonds(picture: str) -> int:
    """Count pairs of drawn lines that cross, of bonds without a common atom."""
    lines = []
    for path in ET.fromstring(picture).iter(f"{SVG}path"):
        ends = set(re.findall(r"atom-(\d+)", path.get("class", "")))
        if len(ends) == 2 and path.get("d").count("L") == 1:
            x1, y1, x2, y2 = (float(number) for number in re.findall(r"-?\d+\.\d+", path.get("d")))
            lines.append((ends, complex(x1, y1), complex(x2, y2)))

    def side(a: complex, b: complex, c: complex) -> bool:
        return ((b - a).conjugate() * (c - a)).imag > 0

    return sum(
        not one & other and side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
        for i, (one, a, b) in enumerate(lines)
        for other, c, d in lines[:i]
    )


@pytest.mark.parametrize("name", ["sotorasib", "MRTX1133", "calderasib", "RMC-4998", "daraxonrasib", "zoldonrasib"])
def test_no_bonds_cross(name: str) -> None:
    assert crossing_bonds(draw_molecule(library_molecule(find_ligand(name)), warhead=False, size=(800, 600))) == 0


# --- what is marked --------------------------------------------------------------------------------------------------


def test_the_warhead_is_orange_and_only_it() -> None:
    assert marked_bonds(draw_molecule(ACRYLAMIDE), WARHEAD["white"]) >= {frozenset((0, 1)), frozenset((1, 2))}
    assert WARHEAD["white"] not in draw_molecule(ACRYLAMIDE, warhead=False)
    assert WARHEAD["white"] not in draw_molecule("CCC(=O)N1CCN(c2ccccc2)CC1")


@pytest.mark.parametrize(
    "substructure",
    [
        "N1CCNCC1",
        "[#7]1[#6][#6][#7][#6][#6]1",
        Chem.MolFromSmiles("C1CNCCN1"),
        Chem.AddHs(Chem.MolFromSmiles("C1CNCCN1")),
    ],
    ids=["SMILES", "SMARTS", "a molecule", "a molecule with hydrogens"],
)
def test_a_substructure_is_blue_and_only_it(substructure: str | Chem.Mol) -> None:
    piperazine = [frozenset(pair) for pair in ((4, 5), (5, 6), (6, 7), (7, 14), (14, 15), (15, 4))]
    picture = draw_molecule(ACRYLAMIDE, highlight=substructure, warhead=False)
    assert marked_bonds(picture, SUBSTRUCTURE["white"]) == set(piperazine)


def test_a_smiles_that_is_no_fitting_smarts_is_read_as_smiles() -> None:
    assert SUBSTRUCTURE["white"] in draw_molecule(ACRYLAMIDE, highlight="C1=CC=CC=C1")


def test_a_substructure_that_is_not_there_is_said() -> None:
    with pytest.warns(RasStructWarning, match="'Br' in no molecule"):
        draw_molecule(ACRYLAMIDE, highlight="Br")
    assert len(draw_grid([ACRYLAMIDE, "CCBr"], highlight="Br")) == 1


def test_the_description_says_in_words_what_colours_say() -> None:
    root = ET.fromstring(draw_molecule(ACRYLAMIDE, highlight="c1ccccc1", legend="probe", title="A probe"))
    assert root.findtext(f"{SVG}title") == "A probe"
    described = root.findtext(f"{SVG}desc")
    assert "acrylamide marked in orange" in described
    assert "substructure marked in blue" in described
    assert "marked" not in ET.fromstring(draw_molecule("CCO")).findtext(f"{SVG}desc")


def test_atom_names_are_drawn_on_request() -> None:
    molecule = Chem.MolFromSmiles("CCO")
    for number, atom in enumerate(molecule.GetAtoms(), start=1):
        atom.SetProp("atom_name", f"C{number}'")
    assert len(draw_molecule(molecule, atom_names=True)) > len(draw_molecule(molecule))


# --- text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_hostile_text_stays_text(text: str) -> None:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    for picture in (
        draw_molecule("CCO", legend=text, title=text, size=(600, 320)),
        *draw_grid(["CCO"], [text], title=text, cell_size=(600, 320)),
    ):
        root = ET.fromstring(picture)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "rect",
            "path",
            "text",
            "ellipse",
        }
        assert texts_of(picture) == [shown]
        assert root.findtext(f"{SVG}title") == shown
    assert png_size(draw_molecule("CCO", legend=text, image_format="png"))


def test_hostile_atom_names_stay_pictures() -> None:
    molecule = Chem.MolFromSmiles("CO")
    molecule.GetAtomWithIdx(0).SetProp("atom_name", "<script>")
    picture = draw_molecule(molecule, atom_names=True)
    assert "script" not in picture
    ET.fromstring(picture)


def test_letters_beyond_ascii_are_kept_in_svg() -> None:
    assert texts_of(draw_molecule("CCO", legend="α-Å²")) == ["α-Å²"]


def test_a_legend_too_long_is_cut_and_told_in_full_to_readers() -> None:
    long = "a very long name " * 10
    (shown,) = texts_of(draw_molecule("CCO", legend=long, size=(200, 200)))
    assert shown.endswith("…")
    assert long.strip() in draw_molecule("CCO", legend=long, size=(200, 200))


# --- grids -----------------------------------------------------------------------------------------------------------


def test_the_library_fills_pages_in_order() -> None:
    rows = [row for row in known_ligands() if row.smiles]
    pages = draw_grid([library_molecule(row) for row in rows], [row.name for row in rows], cell_size=(400, 300))
    assert len(pages) == math.ceil(len(rows) / 24)
    assert [text for page in pages for text in texts_of(page)] == [row.name for row in rows]
    assert ET.fromstring(pages[1]).findtext(f"{SVG}title") == f"Molecules, page 2 of {len(pages)}"


@pytest.mark.parametrize(
    ("n", "options", "sizes"),
    [
        (3, {"columns": 2}, [(200, 200)]),
        (2, {"columns": 4}, [(200, 100)]),
        (5, {"columns": 2, "molecules_per_page": 4}, [(200, 200), (200, 100)]),
        (5, {"columns": 5, "molecules_per_page": None}, [(500, 100)]),
        (0, {}, []),
    ],
)
def test_rows_and_pages_follow_the_numbers(n: int, options: dict, sizes: list[tuple[int, int]]) -> None:
    pages = draw_grid(["CCO"] * n, image_format="png", cell_size=(100, 100), **options)
    assert [png_size(page) for page in pages] == sizes


def direction(picture: str, first: int, second: int) -> float:
    """Give the angle of a bond in a picture, degrees."""
    for path in ET.fromstring(picture).iter(f"{SVG}path"):
        if re.search(rf"atom-{first} atom-{second}$", path.get("class", "")):
            x1, y1, x2, y2 = (float(number) for number in re.findall(r"-?\d+\.\d+", path.get("d"))[:4])
            return math.degrees(math.atan2(y2 - y1, x2 - x1))
    raise AssertionError("the bond is not drawn")


@pytest.mark.parametrize("core", ["c1ccc2c(c1)cccc2", "common"])
def test_a_common_core_is_drawn_alike(core: str) -> None:
    # atoms 0 and 1 are the same ring atoms in both; the substituents pull the layouts apart
    molecules = ["c1cc2ccccc2c(c1)C(=O)NCCCCCCN", "c1cc2ccccc2c(c1)OCc1ccc(cc1)C(C)(C)C"]
    alike = [direction(page, 0, 1) for page in draw_grid(molecules, core=core, molecules_per_page=1)]
    apart = [direction(page, 0, 1) for page in draw_grid(molecules, molecules_per_page=1)]
    assert alike[0] == pytest.approx(alike[1], abs=3.0)  # tenths of a pixel on a bond of some 20
    assert abs(apart[0] - apart[1]) > 10.0


def test_a_molecule_without_the_core_is_drawn_all_the_same() -> None:
    (page,) = draw_grid([ACRYLAMIDE, "CCO"], ["one", "two"], core="c1ccccc1")
    assert texts_of(page) == ["one", "two"]


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"image_format": "gif"}, "image format 'gif'"),
        ({"background": "black"}, "background 'black'"),
        ({"size": (20, 20)}, "20 × 20"),
        ({"size": (20_000, 400)}, "20000 × 400"),
        ({"highlight": "not a pattern"}, "substructure 'not a pattern'"),
    ],
)
def test_wrong_options_are_refused(options: dict, message: str) -> None:
    with pytest.raises(MoleculeError, match=message):
        draw_molecule("CCO", **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"legends": ["one"]}, "1 legends for 2"),
        ({"columns": 0}, "0 columns"),
        ({"molecules_per_page": 0}, "0 molecules"),
    ],
)
def test_wrong_grid_options_are_refused(options: dict, message: str) -> None:
    with pytest.raises(MoleculeError, match=message):
        draw_grid(["CCO", "CCN"], **options)


def test_what_is_no_molecule_is_refused() -> None:
    with pytest.raises(MoleculeError):
        draw_molecule("not a molecule")
