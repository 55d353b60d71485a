"""What are the size, polarity, flexibility and drug-likeness of a molecule?

The definitions are RDKit's, which a row of the table names, so that numbers
compare with those of others. A molecule is described as it was given, salts
and charges included; ``fragments`` and ``formal_charge`` show when it is more
than one neutral molecule.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sized

import gemmi
from rdkit import Chem, rdBase
from rdkit.Chem import QED, Descriptors, rdMolDescriptors
from rdkit.Chem.Scaffolds import MurckoScaffold

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records, column
from rasstruct.chemistry.properties.charge_state import main_net_charge
from rasstruct.chemistry.properties.drug_likeness import judge_drug_likeness
from rasstruct.chemistry.properties.heavy_molecule import heavy_molecule
from rasstruct.chemistry.properties.stereo_count import count_undefined_stereo
from rasstruct.chemistry.properties.synthetic_accessibility import synthetic_accessibility
from rasstruct.chemistry.reading.molecule_text import refuse_size
from rasstruct.chemistry.reading.read_molecules import MoleculeSource, ReadMolecule, read_molecules

__all__ = ["DescribedMolecules", "MoleculeDescriptors", "describe_molecule", "describe_molecules", "full_descriptors"]

#: sums over atoms differ behind it when the atoms come in another order
_DECIMALS = 6
_UNKNOWN_ATOM = Chem.MolFromSmarts("[#0]")
_LABELLED_ATOM = Chem.MolFromSmarts("[!0*]")
#: what may be a metal: not an element of ordinary drugs
_UNUSUAL_ELEMENT = Chem.MolFromSmarts("[!#1;!#6;!#7;!#8;!#9;!#15;!#16;!#17;!#35;!#53]")


@dataclasses.dataclass(frozen=True, slots=True)
class MoleculeDescriptors:
    """Descriptors of one molecule."""

    name: str | None = column("string", "name of the molecule, none when it has none")
    smiles: str = column("string", "canonical SMILES of RDKit, with stereochemistry")
    formula: str = column("string", "molecular formula in Hill order, with charge; isotopes are not marked")
    molecular_weight: float = column("number", "average molecular weight; labelled atoms by their isotope", unit="Da")
    exact_mass: float = column("number", "monoisotopic mass; labelled atoms by their isotope", unit="Da")
    clogp: float = column("number", "octanol-water log P by Crippen's atom contributions (Wildman 1999)")
    tpsa: float = column("number", "topological polar surface area of N and O (Ertl 2000)", unit="Å²")
    hbd: int = column("integer", "hydrogen-bond donors: N and O (and S-H) with hydrogen, RDKit's SMARTS")
    hba: int = column(
        "integer", "hydrogen-bond acceptors by RDKit's SMARTS (Gobbi 1998), which versions before 2026 read wider"
    )
    nh_oh_count: int = column("integer", "N-H and O-H bonds, donors as Lipinski counts them")
    n_o_count: int = column("integer", "N and O atoms, acceptors as Lipinski counts them")
    rotatable_bonds: int = column("integer", "rotatable bonds, RDKit's strict definition: no amide, no ring bond")
    fsp3: float = column("number", "share of carbons that are sp3 (Lovering 2009)")
    rings: int = column("integer", "rings of the smallest set")
    aromatic_rings: int = column("integer", "rings of that set that are aromatic")
    largest_ring: int = column("integer", "atoms in its largest ring, 0 without rings; 12 and more: a macrocycle")
    heavy_atoms: int = column("integer", "atoms other than hydrogen")
    fragments: int = column("integer", "molecules and ions that it is made of; above 1 for a salt or mixture")
    formal_charge: int = column("integer", "net charge as given")
    charge_at_ph_7_4: int = column("integer", "net charge of the main charge state at pH 7.4; see main_charge_state")
    labelled_atoms: int = column("integer", "atoms with a given isotope")
    metals: tuple[str, ...] = column("list", "metal elements in it")
    qed: float | None = column("number", "quantitative estimate of drug-likeness (Bickerton 2012), weighted mean")
    sa_score: float | None = column("number", "synthetic accessibility, 1 easy to 10 hard (Ertl 2009)")
    murcko_scaffold: str | None = column(
        "string", "ring systems and linkers as SMILES (Bemis 1996); none without rings"
    )
    undefined_stereocentres: int = column("integer", "tetrahedral centres without given configuration")
    undefined_double_bonds: int = column("integer", "double bonds without given configuration")
    lipinski_violations: int = column("integer", "broken limits of the rule of 5 (Lipinski 1997)")
    passes_lipinski: bool = column("boolean", "at most one broken limit")
    passes_veber: bool = column("boolean", "keeps both limits of Veber 2002")
    beyond_rule_of_5: bool = column("boolean", "above 500 Da and outside the extended rule of 5 (Doak 2014)")


@dataclasses.dataclass(frozen=True, slots=True)
class DescribedMolecules:
    """A table of descriptors, in order of the source, and the molecules that could not be described."""

    rows: Records[MoleculeDescriptors]
    problems: Records[ReadMolecule]


def describe_molecule(mol: Chem.Mol) -> MoleculeDescriptors:
    """Compute the descriptors of one molecule.

    Parameters
    ----------
    mol
        Molecule, hydrogens as atoms or not. A salt or mixture is described as a whole.

    Raises
    ------
    MoleculeError
        When it has no atoms, or an attachment point in place of one.

    Notes
    -----
    ``qed`` and ``sa_score`` are None where they are not defined, and ``sa_score`` where RDKit comes without its
    contributed modules.

    Examples
    --------
    >>> from rasstruct.chemistry.reading.read_molecules import read_molecule
    >>> row = describe_molecule(read_molecule("CC(=O)Oc1ccccc1C(=O)O aspirin"))
    >>> row.formula, round(row.molecular_weight, 2), row.rotatable_bonds, row.murcko_scaffold, row.charge_at_ph_7_4
    ('C9H8O4', 180.16, 2, 'c1ccccc1', -1)
    """
    _refuse_fragments(mol)
    with rdBase.BlockLogs():
        molecule = heavy_molecule(mol)
        return _compute(molecule, mol.GetProp("_Name").strip() if mol.HasProp("_Name") else "")


def describe_molecules(
    source: MoleculeSource, *, progress: Callable[[int, int | None], None] | None = None
) -> DescribedMolecules:
    r"""Compute the descriptors of many molecules.

    Parameters
    ----------
    source
        What `read_molecules` takes, also what it gives.
    progress
        Called after every molecule with the number done and the number of all, None when that is not known.

    Returns
    -------
    DescribedMolecules
        A molecule that cannot be read or described is among the problems, with its name, line and the reason.

    Examples
    --------
    >>> described = describe_molecules("CCO ethanol\nC1CC broken\n")
    >>> [row.formula for row in described.rows], [(row.name, row.line) for row in described.problems]
    (['C2H6O'], [('broken', 2)])
    """
    total = len(source) if isinstance(source, Sized) and not isinstance(source, str) else None
    rows, problems = [], []
    for done, read in enumerate(read_molecules(source), start=1):
        if read.molecule is None:
            problems.append(read)
        else:
            try:
                rows.append(dataclasses.replace(describe_molecule(read.molecule), name=read.name))
            except MoleculeError as error:
                problems.append(dataclasses.replace(read, molecule=None, problem=str(error)))
        if progress is not None:
            progress(done, total)
    return DescribedMolecules(Records(MoleculeDescriptors, rows), Records(ReadMolecule, problems))


def full_descriptors(mol: Chem.Mol) -> dict[str, float | None]:
    """Compute all descriptors of RDKit, under its names; None where one is not defined.

    Which they are depends on the version of RDKit.
    """
    _refuse_fragments(mol)
    with rdBase.BlockLogs():
        values = Descriptors.CalcMolDescriptors(heavy_molecule(mol))  # type: ignore[no-untyped-call]
    return {name: None if value is None else float(value) for name, value in values.items()}


def _compute(molecule: Chem.Mol, name: str) -> MoleculeDescriptors:
    """Compute the descriptors of a molecule without hydrogen atoms."""
    ring_sizes = [len(ring) for ring in molecule.GetRingInfo().AtomRings()]
    limited = {
        "molecular_weight": round(Descriptors.MolWt(molecule), _DECIMALS),  # type: ignore[attr-defined]
        "clogp": round(rdMolDescriptors.CalcCrippenDescriptors(molecule)[0], _DECIMALS),
        "tpsa": round(rdMolDescriptors.CalcTPSA(molecule), _DECIMALS),
        "nh_oh_count": rdMolDescriptors.CalcNumLipinskiHBD(molecule),
        "n_o_count": rdMolDescriptors.CalcNumLipinskiHBA(molecule),
        "rotatable_bonds": rdMolDescriptors.CalcNumRotatableBonds(molecule),
    }
    judged = judge_drug_likeness(limited)
    undefined = count_undefined_stereo(molecule)
    return MoleculeDescriptors(
        name=name or None,
        smiles=Chem.MolToSmiles(molecule),
        formula=rdMolDescriptors.CalcMolFormula(molecule),
        exact_mass=round(rdMolDescriptors.CalcExactMolWt(molecule), _DECIMALS),
        hbd=rdMolDescriptors.CalcNumHBD(molecule),
        hba=rdMolDescriptors.CalcNumHBA(molecule),
        fsp3=round(rdMolDescriptors.CalcFractionCSP3(molecule), _DECIMALS),
        rings=len(ring_sizes),
        aromatic_rings=rdMolDescriptors.CalcNumAromaticRings(molecule),
        largest_ring=max(ring_sizes, default=0),
        heavy_atoms=molecule.GetNumHeavyAtoms(),
        fragments=len(Chem.GetMolFrags(molecule)),
        formal_charge=Chem.GetFormalCharge(molecule),
        charge_at_ph_7_4=main_net_charge(molecule),
        labelled_atoms=len(molecule.GetSubstructMatches(_LABELLED_ATOM)),
        metals=_metals(molecule),
        qed=_qed(molecule),
        sa_score=synthetic_accessibility(molecule),
        murcko_scaffold=_scaffold(molecule) if ring_sizes else None,
        undefined_stereocentres=undefined.centres,
        undefined_double_bonds=undefined.double_bonds,
        **limited,
        **dataclasses.asdict(judged),
    )


def _refuse_fragments(mol: Chem.Mol) -> None:
    """Refuse what has no weight, or too much."""
    refuse_size(mol)
    points = mol.GetSubstructMatches(_UNKNOWN_ATOM)
    if points:
        raise MoleculeError(
            f"found {len(points)} attachment points or unknown atoms (*), expected a whole molecule; put atoms in place"
        )


def _qed(molecule: Chem.Mol) -> float | None:
    """Compute QED, or None for a molecule so far from drugs that it is not defined."""
    try:
        return round(float(QED.qed(molecule)), _DECIMALS)  # type: ignore[no-untyped-call]
    except (OverflowError, ValueError, ZeroDivisionError):
        return None


def _scaffold(molecule: Chem.Mol) -> str:
    """Give rings and linkers, without stereochemistry that hangs on what was cut off."""
    scaffold = MurckoScaffold.GetScaffoldForMol(molecule)  # type: ignore[no-untyped-call]
    return str(Chem.MolToSmiles(scaffold))


def _metals(molecule: Chem.Mol) -> tuple[str, ...]:
    """List the metal elements, in order of their symbols."""
    unusual = molecule.GetSubstructMatches(_UNUSUAL_ELEMENT)
    symbols = {molecule.GetAtomWithIdx(index).GetSymbol() for (index,) in unusual}
    return tuple(sorted(symbol for symbol in symbols if gemmi.Element(symbol).is_metal))
