"""How do values become HTML? Through templates that escape everything.

Text from files is never trusted: whatever is put into a template is escaped,
and what goes into a script is JSON in which no tag can begin.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["read_web_file", "render", "trust", "write_json"]

_FOLDER = "rasstruct.view"
#: what could end or begin an element or a comment, or a line, within a script
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(name: str, **values: Any) -> str:
    """Fill a template of the folder ``web``."""
    return _environment().get_template(name).render(**values)


def trust(markup: str) -> Markup:
    """Mark HTML as made by rasstruct, so that a template does not escape it again."""
    from markupsafe import Markup

    return Markup(markup)


def write_json(value: Any) -> Markup:
    """Write a value as JSON that can stand in a script.

    Examples
    --------
    >>> "<" in write_json("</script>"), json.loads(write_json("</script>"))
    (False, '</script>')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in _ESCAPES.items():
        text = text.replace(letter, escape)
    return trust(text)


@cache
def read_web_file(name: str) -> str:
    """Read a style sheet or a script of the package."""
    return (files(_FOLDER) / "web" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Set the templates up: everything is escaped, and a name that is not there is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(read_web_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
