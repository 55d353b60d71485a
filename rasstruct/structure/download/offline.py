"""May the network be asked?"""

from __future__ import annotations

import os

from rasstruct._base.errors import SourceError

__all__ = ["is_offline"]

_ON, _OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


def is_offline() -> bool:
    """Read RASSTRUCT_OFFLINE.

    Raises
    ------
    SourceError
        When it says neither yes nor no.
    """
    text = os.environ.get("RASSTRUCT_OFFLINE", "").strip().lower()
    if text not in _ON + _OFF:
        raise SourceError(
            f"found RASSTRUCT_OFFLINE={text[:60]!r}, expected one of {', '.join(_ON)} or one of "
            f"{', '.join(_OFF[:-1])}; set it to one of these"
        )
    return text in _ON
