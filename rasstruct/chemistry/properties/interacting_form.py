"""In which charge state does a bound molecule meet its surroundings?

In its main charge state at the pH of blood, with one exception: phosphates,
phosphonates and thiophosphates carry no proton. Which of their equal oxygens
has the last one, a structure does not show, and at the Mg²⁺ of a nucleotide it
is gone.
"""

from __future__ import annotations

from rdkit import Chem

from rasstruct.chemistry.properties.charge_state import ionise

__all__ = ["interacting_form"]

_PHOSPHATE_PROTON = Chem.MolFromSmarts("[OX2H1,SX2H1]-[PX4]=[OX1,SX1]")


def interacting_form(mol: Chem.Mol) -> Chem.Mol:
    """Give a molecule the charges with which it meets its surroundings.

    Parameters
    ----------
    mol
        Molecule in any charge state.

    Returns
    -------
    Chem.Mol
        The heavy atoms in their order, with conformers and properties; hydrogens are implicit.

    Examples
    --------
    >>> from rasstruct.chemistry.reading.read_molecules import read_molecule
    >>> Chem.MolToSmiles(interacting_form(read_molecule("C1CNCCN1CP(O)(O)=O")))
    'O=P([O-])([O-])CN1CC[NH2+]CC1'
    """
    form = ionise(mol)
    protons = {match[0] for match in form.GetSubstructMatches(_PHOSPHATE_PROTON)}
    if not protons:
        return form
    bare = Chem.RWMol(form)
    for index in protons:
        atom = bare.GetAtomWithIdx(index)
        atom.SetNumExplicitHs(0)
        atom.SetNoImplicit(True)
        atom.SetFormalCharge(-1)
    Chem.SanitizeMol(bare)
    return bare.GetMol()
