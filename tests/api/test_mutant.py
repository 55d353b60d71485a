"""What does `chain.mutate` give, and does the mutated structure hold what it says?

Oracles: gemmi reads what was written; the sequence of the entry; the native structure.
"""

from __future__ import annotations

from pathlib import Path

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.api.mutant import Mutants


@pytest.fixture(scope="module")
def chain() -> rs.RasChain:
    return rs.load("8AZR")["A"]


def test_one_substitution_is_a_mutant_and_several_are_mutants(chain: rs.RasChain) -> None:
    assert chain.mutate("Y96D").mutation == "Y96D"
    many = chain.mutate(["Y96D", "H95Q"])
    assert isinstance(many, Mutants)
    assert [one.mutation for one in many] == ["Y96D", "H95Q"]
    assert many["H95Q"].label == chain.mutate("H95Q").label
    assert len(chain.mutate("Y96")) == 19


def test_the_written_structure_has_the_new_residue_and_nothing_else_moved(chain: rs.RasChain, tmp_path: Path) -> None:
    mutant = chain.mutate("Y96D")
    path = tmp_path / "y96d.pdb"
    mutant.to_pdb(path)
    written, native = (gemmi.read_structure(str(one)) for one in (path, Path("structures/8azr.pdb").resolve()))
    changed = written[0]["A"]["96"][0]
    assert changed.name == "ASP"
    assert [atom.name for atom in changed] == ["N", "CA", "C", "O", "CB", "CG", "OD1", "OD2"]
    for before in native[0]["A"]:
        if before.seqid.num != 96 and before.name != "HOH":
            (after,) = (one for one in written[0]["A"] if one.seqid == before.seqid and one.name == before.name)
            assert {a.name: a.pos.tolist() for a in after} == {a.name: a.pos.tolist() for a in before}
    assert mutant.entry["A"].mutations == ("Y96D", "C118S")


@pytest.mark.parametrize("mutation", ["Y96Y", "G12G", "R68R"])
def test_a_residue_mutated_to_itself_changes_nothing(mutation: str, chain: rs.RasChain) -> None:
    mutant = chain.mutate(mutation)
    assert (mutant.label, mutant.score, mutant.effect.contacts_lost) == ("no structural effect seen", 0.0, 0)
    assert "is not changed: spared" in mutant.explanation
    assert np.array_equal(mutant.entry.xyz, chain.structure.xyz[:1])


def test_a_chain_without_inhibitor_has_a_row_without_ligand() -> None:
    mutant = rs.load("5P21")["A"].mutate("G12D")
    assert (mutant.effect.ligand_het, mutant.label, mutant.verdict, mutant.score) == (None, None, None, None)
    assert (mutant.effect.contacts_lost, mutant.effect.clash) == (None, None)
    assert repr(mutant) == "<Mutant G12D of chain A · no inhibitor>"
    assert "No inhibitor is bound" in mutant.explanation


def test_a_residue_that_is_not_modelled_says_so(chain: rs.RasChain) -> None:
    mutant = chain.mutate("K184A")
    assert (mutant.label, mutant.score, mutant.from_residue) == ("not modelled", None, None)
    with pytest.raises(LookupFailedError, match="not modelled"):
        mutant.to_pdb()


def test_rows_have_the_columns_that_are_promised(chain: rs.RasChain) -> None:
    (row,) = chain.mutate("H95Q").to_records()
    promised = {
        "pdb_id", "chain_id", "ligand_het", "mutation", "from_residue", "label", "mechanism_flags", "score",
        "contacts_lost", "hbonds_lost", "clash", "covalent_lost", "explanation",
    }  # fmt: skip
    assert promised <= row.keys()
    assert (row["pdb_id"], row["chain_id"], row["ligand_het"], row["from_residue"]) == ("8AZR", "A", "LR4", "H")


def test_flags_of_the_nucleotide_cycle_are_for_drugs_of_the_off_state(chain: rs.RasChain) -> None:
    assert "nucleotide cycle" in chain.mutate("G13D").mechanism_flags
    assert "nucleotide cycle" not in chain.mutate("H95Q").mechanism_flags
    assert "nucleotide cycle" not in rs.load("5P21")["A"].mutate("G13D").mechanism_flags
