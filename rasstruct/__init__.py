"""rasstruct: the structural biology of RAS proteins in Python.

>>> import rasstruct as rs
>>> chain = rs.load("8AZR").chains[0]
>>> chain.isoform, chain.nucleotide.state, chain.ligands["LR4"].site
('KRAS4B', 'GDP', 'SII-P')

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasstruct import chemistry, reference
    from rasstruct._base.errors import RasStructError, RasStructWarning
    from rasstruct.analysis.ddg import load_ddg
    from rasstruct.api import plots
    from rasstruct.api.chain import RasChain
    from rasstruct.api.comparison import compare
    from rasstruct.api.entry import Entry
    from rasstruct.api.ligand import Ligand
    from rasstruct.api.ligand_library import ligands
    from rasstruct.api.load import load
    from rasstruct.api.report import report
    from rasstruct.api.resistance_matrix import resistance_matrix

    __version__: str

__all__ = [
    "Entry",
    "Ligand",
    "RasChain",
    "RasStructError",
    "RasStructWarning",
    "__version__",
    "chemistry",
    "compare",
    "ligands",
    "load",
    "load_ddg",
    "plots",
    "reference",
    "report",
    "resistance_matrix",
]

_HOMES = {
    "Entry": "rasstruct.api.entry",
    "Ligand": "rasstruct.api.ligand",
    "RasChain": "rasstruct.api.chain",
    "RasStructError": "rasstruct._base.errors",
    "RasStructWarning": "rasstruct._base.errors",
    "compare": "rasstruct.api.comparison",
    "ligands": "rasstruct.api.ligand_library",
    "load": "rasstruct.api.load",
    "load_ddg": "rasstruct.analysis.ddg",
    "report": "rasstruct.api.report",
    "resistance_matrix": "rasstruct.api.resistance_matrix",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name in _HOMES:
        value: Any = getattr(importlib.import_module(_HOMES[name]), name)
    elif name in ("chemistry", "reference"):
        return importlib.import_module(f"rasstruct.{name}")
    elif name == "plots":
        return importlib.import_module("rasstruct.api.plots")
    elif name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            value = version("rasstruct")
        except PackageNotFoundError:  # a checkout on the path, not installed
            value = "0+unknown"
    else:
        raise AttributeError(f"module 'rasstruct' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
