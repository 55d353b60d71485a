"""Where do tests find the 3Dmol script and a browser?

The script is the file of the npm package 3dmol that RASSTRUCT_3DMOL_JS names.
With RASSTRUCT_REQUIRE_BROWSER=1 what is missing is a failure, else a skip.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

__all__ = ["find_chromium", "find_script_file"]


def find_script_file() -> Path:
    """Give the file of the script, or skip."""
    named = os.environ.get("RASSTRUCT_3DMOL_JS", "")
    if not named or not Path(named).is_file():
        _leave("RASSTRUCT_3DMOL_JS names no file: take build/3Dmol-min.js of the npm package 3dmol")
    return Path(named)


def find_chromium() -> str:
    """Give the browser, or skip."""
    found = shutil.which(os.environ.get("RASSTRUCT_CHROMIUM", "") or "chromium")
    if found is None:
        _leave("there is no chromium; install it or let RASSTRUCT_CHROMIUM name it")
    return str(found)


def _leave(reason: str) -> None:
    """Skip, or fail where a browser is required."""
    if os.environ.get("RASSTRUCT_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
