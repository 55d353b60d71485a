"""Which answers of a server are the entry, and which only look like it?

Oracles: files of entries made from the bundled 8AZR by gemmi and biotite; each bad one is a good one spoilt in one way.
"""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable

import pytest
from loopback_server import make_entry

from rasstruct.structure.download.entry_content import UnusableAnswerError, check_entry_content
from rasstruct.structure.files.file_format import FileFormat

pytest_plugins = ["loopback_fixtures"]

PAGE = b"<!DOCTYPE html><html><body>data_6OIM is not here</body></html>\n"


def test_a_packed_file_is_kept_as_it_came(packed_6oim: bytes) -> None:
    content = check_entry_content(packed_6oim, "6OIM")
    assert (content.packed, content.file_format) == (packed_6oim, FileFormat.MMCIF)


def test_a_plain_file_is_packed_and_nothing_is_lost(cif_6oim: bytes) -> None:
    content = check_entry_content(cif_6oim, "6OIM")
    assert gzip.decompress(content.packed) == cif_6oim
    assert content.packed == check_entry_content(cif_6oim, "6OIM").packed


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_binary_cif_file_is_an_entry_too(
    pack: Callable[[bytes], bytes], cif_6oim: bytes, to_bcif: Callable[[str], bytes]
) -> None:
    content = check_entry_content(pack(to_bcif(cif_6oim.decode())), "6OIM")
    assert content.file_format is FileFormat.BINARY_CIF
    assert gzip.decompress(content.packed) == to_bcif(cif_6oim.decode())


@pytest.mark.parametrize("written", ["6oim", "pdb_00006oim", "PDB_00006OIM"])
def test_the_entry_may_be_named_in_another_form(written: str, text_8azr: str) -> None:
    assert check_entry_content(make_entry(text_8azr, written), "6OIM").packed


def test_the_entry_is_named_by_its_block_where_it_has_no_other_name(cif_6oim: bytes) -> None:
    unnamed = b"\n".join(line for line in cif_6oim.split(b"\n") if not line.startswith(b"_entry.id"))
    assert check_entry_content(unnamed, "6OIM").packed
    with pytest.raises(UnusableAnswerError, match="entry '6OIM'"):
        check_entry_content(unnamed, "6OIN")


def spoil(packed: bytes, at: int) -> bytes:
    """Change one byte."""
    return packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1 :]


#: what is sent, what the message calls it, whether asking again may help
BAD: dict[str, tuple[Callable[[bytes], bytes], str, bool]] = {
    "nothing": (lambda _: b"", "empty file", True),
    "blank lines": (lambda _: b"\n \n", "empty file", False),
    "gzip of nothing": (lambda _: gzip.compress(b""), "empty file", False),
    "a web page": (lambda _: PAGE, "web page", False),
    "gzip of a web page": (lambda _: gzip.compress(PAGE), "web page", False),
    "JSON": (lambda _: b'{"message": "6OIM"}\n', "JSON", False),
    "a PDB-format file": (lambda _: b"HEADER    SIGNALING PROTEIN      01-JAN-00   6OIM\n", "PDB-format", False),
    "half of a gzip file": (lambda cif: gzip.compress(cif)[:5000], "damaged or truncated gzip", True),
    "gzip without its last byte": (lambda cif: gzip.compress(cif)[:-1], "damaged or truncated gzip", True),
    "gzip with a wrong checksum": (lambda cif: spoil(gzip.compress(cif), -6), "damaged or truncated gzip", True),
    "gzip with a byte changed inside": (lambda cif: spoil(gzip.compress(cif), 9000), "damaged or truncated gzip", True),
    "the two bytes of gzip": (lambda _: b"\x1f\x8b", "damaged or truncated gzip", True),
    "half of a plain file": (lambda cif: cif[: len(cif) // 2].rstrip(b"\n"), "cut or without atoms", True),
    "a file without atoms": (lambda cif: cif[: cif.index(b"_atom_site.") - 6], "cut or without atoms", True),
    "gzip of a file without atoms": (
        lambda cif: gzip.compress(cif[: cif.index(b"_atom_site.") - 6]), "cut or without atoms", True
    ),
    "another entry": (lambda cif: cif.replace(b"6OIM", b"6OIN"), "the entry '6OIN'", False),
    "gzip of another entry": (lambda cif: gzip.compress(cif.replace(b"6OIM", b"6OIN")), "the entry '6OIN'", False),
    "another extended entry": (lambda cif: cif.replace(b"6OIM", b"pdb_00016oim"), "'pdb_00016oim'", False),
    "an entry named in passing": (lambda cif: cif.replace(b"6OIM", b"XXXX", 2) + b"# 6OIM\n", "'XXXX'", False),
}  # fmt: skip


@pytest.mark.parametrize(("make", "word", "may_pass"), BAD.values(), ids=BAD)
def test_what_is_not_the_entry_is_refused(
    make: Callable[[bytes], bytes], word: str, may_pass: bool, cif_6oim: bytes
) -> None:
    with pytest.raises(UnusableAnswerError, match=word) as caught:
        check_entry_content(make(cif_6oim), "6OIM")
    assert caught.value.may_pass is may_pass
    assert str(caught.value).startswith("sent ")


def test_a_cut_binary_cif_file_is_damaged(cif_6oim: bytes, to_bcif: Callable[[str], bytes]) -> None:
    with pytest.raises(UnusableAnswerError, match="damaged BinaryCIF") as caught:
        check_entry_content(to_bcif(cif_6oim.decode())[:-100], "6OIM")
    assert caught.value.may_pass


def test_a_binary_cif_file_of_another_entry_is_refused(cif_6oim: bytes, to_bcif: Callable[[str], bytes]) -> None:
    with pytest.raises(UnusableAnswerError, match="the entry '6OIM'"):
        check_entry_content(to_bcif(cif_6oim.decode()), "6OIN")


def test_a_file_that_unpacks_to_more_than_allowed_is_refused(cif_6oim: bytes, packed_6oim: bytes) -> None:
    assert check_entry_content(packed_6oim, "6OIM", max_unpacked_bytes=len(cif_6oim)).packed == packed_6oim
    with pytest.raises(UnusableAnswerError, match="more than") as caught:
        check_entry_content(packed_6oim, "6OIM", max_unpacked_bytes=len(cif_6oim) - 1)
    assert not caught.value.may_pass


def test_a_gzip_bomb_is_not_unpacked_to_its_end(cif_6oim: bytes) -> None:
    """100 MB of blanks pack to 0.1 MB; the memory that is used shows how far they were unpacked."""
    bomb = gzip.compress(cif_6oim + b" " * 100_000_000, compresslevel=1)
    tracemalloc.start()
    with pytest.raises(UnusableAnswerError, match="more than 5000000 bytes unpacked"):
        check_entry_content(bomb, "6OIM", max_unpacked_bytes=5_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_plain_file_that_ends_early_at_a_line_end_is_cut(share: float, cif_6oim: bytes) -> None:
    """Files of the wwPDB put a # behind every table, the last included."""
    whole = b"data_6OIM\n#\n" + cif_6oim.split(b"\n", 1)[1].rstrip() + b"\n#\n"
    assert check_entry_content(whole, "6OIM").packed
    at = whole.index(b"\n", int(share * (len(whole) - 20))) + 1
    with pytest.raises(UnusableAnswerError, match="cut"):
        check_entry_content(whole[:at], "6OIM")
