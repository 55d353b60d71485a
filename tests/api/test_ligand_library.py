"""How does `rs.ligands` behave in the hands of a user?

Oracles: the facts of Chen 2021 (doi:10.1186/s13045-021-01127-w) and of the papers in the ligand table; the SDF that
RDKit reads back; `sys.modules` of a fresh interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdkit import Chem

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError, MoleculeError

STRUCTURED = {"sotorasib", "adagrasib", "MRTX1133", "daraxonrasib", "BI-2852"}


# --- as a mapping ----------------------------------------------------------------------------------------------------


def test_library_is_a_mapping_of_preferred_names() -> None:
    assert len(rs.ligands) == len(list(rs.ligands)) == len(set(rs.ligands))
    assert set(rs.ligands) >= STRUCTURED | {"cetuximab", "LC-2"}
    assert [name for name, ligand in rs.ligands.items() if ligand.name != name] == []


@pytest.mark.parametrize("query", ["sotorasib", "AMG 510", "amg-510", "MOV", "NXQKSXLFSAEQCZ-SFHVURJKSA-N"])
def test_a_molecule_is_had_by_any_of_its_names(query: str) -> None:
    assert query in rs.ligands
    assert rs.ligands[query].name == "sotorasib"
    assert rs.ligands[query] == rs.ligands["sotorasib"]


@pytest.mark.parametrize("query", ["sotorasb", "", 5, None])
def test_what_is_no_name_is_not_in_the_library(query: object) -> None:
    assert query not in rs.ligands


@pytest.mark.parametrize("query", [0, None, b"MOV", ("MOV",)])
def test_what_is_no_text_is_refused_as_a_name(query: object) -> None:
    with pytest.raises(LookupFailedError, match="expected a name, synonym, HET code or InChIKey"):
        rs.ligands[query]  # type: ignore[index]


def test_near_miss_suggests() -> None:
    with pytest.raises(LookupFailedError, match="nearest names are sotorasib"):
        rs.ligands["sotorasb"]


def test_keys_complete_with_names_and_synonyms() -> None:
    offered = rs.ligands._ipython_key_completions_()
    assert {"sotorasib", "AMG510", "DACI"} <= set(offered)
    assert all(name in rs.ligands for name in offered)


# --- filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "held", "left_out"),
    [
        ({"target": "KRAS"}, {"sotorasib", "2C07", "compound 3144"}, {"BAY-293", "daraxonrasib", "trametinib"}),
        ({"target": "kras", "covalent": True}, {"sotorasib", "ARS-853"}, {"MRTX1133"}),
        ({"site": "SI/II-P"}, {"BI-2852", "DCAI"}, {"sotorasib"}),
        ({"site": None}, {"trametinib", "cetuximab"}, {"sotorasib"}),
        ({"modality": "PROTAC"}, {"LC-2", "ASP3082"}, {"sotorasib"}),
        ({"drug_state": "on"}, {"daraxonrasib", "MRTX1133"}, {"sotorasib"}),
        ({"drug_state": "on and off"}, {"MRTX1133", "BBO-8520"}, {"daraxonrasib", "sotorasib"}),
        ({"target_mutation": "G12D"}, {"MRTX1133", "BI-2852", "zoldonrasib"}, {"sotorasib"}),
        ({"het_codes": "mov"}, {"sotorasib"}, {"adagrasib"}),
        ({"nucleophile": "Asp12", "binding_mode": "tri-complex"}, {"zoldonrasib"}, {"elironrasib"}),
        ({"warhead": "acrylamide"}, {"sotorasib"}, {"adagrasib"}),
    ],
)
def test_filter_keeps_what_holds_the_value(
    values: dict[str, str | bool | None], held: set[str], left_out: set[str]
) -> None:
    kept = set(rs.ligands.filter(**values))
    assert held <= kept
    assert not kept & left_out


def test_filters_narrow_and_commute() -> None:
    once = rs.ligands.filter(target="KRAS", covalent=True)
    assert list(once) == list(rs.ligands.filter(covalent=True).filter(target="KRAS"))
    assert list(rs.ligands.filter()) == list(rs.ligands)
    assert 0 < len(once) < len(rs.ligands)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"targt": "KRAS"}, "found filter 'targt', expected a column of the table: target"),
        ({"site": "SII"}, "found site='SII', expected one of SI/II-P, SII-P, nucleotide, other"),
        ({"covalent": "yes"}, "found covalent='yes', expected one of False, True"),
        ({"warhead": "acrylamid"}, "acrylamide"),
        ({"modality": ""}, "expected one of"),
    ],
)
def test_filter_that_nothing_fits_says_what_does(values: dict[str, str], said: str) -> None:
    with pytest.raises(LookupFailedError, match=said):
        rs.ligands.filter(**values)


def test_a_filtered_library_says_when_a_molecule_is_outside() -> None:
    covalent = rs.ligands.filter(covalent=True)
    assert "MRTX1133" not in covalent
    with pytest.raises(LookupFailedError, match="found MRTX1133 outside these"):
        covalent["MRTX-1133"]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_records_and_frame_hold_the_same_rows() -> None:
    records, frame = rs.ligands.to_records(), rs.ligands.to_frame()
    assert [record["name"] for record in records] == list(frame["name"]) == list(rs.ligands)
    assert list(frame.columns) == list(records[0])
    assert str(frame.dtypes["smiles"]) == "string"


def test_frame_of_an_empty_selection_has_the_same_columns() -> None:
    nothing = rs.ligands.filter(modality="antibody").filter(covalent=True)
    assert len(nothing) == 0
    assert list(nothing.to_frame().columns) == list(rs.ligands.to_frame().columns)


def test_library_shows_as_text_and_as_a_table() -> None:
    assert repr(rs.ligands).startswith(f"<LigandLibrary × {len(rs.ligands)} molecules, ")
    shown = rs.ligands._repr_html_()
    assert shown.count("<tr>") == len(rs.ligands) + 1
    assert "<td>sotorasib</td>" in shown
    assert "<th>review status</th>" in shown


# --- one molecule ----------------------------------------------------------------------------------------------------


def test_molecule_shows_what_it_is() -> None:
    assert repr(rs.ligands["sotorasib"]) == "<LibraryLigand sotorasib · KRAS G12C · covalent in SII-P>"
    assert repr(rs.ligands["cetuximab"]) == "<LibraryLigand cetuximab · EGFR>"
    shown = rs.ligands["sotorasib"]._repr_html_()
    assert "<svg" in shown
    assert "<td>Cys12</td>" in shown
    assert "<svg" not in rs.ligands["cetuximab"]._repr_html_()


def test_molecule_gives_both_forms() -> None:
    sotorasib = rs.ligands["sotorasib"]
    acrylamide = Chem.MolFromSmarts("C=CC(=O)N")
    assert sotorasib.to_rdkit().HasSubstructMatch(acrylamide)
    assert not sotorasib.to_rdkit("bound").HasSubstructMatch(acrylamide)
    assert Chem.CanonSmiles(sotorasib.smiles) == Chem.MolToSmiles(sotorasib.to_rdkit())


def test_molecule_without_a_structure_is_refused_with_its_modality() -> None:
    with pytest.raises(MoleculeError, match=r"cetuximab.*antibody"):
        rs.ligands["cetuximab"].to_rdkit()


@pytest.mark.parametrize("name", ["LC-2", "garsorasib", "Kobe0065"])
def test_structure_of_low_confidence_is_given_with_a_warning(name: str) -> None:
    with pytest.warns(rs.RasStructWarning, match=f"structure of {name} .* is of low confidence"):
        assert rs.ligands[name].to_rdkit().GetNumAtoms() > 10


def test_display_of_a_low_confidence_molecule_does_not_warn_but_says_so() -> None:
    assert "<th>structure confidence</th><td>low</td>" in rs.ligands["Kobe0065"]._repr_html_()


@pytest.mark.parametrize("form", ["free", "bound"])
def test_sdf_is_read_back_as_the_same_molecule(form: str, tmp_path: Path) -> None:
    path = tmp_path / "sotorasib.sdf"
    ligand = rs.ligands["sotorasib"]
    assert ligand.to_sdf(path, form=form) is None  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == ligand.to_sdf(form=form)  # type: ignore[arg-type]
    (read,) = Chem.SDMolSupplier(str(path))
    assert Chem.MolToSmiles(read) == Chem.MolToSmiles(ligand.to_rdkit(form))  # type: ignore[arg-type]
    assert (read.GetProp("_Name"), read.GetProp("het_codes")) == ("sotorasib", "MOV")


# --- what chemistry says ---------------------------------------------------------------------------------------------


def test_warhead_of_the_table_is_found_in_the_structure() -> None:
    assert [row.name for row in rs.ligands["sotorasib"].warheads()] == ["acrylamide"]
    assert len(rs.ligands["MRTX1133"].warheads()) == 0


def test_descriptors_of_a_molecule_and_of_a_selection_agree() -> None:
    counted: list[tuple[int, int | None]] = []
    selection = rs.ligands.filter(het_codes="MOV").descriptors(progress=lambda *seen: counted.append(seen))
    assert counted == [(1, 1)]
    assert [row.formula for row in selection.rows] == ["C30H30F2N6O3"]
    assert selection.rows[0].molecular_weight == rs.ligands["sotorasib"].descriptors().molecular_weight


def test_descriptor_table_leaves_low_confidence_out_unless_asked() -> None:
    degraders = rs.ligands.filter(modality="PROTAC")
    settled = {row.name for row in degraders.descriptors().rows}
    assert "ASP3082" in settled
    assert {row.name for row in degraders.descriptors(include_low_confidence=True).rows} - settled == {"LC-2", "ACBI3"}
    assert {read.name for read in degraders.read_molecules()} == settled


def test_shape_is_reproducible() -> None:
    assert rs.ligands["DCAI"].shape() == rs.ligands["DCAI"].shape()


def test_most_similar_molecule_is_itself_and_a_selection_ranks_its_own() -> None:
    assert rs.ligands["sotorasib"].similar(1)[0].name == "sotorasib"
    others = rs.ligands.filter(covalent=False).similar("MRTX1133", 3)
    assert others[0].name == "MRTX1133"
    assert all(row.name in rs.ligands.filter(covalent=False) for row in others)
    assert rs.ligands.similar("Cc1[nH]c2cc(Cl)cc(Cl)c2c1CCN", 1)[0].name == "DCAI"


def test_drawings_are_svg_or_png() -> None:
    assert str(rs.ligands["DCAI"].draw()).lstrip().startswith("<svg")
    assert bytes(rs.ligands["DCAI"].draw(image_format="png")).startswith(b"\x89PNG")  # type: ignore[arg-type]
    (page,) = rs.ligands.filter(site="SI/II-P").grid()
    assert "<svg" in str(page)


# --- what it loads ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "loads_rdkit"),
    [
        ("import rasstruct", False),
        ("import rasstruct as rs; rs.ligands; len(rs.ligands); rs.ligands['sotorasib'].smiles", False),
        ("import rasstruct as rs; rs.ligands.filter(target='KRAS').to_records()", False),
        ("import rasstruct as rs; rs.ligands['AMG-510']", True),
    ],
)
def test_rdkit_comes_with_chemistry_only(code: str, loads_rdkit: bool) -> None:
    probe = f"{code}; import sys; print('rdkit' in sys.modules, 'pandas' in sys.modules, 'biotite' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(loads_rdkit), "False", "False"]
