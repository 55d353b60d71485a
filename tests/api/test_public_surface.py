"""What is public, and what does importing and using it load?

Oracles: the documented list of names (a change of it is a decision, and shows here),
`sys.modules` of a fresh interpreter, and the examples in the docstrings themselves.
"""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import subprocess
import sys
from importlib.metadata import distributions, version
from pathlib import Path

import pytest

import rasstruct as rs

PUBLIC = [
    "Entry", "Ligand", "RasChain", "RasStructError", "RasStructWarning", "__version__", "chemistry", "compare",
    "ligands", "load", "load_ddg", "plots", "reference", "report", "resistance_matrix",
]  # fmt: skip
#: a checkout that is only on the path has no version
needs_installation = pytest.mark.skipif(not list(distributions(name="rasstruct")), reason="rasstruct is not installed")
HEAVY = [
    "numpy",
    "gemmi",
    "pandas",
    "biotite",
    "Bio",
    "rich",
    "typer",
    "pyarrow",
    "MDAnalysis",
    "pooch",
    "prolif",
    "jinja2",
    "matplotlib",
    "py3Dmol",
    "rdkit",
    "requests",
    "scipy",
]


def modules_after(code: str, *arguments: str) -> set[str]:
    """Run code in a fresh interpreter and give the top-level modules that it loaded."""
    code += "\nimport json, sys\nprint(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(json.loads(done.stdout))


def test_the_public_names_are_these_and_sorted() -> None:
    assert rs.__all__ == PUBLIC
    assert rs.__all__ == sorted(rs.__all__)
    assert dir(rs) == PUBLIC


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=needs_installation if name == "__version__" else ()) for name in PUBLIC]
)
def test_each_public_name_can_be_had_and_says_what_it_is(name: str) -> None:
    value = getattr(rs, name)
    assert name == "__version__" or value.__doc__
    assert getattr(rs, name) is value


def test_another_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="'rasstruct' has no attribute 'lode'"):
        rs.lode  # noqa: B018


@needs_installation
def test_the_version_is_that_of_the_distribution() -> None:
    assert rs.__version__ == version("rasstruct")


@needs_installation
def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from rasstruct import *", names)
    assert set(names) - {"__builtins__"} == set(PUBLIC)


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = modules_after("import rasstruct")
    assert "rasstruct" in loaded
    assert not loaded & set(HEAVY)


def test_the_check_for_loaded_modules_sees_them() -> None:
    assert {"numpy", "gemmi"} <= modules_after("import numpy, gemmi")


def test_the_main_job_on_a_pdb_file_loads_no_pandas_biotite_or_biopython() -> None:
    code = (
        "import sys, rasstruct as rs\n"
        "entry = rs.load(sys.argv[1])\n"
        "assert entry.to_records() and entry['A'].resistance().to_records() and entry['A'].residues().to_records()"
    )
    path = Path(__file__).resolve().parents[2] / "structures" / "8azr.pdb"
    loaded = modules_after(code, str(path))
    assert {"numpy", "gemmi"} <= loaded
    assert not loaded & {"pandas", "biotite", "Bio", "pyarrow", "rich", "typer", "rdkit", "MDAnalysis", "scipy"}


def test_a_view_without_interactions_waits_for_no_chemistry_plots_or_tables() -> None:
    code = "import sys, rasstruct as rs\nassert rs.load(sys.argv[1])['A'].view(interactions=False).to_html()"
    path = Path(__file__).resolve().parents[2] / "structures" / "8azr.pdb"
    loaded = modules_after(code, str(path))
    assert "jinja2" in loaded
    assert not loaded & {"pandas", "rdkit", "prolif", "matplotlib", "biotite", "MDAnalysis", "scipy", "py3Dmol"}


@pytest.mark.corpus
def test_the_main_job_on_an_mmcif_file_loads_no_pandas_biotite_or_biopython(corpus: Path) -> None:
    code = "import sys, rasstruct as rs\nentry = rs.load(sys.argv[1])\nassert entry.to_records()"
    loaded = modules_after(code, str(corpus / "structures" / "6oim.cif"))
    assert not loaded & {"pandas", "biotite", "Bio", "pyarrow", "rich", "typer"}


def test_pandas_comes_with_to_frame_only() -> None:
    code = "import sys, rasstruct as rs\nentry = rs.load('8AZR')\nassert 'pandas' not in sys.modules\nentry.to_frame()"
    assert "pandas" in modules_after(code)


def test_importing_gives_no_output_and_no_warning() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import rasstruct as rs; rs.load('5P21').to_records()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def module_names() -> list[str]:
    """List all modules of the package."""
    return ["rasstruct", *(found.name for found in pkgutil.walk_packages(rs.__path__, "rasstruct."))]


@pytest.mark.parametrize("name", module_names())
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module)
    assert failed == 0
    assert module.__doc__
    assert set(getattr(module, "__all__", ())) <= set(dir(module))


@pytest.mark.parametrize("name", ["rasstruct", "rasstruct.api.load", "rasstruct.reference.pockets"])
def test_the_places_where_people_look_have_an_example(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).attempted > 0
