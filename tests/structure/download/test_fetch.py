"""What becomes of a download when servers answer well, badly, late or not at all?

Oracle: a real HTTP server on this machine, told what to answer; it counts how often it was asked. A server that has no
such entry or sends something else is asked once, one that fails in passing three times; then the next one is asked.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback_server import Answer, LoopbackServer, make_entry, redirect

import rasstruct as rs
from rasstruct._base.errors import SourceError
from rasstruct.structure.download.entry_cache import CachedEntry
from rasstruct.structure.download.fetch import fetch_entry

pytest_plugins = ["loopback_fixtures"]

FIRST, SECOND = "/first/6oim.cif.gz", "/second/6oim.cif.gz"
NO_WAIT = (0.0, 0.0)


@pytest.fixture
def fetch(server: LoopbackServer) -> Callable[..., CachedEntry]:
    """Fetch from two servers without waits between tries."""

    def fetch_quickly(
        pdb_id: str = "6OIM", folders: tuple[str, ...] = ("first", "second"), **options: object
    ) -> CachedEntry:
        return fetch_entry(pdb_id, **{"servers": server.templates(*folders), "waits": NO_WAIT, **options})  # type: ignore[arg-type]

    return fetch_quickly


Fetch = Callable[..., CachedEntry]


def test_an_entry_is_downloaded_once_and_then_kept(fetch: Fetch, server: LoopbackServer, packed_6oim: bytes) -> None:
    server.answer(FIRST, Answer(packed_6oim))
    entry, again = fetch(), fetch("pdb_00006oim")
    assert server.asked == [FIRST]
    assert (entry.was_cached, again.was_cached) == (False, True)
    assert entry.pdb_id == again.pdb_id == "6OIM"
    assert Path(entry.path).read_bytes() == Path(again.path).read_bytes() == packed_6oim
    assert entry.sha256 == again.sha256 == hashlib.sha256(packed_6oim).hexdigest()
    assert entry.n_bytes == len(packed_6oim)
    assert entry.url == again.url == server.url + FIRST
    assert entry.date == again.date


def test_refresh_downloads_again(fetch: Fetch, server: LoopbackServer, packed_6oim: bytes, cif_6oim: bytes) -> None:
    newer = gzip.compress(cif_6oim + b"# revised\n", mtime=0)
    server.answer(FIRST, Answer(packed_6oim), Answer(newer))
    before, after = fetch(), fetch(refresh=True)
    assert server.count(FIRST) == 2
    assert Path(after.path).read_bytes() == newer
    assert fetch() == CachedEntry(**{**{name: getattr(after, name) for name in after.__slots__}, "was_cached": True})
    assert Path(before.path).read_bytes() == packed_6oim


#: an answer that is no use, and how often its server is asked
PASSED_OVER = {
    "404": Answer(b"no", 404),
    "403": Answer(b"no", 403),
    "410": Answer(b"no", 410),
    "400": Answer(b"no", 400),
    "a web page that calls itself success": Answer(b"<html><body>6OIM</body></html>"),
    "gzip of a web page": Answer(gzip.compress(b"<html><body>6OIM</body></html>")),
    "no entry in it": Answer(b"data_global\n_atom_site.id 1\n"),
    "a redirect to itself": redirect(FIRST),
    "a redirect to a file": redirect("file:///etc/hostname"),
    "a redirect to ftp": redirect("ftp://127.0.0.1/6oim.cif.gz"),
    "a redirect to no address": redirect("http://[::1/6oim.cif.gz"),
    "a redirect to an impossible port": redirect("http://127.0.0.1:99999/6oim.cif.gz"),
    "a redirect to an impossible name": redirect("http://a..b/6oim.cif.gz"),
}
TRIED_THREE_TIMES = {
    "500": Answer(b"no", 500),
    "503": Answer(b"no", 503),
    "429": Answer(b"no", 429),
    "an empty body": Answer(b""),
    "a closed connection": Answer(is_silent=True),
}


@pytest.mark.parametrize("answer", PASSED_OVER.values(), ids=PASSED_OVER)
def test_a_server_that_cannot_help_is_asked_once(
    answer: Answer, fetch: Fetch, server: LoopbackServer, packed_6oim: bytes
) -> None:
    server.answer(FIRST, answer)
    server.answer(SECOND, Answer(packed_6oim))
    assert fetch().url == server.url + SECOND
    n_followed = 31 if dict(answer.headers).get("Location") == FIRST else 1  # requests follows 30 redirects
    assert (server.count(FIRST), server.count(SECOND)) == (n_followed, 1)


def spoilt(packed: bytes) -> dict[str, Answer]:
    """Give answers with a body that is not whole."""
    return {
        "a Content-Length that is too long": Answer(packed, declared_length=len(packed) + 100),
        "a gzip file that is cut": Answer(packed[: len(packed) // 2]),
        "chunks that are cut": Answer(packed, is_chunked_and_cut=True),
        "a plain file that is cut": Answer(
            gzip.decompress(packed)[:-100], declared_length=len(gzip.decompress(packed))
        ),
    }


@pytest.mark.parametrize("name", [*TRIED_THREE_TIMES, *spoilt(gzip.compress(b""))])
def test_a_failure_that_may_pass_is_tried_three_times(
    name: str, fetch: Fetch, server: LoopbackServer, packed_6oim: bytes
) -> None:
    server.answer(FIRST, {**TRIED_THREE_TIMES, **spoilt(packed_6oim)}[name])
    server.answer(SECOND, Answer(packed_6oim))
    assert fetch().url == server.url + SECOND
    assert (server.count(FIRST), server.count(SECOND)) == (3, 1)


@pytest.mark.parametrize("name", [*TRIED_THREE_TIMES, *spoilt(gzip.compress(b""))])
def test_a_failure_that_passes_is_forgotten(
    name: str, fetch: Fetch, server: LoopbackServer, packed_6oim: bytes
) -> None:
    server.answer(FIRST, {**TRIED_THREE_TIMES, **spoilt(packed_6oim)}[name], Answer(packed_6oim))
    entry = fetch()
    assert (entry.url, server.count(FIRST), server.count(SECOND)) == (server.url + FIRST, 2, 0)
    assert Path(entry.path).read_bytes() == packed_6oim


def test_the_waits_are_kept(fetch: Fetch, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer(FIRST, Answer(b"", 503))
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    with pytest.raises(SourceError):
        fetch(folders=("first",), waits=(0.25, 0.75))
    assert [wait for wait in waited if wait] == [0.25, 0.75]


@pytest.mark.parametrize("pause", [{"delay": 1.0}, {"pause_after": 1000, "pause": 1.0}], ids=["start", "middle"])
def test_an_answer_that_is_too_late_is_given_up(
    pause: dict[str, float], fetch: Fetch, server: LoopbackServer, packed_6oim: bytes
) -> None:
    server.answer(FIRST, Answer(packed_6oim, **pause))  # type: ignore[arg-type]
    server.answer(SECOND, Answer(packed_6oim))
    assert fetch(timeout=0.15, waits=(0.0,)).url == server.url + SECOND
    assert server.count(FIRST) == 2


def test_an_answer_that_is_late_but_in_time_is_taken(fetch: Fetch, server: LoopbackServer, packed_6oim: bytes) -> None:
    server.answer(FIRST, Answer(packed_6oim, delay=0.1, pause_after=1000, pause=0.1))
    assert fetch(timeout=5.0).url == server.url + FIRST
    assert server.count(FIRST) == 1


def test_an_answer_that_drips_is_given_up(
    fetch: Fetch, server: LoopbackServer, cif_6oim: bytes, packed_6oim: bytes
) -> None:
    # 80 pieces of 2 kB, 0.03 s apart, take longer than 20 times 0.1 s
    server.answer(FIRST, Answer(cif_6oim.ljust(80 * 2048) + b"\n", drip=0.03))
    server.answer(SECOND, Answer(packed_6oim))
    assert fetch(timeout=0.1, waits=()).url == server.url + SECOND
    assert server.count(FIRST) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_followed(status: int, fetch: Fetch, server: LoopbackServer, packed_6oim: bytes) -> None:
    server.answer(FIRST, redirect("/elsewhere", status))
    # the same server by another name is another host to the client
    server.answer("/elsewhere", redirect(server.url.replace("127.0.0.1", "localhost") + "/at/last", status))
    server.answer("/at/last", Answer(packed_6oim))
    entry = fetch()
    assert server.asked == [FIRST, "/elsewhere", "/at/last"]
    assert (entry.url, Path(entry.path).read_bytes()) == (server.url + FIRST, packed_6oim)


def test_a_plain_file_is_taken_and_packed(fetch: Fetch, server: LoopbackServer, cif_6oim: bytes) -> None:
    server.answer(FIRST, Answer(cif_6oim))
    entry = fetch()
    assert gzip.decompress(Path(entry.path).read_bytes()) == cif_6oim
    assert rs.load("6OIM").pdb_id == "6OIM"


def test_another_entry_is_never_taken(fetch: Fetch, server: LoopbackServer, text_8azr: str) -> None:
    server.answer(FIRST, Answer(gzip.compress(make_entry(text_8azr, "6OIN"))))
    with pytest.raises(SourceError, match="sent the entry '6OIN'"):
        fetch(folders=("first",))
    assert server.count(FIRST) == 1


def test_a_file_beyond_the_bound_is_refused(fetch: Fetch, server: LoopbackServer, cif_6oim: bytes) -> None:
    server.answer(FIRST, Answer(gzip.compress(cif_6oim)))
    server.answer(SECOND, Answer(cif_6oim))
    with pytest.raises(SourceError, match=r"sent a gzip file of more than 100000 bytes.*sent more than 100000 bytes"):
        fetch(max_unpacked_bytes=100_000)
    assert (server.count(FIRST), server.count(SECOND)) == (1, 1)


def test_an_entry_that_no_server_has_is_called_not_found(fetch: Fetch, server: LoopbackServer) -> None:
    with pytest.raises(
        SourceError, match=r"^found no entry 9ZZZ at 127.0.0.1:\d+, 127.0.0.1:\d+, expected .*; check the ID"
    ):
        fetch("9zzz")
    assert server.asked == ["/first/9zzz.cif.gz", "/second/9zzz.cif.gz"]


def test_an_entry_that_one_server_could_not_look_for_is_not_called_not_found(
    fetch: Fetch, server: LoopbackServer
) -> None:
    server.answer(SECOND, Answer(b"", 503))
    with pytest.raises(
        SourceError, match=r"status 404, .*status 503\), expected .*; download 6OIM.cif elsewhere .* path"
    ):
        fetch()


def test_servers_that_cannot_be_reached_are_named_with_the_reason(fetch: Fetch, server: LoopbackServer) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}/{{id}}"
        with pytest.raises(
            SourceError, match=r"127.0.0.1:\d+ could not be connected to, .*RASSTRUCT_SERVERS to a mirror"
        ):
            fetch(servers=[closed, closed])
    assert server.asked == []


def test_a_name_that_does_not_exist_is_asked_for_once(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> None:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError, match=r"pdb\.invalid was not found by name"):
        fetch(servers=["http://pdb.invalid/{id}"])
    assert asked == ["pdb.invalid"]


@pytest.mark.parametrize("text", ["", "6OI", "../6OIM", "6OIM/..", "6O%2e", "6OIM\n", "٦OIM", "pdb_6oim"])
def test_what_is_no_id_never_reaches_a_server(text: str, fetch: Fetch, server: LoopbackServer, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^found .*, expected a PDB ID such as .*; check the spelling"):
        fetch(text)
    assert server.asked == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_logged_or_printed_unasked(
    fetch: Fetch,
    server: LoopbackServer,
    packed_6oim: bytes,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.answer(FIRST, Answer(b"", 503))
    server.answer(SECOND, Answer(packed_6oim))
    with caplog.at_level(logging.WARNING):
        fetch()
    assert (tuple(capfd.readouterr()), caplog.records) == (("", ""), [])
