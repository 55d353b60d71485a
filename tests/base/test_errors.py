"""Do all errors stand in one tree, so that a caller can catch as much as it means to?

Oracle: the tree drawn in the module text of `rasstruct._base.errors`.
"""

from __future__ import annotations

import pytest

import rasstruct as rs
from rasstruct._base import errors

TREE = {
    "InputError": "RasStructError",
    "SourceError": "InputError",
    "FormatError": "InputError",
    "EmptyStructureError": "InputError",
    "NotRasError": "InputError",
    "MoleculeError": "RasStructError",
    "LookupFailedError": "RasStructError",
    "TableError": "RasStructError",
}


@pytest.mark.parametrize(("name", "parent"), TREE.items())
def test_each_error_stands_below_its_parent_in_the_tree(name: str, parent: str) -> None:
    assert getattr(errors, name).__bases__[0] is getattr(errors, parent)


def test_the_tree_is_complete_and_drawn() -> None:
    named = {name for name in errors.__all__ if issubclass(getattr(errors, name), errors.RasStructError)}
    assert named == {"RasStructError", *TREE}
    assert all(name in (errors.__doc__ or "") for name in named)


def test_the_root_is_public_and_no_more_than_an_exception() -> None:
    assert rs.RasStructError is errors.RasStructError
    assert rs.RasStructError.__bases__ == (Exception,)


def test_a_failed_lookup_is_a_key_error_that_reads_as_a_sentence() -> None:
    error = errors.LookupFailedError("found no 'x', expected y; choose y")
    assert isinstance(error, KeyError)
    assert str(error) == "found no 'x', expected y; choose y"


def test_an_input_error_is_no_lookup_error() -> None:
    assert not issubclass(errors.InputError, KeyError)


def test_warnings_are_no_errors() -> None:
    assert issubclass(rs.RasStructWarning, UserWarning)
    assert not issubclass(rs.RasStructWarning, rs.RasStructError)


@pytest.mark.parametrize("name", [*TREE, "RasStructError"])
def test_each_error_says_when_it_is_raised(name: str) -> None:
    assert len((getattr(errors, name).__doc__ or "").strip()) > 20
