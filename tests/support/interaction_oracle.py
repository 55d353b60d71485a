"""Polar neighbours, salt bridges and covalent bonds of a ligand, from gemmi's atoms and plain lists of names.

Nothing of rasstruct is imported. Which atom of an amino acid gives or takes a hydrogen is textbook knowledge (IUPAC
atom names); what an atom of a ligand can do is read from its heavy neighbours, or from the hydrogens of a file that has
them. It is the rough view of someone who looks at distances in a viewer: charges and tautomers are not considered.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

import gemmi
import numpy as np
import numpy.typing as npt

DONORS = {
    "ARG": "NE NH1 NH2", "ASN": "ND2", "CYS": "SG", "GLN": "NE2", "HIS": "ND1 NE2", "LYS": "NZ", "SER": "OG",
    "THR": "OG1", "TRP": "NE1", "TYR": "OH",
}  # fmt: skip
ACCEPTORS = {
    "ASN": "OD1", "ASP": "OD1 OD2", "GLN": "OE1", "GLU": "OE1 OE2", "HIS": "ND1 NE2", "SER": "OG", "THR": "OG1",
    "TYR": "OH",
}  # fmt: skip
ANIONS = {("ASP", "OD1"), ("ASP", "OD2"), ("GLU", "OE1"), ("GLU", "OE2")}
CATIONS = {("LYS", "NZ"), ("ARG", "NE"), ("ARG", "NH1"), ("ARG", "NH2")}
WATERS = {"HOH", "DOD", "WAT"}
AMINO_ACIDS = {*DONORS, *ACCEPTORS, "ALA", "GLY", "ILE", "LEU", "MET", "PHE", "PRO", "VAL"}
#: Å, longest bond between heavy atoms C, N, O, F, S, P, Cl of a molecule
LONGEST_BOND = 1.95
#: Å, longest X–H bond in a file with hydrogens
LONGEST_HYDROGEN_BOND = 1.15
#: Å; Allen 1987 doi:10.1039/P298700000S1: C=O is at most 1.27, C–OH at least 1.29, C≡N 1.14, C(sp3)–N of amines at
#: least 1.44 when C–N of amides and anilines is at most 1.42
DOUBLE_BOND_TO_OXYGEN, TRIPLE_BOND_TO_NITROGEN, AMINE_BOND = 1.28, 1.20, 1.43
#: degrees, sum of the three angles at a nitrogen that is flat
FLAT = 350.0
#: degrees, smallest angle at a donor or acceptor towards the other
LEAST_ANGLE = 90.0


@dataclasses.dataclass(frozen=True, eq=False)
class FileAtom:
    """An atom of the first model of a file."""

    chain_id: str
    author_number: int
    insertion_code: str
    residue_name: str
    name: str
    element: str
    altloc: str
    occupancy: float
    xyz: npt.NDArray[np.float64]

    @property
    def residue(self) -> tuple[str, int, str, str]:
        """Chain, number, insertion code and name of its residue."""
        return self.chain_id, self.author_number, self.insertion_code, self.residue_name

    def is_called(self, name: str) -> bool:
        """Say whether a text names it: by atom name, in a peptide after residue name and number."""
        return name in (self.name, f"{self.residue_name}{self.author_number} {self.name}")

    def to(self, other: FileAtom) -> float:
        """Measure the distance to another atom."""
        return float(np.linalg.norm(self.xyz - other.xyz))


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two atoms, one of the ligand, that are near each other."""

    ligand_atom: FileAtom
    partner_atom: FileAtom
    distance: float

    @property
    def label(self) -> str:
        """Short text for messages."""
        one = self.partner_atom
        place = f"{one.residue_name}{one.author_number}{one.insertion_code}/{one.chain_id}"
        return f"{self.ligand_atom.name}–{place} {one.name}"


#: Å, Mg to an atom that it holds at most: 2.07 is usual (Harding 2001 doi:10.1107/S0907444900019168)
METAL = 2.8


class Surroundings:
    """A ligand and everything around it, by chain and residue number of the ligand."""

    def __init__(self, path: Path, chain_id: str, author_numbers: Iterable[int], *, reach: float = 8.0) -> None:
        structure = gemmi.read_structure(str(path))
        numbers = set(author_numbers)
        every = list(read_atoms(structure))
        is_ligand = np.array([atom.chain_id == chain_id and atom.author_number in numbers for atom in every])
        places = np.array([atom.xyz for atom in every])
        nearest = np.min([np.linalg.norm(places - place, axis=1) for place in places[is_ligand]], axis=0)
        self.all_ligand = [every[index] for index in np.flatnonzero(is_ligand)]
        self.all_partners = [every[index] for index in np.flatnonzero(~is_ligand & (nearest <= reach))]
        self.ligand = one_conformer(self.all_ligand)
        self.partners = one_conformer(self.all_partners)
        self.companions: dict[FileAtom, list[FileAtom]] = dict.fromkeys(self.ligand, self.ligand)
        by_residue: dict[tuple[str, int, str, str], list[FileAtom]] = {}
        for atom in self.partners:
            self.companions[atom] = by_residue.setdefault(atom.residue, [])
            self.companions[atom].append(atom)

    def distances(self, ligand_atom: str, residue: tuple[str, int, str, str], partner_atom: str) -> list[float]:
        """Measure between all alternate locations of two named atoms."""
        ours = [atom for atom in self.all_ligand if atom.is_called(ligand_atom)]
        theirs = [atom for atom in self.all_partners if atom.residue == residue and atom.name == partner_atom]
        return [one.to(other) for one in ours for other in theirs]

    def named(self, ligand_atoms: Iterable[str]) -> list[FileAtom]:
        """Give the atoms of the ligand that are called so."""
        return [atom for atom in self.ligand if any(atom.is_called(name) for name in ligand_atoms)]

    def near(self, cutoff: float) -> Iterator[Pair]:
        """Give the pairs of heavy atoms within a distance."""
        others = [atom for atom in self.partners if atom.element != "H"]
        places = np.array([atom.xyz for atom in others])
        for one in self.ligand:
            if one.element != "H":
                distances = np.linalg.norm(places - one.xyz, axis=1)
                for index in np.flatnonzero(distances <= cutoff).tolist():
                    yield Pair(one, others[index], float(distances[index]))

    def covalent(self) -> list[Pair]:
        """Give the bonds between the ligand and amino acids."""
        return [pair for pair in self.near(LONGEST_BOND) if pair.partner_atom.residue_name in AMINO_ACIDS]

    def hydrogen_bonds(self, cutoff: float) -> list[Pair]:
        """Give pairs of a donor and an acceptor that are no farther apart, face each other and share no metal ion."""
        found = []
        for pair in self.near(cutoff):
            gives, takes = self.ligand_role(pair.ligand_atom)
            other_gives, other_takes = protein_role(pair.partner_atom)
            if (
                ((gives and other_takes) or (takes and other_gives))
                and self.faces(pair)
                and not self.share_an_ion(pair)
            ):
                found.append(pair)
        return found

    def share_an_ion(self, pair: Pair) -> bool:
        """Say whether both atoms coordinate one Mg: they are an edge of its octahedron."""
        ions = [atom for atom in self.partners if atom.residue_name == "MG"]
        return any(ion.to(pair.ligand_atom) <= METAL and ion.to(pair.partner_atom) <= METAL for ion in ions)

    def explicit_hydrogen_bonds(self, longest: float, least_angle: float) -> list[Pair]:
        """Give the pairs between which the hydrogen of the file points, in Å and degrees."""
        found = []
        for pair in self.near(longest + LONGEST_HYDROGEN_BOND):
            one, other = pair.ligand_atom, pair.partner_atom
            if {one.element, other.element} <= {"N", "O"} and any(
                self.points(donor, acceptor, longest, least_angle) for donor, acceptor in ((one, other), (other, one))
            ):
                found.append(pair)
        return found

    def salt_bridges(self, cutoff: float) -> list[Pair]:
        """Give the pairs of an aliphatic amine of the ligand and an oxygen of an acid."""
        return [
            pair
            for pair in self.near(cutoff)
            if (pair.partner_atom.residue_name, pair.partner_atom.name) in ANIONS and self.is_amine(pair.ligand_atom)
        ]

    def points(self, donor: FileAtom, acceptor: FileAtom, longest: float, least_angle: float) -> bool:
        """Say whether a hydrogen of the donor points to the acceptor, which has none if it is a nitrogen."""
        if acceptor.element == "N" and (self.hydrogens(acceptor) or self.heavy_bonds(acceptor) > 2):
            return False
        return any(
            hydrogen.to(acceptor) <= longest and angle(donor, hydrogen, acceptor) >= least_angle
            for hydrogen in self.hydrogens(donor)
        )

    def hydrogens(self, atom: FileAtom) -> list[FileAtom]:
        """Give the hydrogens bonded to an atom."""
        return [
            other for other in self.companions[atom] if other.element == "H" and other.to(atom) <= LONGEST_HYDROGEN_BOND
        ]

    def bonded(self, atom: FileAtom) -> list[FileAtom]:
        """Give the heavy atoms of the same residue bonded to an atom."""
        return [
            other
            for other in self.companions[atom]
            if other is not atom and other.element != "H" and other.to(atom) <= LONGEST_BOND
        ]

    def heavy_bonds(self, atom: FileAtom) -> int:
        """Count the heavy neighbours, the peptide bond included."""
        return len(self.bonded(atom)) + (atom.name == "N" and atom.residue_name in AMINO_ACIDS)

    def faces(self, pair: Pair) -> bool:
        """Say whether neither atom's own neighbours stand between them."""
        one, other = pair.ligand_atom, pair.partner_atom
        around = [angle(near, one, other) for near in self.bonded(one)]
        around += [angle(near, other, one) for near in self.bonded(other)]
        return min(around, default=180.0) >= LEAST_ANGLE

    def ligand_role(self, atom: FileAtom) -> tuple[bool, bool]:
        """Say whether an atom of the ligand may give and may take a hydrogen."""
        bonded = self.bonded(atom)
        lengths = [other.to(atom) for other in bonded]
        if atom.element == "O" and bonded:
            is_hydroxyl = len(bonded) == 1 and bonded[0].element == "C" and lengths[0] > DOUBLE_BOND_TO_OXYGEN
            return is_hydroxyl, True
        if atom.element == "N" and len(bonded) == 1:
            is_nitrile = lengths[0] < TRIPLE_BOND_TO_NITROGEN
            return not is_nitrile, is_nitrile
        if atom.element == "N" and len(bonded) == 2:
            return True, True
        return atom.element == "N" and len(bonded) == 3 and not is_flat(atom, bonded), False

    def is_amine(self, atom: FileAtom) -> bool:
        """Say whether an atom is the nitrogen of an aliphatic amine, by its bond lengths."""
        bonded = self.bonded(atom)
        return (
            atom.element == "N"
            and bool(bonded)
            and all(other.element == "C" and other.to(atom) > AMINE_BOND for other in bonded)
        )


def read_atoms(structure: gemmi.Structure) -> Iterator[FileAtom]:
    """Give the atoms of the first model."""
    for chain in structure[0]:
        for residue in chain:
            number = residue.seqid
            for atom in residue:
                yield FileAtom(
                    chain.name,
                    number.num,
                    number.icode.strip(),
                    residue.name,
                    atom.name,
                    atom.element.name.upper(),
                    atom.altloc.strip("\0"),
                    atom.occ,
                    np.array(atom.pos.tolist()),
                )


def one_conformer(atoms: list[FileAtom]) -> list[FileAtom]:
    """Keep the alternate location of each residue that has the highest occupancy, the first where they are equal."""
    weight: dict[tuple[str, int, str], dict[str, float]] = {}
    for atom in atoms:
        if atom.altloc:
            weight.setdefault(atom.residue[:3], {}).setdefault(atom.altloc, atom.occupancy)
    kept = {key: max(found, key=lambda altloc: found[altloc]) for key, found in weight.items()}
    return [atom for atom in atoms if atom.altloc in ("", kept.get(atom.residue[:3], ""))]


def protein_role(atom: FileAtom) -> tuple[bool, bool]:
    """Say whether an atom around the ligand gives and takes hydrogens: amino acids and waters."""
    name = atom.residue_name
    if name in WATERS:
        return True, True
    if name not in AMINO_ACIDS:
        return False, False
    gives = atom.name in DONORS.get(name, "").split() or (atom.name == "N" and name != "PRO")
    return gives and atom.element != "S", atom.name in ACCEPTORS.get(name, "").split() or atom.name in ("O", "OXT")


def angle(one: FileAtom, vertex: FileAtom, other: FileAtom) -> float:
    """Measure an angle in degrees."""
    a, b = one.xyz - vertex.xyz, other.xyz - vertex.xyz
    return float(np.degrees(np.arccos(np.clip(a @ b / np.linalg.norm(a) / np.linalg.norm(b), -1.0, 1.0))))


def is_flat(atom: FileAtom, bonded: list[FileAtom]) -> bool:
    """Say whether an atom with three neighbours lies in their plane."""
    first, second, third = bonded
    return angle(first, atom, second) + angle(second, atom, third) + angle(third, atom, first) > FLAT
