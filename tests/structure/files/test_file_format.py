"""The content decides what a file is, and every format says the same.

Oracles: gemmi's own reading of the bundled entries and of what gemmi and biotite convert them to.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import FormatError
from rasstruct.structure.files.file_format import FileFormat, detect_format
from rasstruct.structure.read import read_structure

Writer = Callable[[str, str | bytes], Path]
ENDINGS = ("ras.pdb", "ras.ent", "ras.cif", "ras.bcif", "ras.pdb.gz", "ras.txt", "ras")


@pytest.fixture(scope="session", params=["5p21", "8azr"])
def pdb_text(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"text_{request.param}")


@pytest.fixture(scope="session")
def contents(pdb_text: str, to_cif: Callable[[str], str], to_bcif: Callable[[str], bytes]) -> dict[FileFormat, bytes]:
    cif = to_cif(pdb_text)
    return {
        FileFormat.PDB: pdb_text.encode(),
        FileFormat.MMCIF: cif.encode(),
        FileFormat.BINARY_CIF: to_bcif(cif),
    }


@pytest.mark.parametrize("file_format", [FileFormat.PDB, FileFormat.MMCIF, FileFormat.BINARY_CIF])
@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_the_format_is_seen_under_any_file_name(
    file_format: FileFormat, name: str, pack: Callable[[bytes], bytes], contents: dict[FileFormat, bytes], write: Writer
) -> None:
    structure = read_structure(write(name, pack(contents[file_format])))
    assert structure.file_format is file_format


@pytest.mark.parametrize("file_format", [FileFormat.PDB, FileFormat.MMCIF, FileFormat.BINARY_CIF])
def test_each_format_gives_the_atoms_that_gemmi_reads(
    file_format: FileFormat, contents: dict[FileFormat, bytes], pdb_text: str
) -> None:
    expected = [
        (chain.name, residue.seqid.num, residue.seqid.icode.strip(), residue.name, atom.name, atom.altloc.strip("\0"))
        for chain in gemmi.read_pdb_string(pdb_text)[0]
        for residue in chain
        for atom in residue
    ]
    positions = [list(atom.pos) for chain in gemmi.read_pdb_string(pdb_text)[0] for res in chain for atom in res]
    structure = read_structure(contents[file_format])
    topology = structure.topology
    keys = [topology.residue_key(index) for index in range(topology.n_residues)]
    found = [
        (key.chain_id, key.author_number, key.insertion_code, topology.name_of(residue), name.decode(), altloc.decode())
        for residue, name, altloc in zip(
            topology.residue_index.tolist(), topology.atom_name.tolist(), topology.altloc.tolist(), strict=True
        )
        for key in (keys[residue],)
    ]
    assert found == expected
    # float32 holds 100 Å to 4e-6 Å
    np.testing.assert_allclose(structure.xyz[0], positions, atol=1e-5)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"data_1ABC\n_entry.id 1ABC\n", FileFormat.MMCIF),
        (b"DATA_1ABC\n_entry.id 1ABC\n", FileFormat.MMCIF),
        (b"# a comment\n\ndata_1ABC\n", FileFormat.MMCIF),
        (b"\xef\xbb\xbfdata_1ABC\n", FileFormat.MMCIF),
        (b"HEADER    ONCOPROTEIN\n", FileFormat.PDB),
        (b"\xef\xbb\xbfHEADER    ONCOPROTEIN\n", FileFormat.PDB),
        (b"ATOM      1  N   GLY A   0\r\n", FileFormat.PDB),
        (b"MODEL        1\nATOM      1  N   GLY A   0\n", FileFormat.PDB),
        (b"USER  made by hand\nTITLE\nATOM      1  N   GLY A   0\n", FileFormat.PDB),
        (b"\x83\xa7encoder\xa1x\xaadataBlocks\x90", FileFormat.BINARY_CIF),
    ],
)
def test_the_first_lines_tell_the_format(head: bytes, expected: FileFormat) -> None:
    assert detect_format(head, "x") is expected


@pytest.mark.parametrize(
    ("head", "looks_like"),
    [
        (b"<html>HEADER    in a web page\n", "a web page"),
        (b"\n  <!DOCTYPE html>\n", "a web page"),
        (b"<?xml version='1.0'?>\n", "XML"),
        (b'{"ATOM": 1}', "JSON"),
        (b">sp|P01116\nMTEYKLVVVG\n", "FASTA"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"ATOMS of the heart\nMODELS of it\n", "text that is no structure"),
        (b"database_1ABC\n", "text that is no structure"),
        (b"\x83\xa3foo\xa3bar", "binary|text that is no structure"),
        (b"ATOM      1\0\0\0", "binary data"),
    ],
)
def test_near_misses_are_named_for_what_they_are(head: bytes, looks_like: str) -> None:
    with pytest.raises(FormatError, match=looks_like):
        detect_format(head, "x")


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"\n\n", b"# saved by hand\n"], ids=["BOM", "blank", "comment"])
@pytest.mark.parametrize("file_format", [FileFormat.PDB, FileFormat.MMCIF])
def test_what_editors_put_first_does_not_matter(
    prefix: bytes, file_format: FileFormat, contents: dict[FileFormat, bytes]
) -> None:
    assert read_structure(prefix + contents[file_format]).xyz.shape == read_structure(contents[file_format]).xyz.shape


@pytest.mark.parametrize("file_format", [FileFormat.PDB, FileFormat.MMCIF])
def test_windows_line_ends_do_not_matter(file_format: FileFormat, contents: dict[FileFormat, bytes]) -> None:
    plain = read_structure(contents[file_format])
    windows = read_structure(contents[file_format].replace(b"\n", b"\r\n"))
    np.testing.assert_array_equal(windows.xyz, plain.xyz)
    assert windows.metadata == plain.metadata


def test_of_several_cif_blocks_the_one_with_atoms_is_read(contents: dict[FileFormat, bytes]) -> None:
    joined = b"data_RESTRAINTS\n_entry.id 9XYZ\n" + contents[FileFormat.MMCIF]
    assert read_structure(joined).metadata.pdb_id == read_structure(contents[FileFormat.MMCIF]).metadata.pdb_id


def test_letters_outside_ascii_in_the_header_of_a_cif_are_read(contents: dict[FileFormat, bytes]) -> None:
    document = gemmi.cif.read_string(contents[FileFormat.MMCIF])
    document.sole_block().set_pair("_struct.title", "'RAS at 1.6 Å'")
    assert read_structure(document.as_string()).metadata.title == "RAS at 1.6 Å"


def test_a_latin_1_letter_in_the_header_of_a_cif_gives_no_traceback(contents: dict[FileFormat, bytes]) -> None:
    document = gemmi.cif.read_string(contents[FileFormat.MMCIF])
    document.sole_block().set_pair("_struct.title", "'RAS at 1.6 Å'")
    latin_1 = document.as_string().encode("latin-1")
    assert read_structure(latin_1).metadata.pdb_id is not None


@pytest.mark.parametrize("record", ["TITLE ", "REMARK", "AUTHOR", "HETNAM", "COMPND"])
def test_a_latin_1_letter_in_the_header_of_a_pdb_file_is_read_over(record: str, text_8azr: str) -> None:
    line = next(line for line in text_8azr.splitlines() if line.startswith(record))
    latin_1 = text_8azr.replace(line, f"{line[:30]}Å{line[31:]}", 1).encode("latin-1")
    assert read_structure(latin_1).topology.n_atoms == read_structure(text_8azr).topology.n_atoms


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "file_format", "n_models", "n_atoms"),
    [
        # counted in the files' own atom_site with biotite 1.6: BinaryCIFFile.read(...).block["atom_site"].row_count
        ("1crr.bcif", FileFormat.BINARY_CIF, 20, 53440),
        ("4dso.bcif.gz", FileFormat.BINARY_CIF, 1, 1614),
        # grep -c -E '^ATOM|^HETATM'
        ("6oim.cif", FileFormat.MMCIF, 1, 1613),
        ("6oim.pdb", FileFormat.PDB, 1, 1613),
    ],
)
def test_deposited_files_are_read(
    corpus: Path, name: str, file_format: FileFormat, n_models: int, n_atoms: int
) -> None:
    structure = read_structure(corpus / "structures" / name)
    assert structure.file_format is file_format
    assert len(structure.model_numbers) == n_models
    assert structure.xyz.shape[0] * structure.xyz.shape[1] == n_atoms


@pytest.mark.parametrize(
    "left_out", ["id", "type_symbol", "label_alt_id", "label_asym_id", "occupancy", "label_entity_id"]
)
def test_an_mmcif_file_without_a_column_is_read(left_out: str, text_5p21: str) -> None:
    """Short mmCIF files, as small programs write them; oracle: the same atoms with all columns (gemmi wrote both)."""
    groups = gemmi.MmcifOutputGroups(False)
    groups.atoms = True
    block = gemmi.read_pdb_string(text_5p21).make_mmcif_document(groups)[0]
    tags = [tag for tag in block.find_loop("_atom_site.Cartn_x").get_loop().tags if tag != f"_atom_site.{left_out}"]
    document = gemmi.cif.Document()
    loop = document.add_new_block("short").init_loop("", tags)
    for row in block.find("", tags):
        loop.add_row(list(row))
    entry = rs.load(document.as_string())
    (chain,) = entry.chains
    assert (chain.isoform, chain.mutations_modelled, chain.nucleotide.het_code) == ("HRAS", (), "GNP")
    assert entry.structure.topology.n_atoms == sum(
        1 for line in text_5p21.splitlines() if line.startswith(("ATOM  ", "HETATM"))
    )
    assert chain.nucleotide.has_magnesium
