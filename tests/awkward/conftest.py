"""What must stay the same when a file is awkward: the science, whatever its numbers, names, chains and line ends.

`Science` holds nothing that the makers change on purpose; `expected_8azr` is what gemmi and the file's own records say,
independent of the code under test, and `expected_5p21` likewise.
"""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs

CUTOFF = 4.0


@dataclasses.dataclass(frozen=True)
class Science:
    """What a RAS biologist would say about one chain, in UniProt numbers."""

    isoform: str
    mutations: tuple[str, ...]
    sequence: dict[int, str]
    nucleotide: str
    magnesium: float | None
    nucleotide_contacts: tuple[int, ...]
    inhibitors: tuple[tuple[str | None, str | None, tuple[int, ...]], ...]


def tell(chain: rs.RasChain) -> Science:
    """Take the science out of an annotated chain."""
    return Science(
        isoform=chain.isoform,
        mutations=chain.mutations_modelled,
        sequence={
            row.uniprot_number: row.residue for row in chain.residues() if row.uniprot_number and row.is_modelled
        },
        nucleotide=chain.nucleotide.state,
        magnesium=chain.nucleotide.mg_nucleotide,
        nucleotide_contacts=next((row.contacts for row in chain.bound_ligands if row.role == "nucleotide"), ()),
        inhibitors=tuple((row.site, row.binding_mode, row.contacts) for row in chain.inhibitors),
    )


def near(structure: gemmi.Structure, code: str) -> tuple[int, ...]:
    """List the protein residues with an atom within 4 Å of a molecule, by a gemmi neighbour search."""
    chain = structure[0][0]
    search = gemmi.NeighborSearch(structure[0], gemmi.UnitCell(), 5).populate()
    (molecule,) = (residue for residue in chain if residue.name == code)
    found = {
        mark.to_cra(structure[0]).residue.seqid.num
        for atom in molecule
        for mark in search.find_atoms(atom.pos, radius=CUTOFF)
        if mark.to_cra(structure[0]).residue.het_flag == "A" and mark.altloc in "\0A"
    }
    return tuple(sorted(found - {0}))


def magnesium_distance(structure: gemmi.Structure, code: str) -> float:
    """Measure Mg²⁺ to the nearest oxygen of a molecule."""
    residues = {residue.name: residue for residue in structure[0][0]}
    oxygens = [atom for atom in residues[code] if atom.element.name == "O"]
    return round(min(atom.pos.dist(residues["MG"][0].pos) for atom in oxygens), 2)


def sequence_of(structure: gemmi.Structure) -> dict[int, str]:
    """Read the sequence from the author numbers, which are the UniProt numbers in both entries (DBREF)."""
    return {
        residue.seqid.num: gemmi.find_tabulated_residue(residue.name).one_letter_code
        for residue in structure[0][0]
        if residue.het_flag == "A" and residue.seqid.num > 0
    }


@pytest.fixture(scope="session")
def expected_8azr(text_8azr: str) -> Science:
    """KRAS4B C118S (SEQADV) with GDP, and the precursor LR4 non-covalently in the switch-II pocket."""
    structure = gemmi.read_pdb_string(text_8azr)
    return Science(
        isoform="KRAS4B",
        mutations=("C118S",),
        sequence=sequence_of(structure),
        nucleotide="GDP",
        magnesium=magnesium_distance(structure, "GDP"),
        nucleotide_contacts=near(structure, "GDP"),
        inhibitors=(("SII-P", "non-covalent", near(structure, "LR4")),),
    )


@pytest.fixture(scope="session")
def expected_5p21(text_5p21: str) -> Science:
    """HRAS wild type with the GTP analogue GppNHp (Pai 1990 EMBO J doi:10.1002/j.1460-2075.1990.tb07409.x)."""
    structure = gemmi.read_pdb_string(text_5p21)
    return Science(
        isoform="HRAS",
        mutations=(),
        sequence=sequence_of(structure),
        nucleotide="GTP analogue",
        magnesium=magnesium_distance(structure, "GNP"),
        nucleotide_contacts=near(structure, "GNP"),
        inhibitors=(),
    )


@pytest.fixture(scope="session")
def science() -> Callable[[Any], Science]:
    """Give the reader of the one RAS chain of a file; warnings count as failures."""

    def read(given: Any) -> Science:
        (chain,) = rs.load(given.text if hasattr(given, "text") else given).chains
        return tell(chain)

    return read


@pytest.fixture(scope="session")
def science_of() -> Callable[[rs.RasChain], Science]:
    """Give the reader of a chain."""
    return tell


@pytest.fixture(scope="session")
def sentence() -> Callable[[Any], str]:
    """Give the one sentence that refuses a file, and fail when the file is not refused."""

    def refuse(given: Any) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rs.RasStructWarning)
            with pytest.raises(rs.RasStructError) as refused:
                rs.load(given).to_records()
        message = str(refused.value)
        assert message.startswith("found ")
        assert "; " in message
        assert "\n" not in message
        return message

    return refuse


@pytest.fixture(scope="session")
def both(pdb_8azr: Any, pdb_5p21: Any, expected_8azr: Science, expected_5p21: Science) -> list[tuple[Any, Science]]:
    """Give both entries, as deposited and bare of every record but the coordinates, with what must hold."""
    cases = []
    for pdb, expected in ((pdb_8azr, expected_8azr), (pdb_5p21, expected_5p21)):
        bare = pdb.only(lambda line: line.startswith(("ATOM", "HETATM", "TER", "END")))
        cases += [(pdb, expected), (bare, expected)]
    return cases


@pytest.fixture(scope="session")
def holds(both: list[tuple[Any, Science]], science: Callable[[Any], Science]) -> Callable[[Callable[[Any], Any]], None]:
    """Give the test that an edit leaves the science of both entries as it is, with and without headers."""

    def check(edit: Callable[[Any], Any]) -> None:
        for pdb, expected in both:
            changed = edit(pdb)
            assert (changed.text if hasattr(changed, "text") else changed) != pdb.text
            assert science(changed) == expected

    return check
