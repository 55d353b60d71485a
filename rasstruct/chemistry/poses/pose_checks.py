"""Is the pose of a molecule plausible, and is it the molecule that it should be?

A pose is judged as PoseBusters does it (Buttenschoen 2024 Chem Sci
doi:10.1039/D3SC04185A): chemistry, geometry and distance to what surrounds it,
each check with the value that decides it. `passed` is `None` where a check
cannot say, and the sentence gives the reason. The limits are facts of
`reference.pose_limits()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records
from rasstruct.chemistry.poses.heavy_atoms import heavy_coordinates, name_atoms
from rasstruct.chemistry.poses.pose_geometry import (
    Deviation,
    distance_bounds,
    worst_angle,
    worst_bond,
    worst_contact,
    worst_double_bond,
    worst_ring,
)
from rasstruct.chemistry.poses.pose_identity import SoundPose, compare_identity, find_problem, sound_pose
from rasstruct.chemistry.poses.pose_report import PoseCheck, PoseReport
from rasstruct.chemistry.poses.pose_stereo import compare_stereo
from rasstruct.chemistry.poses.surroundings import Surroundings, find_worst_clash, measure_link
from rasstruct.reference.pose_limits import get_pose_limit

__all__ = ["check_pose"]

#: checks of the geometry: what a molecule may lack for them, and how the deciding value reads
_GEOMETRY = {
    "bond lengths": ("bonds", "{names} is {value:.2f} Å long"),
    "bond angles": ("angles", "the ends of {names} are {value:.2f} Å apart"),
    "internal clash": ("atoms that could clash", "{names} are {value:.2f} Å apart"),
    "flat aromatic rings": ("aromatic rings", "{names} is flat to {value:.2f} Å"),
    "flat double bonds": ("double bonds that could be bent", "{names} is flat to {value:.2f} Å"),
}


def check_pose(
    mol: Chem.Mol,
    *,
    reference: Chem.Mol | Sequence[Chem.Mol] | None = None,
    surroundings: Surroundings | None = None,
) -> PoseReport:
    """Check the pose of a molecule.

    Parameters
    ----------
    mol
        The molecule; its first conformer is the pose. Heavy atoms are measured, hydrogens may be there or not.
    reference
        The molecule that it should be, or several forms of it (free and bound), one of which it should be.
    surroundings
        Heavy atoms around it.

    Returns
    -------
    PoseReport
        One row a check: valence, one molecule, coordinates, identity, bond lengths, bond angles, internal clash, flat
        aromatic rings, flat double bonds, stereocentres, double-bond geometry, surroundings clash, covalent bond.

    Notes
    -----
    A pose whose bond orders make no sense, as some docking formats leave them, fails the first check; where the
    reference has the same heavy atoms and bonds, the other checks borrow its bond orders.

    Examples
    --------
    >>> from rdkit.Chem import rdDistGeom
    >>> aspirin = Chem.MolFromSmiles("CC(=O)Oc1ccccc1C(=O)O")
    >>> pose = Chem.AddHs(aspirin)
    >>> rdDistGeom.EmbedMolecule(pose, randomSeed=1)
    0
    >>> check_pose(pose, reference=aspirin)
    <PoseReport passed · 2 undecided>
    """
    forms = () if reference is None else (reference,) if isinstance(reference, Chem.Mol) else tuple(reference)
    with rdBase.BlockLogs():
        return PoseReport(Records(PoseCheck, _run_checks(mol, forms, surroundings)))


def _run_checks(mol: Chem.Mol, forms: tuple[Chem.Mol, ...], surroundings: Surroundings | None) -> Iterator[PoseCheck]:
    """Give all rows in order."""
    obstacle = _find_obstacle(mol)
    identity = compare_identity(mol, forms)
    yield _check_valence(mol)
    yield _check_connected(mol)
    yield PoseCheck("coordinates", obstacle is None, obstacle or "the pose has 3D coordinates")
    yield PoseCheck("identity", identity.is_same, identity.sentence)
    if obstacle is not None:
        rest = (*_GEOMETRY, "stereocentres", "double-bond geometry", "surroundings clash", "covalent bond")
        yield from (PoseCheck(check, None, obstacle) for check in rest)
        return
    yield from _check_geometry(mol, sound_pose(mol, identity.form))
    yield from _check_stereo(mol, identity.form, identity.sentence)
    yield _check_clash(mol, surroundings)
    yield _check_link(mol, surroundings)


def _find_obstacle(mol: Chem.Mol) -> str | None:
    """Say why a molecule has no pose, `None` when it has one."""
    try:
        heavy_coordinates(mol)
    except MoleculeError as error:
        return str(error)
    return None


def _check_valence(mol: Chem.Mol) -> PoseCheck:
    """Say whether valences and aromatic systems make sense."""
    problem = find_problem(mol)
    if problem is None:
        return PoseCheck("valence", True, "valences and aromatic systems make sense")
    names = name_atoms(mol, problem.atoms)
    return PoseCheck("valence", False, problem.sentence, atoms=problem.atoms, atom_names=names)


def _check_connected(mol: Chem.Mol) -> PoseCheck:
    """Say whether all atoms hang together."""
    n_pieces = len(Chem.GetMolFrags(mol))
    sentence = "all atoms are one molecule" if n_pieces == 1 else f"found {n_pieces} separate pieces, expected one"
    return PoseCheck("one molecule", n_pieces == 1, sentence, value=n_pieces, limit=1, unit="pieces")


def _check_geometry(mol: Chem.Mol, pose: SoundPose | None) -> Iterator[PoseCheck]:
    """Compare lengths, angles, contacts and planes with their limits."""
    if pose is None:
        yield from (PoseCheck(check, None, "the bond orders make no sense") for check in _GEOMETRY)
        return
    bounds = distance_bounds(pose.molecule)
    deviations = (
        worst_bond(pose.molecule, bounds),
        worst_angle(pose.molecule, bounds),
        worst_contact(pose.molecule, bounds),
        worst_ring(pose.molecule),
        worst_double_bond(pose.molecule),
    )
    for check, deviation in zip(_GEOMETRY, deviations, strict=True):
        if deviation is None:
            yield PoseCheck(check, True, f"there are no {_GEOMETRY[check][0]}")
        else:
            yield _judge(mol, check, deviation, pose)


def _judge(mol: Chem.Mol, check: str, deviation: Deviation, pose: SoundPose) -> PoseCheck:
    """Make the row of the value that deviates most."""
    atoms = tuple(pose.atoms[index] for index in deviation.atoms)
    names = name_atoms(mol, atoms)
    finding = _GEOMETRY[check][1].format(names="–".join(names), value=deviation.value)
    bound = "at least" if (deviation.value < deviation.limit) != deviation.is_within else "at most"
    return PoseCheck(
        check,
        deviation.is_within,
        f"{finding}, {bound} {deviation.limit:.2f} allowed{pose.remark}",
        value=round(deviation.value, 3),
        limit=round(deviation.limit, 3),
        unit="Å",
        atoms=atoms,
        atom_names=names,
    )


def _check_stereo(mol: Chem.Mol, form: Chem.Mol | None, reason: str) -> Iterator[PoseCheck]:
    """Compare stereocentres and double bonds with the reference."""
    compared = compare_stereo(mol, form) if form is not None else None
    if compared is None:
        yield PoseCheck("stereocentres", None, reason)
        yield PoseCheck("double-bond geometry", None, reason)
        return
    centres = [(atom,) for atom in compared.differing_centres]
    open_centres = [(atom,) for atom in compared.open_centres]
    yield _count_differing(mol, "stereocentres", compared.n_centres, centres, open_centres)
    yield _count_differing(
        mol,
        "double-bond geometry",
        compared.n_double_bonds,
        compared.differing_double_bonds,
        compared.open_double_bonds,
    )


def _count_differing(
    mol: Chem.Mol,
    check: str,
    n_defined: int,
    differing: Sequence[tuple[int, ...]],
    undefined: Sequence[tuple[int, ...]],
) -> PoseCheck:
    """Make the row of stereo elements that differ; it cannot say for a reference that leaves all of them open."""
    listed = "; ".join("=".join(name_atoms(mol, group)) for group in differing or undefined)
    if differing:
        sentence = f"{len(differing)} of {n_defined} differ from the reference: {listed}"
    elif undefined:
        sentence = f"{n_defined} as in the reference, which leaves {len(undefined)} open: {listed}"
    else:
        sentence = f"{n_defined} as in the reference" if n_defined else "there are none"
    atoms = tuple(atom for group in differing for atom in group)
    return PoseCheck(
        check,
        None if undefined and not n_defined else not differing,
        sentence,
        value=len(differing),
        limit=0,
        unit="differing",
        atoms=atoms,
        atom_names=name_atoms(mol, atoms),
    )


def _check_clash(mol: Chem.Mol, surroundings: Surroundings | None) -> PoseCheck:
    """Say which atom of the surroundings is too near."""
    if surroundings is None:
        return PoseCheck("surroundings clash", None, "nothing is known about what surrounds the pose")
    worst = find_worst_clash(mol, surroundings)
    if worst is None:
        return PoseCheck("surroundings clash", None, "nothing surrounds the pose")
    (name,) = name_atoms(mol, (worst.atom,))
    overlap = f"; the radii overlap by {worst.radii - worst.distance:.2f} Å" if worst.radii > worst.distance else ""
    return PoseCheck(
        "surroundings clash",
        worst.distance >= worst.allowed,
        f"{name} is {worst.distance:.2f} Å from {surroundings.names[worst.row]}, at least {worst.allowed:.2f} allowed"
        f"{overlap}",
        value=round(worst.distance, 3),
        limit=round(worst.allowed, 3),
        unit="Å",
        atoms=(worst.atom,),
        atom_names=(name,),
    )


def _check_link(mol: Chem.Mol, surroundings: Surroundings | None) -> PoseCheck:
    """Compare the bond to the surroundings with the covalent radii."""
    link = surroundings.link if surroundings is not None else None
    if surroundings is None or link is None:
        return PoseCheck("covalent bond", None, "no bond to the surroundings is known")
    length, radii = measure_link(mol, surroundings)
    share = get_pose_limit("covalent bond")
    limit = radii * (1 - share) if length < radii else radii * (1 + share)
    (name,) = name_atoms(mol, (link.atom,))
    bound = "at least" if length < radii else "at most"
    return PoseCheck(
        "covalent bond",
        radii * (1 - share) <= length <= radii * (1 + share),
        f"{name} is {length:.2f} Å from {surroundings.names[link.row]}, {bound} {limit:.2f} allowed",
        value=round(length, 3),
        limit=round(limit, 3),
        unit="Å",
        atoms=(link.atom,),
        atom_names=(name,),
    )
