"""Which servers are asked for an entry, and under which URLs?

The public servers of the facts table, or those that RASSTRUCT_SERVERS names:
URL templates separated by white space or commas, with {id} (lower case), {ID}
(upper case), {extended_id} (pdb_00006oim) and {middle} (the two characters
before the last one, by which the archive sorts its folders). http and https only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rasstruct._base.errors import SourceError
from rasstruct.reference.servers import structure_servers
from rasstruct.structure.pdb_ids import extend_pdb_id

__all__ = ["EntryUrl", "list_entry_urls"]

_SCHEMES = ("http", "https")
#: a template must hold one of these, or it would give the same file for every entry
_ID_PLACES = ("{id}", "{ID}", "{extended_id}")


@dataclass(frozen=True, slots=True)
class EntryUrl:
    """Where one server has an entry."""

    server: str
    url: str

    @property
    def shown_url(self) -> str:
        """The URL without user name and password."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def list_entry_urls(pdb_id: str, servers: Iterable[str] | None = None) -> tuple[EntryUrl, ...]:
    """List where to look for an entry, in the order in which to look.

    Parameters
    ----------
    pdb_id
        As `parse_pdb_id` gives it.
    servers
        URL templates; when not given those of RASSTRUCT_SERVERS, else the public servers.

    Raises
    ------
    SourceError
        When a template is not an http or https URL with a place for the ID.

    Examples
    --------
    >>> [found.url for found in list_entry_urls("6OIM", ["https://pdb.example.org/{middle}/{id}.cif.gz"])]
    ['https://pdb.example.org/oi/6oim.cif.gz']
    """
    if servers is None:
        servers = [text for text in re.split(r"[\s,]+", os.environ.get("RASSTRUCT_SERVERS", "")) if text]
        if not servers:
            return _public_urls(pdb_id)
    return tuple(EntryUrl(_host(template), _fill(template, pdb_id)) for template in servers)


def _public_urls(pdb_id: str) -> tuple[EntryUrl, ...]:
    """List the public servers that have IDs of this length."""
    is_extended = extend_pdb_id(pdb_id) == pdb_id
    return tuple(
        EntryUrl(row.server, _fill(row.url, pdb_id))
        for row in structure_servers()
        if (row.has_extended_ids if is_extended else row.has_four_character_ids)
    )


def _host(template: str) -> str:
    """Check a template and give the host that it names."""
    try:
        parts = urlsplit(template)
        host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in _SCHEMES or not host or not any(place in template for place in _ID_PLACES):
        raise SourceError(
            f"found server {template!r}, expected an http or https URL with a place for the ID such as "
            "https://pdb.example.org/{id}.cif.gz; correct RASSTRUCT_SERVERS"
        )
    return host


def _fill(template: str, pdb_id: str) -> str:
    """Put an ID into a template."""
    lower = pdb_id.lower()
    places = {
        "{id}": lower,
        "{ID}": pdb_id.upper(),
        "{extended_id}": extend_pdb_id(pdb_id),
        "{middle}": lower[-3:-1],
    }
    for place, text in places.items():
        template = template.replace(place, text)
    return template
