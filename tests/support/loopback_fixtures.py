"""The loopback server and the files that it serves, as fixtures; a test module takes them with `pytest_plugins`."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_server import LoopbackServer, ScriptedServer, make_entry


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LoopbackServer]:
    """Run a server; rasstruct may ask it, and keeps what it gets in a folder of the test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("RASSTRUCT_OFFLINE", raising=False)
    monkeypatch.setenv("RASSTRUCT_CACHE", str(tmp_path / "cache"))
    scripted = ScriptedServer()
    monkeypatch.setenv("RASSTRUCT_SERVERS", f"http://127.0.0.1:{scripted.server_port}/first/{{id}}.cif.gz")
    thread = threading.Thread(target=scripted.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield LoopbackServer(scripted)
    scripted.shutdown()
    scripted.server_close()
    thread.join()


@pytest.fixture(scope="session")
def cif_6oim(text_8azr: str) -> bytes:
    """8AZR as the mmCIF file of 6OIM."""
    return make_entry(text_8azr, "6OIM")


@pytest.fixture(scope="session")
def packed_6oim(cif_6oim: bytes) -> bytes:
    """The same, with gzip."""
    return gzip.compress(cif_6oim, mtime=0)
