"""Which groups of a molecule are charged at a pH, and what is its main charge state?"""

from __future__ import annotations

import dataclasses

from rdkit import Chem

from rasstruct._base.records import Records, column
from rasstruct.chemistry.properties.group_patterns import group_patterns
from rasstruct.chemistry.properties.neutral_form import neutral_form
from rasstruct.reference.ionisable_groups import IonisableGroup

__all__ = ["BLOOD_PH", "ChargeState", "IonisedGroup", "ionise", "main_charge_state", "main_net_charge"]

#: pH of blood plasma
BLOOD_PH = 7.4
#: a group is called borderline when each of its two states has at least this share
_BORDERLINE_SHARE = 0.1


@dataclasses.dataclass(frozen=True, slots=True)
class IonisedGroup:
    """One ionisation of one group."""

    group: str = column("string", "name of the group in the table of ionisable groups")
    kind: str = column("string", "acid or base")
    atom: int = column("integer", "index of the atom that loses or takes the proton, from 0, in the given molecule")
    pka: float = column("number", "typical pKa of the ionisation")
    charged_share: float = column("number", "share of molecules in which the atom is charged, Henderson-Hasselbalch")
    is_charged: bool = column("boolean", "charged in the main state")
    is_borderline: bool = column("boolean", "the other state has a share of at least a tenth")
    source: str = column("string", "publication of the pKa, or whose estimate")


@dataclasses.dataclass(frozen=True, slots=True)
class ChargeState:
    """The most frequent charge state of a molecule.

    ``charge`` is its net charge, ``mean_charge`` the average over all states, ``smiles`` the state itself.
    ``groups`` are the groups that the table knows, in its order.
    """

    ph: float
    charge: int
    mean_charge: float
    smiles: str
    groups: Records[IonisedGroup]


def main_charge_state(mol: Chem.Mol, ph: float = BLOOD_PH) -> ChargeState:
    """Say which groups of a molecule are charged.

    Parameters
    ----------
    mol
        Molecule in any charge state.
    ph
        pH of the solution.

    Notes
    -----
    The rule: protons are first put back or taken off until no group carries a charge that a proton could remove;
    charges that none can (quaternary nitrogen, nitro group, metal ion, halide) stay. Then the table of ionisable
    groups is gone through from the specific to the general. An atom belongs to the first group that fits it. A group
    has as many pKa values as it has ionisations, in order: the repulsion of charges that stand close together is in
    the second value (piperazine 9.7 and 5.3, terminal phosphate 0.9 and 6.5). By Henderson and Hasselbalch a base is
    charged when its pKa is above the pH, an acid when it is below. Groups further apart do not influence each other.

    Typical values are off by a unit or more when a molecule has unusual neighbours: look at ``is_borderline``, and at
    the table for what is covered. Tautomers are taken as given.

    Examples
    --------
    >>> from rasstruct.chemistry.reading.read_molecules import read_molecule
    >>> main_charge_state(read_molecule("NCC(=O)O")).smiles
    '[NH3+]CC(=O)[O-]'
    """
    neutral, places = neutral_form(mol)
    found = _find_groups(neutral)
    rows = []
    for row, sites in found:
        for site, pka in zip(sites, row.pka_values, strict=True):
            share = _charged_share(row, pka, ph)
            is_borderline = _BORDERLINE_SHARE <= share <= 1 - _BORDERLINE_SHARE
            is_charged = _is_charged(row, pka, ph)
            rows.append(
                IonisedGroup(row.group, row.kind, places[site], pka, share, is_charged, is_borderline, row.source)
            )
    fixed = Chem.GetFormalCharge(neutral)
    mean = fixed + sum(row.charged_share * _sign(row.kind) for row in rows)
    state = _ionise(neutral, [(site, row.kind) for row, site in _charged_sites(found, ph)])
    return ChargeState(ph, Chem.GetFormalCharge(state), mean, Chem.MolToSmiles(state), Records(IonisedGroup, rows))


def main_net_charge(mol: Chem.Mol, ph: float = BLOOD_PH) -> int:
    """Give the net charge of the main charge state, without the rest of it."""
    neutral, _ = neutral_form(mol)
    sites = _charged_sites(_find_groups(neutral), ph)
    return int(Chem.GetFormalCharge(neutral)) + sum(_sign(row.kind) for row, _ in sites)


def ionise(mol: Chem.Mol, ph: float = BLOOD_PH) -> Chem.Mol:
    """Give the main charge state of a molecule itself, by the rule of `main_charge_state`.

    Parameters
    ----------
    mol
        Molecule in any charge state.
    ph
        pH of the solution.

    Returns
    -------
    Chem.Mol
        The heavy atoms in their order, with conformers and properties; hydrogens are implicit.

    Examples
    --------
    >>> from rasstruct.chemistry.reading.read_molecules import read_molecule
    >>> Chem.MolToSmiles(ionise(read_molecule("NCC(=O)O")))
    '[NH3+]CC(=O)[O-]'
    """
    neutral, _ = neutral_form(mol)
    return _ionise(neutral, [(site, row.kind) for row, site in _charged_sites(_find_groups(neutral), ph)])


def _find_groups(neutral: Chem.Mol) -> list[tuple[IonisableGroup, tuple[int, ...]]]:
    """Find the groups of a neutral molecule, each atom in one; equal ones in an order that no numbering decides."""
    taken: set[int] = set()
    ranks: list[int] | None = None
    groups = []
    for pattern in group_patterns():
        if not neutral.HasSubstructMatch(pattern.screen):
            continue
        matches = neutral.GetSubstructMatches(pattern.query, uniquify=False)
        if len(matches) > 1:
            ranks = ranks or list(Chem.CanonicalRankAtoms(neutral))
            matches = sorted(matches, key=lambda match: [ranks[index] for index in match])
        for match in matches:
            atoms = {match[place] for place in pattern.sites + pattern.bystanders}
            sites = [neutral.GetAtomWithIdx(match[place]) for place in pattern.sites]
            if atoms & taken or any(site.GetFormalCharge() for site in sites):
                continue
            taken |= atoms
            groups.append((pattern.row, tuple(match[place] for place in pattern.sites)))
    return groups


def _charged_sites(groups: list[tuple[IonisableGroup, tuple[int, ...]]], ph: float) -> list[tuple[IonisableGroup, int]]:
    """List the atoms that are charged in the main state."""
    return [
        (row, site)
        for row, sites in groups
        for site, pka in zip(sites, row.pka_values, strict=True)
        if _is_charged(row, pka, ph)
    ]


def _is_charged(row: IonisableGroup, pka: float, ph: float) -> bool:
    """Say whether the charged form is the more frequent one."""
    return pka < ph if row.kind == "acid" else pka > ph


def _charged_share(row: IonisableGroup, pka: float, ph: float) -> float:
    """Give the share of the charged form, by Henderson and Hasselbalch."""
    return float(1 / (1 + 10 ** (_sign(row.kind) * (ph - pka))))


def _sign(kind: str) -> int:
    """Give the charge of the ion."""
    return -1 if kind == "acid" else 1


def _ionise(neutral: Chem.Mol, sites: list[tuple[int, str]]) -> Chem.Mol:
    """Put protons on bases and take them from acids."""
    state = Chem.RWMol(neutral)
    for site, kind in sites:
        atom = state.GetAtomWithIdx(site)
        sign = _sign(kind)
        atom.SetNumExplicitHs(atom.GetTotalNumHs() + sign)
        atom.SetNoImplicit(True)
        atom.SetFormalCharge(atom.GetFormalCharge() + sign)
    Chem.SanitizeMol(state)
    return state.GetMol()
