"""What is the three-dimensional shape of a molecule, over the conformers that it can take?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase
from rdkit.Chem import rdDistGeom, rdMolDescriptors

from rasstruct._base.records import column
from rasstruct.chemistry.properties.conformer_geometry import median_rmsd, plane_distances
from rasstruct.chemistry.properties.heavy_molecule import heavy_molecule

__all__ = ["ShapeDescriptors", "describe_shape"]

N_CONFORMERS = 10
SEED = 7
#: attempts for each conformer; RDKit's own bound grows with the molecule and lets hopeless ones run for hours
_ATTEMPTS = 20
_DECIMALS = 6


@dataclasses.dataclass(frozen=True, slots=True)
class ShapeDescriptors:
    """Shape over an ensemble: of each descriptor the median, the smallest and the largest value.

    All values are None when no conformer could be built; `problem` then says why.
    """

    name: str | None = column("string", "name of the molecule, none when it has none")
    conformers: int = column("integer", "conformers in the ensemble")
    seed: int = column("integer", "seed from which they were built")
    pmi1: float | None = column("number", "smallest principal moment of inertia", unit="Da Å²")
    pmi2: float | None = column("number", "middle principal moment of inertia", unit="Da Å²")
    pmi3: float | None = column("number", "largest principal moment of inertia", unit="Da Å²")
    npr1: float | None = column("number", "PMI1 / PMI3 (Sauer 2003): 0 rod, 0.5 disc, 1 sphere")
    npr1_min: float | None = column("number", "smallest PMI1 / PMI3")
    npr1_max: float | None = column("number", "largest PMI1 / PMI3")
    npr2: float | None = column("number", "PMI2 / PMI3 (Sauer 2003): 1 rod, 0.5 disc, 1 sphere")
    npr2_min: float | None = column("number", "smallest PMI2 / PMI3")
    npr2_max: float | None = column("number", "largest PMI2 / PMI3")
    radius_of_gyration: float | None = column("number", "mass-weighted radius of gyration", unit="Å")
    radius_of_gyration_min: float | None = column("number", "smallest radius of gyration", unit="Å")
    radius_of_gyration_max: float | None = column("number", "largest radius of gyration", unit="Å")
    asphericity: float | None = column("number", "asphericity (Baumgaertner 1993): 0 sphere, 1 rod")
    asphericity_min: float | None = column("number", "smallest asphericity")
    asphericity_max: float | None = column("number", "largest asphericity")
    eccentricity: float | None = column("number", "eccentricity (Arteca 1991): 0 sphere, 1 rod")
    eccentricity_min: float | None = column("number", "smallest eccentricity")
    eccentricity_max: float | None = column("number", "largest eccentricity")
    plane_of_best_fit: float | None = column("number", "mean distance of atoms from their plane (Firth 2012)", unit="Å")
    plane_of_best_fit_min: float | None = column("number", "smallest mean distance from the plane", unit="Å")
    plane_of_best_fit_max: float | None = column("number", "largest mean distance from the plane", unit="Å")
    rmsd: float | None = column("number", "median heavy-atom RMSD between two conformers, superposed", unit="Å")
    problem: str | None = column("string", "why there is no conformer, or what was left out")


def describe_shape(
    mol: Chem.Mol, *, conformers: int = N_CONFORMERS, seed: int = SEED, threads: int = 1
) -> ShapeDescriptors:
    """Describe the shape of a molecule by an ensemble of conformers.

    Parameters
    ----------
    mol
        Molecule; its own coordinates, if any, are not looked at. Of a salt the largest part is described.
    conformers
        Number of conformers to build.
    seed
        Where the random numbers begin, 1 or above.
    threads
        Threads to use; the result does not depend on it.

    Notes
    -----
    Conformers are those of ETKDGv3 (Riniker 2015; Wang 2020 for macrocycles), with hydrogens, not minimised further
    and not weighted by energy. They are built on the canonical form of the molecule, so that the numbering of the
    atoms does not matter. Each has a bounded number of attempts; the ensemble holds those that succeed.

    References
    ----------
    Riniker 2015, doi:10.1021/acs.jcim.5b00654; Wang 2020, doi:10.1021/acs.jcim.0c00025;
    Sauer 2003, doi:10.1021/ci025599w; Firth 2012, doi:10.1021/ci300293f.

    Examples
    --------
    >>> shape = describe_shape(Chem.MolFromSmiles("c1ccccc1"), conformers=2)
    >>> round(shape.npr1, 1), round(shape.npr2, 1)
    (0.5, 0.5)
    """
    name = (mol.GetProp("_Name").strip() if mol.HasProp("_Name") else "") or None
    molecule, problem = _prepare(mol)
    if molecule is not None:
        with rdBase.BlockLogs():
            built = list(rdDistGeom.EmbedMultipleConfs(molecule, conformers, _parameters(seed, threads)))
        if built:
            return dataclasses.replace(_summarise(molecule, built), name=name, seed=seed, problem=problem)
        problem = (
            f"no conformer of {Chem.MolToSmiles(Chem.RemoveHs(molecule))} could be built in {_ATTEMPTS} attempts each, "
            "expected a molecule without metals or impossible stereochemistry; check its structure"
        )
    return dataclasses.replace(_nothing(), name=name, seed=seed, problem=problem)


def _parameters(seed: int, threads: int) -> Any:
    """Give the settings of ETKDGv3."""
    parameters: Any = rdDistGeom.ETKDGv3()
    parameters.randomSeed = seed
    parameters.numThreads = threads
    parameters.maxIterations = _ATTEMPTS
    parameters.useRandomCoords = True
    return parameters


def _prepare(mol: Chem.Mol) -> tuple[Chem.Mol | None, str | None]:
    """Take the largest part in canonical order, with hydrogens; or say why there is none."""
    if mol.GetNumAtoms() == 0 or any(atom.GetAtomicNum() == 0 for atom in mol.GetAtoms()):
        return None, "found missing or unknown atoms (*), expected a whole molecule; put atoms in place"
    with rdBase.BlockLogs():
        parts = [Chem.MolToSmiles(part) for part in Chem.GetMolFrags(heavy_molecule(mol), asMols=True)]
        canonical = [Chem.MolFromSmiles(part) for part in parts]
    if any(part is None for part in canonical):
        return None, f"the SMILES {'.'.join(parts)} cannot be read back, expected a usual molecule; check its valences"
    ordered = sorted(zip(canonical, parts, strict=True), key=lambda pair: (-pair[0].GetNumHeavyAtoms(), pair[1]))
    left_out = ", ".join(smiles for _, smiles in ordered[1:])
    return Chem.AddHs(ordered[0][0]), f"left out: {left_out}" if left_out else None


def _summarise(molecule: Chem.Mol, built: list[int]) -> ShapeDescriptors:
    """Compute the descriptors over the ensemble."""
    heavy = [atom.GetIdx() for atom in molecule.GetAtoms() if atom.GetAtomicNum() > 1] or [0]
    xyz = np.array([molecule.GetConformer(conformer).GetPositions()[heavy] for conformer in built])
    values: dict[str, npt.NDArray[np.float64]] = {
        name: np.array([compute(molecule, confId=conformer) for conformer in built], dtype=np.float64)
        for name, compute in {**_OF_POINTS, **(_RATIOS if molecule.GetNumAtoms() > 1 else {})}.items()
    }
    values["plane_of_best_fit"] = plane_distances(xyz)
    spread: dict[str, Any] = {"conformers": len(built), "rmsd": _finite(median_rmsd(xyz))}
    for name, of_conformers in values.items():
        spread[name] = _finite(np.median(of_conformers))
        if not name.startswith("pmi"):
            spread[f"{name}_min"], spread[f"{name}_max"] = _finite(of_conformers.min()), _finite(of_conformers.max())
    return dataclasses.replace(_nothing(), **spread)


def _nothing() -> ShapeDescriptors:
    """Give the row of a molecule of which nothing is known."""
    missing: dict[str, Any] = {field.name: None for field in dataclasses.fields(ShapeDescriptors)}
    return ShapeDescriptors(**(missing | {"conformers": 0, "seed": SEED}))


def _finite(value: float) -> float | None:
    """Give a value that is defined, or None."""
    return round(float(value), _DECIMALS) if np.isfinite(value) else None


_OF_POINTS: dict[str, Callable[..., float]] = {
    "pmi1": rdMolDescriptors.CalcPMI1,
    "pmi2": rdMolDescriptors.CalcPMI2,
    "pmi3": rdMolDescriptors.CalcPMI3,
    "radius_of_gyration": rdMolDescriptors.CalcRadiusOfGyration,
}
_RATIOS: dict[str, Callable[..., float]] = {
    "npr1": rdMolDescriptors.CalcNPR1,
    "npr2": rdMolDescriptors.CalcNPR2,
    "asphericity": rdMolDescriptors.CalcAsphericity,
    "eccentricity": rdMolDescriptors.CalcEccentricity,
}
