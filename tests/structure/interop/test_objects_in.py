"""Does an object of another package come in as its file does?

Oracles: rasstruct's own reading of the same file, for what the object still knows; the object itself, for atoms and
coordinates. What an object does not know is listed beside each comparison.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import biotite.structure as struc
import biotite.structure.io.pdbx as biotite_pdbx
import gemmi
import MDAnalysis
import numpy as np
import pytest

import rasstruct as rs

Reader = Callable[[str, str], Any]

#: columns of the record that an object cannot fill: neither MDAnalysis nor biotite keeps headers
NOT_KEPT = {
    "gemmi": {"source"},
    "gemmi.cif": {"source"},
    "Biopython": {"source"},
    "MDAnalysis": {"source", "method", "resolution"},
    "biotite": {"source", "pdb_id", "title", "method", "resolution"},
}
#: what goes with what an object does not keep, by file: names of proteins (COMPND, _entity), declared differences
#: (SEQADV), covalent bonds (LINK), sequences of what is not modelled, assemblies, models beside the first
ALSO_NOT_KEPT = {
    ("gemmi", "9bg5.cif"): {"partners"},
    ("gemmi", "8jjs.cif"): {"inhibitors"},
    ("gemmi", "2ce2.pdb"): {"engineered"},
    ("Biopython", "9bg5.cif"): {"partners"},
    ("Biopython", "8jjs.cif"): {"inhibitors"},
    ("Biopython", "6oim.cif"): {"inhibitors"},
    ("Biopython", "6ut0.cif"): {"inhibitors"},
    ("Biopython", "2ce2.pdb"): {"engineered"},
    ("MDAnalysis", "2ce2.pdb"): {"engineered", "n_models"},
    ("MDAnalysis", "3gft.pdb"): {"mutations", "hotspots", "acquired_resistance"},
    ("biotite", "9bg5.cif"): {"partners"},
    ("biotite", "8jjs.cif"): {"inhibitors"},
    ("biotite", "6oim.cif"): {"inhibitors"},
    ("biotite", "6ut0.cif"): {"inhibitors"},
    ("biotite", "2ce2.pdb"): {"engineered", "n_models"},
    ("biotite", "3gft.pdb"): {"mutations", "hotspots", "acquired_resistance"},
}


def differing(path: str, given: Any) -> set[str]:
    """Name the columns in which object and file differ."""
    from_file, from_object = rs.load(path).to_records(), rs.load(given).to_records()
    assert [row["chain_id"] for row in from_file] == [row["chain_id"] for row in from_object]
    return {key for old, new in zip(from_file, from_object, strict=True) for key in old if old[key] != new[key]}


@pytest.mark.parametrize("package", ["gemmi", "Biopython", "MDAnalysis", "biotite"])
@pytest.mark.parametrize("name", ["8azr.pdb", "5p21.pdb"])
def test_bundled_file_read_by_another_package_gives_the_record_of_the_file(
    package: str, name: str, bundled: Callable[[str], str], read_object: Reader
) -> None:
    path = bundled(name)
    assert differing(path, read_object(package, path)) == NOT_KEPT[package]


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore::rasstruct.RasStructWarning")
@pytest.mark.parametrize("package", ["gemmi", "gemmi.cif", "Biopython", "MDAnalysis", "biotite"])
@pytest.mark.parametrize("name", ["3gft.pdb", "6oim.cif", "9bg5.cif", "2ce2.pdb", "8jjs.cif", "6ut0.cif", "1he8.pdb"])
def test_corpus_file_read_by_another_package_differs_only_where_the_object_knows_less(
    package: str, name: str, corpus: Path, read_object: Reader
) -> None:
    path = str(corpus / "structures" / name)
    if (package, path[-4:]) in {("gemmi.cif", ".pdb"), ("MDAnalysis", ".cif")}:
        pytest.skip("the package does not read this format")
    allowed = NOT_KEPT[package] | ALSO_NOT_KEPT.get((package, name), set())
    if name == "1he8.pdb":
        allowed = allowed | {"partners"}
    assert differing(path, read_object(package, path)) <= allowed


@pytest.mark.corpus
def test_gemmi_structure_keeps_the_covalent_bond_the_sequence_and_the_database_entry_of_its_file(
    corpus: Path, read_object: Reader
) -> None:
    path = str(corpus / "structures" / "6oim.cif")
    from_file, from_object = rs.load(path).metadata, rs.load(read_object("gemmi", path)).metadata
    for column in ("links", "sequences", "cell", "space_group", "assemblies", "database_references", "deposition_date"):
        assert getattr(from_object, column) == getattr(from_file, column), column


@pytest.mark.parametrize("package", ["gemmi", "Biopython", "MDAnalysis", "biotite"])
def test_atoms_and_coordinates_are_those_of_the_object(
    package: str, bundled: Callable[[str], str], read_object: Reader
) -> None:
    given = read_object(package, bundled("5p21.pdb"))
    if package == "gemmi":
        xyz = [tuple(cra.atom.pos) for cra in given[0].all()]
    elif package == "Biopython":
        residues = [residue for chain in given[0] for residue in chain.get_unpacked_list()]
        xyz = [tuple(atom.coord) for residue in residues for atom in residue.get_unpacked_list()]
    else:
        xyz = [tuple(row) for row in (given.atoms.positions if package == "MDAnalysis" else given.coord)]
    loaded = rs.load(given).xyz[0]
    assert np.array_equal(np.sort(loaded, axis=0), np.sort(np.array(xyz, dtype=np.float32), axis=0))


@pytest.mark.parametrize(
    ("package", "part", "source"),
    [
        ("gemmi", lambda given: given, "gemmi structure 8azr"),
        ("gemmi", lambda given: given[0], "gemmi model 1"),
        ("Biopython", lambda given: given, "Biopython structure 8AZR"),
        ("Biopython", lambda given: given[0], "Biopython model 0"),
        ("Biopython", lambda given: given[0]["A"], "Biopython chain A"),
        ("MDAnalysis", lambda given: given, "MDAnalysis Universe 8azr.pdb"),
        (
            "MDAnalysis",
            lambda given: given.select_atoms("protein or resname LR4 GDP MG"),
            "MDAnalysis AtomGroup 8azr.pdb",
        ),
        ("MDAnalysis", lambda given: given.segments, "MDAnalysis SegmentGroup 8azr.pdb"),
        ("biotite", lambda given: given, "biotite AtomArray"),
    ],
)
def test_parts_are_taken_and_say_where_they_come_from(
    package: str, part: Callable[[Any], Any], source: str, bundled: Callable[[str], str], read_object: Reader
) -> None:
    entry = rs.load(part(read_object(package, bundled("8azr.pdb"))))
    assert entry.source == source
    (record,) = entry.to_records()
    assert (record["isoform"], record["mutations"], record["nucleotide_state"]) == ("KRAS4B", ["C118S"], "GDP")
    assert [row["site"] for row in record["inhibitors"]] == ["SII-P"]
    assert entry.structure.file_format.value == f"{package} object"


def test_models_of_a_stack_are_kept_and_a_universe_gives_its_current_frame(
    bundled: Callable[[str], str], read_object: Reader, text_5p21: str
) -> None:
    array = read_object("biotite", bundled("5p21.pdb"))
    moved = array.copy()
    moved.coord += np.float32(1.5)
    entry = rs.load(struc.stack([array, moved]))
    assert entry.xyz.shape == (2, array.array_length(), 3)
    assert np.array_equal(entry.xyz[1], moved.coord)
    universe = rs.load(struc.stack([array, moved])).to_universe()
    universe.trajectory[1]
    assert np.array_equal(rs.load(universe).xyz[0], moved.coord)


@pytest.mark.corpus
@pytest.mark.filterwarnings("ignore::rasstruct.RasStructWarning")
def test_model_keyword_chooses_a_model_of_an_object(corpus: Path, read_object: Reader) -> None:
    path = str(corpus / "structures" / "2ce2.pdb")
    given = read_object("Biopython", path)
    assert rs.load(given, model=2).structure.topology.n_atoms == rs.load(path, model=2).structure.topology.n_atoms


def test_elements_are_guessed_from_names_when_a_universe_has_none(bundled: Callable[[str], str]) -> None:
    universe = MDAnalysis.Universe(bundled("8azr.pdb"))
    known = rs.load(universe).structure.topology.element
    universe.del_TopologyAttr("elements")
    assert np.array_equal(rs.load(universe).structure.topology.element, known)


def test_alternate_locations_that_biopython_hides_are_all_taken(
    text_8azr: str, edit: Any, to_biopython: Callable[[str], Any]
) -> None:
    lines = [line for line in text_8azr.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM"))]
    doubled = []
    for line in lines:
        if line.startswith("ATOM") and line[22:26].strip() == "61":
            doubled += [f"{line[:16]}A{line[17:56]}0.40{line[60:]}", f"{line[:16]}B{line[17:56]}0.60{line[60:]}"]
        elif line.startswith("ATOM") and line[22:26].strip() == "12":
            doubled.append(f"{line[:16]}A{line[17:56]}0.70{line[60:]}")
            if line[12:16].strip() == "O":
                # Biopython reads the amino acids of a point mutation one after the other
                twelve = [atom for atom in lines if atom.startswith("ATOM") and atom[22:26].strip() == "12"]
                doubled += [f"{atom[:16]}BALA{atom[20:56]}0.30{atom[60:]}" for atom in twelve]
        else:
            doubled.append(line)
    given = to_biopython("".join(doubled))
    topology = rs.load(given).structure.topology
    assert topology.n_atoms == len(doubled)
    rows = [row for row in range(topology.n_residues) if topology.author_number[row] == 12]
    assert [topology.name_of(row) for row in rows] == ["GLY", "ALA"]
    assert topology.is_default_residue[rows].tolist() == [True, False]
    assert sorted(set(topology.altloc.tolist())) == [b"", b"A", b"B"]


@pytest.mark.corpus
def test_simulation_without_chains_elements_or_records_is_read(corpus: Path, tmp_path: Path) -> None:
    # KRAS4B G12C with GDP in water (GROMACS); copied, because MDAnalysis writes offsets beside what it reads
    path = tmp_path / "system.gro"
    path.write_bytes((corpus / "md" / "kras_gromacs" / "G12C_GDP_em.gro").read_bytes())
    universe = MDAnalysis.Universe(str(path))
    entry = rs.load(universe)
    (record,) = entry.to_records()
    assert (record["isoform"], record["mutations"], record["nucleotide_state"]) == ("KRAS4B", ["G12C"], "GDP")
    assert (record["chain_id"], entry.structure.topology.n_atoms) == ("", len(universe.atoms))
    assert entry.metadata.cell == pytest.approx(universe.dimensions, abs=1e-3)
    (again,) = rs.load(entry[""].to_cif())
    assert again.mutations == ("G12C",)


# --- the object stays as it was --------------------------------------------------------------------------------------


def test_gemmi_structure_is_unchanged(text_8azr: str) -> None:
    given = gemmi.read_pdb_string(text_8azr)
    before = (given.make_pdb_string(), given.make_mmcif_document().as_string(), len(given.entities))
    rs.load(given).to_records()
    assert (given.make_pdb_string(), given.make_mmcif_document().as_string(), len(given.entities)) == before


def test_gemmi_block_without_all_columns_is_unchanged(text_8azr: str) -> None:
    structure = gemmi.read_pdb_string(text_8azr)
    structure.setup_entities()
    document = structure.make_mmcif_document()
    kept = [tag for tag in document[0].find_loop("_atom_site.id").get_loop().tags if "alt_id" not in tag]
    rows = [list(row) for row in document[0].find(kept)]
    document[0].find_mmcif_category("_atom_site.").erase()
    loop = document[0].init_loop("", kept)
    for row in rows:
        loop.add_row(row)
    before = document.as_string()
    assert rs.load(document).to_records() == [{**rs.load(document[0]).to_records()[0]}]
    assert document.as_string() == before


def test_arrays_of_the_other_packages_are_not_shared(bundled: Callable[[str], str], read_object: Reader) -> None:
    array, universe = read_object("biotite", bundled("5p21.pdb")), read_object("MDAnalysis", bundled("5p21.pdb"))
    for given, positions in ((array, array.coord), (universe, universe.atoms.positions)):
        entry = rs.load(given)
        assert not np.shares_memory(entry.xyz, positions)
    assert array.coord.flags.writeable


@pytest.mark.filterwarnings("ignore:Attribute 'auth_:UserWarning")
def test_biotite_altlocs_occupancies_and_b_factors_come_along(bundled: Callable[[str], str]) -> None:
    path = bundled("8azr.pdb")
    array = biotite_pdbx.get_structure(
        biotite_pdbx.CIFFile.read(_as_cif(path)), model=1, altloc="all", extra_fields=["occupancy", "b_factor"]
    )
    topology = rs.load(array).structure.topology
    assert np.allclose(np.sort(topology.b_factor), np.sort(array.b_factor))
    assert np.allclose(np.sort(topology.occupancy), np.sort(array.occupancy))


def _as_cif(path: str) -> Any:
    """Convert a PDB file to an open mmCIF file."""
    structure = gemmi.read_structure(path)
    structure.setup_entities()
    return io.StringIO(structure.make_mmcif_document().as_string())
