"""Where do the side chains around a substitution go when they may relax?

The extra ``refine``: PDBFixer adds what the file lacks of the protein, OpenMM
minimises in Amber ff14SB [1]_ with OBC2 solvent [2]_. The main chain stays where
the crystal has it; the side chains of the substituted residue and of those
within a distance of it move. Inhibitor, nucleotide, ions and modified residues
have no parameters in that force field: they are fixed obstacles that repel, and
their charges and hydrogen bonds are not seen. Waters are left out. A relaxed
model is a picture to look at; neither its energy nor its contacts enter the label.

References
----------
.. [1] Maier et al., J Chem Theory Comput 2015, doi:10.1021/acs.jctc.5b00255.
.. [2] Onufriev, Bashford & Case, Proteins 2004, doi:10.1002/prot.20033.
"""

from __future__ import annotations

import random
import string
from dataclasses import dataclass
from io import StringIO
from typing import Any

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import RasStructError
from rasstruct.analysis.mutagenesis.movable import DEFAULT_REACH, MAIN_CHAIN, Place, find_movable

__all__ = ["RefinedModel", "refine_side_chains"]

#: depth of the repulsion of an obstacle at the sum of the radii, in kJ/mol: as two aromatic carbons in ff14SB
_REPULSION = 0.36
#: end of the minimisation: root mean square force in kJ/mol/nm
_TOLERANCE = 10.0
_ANGSTROM_PER_NANOMETRE = 10.0


@dataclass(frozen=True, slots=True)
class RefinedModel:
    """A relaxed copy of a structure and what moved; energies in kJ/mol of the moving side chains and all around."""

    structure: gemmi.Structure
    moved_residues: tuple[str, ...]
    greatest_shift: float
    energy_before: float
    energy_after: float
    obstacles: tuple[str, ...]


def refine_side_chains(
    structure: gemmi.Structure, chain_id: str, author_number: int, *, reach: float = DEFAULT_REACH, seed: int = 0
) -> RefinedModel:
    """Relax the side chains in and around a substituted residue.

    Parameters
    ----------
    structure
        The mutated structure; its first model is used and nothing in it is changed.
    chain_id
        Chain of the residue.
    author_number
        Its number in that structure.
    reach
        Residues with an atom within this of the side chain may move, in Å.
    seed
        Where the added hydrogens start from.

    Raises
    ------
    RasStructError
        When the extra ``refine`` is not installed.
    LookupFailedError
        When there is no such residue with a side chain.
    """
    app, openmm, fixer_class = _import_extra()
    relaxed = _without_water_and_hydrogen(structure)
    model = relaxed[0]
    segments, obstacles, mobile = find_movable(relaxed, chain_id, author_number, reach=reach)
    places = [place for segment in segments for place in segment]
    complete = _complete(app, openmm, fixer_class, _as_pdb(model, segments), seed)
    system = app.ForceField("amber14-all.xml", "implicit/obc2.xml").createSystem(
        complete.topology,
        nonbondedMethod=app.CutoffNonPeriodic,
        nonbondedCutoff=1.0 * openmm.unit.nanometer,
        constraints=None,
    )
    free = {
        atom.index: atom
        for atom in complete.topology.atoms()
        if places[atom.residue.index] in mobile and atom.name not in MAIN_CHAIN
    }
    for index in range(system.getNumParticles()):
        if index not in free:
            system.setParticleMass(index, 0.0)
    system.addForce(_repel(openmm, free, model, obstacles))
    before, after, xyz = _minimise(openmm, system, complete.positions)
    return RefinedModel(
        structure=relaxed,
        moved_residues=tuple(_name(model, place) for place in sorted(mobile)),
        greatest_shift=_move(model, free, places, xyz),
        energy_before=before,
        energy_after=after,
        obstacles=tuple(_name(model, place) for place in obstacles),
    )


def _import_extra() -> tuple[Any, Any, Any]:
    """Load OpenMM and PDBFixer when they are asked for."""
    try:
        import openmm
        from openmm import app
        from pdbfixer import PDBFixer
    except ImportError as error:
        raise RasStructError(
            f"found no package {error.name!r}, expected the extra for relaxed models; "
            'install it with: pip install "rasstruct[refine]"'
        ) from error
    return app, openmm, PDBFixer


def _without_water_and_hydrogen(structure: gemmi.Structure) -> gemmi.Structure:
    """Copy the first model with one conformer a residue and its heavy atoms."""
    copy = structure.clone()
    while len(copy) > 1:
        del copy[1]
    copy.remove_alternative_conformations()
    copy.remove_hydrogens()
    copy.remove_waters()
    copy.remove_empty_chains()
    return copy


def _as_pdb(model: gemmi.Model, segments: list[list[Place]]) -> str:
    """Write each unbroken stretch as a chain of its own, numbered from 1."""
    protein = gemmi.Structure()
    protein.add_model(gemmi.Model(1))
    for letter, segment in zip(string.ascii_letters + string.digits, segments, strict=False):
        chain = gemmi.Chain(letter)
        for number, (c, r) in enumerate(segment, start=1):
            residue = model[c][r].clone()
            residue.seqid = gemmi.SeqId(number, " ")
            residue.het_flag = "A"
            chain.add_residue(residue)
        protein[0].add_chain(chain)
    protein.setup_entities()
    return protein.make_pdb_string()


def _complete(app: Any, openmm: Any, fixer_class: Any, pdb_text: str, seed: int) -> Any:
    """Add missing side-chain atoms, ends and hydrogens at pH 7; a gap in the chain stays one."""
    platform = openmm.Platform.getPlatformByName("Reference")
    fixer = fixer_class(pdbfile=StringIO(pdb_text), platform=platform)
    fixer.findMissingResidues()
    fixer.missingResidues = {}
    fixer.findMissingAtoms()
    fixer.addMissingAtoms(seed=seed)
    completed = app.Modeller(fixer.topology, fixer.positions)
    state = random.getstate()
    random.seed(seed)  # where the hydrogens start
    try:
        completed.addHydrogens(pH=7.0, platform=platform)
    finally:
        random.setstate(state)
    return completed


def _repel(openmm: Any, free: dict[int, Any], model: gemmi.Model, obstacles: list[Place]) -> Any:
    """Keep each moving heavy atom out of each atom without parameters."""
    force = openmm.CustomCompoundBondForce(1, "depth*(apart/sqrt((x1-x0)^2+(y1-y0)^2+(z1-z0)^2))^12")
    for name in ("depth", "apart", "x0", "y0", "z0"):
        force.addPerBondParameter(name)
    fixed = [(atom.element, atom.pos.tolist()) for c, r in obstacles for atom in model[c][r]]
    for index, atom in free.items():
        if atom.element.symbol == "H":
            continue
        radius = gemmi.Element(atom.element.symbol).vdw_r
        for element, xyz in fixed:
            apart = (radius + element.vdw_r) / _ANGSTROM_PER_NANOMETRE
            force.addBond([index], [_REPULSION, apart, *(value / _ANGSTROM_PER_NANOMETRE for value in xyz)])
    return force


def _minimise(openmm: Any, system: Any, positions: Any) -> tuple[float, float, npt.NDArray[np.float64]]:
    """Minimise on one thread, whose sums come in one order, and give energies in kJ/mol and places in Å."""
    context = openmm.Context(
        system,
        openmm.VerletIntegrator(0.001),
        openmm.Platform.getPlatformByName("CPU"),
        {"Threads": "1", "DeterministicForces": "true"},
    )
    context.setPositions(positions)
    before = context.getState(getEnergy=True).getPotentialEnergy()
    openmm.LocalEnergyMinimizer.minimize(context, _TOLERANCE)
    state = context.getState(getEnergy=True, getPositions=True)
    unit = openmm.unit
    return (
        round(before.value_in_unit(unit.kilojoule_per_mole), 1),
        round(state.getPotentialEnergy().value_in_unit(unit.kilojoule_per_mole), 1),
        state.getPositions(asNumpy=True).value_in_unit(unit.angstrom),
    )


def _move(model: gemmi.Model, free: dict[int, Any], places: list[Place], xyz: npt.NDArray[np.float64]) -> float:
    """Put the moved heavy atoms that the structure has where they are now, and give the greatest shift in Å."""
    greatest = 0.0
    for index, atom in free.items():
        c, r = places[atom.residue.index]
        for own in model[c][r]:
            if own.name == atom.name:
                place = gemmi.Position(*xyz[index].tolist())
                greatest = max(greatest, own.pos.dist(place))
                own.pos = place
    return round(greatest, 3)


def _name(model: gemmi.Model, place: Place) -> str:
    """Name a residue by chain, number and component."""
    chain = model[place[0]]
    residue = chain[place[1]]
    return f"{chain.name}/{residue.seqid} {residue.name}"
