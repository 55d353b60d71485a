"""How many stereocentres and double bonds of a molecule have no given configuration?"""

from __future__ import annotations

import dataclasses

from rdkit import Chem

__all__ = ["UndefinedStereo", "count_undefined_stereo"]

_NITROGEN, _OXYGEN, _PHOSPHORUS = 7, 8, 15
_PYRAMIDAL_BONDS, _INTERCHANGEABLE_OXYGENS = 3, 2


@dataclasses.dataclass(frozen=True, slots=True)
class UndefinedStereo:
    """What could be one or the other, and is not said."""

    centres: int
    double_bonds: int


def count_undefined_stereo(mol: Chem.Mol) -> UndefinedStereo:
    """Count the tetrahedral centres and double bonds that could have a configuration and have none.

    Nitrogens with three bonds turn over and are no centres, and neither is a phosphorus with two oxygens that differ
    only by a proton. Hindered rotation (atropisomers) is not counted: the graph does not say what is hindered.

    Examples
    --------
    >>> count_undefined_stereo(Chem.MolFromSmiles("CC(O)C=CC"))
    UndefinedStereo(centres=1, double_bonds=1)
    """
    undefined = [place for place in Chem.FindPotentialStereo(mol) if place.specified != Chem.StereoSpecified.Specified]
    return UndefinedStereo(
        centres=sum(
            place.type == Chem.StereoType.Atom_Tetrahedral and _is_lasting(mol.GetAtomWithIdx(place.centeredOn))
            for place in undefined
        ),
        double_bonds=sum(place.type == Chem.StereoType.Bond_Double for place in undefined),
    )


def _is_lasting(atom: Chem.Atom) -> bool:
    """Say whether an atom keeps its configuration in water."""
    if atom.GetAtomicNum() == _NITROGEN:
        return bool(atom.GetTotalDegree() > _PYRAMIDAL_BONDS)
    if atom.GetAtomicNum() == _PHOSPHORUS:
        ends = [other.GetAtomicNum() == _OXYGEN and other.GetDegree() == 1 for other in atom.GetNeighbors()]
        return bool(sum(ends) < _INTERCHANGEABLE_OXYGENS)
    return True
