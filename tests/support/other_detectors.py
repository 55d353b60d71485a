"""Other pocket detectors behind the interface of `rasstruct.analysis.pockets.detector`, for comparison only.

fpocket-rs 0.1.0 is used when it is installed (``pip install fpocket-rs``); pyKVFinder is GPL and runs in an environment
of its own, whose interpreter RASSTRUCT_KVFINDER_PYTHON names (``pip install pyKVFinder==0.9.6``).
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from rasstruct.analysis.pockets.detector import (
    Cavity,
    Detector,
    DetectorAtoms,
    build_cavity,
    find_with_pocketeer,
)

#: Å from the points of a grid to the atoms around them that touch it: van der Waals radius and probe, rounded up
GRID_REACH = 4.0


def find_with_fpocket(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
    """Find cavities with fpocket-rs, in its own order."""
    import fpocket_rs

    found = fpocket_rs.detect_pockets(as_pdb(atoms))["pockets"]
    balls = [np.array(pocket["alpha_spheres"]) for pocket in found]
    return tuple(build_cavity(b[:, :3], b[:, 3], pocket["score"]) for b, pocket in zip(balls, found, strict=True))


def find_with_kvfinder(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
    """Find cavities with pyKVFinder, the largest first; it has no score, so the volume stands for it."""
    job = Path(__file__).with_name("kvfinder_job.py")
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "walls.pdb", Path(folder) / "cavities.npz"
        path.write_text(as_pdb(atoms))
        subprocess.run([os.environ["RASSTRUCT_KVFINDER_PYTHON"], str(job), str(path), str(out)], check=True)
        with np.load(out) as found:
            points = [(found[f"points_{i}"], float(volume)) for i, volume in enumerate(found["volumes"])]
    cavities = [build_cavity(p, np.full(len(p), GRID_REACH), volume) for p, volume in points]
    return tuple(sorted(cavities, key=lambda cavity: -cavity.score))


def without_nucleotide(detector: Detector) -> Detector:
    """Give the detector the protein alone."""

    def find(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
        is_alpha = (atoms.atom_names == b"CA") & (atoms.elements == b"C")
        keep = np.isin(atoms.residue, atoms.residue[is_alpha])
        columns = (atoms.xyz, atoms.elements, atoms.atom_names, atoms.residue_names, atoms.residue)
        return detector(DetectorAtoms(*(column[keep] for column in columns)))

    return find


def available() -> dict[str, Detector]:
    """Give the detectors that can be run here."""
    found: dict[str, Detector] = {"pocketeer": find_with_pocketeer}
    if importlib.util.find_spec("fpocket_rs"):
        found["fpocket-rs"] = find_with_fpocket
    if os.environ.get("RASSTRUCT_KVFINDER_PYTHON"):
        found["pyKVFinder"] = find_with_kvfinder
    return found


def as_pdb(atoms: DetectorAtoms) -> str:
    """Write atoms as one chain of a PDB file, residues numbered from 1."""
    numbers = np.unique(atoms.residue, return_inverse=True)[1] + 1
    lines = []
    for serial, number in enumerate(numbers.tolist(), start=1):
        name, element = atoms.atom_names[serial - 1].decode(), atoms.elements[serial - 1].decode()
        placed = name if len(name) == 4 or len(element) == 2 else f" {name}"
        x, y, z = atoms.xyz[serial - 1].tolist()
        residue = atoms.residue_names[serial - 1].decode()[:3]
        lines.append(
            f"ATOM  {serial:5d} {placed:<4s} {residue:>3s} A{number:4d}    {x:8.3f}{y:8.3f}{z:8.3f}"
            f"  1.00 20.00          {element:>2s}\n"
        )
    return "".join(lines) + "END\n"
