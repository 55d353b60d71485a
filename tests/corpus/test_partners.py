"""The proteins next to RAS in every complete file, against the labels of Parker 2022 and published interfaces.

Oracles: `truth_chains.tsv` (class, name and contact residues of bound proteins; rascore 1.0.7,
doi:10.1158/0008-5472.CAN-22-0804), where the name is that of the current mmCIF file; for the two sites of SOS the
residues of SOS itself: its catalytic helix αH, 929-944, wedges between the switches of the nucleotide-free RAS
(Boriack-Sjodin 1998 doi:10.1038/28548), while the RAS at the other site sits on REM and the outside of CDC25
(Margarit 2003 doi:10.1016/S0092-8674(03)00149-1).
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import gemmi
import numpy as np
import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

#: entry -> name in its PDB-format file, which still has the words of the depositors
NAMES_AS_DEPOSITED = {
    "1bkd": "SON OF SEVENLESS-1",
    "1he8": "PHOSPHATIDYLINOSITOL 3-KINASE CATALYTIC SUBUNIT, GAMMA ISOFORM",
    "1nvu": "SON OF SEVENLESS PROTEIN HOMOLOG 1",
    "1nvw": "SON OF SEVENLESS PROTEIN HOMOLOG 1",
    "3ddc": "RAS ASSOCIATION DOMAIN-CONTAINING FAMILY PROTEIN 5",
}
#: class of the labels -> roles that are finer names for it
FINER_ROLES = {"Binder": {"binder", "DARPin", "antibody"}, "GEF.CDC25": {"GEF"}, "GEF.REM": {"GEF"}, "GAP": {"GAP"}}
FINER_ROLES |= {"Effector": {"effector"}, "Nanodisc": {"nanodisc"}}
CATALYTIC_HELIX = range(929, 945)


def corpus_folder() -> Path | None:
    folder = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared"))
    return folder if (folder / "structures").is_dir() else None


def labelled_chains() -> list[tuple[str, dict[str, str]]]:
    """List the complete files with the labels of each chain that meets a protein."""
    folder = corpus_folder()
    if folder is None:
        return []
    with (folder / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        labels = [row for row in csv.DictReader(lines, delimiter="\t") if row["bound_protein_class"] != "None"]
    files = sorted(path.name for path in (folder / "structures").iterdir() if path.is_file())
    return [(name, row) for name in files for row in labels if name.split(".")[0] == row["pdb"]]


LABELLED = labelled_chains()
IDS = [f"{name} chain {row['chain']}" for name, row in LABELLED]


@pytest.mark.parametrize(("name", "label"), LABELLED, ids=IDS)
def test_class_name_and_chains_of_the_partners_are_those_of_the_labels(
    name: str, label: dict[str, str], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    partners = corpus_entry(name)[label["chain"]].partners
    assert {partner.chain_id for partner in partners} == set(label["bound_protein_chains"].split(","))
    assert {partner.parker_class for partner in partners} == {label["bound_protein_class"]}
    assert {partner.role for partner in partners} <= FINER_ROLES[label["bound_protein_class"]]
    expected = NAMES_AS_DEPOSITED.get(label["pdb"], label["bound_protein"])
    names = {name for partner in partners if (name := partner.name)}
    assert {name.upper() for name in names} == {name.upper() for name in re.split(r",(?! )", expected)}


@pytest.mark.parametrize(("name", "label"), LABELLED, ids=IDS)
def test_contacts_hold_those_of_the_labels(
    name: str, label: dict[str, str], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    """The labels count pairs of residues that are also near by CB, so that they are the stricter set."""
    contacts = {partner.chain_id: set(partner.contacts) for partner in corpus_entry(name)[label["chain"]].partners}
    for part in label["bound_protein_contacts"].split("|"):
        chain_id, _, numbers = part.partition(":")
        expected = {int(number) for number in numbers.split(",")}
        missed = expected - contacts[chain_id]
        assert len(missed) <= (2 if (label["pdb"], label["chain"]) == ("1nvu", "Q") else 0), missed


@pytest.mark.parametrize(
    ("name", "chain_id", "site"),
    [
        ("1bkd.pdb", "R", "catalytic"),
        ("1nvu.pdb", "R", "catalytic"),
        ("1nvu.pdb", "Q", "allosteric"),
        ("1nvw.pdb", "R", "catalytic"),
        ("1nvw.pdb", "Q", "allosteric"),
    ],
)
def test_site_of_sos_agrees_with_the_helix_of_sos_that_is_near(
    name: str, chain_id: str, site: str, corpus: Path, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    (partner,) = corpus_entry(name)[chain_id].partners
    assert partner.site == site
    model = gemmi.read_structure(str(corpus / "structures" / name))[0]
    ras = np.array([atom.pos.tolist() for residue in model[chain_id].get_polymer() for atom in residue])
    touching = {
        residue.seqid.num
        for residue in model[partner.chain_id].get_polymer()
        if min(np.linalg.norm(ras - atom.pos.tolist(), axis=1).min() for atom in residue) <= 5
    }
    assert (len(touching.intersection(CATALYTIC_HELIX)) >= 6) == (site == "catalytic")


@pytest.mark.parametrize(("name", "n_sites"), [("1nvu.pdb", 2), ("5o2s.pdb", 1), ("9bga.cif", 1)])
def test_entry_says_which_ras_chains_each_partner_meets(
    name: str, n_sites: int, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    entry = corpus_entry(name)
    met = {
        partner.chain_id: [c.chain_id for c in entry if partner.chain_id in {p.chain_id for p in c.partners}]
        for partner in entry.partners
    }
    assert {partner.chain_id: list(partner.meets) for partner in entry.partners} == met
    assert {len(partner.meets) for partner in entry.partners} == {n_sites}


@pytest.mark.parametrize(
    ("name", "chain_id", "expected"),
    [
        ("1nvu.pdb", "Q", ("SOS1_HUMAN", "GEF", "allosteric")),
        ("1nvu.pdb", "R", ("SOS1_HUMAN", "GEF", "catalytic")),
        ("1bkd.pdb", "R", ("SOS1_HUMAN", "GEF", "catalytic")),
        ("1he8.pdb", "B", ("PK3CG_HUMAN", "effector", None)),
        ("3ddc.pdb", "A", ("RASF5_MOUSE", "effector", None)),
    ],
)
def test_coordinates_alone_tell_partner_role_and_site(
    name: str, chain_id: str, expected: tuple[str, str, str | None], corpus: Path
) -> None:
    """Without a header the sequence tells the protein, the residues in contact the site."""
    lines = (corpus / "structures" / name).read_text().splitlines()
    atoms = "\n".join(line for line in lines if line.startswith(("ATOM", "HETATM", "TER"))) + "\n"
    (partner,) = rs.load(atoms)[chain_id].partners
    assert (partner.uniprot_entry, partner.role, partner.site) == expected


@pytest.mark.parametrize("name", ["1nvu.pdb", "1bkd.pdb", "1he8.pdb", "3ddc.pdb", "2vh5.pdb", "5o2s.pdb"])
def test_partners_survive_pdb_and_mmcif_of_our_own(name: str, corpus_entry: Callable[[str], rs.Entry]) -> None:
    entry = corpus_entry(name)
    expected = [[(p.chain_id, p.role, p.uniprot_entry, p.site, p.contacts) for p in chain.partners] for chain in entry]
    for text in (entry.to_pdb(), entry.to_cif()):
        found = [
            [(p.chain_id, p.role, p.uniprot_entry, p.site, p.contacts) for p in chain.partners]
            for chain in rs.load(text)
        ]
        assert found == expected


def test_relative_of_ras_beside_ras_is_named(corpus: Path, text_5p21: str) -> None:
    lines = (corpus / "structures" / "not_ras" / "1c1y.pdb").read_text().splitlines()
    rap1a = [f"{line[:21]}B{line[22:]}" for line in lines if line.startswith("ATOM") and line[21] == "A"]
    ras = [line for line in text_5p21.splitlines() if line.startswith("ATOM")]
    (other,) = rs.load("\n".join([*ras, "TER", *rap1a, "END"]) + "\n").partners
    assert (other.name, other.role) == ("Ras-related protein Rap-1A", "other")
