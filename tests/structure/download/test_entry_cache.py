"""Is what is kept on this machine always whole, whoever writes, reads, dies or spoils it?

Oracles: the bytes that the server sent; the SHA-256 of hashlib; processes that really run at the same time and that
really die between two steps.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from loopback_server import Answer, LoopbackServer

import rasstruct as rs
from rasstruct._base.errors import SourceError
from rasstruct.structure.download.entry_cache import cache_folder
from rasstruct.structure.download.fetch import fetch_entry

pytest_plugins = ["loopback_fixtures"]

PATH = "/first/6oim.cif.gz"
FETCH = (
    "from rasstruct.structure.download.fetch import fetch_entry\n"
    "from pathlib import Path\n"
    "import hashlib\n"
    "print(hashlib.sha256(Path(fetch_entry('6OIM').path).read_bytes()).hexdigest())\n"
)
#: the same, but the process dies when it renames a file for the Nth time
DIE = "import os\nfrom pathlib import Path\nn, rename = [0], Path.replace\ndef replace(self, target):\n    n[0] += 1\n"
DIE += "    os._exit(9) if n[0] == {} else rename(self, target)\nPath.replace = replace\n" + FETCH


@pytest.fixture
def kept(server: LoopbackServer, packed_6oim: bytes) -> Path:
    """Fetch 6OIM and give the folder where it is kept."""
    server.answer(PATH, Answer(packed_6oim))
    return Path(fetch_entry("6OIM").path).parent


def names(folder: Path) -> list[str]:
    """List what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_the_record_says_what_is_kept_and_where_it_came_from(
    kept: Path, server: LoopbackServer, packed_6oim: bytes
) -> None:
    sha256 = hashlib.sha256(packed_6oim).hexdigest()
    record = json.loads((kept / "6oim.json").read_text())
    assert names(kept) == [f"6oim.{sha256[:12]}.cif.gz", "6oim.json"]
    assert record.pop("date").endswith("+00:00")
    assert record == {
        "pdb_id": "6OIM",
        "file": f"6oim.{sha256[:12]}.cif.gz",
        "sha256": sha256,
        "n_bytes": len(packed_6oim),
        "url": server.url + PATH,
        "server": server.url.removeprefix("http://"),
        "rasstruct": rs.__version__,
    }


def test_eight_processes_at_once_get_the_same_file(server: LoopbackServer, packed_6oim: bytes) -> None:
    server.answer(PATH, Answer(packed_6oim, delay=0.3, pause_after=1000, pause=0.1))
    started = [
        subprocess.Popen([sys.executable, "-c", FETCH], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    answers = [process.communicate(timeout=60) for process in started]
    sha256 = hashlib.sha256(packed_6oim).hexdigest()
    assert answers == [(f"{sha256}\n", "")] * 8
    assert names(cache_folder()) == [f"6oim.{sha256[:12]}.cif.gz", "6oim.json"]
    n_asked = server.count(PATH)
    assert 2 <= n_asked <= 8
    assert fetch_entry("6OIM").was_cached
    assert server.count(PATH) == n_asked


@pytest.mark.parametrize("rename", [1, 2], ids=["before the data file is there", "before the record is there"])
def test_a_process_that_dies_in_between_leaves_nothing_that_harms(
    rename: int, server: LoopbackServer, packed_6oim: bytes
) -> None:
    server.answer(PATH, Answer(packed_6oim))
    died = subprocess.run([sys.executable, "-c", DIE.format(rename)], capture_output=True, check=False, timeout=60)
    assert died.returncode == 9
    (left,) = [name for name in names(cache_folder()) if name.endswith(".part")]
    entry = fetch_entry("6OIM")
    assert not entry.was_cached
    assert Path(entry.path).read_bytes() == packed_6oim
    assert fetch_entry("6OIM").was_cached
    assert names(cache_folder()) == [left, Path(entry.path).name, "6oim.json"]


def spoil_data(folder: Path) -> None:
    """Change one byte of the data file."""
    (data,) = folder.glob("*.gz")
    content = bytearray(data.read_bytes())
    content[len(content) // 2] ^= 1
    data.write_bytes(content)


def edit_record(folder: Path, **changes: object) -> None:
    """Change fields of the record."""
    record = folder / "6oim.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), **changes}))


DAMAGE = {
    "one byte of the file changed": spoil_data,
    "the file cut": lambda folder: next(folder.glob("*.gz")).write_bytes(next(folder.glob("*.gz")).read_bytes()[:-1]),
    "the file empty": lambda folder: next(folder.glob("*.gz")).write_bytes(b""),
    "the file gone": lambda folder: next(folder.glob("*.gz")).unlink(),
    "the record cut": lambda folder: (folder / "6oim.json").write_text('{"pdb_id": "6OIM", "fi'),
    "the record empty": lambda folder: (folder / "6oim.json").write_text(""),
    "the record a list": lambda folder: (folder / "6oim.json").write_text("[]"),
    "the record no text": lambda folder: (folder / "6oim.json").write_bytes(b"\xff\xfe\x00"),
    "the record of another entry": lambda folder: edit_record(folder, pdb_id="6OIN"),
    "another hash": lambda folder: edit_record(folder, sha256="0" * 64),
    "the right file, but elsewhere": lambda folder: edit_record(
        folder, file=f"../{next(folder.glob('*.gz')).rename(folder.parent / 'outside.cif.gz').name}"
    ),
    "the record without end": lambda folder: (folder / "6oim.json").write_text("[" * 100_000),
    "no file": lambda folder: edit_record(folder, file=None),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_fetched_again(damage, kept: Path, server: LoopbackServer, packed_6oim: bytes) -> None:
    damage(kept)
    entry = fetch_entry("6OIM")
    assert (entry.was_cached, server.count(PATH)) == (False, 2)
    assert Path(entry.path).read_bytes() == packed_6oim
    assert fetch_entry("6OIM").was_cached


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_named_where_it_cannot_be_fetched_again(
    damage, kept: Path, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_OFFLINE", "1")
    assert fetch_entry("6OIM").was_cached
    damage(kept)
    with pytest.raises(
        SourceError, match=r"^found a damaged copy of 6OIM .*; delete it, or get it again with"
    ) as caught:
        rs.load("6OIM")
    assert str(kept) in str(caught.value)
    assert server.count(PATH) == 1


def test_entries_stay_as_long_as_nobody_deletes_them(kept: Path, server: LoopbackServer) -> None:
    for path in kept.iterdir():
        os.utime(path, (0, 0))
    assert fetch_entry("6OIM").was_cached
    assert server.count(PATH) == 1


@pytest.fixture
def no_folder(server: LoopbackServer, packed_6oim: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a cache folder that cannot be made, below a file."""
    server.answer(PATH, Answer(packed_6oim))
    (tmp_path / "file").write_text("no folder")
    folder = tmp_path / "file" / "cache"
    monkeypatch.setenv("RASSTRUCT_CACHE", str(folder))
    return folder


def test_a_cache_that_cannot_be_made_is_refused_before_any_download(no_folder: Path, server: LoopbackServer) -> None:
    with pytest.raises(
        SourceError, match=r"cannot be written .*, expected a writable one; set RASSTRUCT_CACHE"
    ) as caught:
        fetch_entry("6OIM")
    assert str(no_folder) in str(caught.value)
    assert server.asked == []


def test_loading_goes_on_without_a_cache_and_warns(no_folder: Path) -> None:
    with pytest.warns(rs.RasStructWarning, match="6OIM was downloaded but not kept: found that the cache folder"):
        entry = rs.load("6OIM")
    assert (entry.pdb_id, entry.source) == ("6OIM", "6OIM")


def test_the_folder_is_the_users_cache_unless_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("RASSTRUCT_CACHE", "~/structures")
    assert cache_folder() == tmp_path / "structures"
    for empty in ("", "  "):
        monkeypatch.setenv("RASSTRUCT_CACHE", empty)
        assert cache_folder().name == "rasstruct"
        assert tmp_path in cache_folder().parents
