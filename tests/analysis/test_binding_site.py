"""Where and how does a ligand bind to RAS?

Oracles: residues within 4 Å counted by gemmi over every pair of atoms; the marker residues that Parker 2022
(doi:10.1158/0008-5472.CAN-22-0804) publishes and the cryptic groove of the review, both written out here.
"""

from __future__ import annotations

import gemmi
import pytest
from pdb_text import PdbText

import rasstruct as rs
from rasstruct.analysis.binding_site import describe_binding_site

SII_P_MARKERS, GROOVE = {12, 96, 99}, {95, 96, 99}


def touched_by_hand(text: str, het_code: str) -> set[int]:
    """List the numbered residues with a heavy atom within 4 Å of a molecule."""
    chain = gemmi.read_pdb_string(text)[0]["A"]
    ligand = [a.pos for residue in chain if residue.name == het_code for a in residue]
    return {
        residue.seqid.num
        for residue in chain
        if residue.het_flag == "A"
        and residue.seqid.num > 0
        and any(a.pos.dist(pos) <= 4.0 for a in residue if not a.is_hydrogen() for pos in ligand)
    }


def test_8azr_is_described_by_the_residues_that_gemmi_finds(entry_8azr: rs.Entry, text_8azr: str) -> None:
    touched = touched_by_hand(text_8azr, "LR4")
    found = entry_8azr["A"].ligands["LR4"].binding_site()
    assert found.contacts == tuple(sorted(touched))
    assert found.n_contacts == len(touched)
    assert (found.site, found.binding_mode, found.nucleophile, found.presented_by) == (
        "SII-P", "non-covalent", None, None,
    )  # fmt: skip
    assert set(found.markers) == touched & SII_P_MARKERS
    assert found.other_sites == ()


def test_shares_of_a_pocket_follow_from_its_residues(entry_8azr: rs.Entry, text_8azr: str) -> None:
    touched = touched_by_hand(text_8azr, "LR4")
    shares = {share.pocket: share for share in entry_8azr["A"].ligands["LR4"].binding_site().pockets}
    groove = shares["SII-P cryptic groove"]
    assert (groove.n_contacts, groove.share_of_pocket) == (3, 1.0)
    assert touched > GROOVE
    assert groove.share_of_contacts == pytest.approx(3 / len(touched), abs=5e-4)
    lining = next(p for p in rs.reference.pockets() if (p.pocket, p.definition) == ("SII-P", "lining"))
    n_lining = len(touched.intersection(lining.residues))
    assert shares["SII-P"].n_contacts == n_lining
    assert shares["SII-P"].share_of_contacts == pytest.approx(n_lining / len(touched), abs=5e-4)
    assert shares["SII-P"].share_of_pocket == pytest.approx(n_lining / len(lining.residues), abs=5e-4)


def test_pockets_stand_from_most_to_least_residues_without_interfaces_and_none_is_empty(entry_8azr: rs.Entry) -> None:
    interfaces = {row.pocket for row in rs.reference.pockets() if row.definition == "interface"}
    for ligand in entry_8azr["A"].ligands.values():
        assert not interfaces & {share.pocket for share in ligand.binding_site().pockets}
        counts = [share.n_contacts for share in ligand.binding_site().pockets]
        assert counts == sorted(counts, reverse=True)
        assert 0 not in counts


def test_what_is_no_inhibitor_has_no_site_but_pockets_and_regions(entry_8azr: rs.Entry) -> None:
    found = entry_8azr["A"].ligands["GDP"].binding_site()
    assert (found.role, found.site, found.binding_mode, found.markers) == ("nucleotide", None, None, ())
    assert found.pockets[0].pocket == "nucleotide"
    assert found.regions[0] == "P-loop"
    assert found.occludes == ()


def test_interfaces_that_are_touched_from_behind_are_not_occluded(entry_8azr: rs.Entry) -> None:
    found = entry_8azr["A"].ligands["LR4"].binding_site()
    assert "SOS catalytic interface" in found.touches
    assert found.occludes == ()
    assert "α4–α5 interface" not in found.touches


def test_a_ligand_moved_far_out_of_the_pocket_is_not_bound(pdb_8azr: PdbText) -> None:
    chain = pdb_8azr.molecule_moved("LR4", [60.0, 60.0, 60.0]).chain()
    assert "LR4" not in {ligand.het_code for ligand in chain.bound_ligands}


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "chain_id", "het_code", "expected"),
    [
        # Canon 2019 Nature doi:10.1038/s41586-019-1694-1
        pytest.param("6oim.cif", "A", "MOV", ("SII-P", "covalent", "Cys12"), id="sotorasib is bonded to Cys12"),
        # Wang 2022 J Med Chem doi:10.1021/acs.jmedchem.1c01688
        pytest.param("7rpz.cif", "A", "6IC", ("SII-P", "non-covalent", None), id="MRTX1133 is not bonded"),
        # Maurer 2012 PNAS doi:10.1073/pnas.1116510109
        pytest.param("4dst.pdb", "A", "9LI", ("SI/II-P", "non-covalent", None), id="DCAI lies between the switches"),
        # Cregg 2025 J Med Chem doi:10.1021/acs.jmedchem.4c02314
        pytest.param("9bga.cif", "A", "A1AHB", ("other", "tri-complex", None), id="daraxonrasib is presented"),
    ],
)
def test_site_and_mode_are_as_published(
    name: str, chain_id: str, het_code: str, expected: tuple[str, str, str | None], corpus_entry
) -> None:
    found = corpus_entry(name)[chain_id].ligands[het_code].binding_site()
    assert (found.site, found.binding_mode, found.nucleophile) == expected
    assert (found.presented_by is not None) == (expected[1] == "tri-complex")


@pytest.mark.corpus
def test_a_peptide_has_a_site_without_het_code(corpus_entry) -> None:
    chain = corpus_entry("8jjs.cif")["A"]
    (bound,) = chain.inhibitors
    found = describe_binding_site(chain, bound)
    assert (found.ligand_het, found.site, found.binding_mode) == (None, "SII-P", "non-covalent")
    assert found.occludes
