"""The plots as users find them, ``rasstruct.plots``: matplotlib axes, each with a table of the very rows that it draws.

>>> import rasstruct as rs
>>> rows = rs.plots.list_frequency_bars("HRAS")
>>> axes = rs.plots.frequency_bars("HRAS")

Names are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasstruct.view.plots.domain_figure import domain_figure, list_domain_figure
    from rasstruct.view.plots.frequency_bars import frequency_bars, list_frequency_bars
    from rasstruct.view.plots.interaction_matrix import interaction_matrix, list_interaction_matrix
    from rasstruct.view.plots.property_space import list_property_space, property_space
    from rasstruct.view.plots.resistance_heat_map import list_resistance_heat_map, resistance_heat_map
    from rasstruct.view.plots.sequence_track import list_sequence_track, sequence_track
    from rasstruct.view.plots.switch_rings import list_switch_rings, switch_rings

__all__ = [
    "domain_figure",
    "frequency_bars",
    "interaction_matrix",
    "list_domain_figure",
    "list_frequency_bars",
    "list_interaction_matrix",
    "list_property_space",
    "list_resistance_heat_map",
    "list_sequence_track",
    "list_switch_rings",
    "property_space",
    "resistance_heat_map",
    "sequence_track",
    "switch_rings",
]


def __getattr__(name: str) -> Any:
    """Load a plot or its table on first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'rasstruct.plots' has no attribute {name!r}")
    module = importlib.import_module(f"rasstruct.view.plots.{name.removeprefix('list_')}")
    value = globals()[name] = getattr(module, name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
