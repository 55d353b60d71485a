"""What PLIP (doi:10.1093/nar/gkaf361) says about one ligand of a PDB file, and how long it takes when it is warm.

Run by an interpreter that has PLIP and Open Babel; nothing of rasstruct is imported. Prints one JSON object.

    python plip_job.py FILE.pdb CHAIN NUMBER REPETITIONS

``read`` is the time in seconds to read the file and add hydrogens, ``find`` that to find the interactions of the one
ligand, each a list with one value a repetition. A row names atoms as the file does.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

from openbabel import openbabel
from plip.basic import config
from plip.structure.preparation import PDBComplex

#: not counted: it loads code and tables
WARM_UP = 1


def main(path: str, chain: str, number: str, repetitions: str) -> None:
    """Analyse the ligand again and again, and print times and rows."""
    logging.disable(logging.CRITICAL)
    openbabel.obErrorLog.SetOutputLevel(0)
    config.NOFIXFILE = True
    times: dict[str, list[float]] = {"read": [], "find": []}
    rows: list[dict[str, Any]] = []
    for _ in range(WARM_UP + int(repetitions)):
        started = time.perf_counter()
        entry = PDBComplex()
        entry.load_pdb(path)
        read = time.perf_counter()
        (ligand,) = [one for one in entry.ligands if any(m[1:] == (chain, int(number)) for m in one.members)]
        entry.characterize_complex(ligand)
        times["read"].append(read - started)
        times["find"].append(time.perf_counter() - read)
        rows = list_rows(entry, entry.interaction_sets[ligand.mol.title])
    print(json.dumps({name: values[WARM_UP:] for name, values in times.items()} | {"rows": rows}))


def list_rows(entry: Any, found: Any) -> list[dict[str, Any]]:
    """Give the interactions as plain values, under rasstruct's names of the kinds."""
    rows = []

    def add(kind: str, one: Any, distance: float, ligand: list[int], partner: list[int]) -> None:
        names = {"ligand_atoms": atom_names(entry, ligand), "partner_atoms": atom_names(entry, partner)}
        place = {"residue_name": one.restype, "chain_id": one.reschain, "author_number": one.resnr}
        rows.append({"interaction": kind, "distance": round(float(distance), 2)} | place | names)

    for one in found.hydrophobic_contacts:
        add("hydrophobic", one, one.distance, [one.ligatom_orig_idx], [one.bsatom_orig_idx])
    for one in found.hbonds_ldon:
        add("hbond", one, one.distance_ad, [one.d_orig_idx], [one.a_orig_idx])
    for one in found.hbonds_pdon:
        add("hbond", one, one.distance_ad, [one.a_orig_idx], [one.d_orig_idx])
    for one in found.saltbridge_lneg:
        add("saltbridge", one, one.distance, one.negative.atoms_orig_idx, one.positive.atoms_orig_idx)
    for one in found.saltbridge_pneg:
        add("saltbridge", one, one.distance, one.positive.atoms_orig_idx, one.negative.atoms_orig_idx)
    for one in found.pistacking:
        add("pistacking", one, one.distance, one.ligandring.atoms_orig_idx, one.proteinring.atoms_orig_idx)
    for one in found.pication_laro:
        add("cationpi", one, one.distance, one.ring.atoms_orig_idx, one.charge.atoms_orig_idx)
    for one in found.pication_paro:
        add("cationpi", one, one.distance, one.charge.atoms_orig_idx, one.ring.atoms_orig_idx)
    for one in found.halogen_bonds:
        add("halogen", one, one.distance, [one.don_orig_idx], [one.acc_orig_idx])
    for one in found.water_bridges:
        ends = (one.a_orig_idx, one.d_orig_idx) if one.protisdon else (one.d_orig_idx, one.a_orig_idx)
        add("waterbridge", one, max(one.distance_aw, one.distance_dw), [ends[0]], [ends[1]])
    for one in found.metal_complexes:
        add("metal", one, one.distance, [one.metal_orig_idx], [one.target_orig_idx])
    return rows


def atom_names(entry: Any, indices: list[int]) -> list[str]:
    """Look up the names that atoms have in the file."""
    atoms = [entry.Mapper.id_to_atom(index).OBAtom for index in indices]
    return [atom.GetResidue().GetAtomID(atom).strip() for atom in atoms]


if __name__ == "__main__":
    main(*sys.argv[1:])
