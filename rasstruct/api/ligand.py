"""A molecule bound to a RAS chain, and the set of them, as users hold them."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.contacts import Contact, list_contacts
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_CUTOFF

if TYPE_CHECKING:
    from rdkit import Chem

    from rasstruct.analysis.binding_site import BindingSite
    from rasstruct.analysis.buried_area import BuriedArea
    from rasstruct.analysis.interactions.interaction_row import Interaction
    from rasstruct.analysis.occlusion import Occlusion
    from rasstruct.chemistry.poses.pose_report import PoseReport
    from rasstruct.chemistry.properties.descriptors import MoleculeDescriptors
    from rasstruct.reference.ligand_names import KnownLigand
    from rasstruct.view.interaction_map import InteractionMap

__all__ = ["Ligand", "LigandSet"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Ligand:
    """A molecule bound to a RAS chain."""

    chain: AnnotatedChain
    bound: BoundLigand

    @property
    def key(self) -> str:
        """Chain and number of the (first) residue, such as ``"A/204"``."""
        return str(self.bound.key)

    @property
    def het_code(self) -> str | None:
        """HET code as in the file; `None` for a peptide."""
        return self.bound.het_code

    @property
    def name(self) -> str | None:
        """Name of the molecule, from the ligand table or the file."""
        return self.bound.name

    @property
    def role(self) -> str:
        """Nucleotide, ion, inhibitor, additive, modification, lipid, transition-state mimic or unknown."""
        return self.bound.role

    @property
    def site(self) -> str | None:
        """Pocket that an inhibitor sits in."""
        return self.bound.site

    @property
    def binding_mode(self) -> str | None:
        """How an inhibitor binds: non-covalent, covalent or tri-complex."""
        return self.bound.binding_mode

    @property
    def nucleophile(self) -> str | None:
        """Residue that an inhibitor is bonded to, such as ``"Cys12"``."""
        return self.bound.nucleophile

    def contacts(self, cutoff: float = DEFAULT_CUTOFF) -> Records[Contact]:
        """List what comes within a cut-off in Å: residues, partners, nucleotide, ions, water; see `list_contacts`."""
        return list_contacts(self.chain, self.bound, cutoff)

    def interactions(self) -> Records[Interaction]:
        """List the typed interactions; see `find_interactions`."""
        from rasstruct.analysis.interactions.find_interactions import find_interactions

        return find_interactions(self.chain, self.bound)

    def interaction_map(self) -> InteractionMap:
        """Draw the interactions in 2D, with the residues around; see `draw_interaction_map`."""
        from rasstruct.view.interaction_map import draw_interaction_map

        return draw_interaction_map(self.chain, self.bound)

    def binding_site(self) -> BindingSite:
        """Say where and how the molecule binds, and what it occludes; see `describe_binding_site`."""
        from rasstruct.analysis.binding_site import describe_binding_site

        return describe_binding_site(self.chain, self.bound)

    def buried_area(self) -> BuriedArea:
        """Compute the surface that is buried when the molecule binds; see `compute_buried_area`."""
        from rasstruct.analysis.buried_area import compute_buried_area

        return compute_buried_area(self.chain, self.bound)

    def occlusions(self) -> Records[Occlusion]:
        """List the interfaces of RAS with what the molecule covers of each; see `list_occlusions`."""
        from rasstruct.analysis.occlusion import list_occlusions

        return list_occlusions(self.chain, self.bound)

    @property
    def known(self) -> KnownLigand | None:
        """Row of the ligand library that this molecule is; see `find_known`."""
        from rasstruct.analysis.ligand_molecule import find_known

        return find_known(self.chain, self.bound)

    def to_rdkit(self, form: str = "bound") -> Chem.Mol:
        """Make an RDKit molecule of the heavy atoms, with the coordinates and stereochemistry of the structure.

        Parameters
        ----------
        form
            ``"bound"``, with hydrogen in the place of the protein where the
            molecule is bonded to it, or ``"free"``, with its warhead restored.

        Returns
        -------
        rdkit.Chem.Mol
            Atoms have the property ``atom_name``; the molecule says by its
            properties ``basis``, ``missing_atoms`` and ``notes`` what its bond orders rest on.

        Warns
        -----
        RasStructWarning
            When bond orders are perceived from coordinates, or atoms are missing.

        Raises
        ------
        MoleculeError
            When the atoms make no molecule, or the free form is not known.
        LookupFailedError
            When there is no such form.

        Examples
        --------
        >>> import rasstruct as rs
        >>> molecule = rs.load("8AZR")["A"].ligands["LR4"].to_rdkit()
        >>> molecule.GetNumAtoms(), molecule.GetProp("basis"), molecule.GetAtomWithIdx(0).GetProp("atom_name")
        (32, 'component', 'C4')
        """
        from rasstruct.analysis.ligand_molecule import build_ligand

        return build_ligand(self.chain, self.bound, form).molecule

    def to_sdf(self, path: str | os.PathLike[str] | None = None, *, form: str = "bound") -> str | None:
        """Write an SDF record with coordinates, and where the molecule comes from; see `to_rdkit`.

        Returns
        -------
        str or None
            The text when no path is given.

        Raises
        ------
        SourceError
            When the file cannot be written.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR")["A"].ligands["LR4"].to_sdf().splitlines()[0]
        'LR4'
        """
        from rasstruct.analysis.ligand_molecule import format_ligand
        from rasstruct.structure.interop.write_text import return_or_write

        return return_or_write(format_ligand(self.chain, self.bound, form), path)

    def descriptors(self, form: str = "free") -> MoleculeDescriptors:
        """Describe the molecule, before it reacted with the protein unless asked otherwise; see `describe_molecule`."""
        from rasstruct.chemistry.properties.descriptors import describe_molecule

        return describe_molecule(self.to_rdkit(form))

    def check_pose(self, pose: Chem.Mol | None = None) -> PoseReport:
        """Check the pose, or another one in its place, against the library and its surroundings; see `check_pose`."""
        from rasstruct.analysis.ligand_pose import check_ligand_pose

        return check_ligand_pose(self.chain, self.bound, pose)

    def rmsd(self, other: Chem.Mol, *, superpose: bool = False) -> float:
        """Compute the symmetry-aware RMSD in Å of another pose of the molecule to this one; see `symmetric_rmsd`."""
        from rasstruct.analysis.ligand_pose import measure_rmsd

        return measure_rmsd(self.chain, self.bound, other, superpose=superpose)

    def _repr_html_(self) -> str:
        from rasstruct.view.cards import draw_ligand_card

        return draw_ligand_card(self.chain, self.bound)

    def __repr__(self) -> str:
        place = f" in {self.site}" if self.site else ""
        return f"<Ligand {self.bound.label} {self.key} · {self.role}{place}>"


class LigandSet(Mapping[str, Ligand]):
    """The molecules of a chain, by HET code (when it is unique) or by residue key."""

    def __init__(self, ligands: Iterable[Ligand]) -> None:
        self._by_key = {ligand.key: ligand for ligand in ligands}

    def __getitem__(self, name: str) -> Ligand:
        if name in self._by_key:
            return self._by_key[name]
        named = [ligand for ligand in self._by_key.values() if name in (ligand.het_code, ligand.name)]
        if len(named) == 1:
            return named[0]
        if named:
            keys = ", ".join(ligand.key for ligand in named)
            raise LookupFailedError(f"found {len(named)} ligands named {name!r}, expected one; choose by key: {keys}")
        known = ", ".join(f"{ligand.bound.label} ({key})" for key, ligand in self._by_key.items()) or "none at all"
        raise LookupFailedError(f"found no ligand {name!r} on this chain, expected one of {known}; choose one of these")

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def _ipython_key_completions_(self) -> list[str]:
        codes = [ligand.het_code for ligand in self._by_key.values() if ligand.het_code]
        return list(dict.fromkeys([*codes, *self._by_key]))

    def __repr__(self) -> str:
        return "<LigandSet " + ", ".join(f"{key} {ligand.bound.label}" for key, ligand in self._by_key.items()) + ">"
