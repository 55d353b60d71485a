"""What is public in `rasstruct.chemistry`, and is it loaded on first use only?

Oracle: the modules that the names come from, and `sys.modules` of a fresh interpreter.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from rasstruct import chemistry


@pytest.mark.parametrize("name", chemistry.__all__)
def test_each_public_name_can_be_had(name: str) -> None:
    assert getattr(chemistry, name).__name__ == name


def test_names_are_sorted_and_all_that_completion_offers() -> None:
    assert sorted(chemistry.__all__) == chemistry.__all__ == dir(chemistry)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'describe_protein'"):
        chemistry.describe_protein  # noqa: B018


def test_importing_chemistry_does_not_load_rdkit() -> None:
    code = "import sys, rasstruct; rasstruct.chemistry; assert 'rdkit' not in sys.modules"
    subprocess.run(
        [sys.executable, "-c", code + "; rasstruct.chemistry.find_warheads; sys.modules['rdkit']"], check=True
    )
