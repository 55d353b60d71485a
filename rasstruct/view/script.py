"""Where does the 3Dmol script come from that draws in a page?

A file that RASSTRUCT_3DMOL_JS names, else the cache, else one download. The
version is that of py3Dmol, and only a file with the SHA-256 of a known version
is used, wherever it comes from: it goes into pages that others open.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rasstruct._base.errors import SourceError
from rasstruct.reference.viewer_scripts import KnownScript, known_scripts
from rasstruct.structure.download.entry_cache import cache_folder, make_cache_folder
from rasstruct.structure.download.offline import is_offline

__all__ = ["ViewerScript", "find_script"]

_VARIABLE, _URL_VARIABLE = "RASSTRUCT_3DMOL_JS", "RASSTRUCT_3DMOL_URL"
#: seconds to connect and between two pieces: a page should not wait long for its picture
_TIMEOUTS = (4.0, 15.0)
_ADVICE = f"download it elsewhere and let {_VARIABLE} name the file"


@dataclass(frozen=True, slots=True)
class ViewerScript:
    """The text of the script, checked."""

    version: str
    sha256: str
    text: str


def find_script() -> ViewerScript:
    """Give the script.

    Raises
    ------
    SourceError
        When it cannot be had, or is not the one that it should be; the message says how to get it.
    """
    named = os.environ.get(_VARIABLE, "").strip()
    if named:
        return _check(_read(Path(named).expanduser()), f"the file {named} that {_VARIABLE} names", known_scripts())
    wanted = _choose_version()
    kept = cache_folder() / f"3Dmol-{wanted.version}-min.js"
    if kept.is_file():
        return _check(_read(kept), f"the file {kept}", (wanted,))
    script, reason = _download(wanted, os.environ.get(_URL_VARIABLE, "").strip() or wanted.url, is_offline())
    if script is None:
        raise SourceError(reason)
    return script


def _choose_version() -> KnownScript:
    """Choose the version of the installed py3Dmol, the newest known one when that is not known."""
    rows = known_scripts()
    try:
        installed = version("py3Dmol")
    except PackageNotFoundError:
        installed = ""
    return next((row for row in rows if row.version == installed), rows[-1])


def _read(path: Path) -> bytes:
    """Read a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"cannot read {path}: {error.strerror}; give the 3Dmol script, or unset {_VARIABLE}"
        ) from error


def _check(content: bytes, place: str, rows: Iterable[KnownScript]) -> ViewerScript:
    """Check that it is a known version."""
    known = tuple(rows)
    found = hashlib.sha256(content).hexdigest()
    for row in known:
        if row.sha256 == found:
            return ViewerScript(row.version, found, content.decode("utf-8"))
    versions = ", ".join(row.version for row in known)
    raise SourceError(
        f"found SHA-256 {found[:12]}… in {place}, expected build/3Dmol-min.js of the npm package 3dmol {versions}; "
        "take the file from there"
    )


@cache
def _download(wanted: KnownScript, url: str, offline: bool) -> tuple[ViewerScript | None, str]:
    """Download the script once; asked again, the first answer holds."""
    name = f"the 3Dmol script {wanted.version}"
    if offline:
        return None, f"found no {name[4:]} on this computer and RASSTRUCT_OFFLINE is set; {_ADVICE}"
    try:
        script = _check(_fetch(url, wanted.n_bytes), url, (wanted,))
    except SourceError as error:
        return None, f"cannot download {name}: {error}; {_ADVICE}"
    _keep(wanted, script)
    return script, ""


def _fetch(url: str, n_bytes: int) -> bytes:
    """Ask the server once."""
    import requests

    try:
        with requests.get(url, timeout=_TIMEOUTS, stream=True) as answer:
            answer.raise_for_status()
            return bytes(answer.raw.read(n_bytes + 1, decode_content=True))
    except (requests.RequestException, OSError, ValueError) as error:
        raise SourceError(f"{url} gave no file ({type(error).__name__})") from error
    except Exception as error:  # urllib3 lets errors of a cut stream through
        raise SourceError(f"{url} broke off ({type(error).__name__})") from error


def _keep(wanted: KnownScript, script: ViewerScript) -> None:
    """Keep the script for the next time, complete under its name or not at all."""
    try:
        folder = make_cache_folder()
        written = folder / f".3Dmol-{uuid.uuid4().hex}"
        written.write_bytes(script.text.encode("utf-8"))
        written.replace(folder / f"3Dmol-{wanted.version}-min.js")
    except (OSError, SourceError):
        return
