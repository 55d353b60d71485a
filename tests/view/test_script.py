"""Where the 3Dmol script comes from.

Oracles: hashlib over the file of the npm package, and a server on this machine that counts how often it was asked.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import pytest
from loopback_server import Answer, LoopbackServer
from viewer_script import find_script_file

from rasstruct._base.errors import SourceError
from rasstruct.reference.viewer_scripts import known_scripts
from rasstruct.view.script import find_script

pytest_plugins = ["loopback_fixtures"]


@pytest.fixture
def script_file() -> Path:
    return find_script_file()


def ask_for(monkeypatch: pytest.MonkeyPatch, server: LoopbackServer, name: str, answer: Answer) -> str:
    """Let the script be asked for at the server, under an address of this test; give its path."""
    path = f"/{name}/3Dmol-min.js"
    monkeypatch.delenv("RASSTRUCT_3DMOL_JS", raising=False)
    monkeypatch.setenv("RASSTRUCT_3DMOL_URL", f"{server.url}{path}")
    server.answer(path, answer)
    return path


def test_the_variable_names_the_file_and_the_version_is_recognised(
    script_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_3DMOL_JS", str(script_file))
    found = find_script()
    assert found.sha256 == hashlib.sha256(script_file.read_bytes()).hexdigest()
    assert found.version in {row.version for row in known_scripts()}
    assert found.text.encode() == script_file.read_bytes()


def test_a_changed_file_is_refused(script_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = tmp_path / "3Dmol-min.js"
    changed.write_bytes(script_file.read_bytes() + b"\nhit();")
    monkeypatch.setenv("RASSTRUCT_3DMOL_JS", str(changed))
    with pytest.raises(SourceError, match=r"found SHA-256 .* expected build/3Dmol-min\.js of the npm package"):
        find_script()


def test_a_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RASSTRUCT_3DMOL_JS", str(tmp_path / "none.js"))
    with pytest.raises(SourceError, match="cannot read"):
        find_script()


def test_it_is_downloaded_once_and_then_kept(
    script_file: Path, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = script_file.read_bytes()
    known = {row.sha256: row.version for row in known_scripts()}
    if known[hashlib.sha256(content).hexdigest()] != version("py3Dmol"):
        pytest.skip("the script at hand is not that of the installed py3Dmol")
    path = ask_for(monkeypatch, server, "once", Answer(content))
    first, second = find_script(), find_script()
    assert first == second
    assert server.count(path) == 1
    (kept,) = (tmp_path / "cache").glob("3Dmol-*-min.js")
    assert kept.read_bytes() == content


def test_a_damaged_copy_in_the_cache_is_not_used(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ask_for(monkeypatch, server, "damaged", Answer(b"x"))
    (tmp_path / "cache").mkdir()
    for row in known_scripts():
        (tmp_path / "cache" / f"3Dmol-{row.version}-min.js").write_text("alert(1)")
    with pytest.raises(SourceError, match="found SHA-256"):
        find_script()


@pytest.mark.parametrize(
    ("name", "answer"),
    [("absent", Answer(b"no", status=404)), ("other", Answer(b"alert(1)")), ("silent", Answer(is_silent=True))],
)
def test_what_a_server_sends_instead_is_refused_with_advice(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, name: str, answer: Answer
) -> None:
    path = ask_for(monkeypatch, server, name, answer)
    for _ in range(2):
        with pytest.raises(SourceError, match="let RASSTRUCT_3DMOL_JS name the file"):
            find_script()
    assert server.count(path) == 1


def test_offline_no_server_is_asked(server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ask_for(monkeypatch, server, "offline", Answer(b"x"))
    monkeypatch.setenv("RASSTRUCT_OFFLINE", "1")
    with pytest.raises(SourceError, match="RASSTRUCT_OFFLINE is set"):
        find_script()
    assert server.count(path) == 0


def test_the_table_holds_one_row_a_version_with_a_whole_hash() -> None:
    rows = known_scripts()
    assert len({row.version for row in rows}) == len(rows)
    assert all(len(row.sha256) == 64 and row.version in row.url for row in rows)
