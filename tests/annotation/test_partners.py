"""Which proteins meet a RAS chain, and in which role?

Oracles: the rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804: at least 12 RAS residues with CB within 12 Å and
one atom within 5 Å, or at least 5 residues with atoms within 5 Å), counted here by NumPy over gemmi's atoms; UniProt
entries with a known RAS-binding domain. The partner is a polyalanine copy of 5P21 that the test moves to a distance.
"""

from __future__ import annotations

from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct.annotation.partners import classify_gef_site

BACKBONE = ("N", "CA", "C", "O", "CB")


def with_polyalanine(pdb: Any, shift: float, dbref: str | None = None, *, keep_assembly: bool = False) -> str:
    """Add a polyalanine copy of the chain as chain B, moved along x, with a DBREF record of its own.

    The assembly that 5P21 states has no chain B, so that it is left out unless the test is about it.
    """
    pdb = pdb if keep_assembly else pdb.without_records("REMARK 350")
    copies = []
    for line in pdb.text.splitlines():
        if line.startswith("ATOM") and line[12:16].strip() in BACKBONE:
            x = float(line[30:38]) + shift
            copies.append(f"{line[:17]}ALA B{line[22:30]}{x:8.3f}{line[38:]}")
    added = pdb.with_lines(*copies, "TER")
    if dbref:
        accession, entry = dbref.split()
        record = f"DBREF  5P21 B    1   166  UNP    {accession:<8s} {entry:<12s}     1    166"
        added = added.with_lines(record, before="SEQADV" if "\nSEQADV" in added.text else "SEQRES")
    return str(added.text)


def count_contacts(text: str) -> tuple[int, int]:
    """Count RAS residues with CB within 12 Å and with an atom within 5 Å of chain B, by brute force."""
    model = gemmi.read_pdb_string(text)[0]
    ras = [r for r in model["A"] if r.het_flag == "A"]
    other = np.array([a.pos.tolist() for r in model["B"] for a in r])
    other_cb = np.array([beta(r).tolist() for r in model["B"]])
    n_cb = sum(np.linalg.norm(other_cb - beta(r).tolist(), axis=1).min() <= 12 for r in ras)
    n_atom = sum(min(np.linalg.norm(other - a.pos.tolist(), axis=1).min() for a in r) <= 5 for r in ras)
    return n_cb, n_atom


def beta(residue: gemmi.Residue) -> gemmi.Position:
    """Give CB, or CA of glycine."""
    return next(a.pos for name in ("CB", "CA") for a in residue if a.name == name)


@pytest.mark.parametrize("bundled", ["entry_8azr", "entry_5p21"])
def test_monomer_has_no_partner(bundled: str, request: pytest.FixtureRequest) -> None:
    entry = request.getfixturevalue(bundled)
    assert not entry.partners
    assert not entry["A"].partners


@pytest.mark.parametrize(
    ("shift", "by_cb", "by_atoms"),
    [(33.0, True, True), (39.0, True, False), (41.0, False, False), (48.0, False, False), (60.0, False, False)],
    ids=["interface", "enough CB and an atom", "one CB too few and an atom", "CB but no atom", "apart"],
)
def test_partners_are_those_of_the_published_rule(pdb_5p21: Any, shift: float, by_cb: bool, by_atoms: bool) -> None:
    text = with_polyalanine(pdb_5p21, shift)
    n_cb, n_atom = count_contacts(text)
    assert (n_cb >= 12 and n_atom >= 1, n_atom >= 5) == (by_cb, by_atoms)
    assert [partner.n_contacts for partner in rs.load(text)["A"].partners] == ([n_atom] if by_cb or by_atoms else [])


def test_the_near_misses_are_near(pdb_5p21: Any) -> None:
    assert count_contacts(with_polyalanine(pdb_5p21, 41.0)) == (11, 1)
    n_cb, n_atom = count_contacts(with_polyalanine(pdb_5p21, 39.0))
    assert n_cb >= 12
    assert 1 <= n_atom < 5


@pytest.mark.parametrize(("chains", "n_partners"), [("A", 0), ("A, B", 1)])
def test_chain_outside_the_stated_assembly_is_a_crystal_neighbour(pdb_5p21: Any, chains: str, n_partners: int) -> None:
    stated = "APPLY THE FOLLOWING TO CHAINS: A"
    assert stated in pdb_5p21.text
    text = with_polyalanine(pdb_5p21, 33.0, keep_assembly=True).replace(f"{stated}   ", f"{stated[:-1]}{chains:<4s}")
    assert count_contacts(text)[1] >= 5
    assert len(rs.load(text)["A"].partners) == n_partners


def test_chain_renamed_in_the_coordinates_alone_stays_a_partner(pdb_5p21: Any) -> None:
    """REMARK 350 still names chain C, which the coordinates call B."""
    stated = "APPLY THE FOLLOWING TO CHAINS: A"
    text = with_polyalanine(pdb_5p21, 33.0, keep_assembly=True).replace(f"{stated}   ", f"{stated}, C")
    assert [partner.chain_id for partner in rs.load(text)["A"].partners] == ["B"]


def test_chain_out_of_contact_is_listed_in_the_entry_only(pdb_5p21: Any) -> None:
    entry = rs.load(with_polyalanine(pdb_5p21, 90.0))
    assert [chain.chain_id for chain in entry.partners] == ["B"]
    assert not entry["A"].partners
    assert entry.to_records()[0]["partners"] == []


@pytest.mark.parametrize(
    ("dbref", "role"),
    [
        ("P04049 RAF1_HUMAN", "effector"),
        ("P48736 PK3CG_HUMAN", "effector"),
        ("Q9BPZ7 SIN1_HUMAN", "effector"),
        ("Q07889 SOS1_HUMAN", "GEF"),
        ("P20936 RASA1_HUMAN", "GAP"),
        ("O43924 PDE6D_HUMAN", "PDEδ"),
        ("P02647 APOA1_HUMAN", "nanodisc"),
        ("P62937 PPIA_HUMAN", "chaperone"),
        ("P00698 LYSC_CHICK", "other"),
        (None, "binder"),
    ],
)
def test_role_comes_from_the_uniprot_entry(pdb_5p21: Any, dbref: str | None, role: str) -> None:
    (partner,) = rs.load(with_polyalanine(pdb_5p21, 33.0, dbref))["A"].partners
    assert (partner.chain_id, partner.role) == ("B", role)
    assert partner.uniprot_entry == (dbref.split()[1] if dbref else None)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("DARPIN K27", "DARPin"),
        ("ANTI-RAS FV HEAVY CHAIN", "antibody"),
        ("IGG HEAVY CHAIN", "antibody"),
        ("MONOBODY 12VC1", "monobody"),
        ("MB(NS1)", "monobody"),
        ("AFFIMER K3", "affimer"),
        ("HLA CLASS I HISTOCOMPATIBILITY ANTIGEN, A-11 ALPHA CHAIN", "HLA"),
        ("BETA-2-MICROGLOBULIN", "HLA"),
        ("T-CELL RECEPTOR ALPHA CHAIN", "TCR"),
        ("SON OF SEVENLESS HOMOLOG 1", "GEF"),
        ("NEUROFIBROMIN", "GAP"),
        ("RAF PROTO-ONCOGENE SERINE/THREONINE-PROTEIN KINASE", "effector"),
        ("PEPTIDYL-PROLYL CIS-TRANS ISOMERASE A", "chaperone"),
        ("R11.1.6", "binder"),
        ("DARPINOID PROTEIN", "binder"),
        ("MYOSIN HEAVY CHAIN", "binder"),
        ("FVIII FRAGMENT", "binder"),
    ],
)
def test_without_a_known_uniprot_entry_the_words_of_the_name_tell_the_role(pdb_5p21: Any, name: str, role: str) -> None:
    compound = ("COMPND    MOL_ID: 1;", "COMPND   2 MOLECULE: PARTNER;", "COMPND   3 CHAIN: B;")
    text = with_polyalanine(pdb_5p21.without_records("COMPND"), 33.0)
    header = "\n".join(compound).replace("PARTNER", name)
    (partner,) = rs.load(text.replace("SOURCE", f"{header}\nSOURCE", 1))["A"].partners
    assert (partner.name, partner.role, partner.uniprot_entry) == (name, role, None)
    assert partner.parker_class in ("Binder", "GEF.CDC25", "GAP", "Effector", "Other")


def test_words_tell_the_role_of_an_entry_that_the_table_does_not_know(pdb_5p21: Any) -> None:
    text = with_polyalanine(pdb_5p21.without_records("COMPND"), 33.0, "P61769 B2MG_HUMAN")
    header = "COMPND    MOL_ID: 1;\nCOMPND   2 MOLECULE: BETA-2-MICROGLOBULIN;\nCOMPND   3 CHAIN: B;"
    (partner,) = rs.load(text.replace("SOURCE", f"{header}\nSOURCE", 1))["A"].partners
    assert (partner.role, partner.uniprot_entry, partner.parker_class) == ("HLA", "B2MG_HUMAN", "Other")


def test_contacts_are_residues_of_ras_in_their_regions(pdb_5p21: Any) -> None:
    """The regions are counted here from the ranges of Chen 2021 Fig. 1A."""
    (partner,) = rs.load(with_polyalanine(pdb_5p21, 33.0))["A"].partners
    assert len(partner.contacts) == partner.n_contacts == count_contacts(with_polyalanine(pdb_5p21, 33.0))[1]
    ranges = {"P-loop": range(10, 18), "switch I": range(30, 41), "switch II": range(60, 77)}
    for region, numbers in ranges.items():
        assert (region in partner.regions) == bool(set(numbers).intersection(partner.contacts))


def test_only_a_gef_has_a_site(pdb_5p21: Any) -> None:
    assert [p.site for p in rs.load(with_polyalanine(pdb_5p21, 33.0, "P04049 RAF1_HUMAN"))["A"].partners] == [None]


@pytest.mark.parametrize(
    ("contacts", "site"),
    [
        (range(57, 72), "catalytic"),
        ({24, 25, 26, 27, 31, 33, 36, 37, 38, 39, 41, 42, 43, 45, 50, 149, 153}, "allosteric"),
        ({86, 87, 90, 122, 123}, None),
        (set(), None),
    ],
    ids=["switch II, wedged open", "outside of switch I and strand 2", "far from both", "nothing"],
)
def test_site_of_a_gef_is_the_interface_its_contacts_resemble(contacts: Any, site: str | None) -> None:
    assert classify_gef_site(frozenset(contacts)) == site


@pytest.mark.parametrize(
    "record", ["UNP    P48736   PK3CG_HUMAN", "SWS    P48736   PK3CG_HUMAN", "unp    p48736   pk3cg_human"]
)
def test_uniprot_is_known_by_its_older_names_and_in_any_case(pdb_5p21: Any, record: str) -> None:
    text = with_polyalanine(pdb_5p21, 33.0, "P48736 PK3CG_HUMAN")
    line = next(line for line in text.splitlines() if line.startswith("DBREF") and "PK3CG" in line)
    (partner,) = rs.load(text.replace(line, f"{line[:26]}{record}"))["A"].partners
    assert (partner.role, partner.uniprot_entry) == ("effector", "PK3CG_HUMAN")


def test_role_is_unknown_when_the_file_says_nothing_about_any_protein(pdb_5p21: Any) -> None:
    (partner,) = rs.load(with_polyalanine(pdb_5p21.without_records("DBREF"), 33.0))["A"].partners
    assert (partner.role, partner.name, partner.uniprot_entry) == ("unknown", None, None)


def test_a_second_ras_chain_is_no_partner(pdb_5p21: Any) -> None:
    copies = [f"{line[:21]}B{line[22:]}" for line in pdb_5p21.text.splitlines() if line.startswith("ATOM")]
    moved = [f"{line[:30]}{float(line[30:38]) + 33.0:8.3f}{line[38:]}" for line in copies]
    entry = rs.load(pdb_5p21.without_records("REMARK 350").with_lines(*moved, "TER").text)
    assert [chain.chain_id for chain in entry] == ["A", "B"]
    assert [len(chain.partners) for chain in entry] == [0, 0]
    assert not entry.partners
