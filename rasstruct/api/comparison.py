"""How alike do several ligands bind?"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.comparison.agreement import CopyAgreement, compare_copies
from rasstruct.analysis.comparison.compare_ligands import profile_ligands
from rasstruct.analysis.comparison.frequencies import InteractionFrequency, compute_frequencies
from rasstruct.analysis.comparison.ligand_profile import ComparedLigand, LigandProfile
from rasstruct.analysis.comparison.matrix import MatrixCell, build_matrix
from rasstruct.analysis.comparison.residue_use import ResidueUse, list_residue_use
from rasstruct.analysis.comparison.similarity import LigandSimilarity, compute_similarities
from rasstruct.api.ligand_inputs import find_ligands, list_items
from rasstruct.reference.defaults import DEFAULT_CUTOFF

if TYPE_CHECKING:
    import pandas as pd

    from rasstruct.view.viewer import Viewer

__all__ = ["Comparison", "compare"]

_INDEX = ["uniprot_number", "partner", "interaction"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Several ligands side by side; made by `rasstruct.compare`."""

    profiles: tuple[LigandProfile, ...]
    kind: str
    cutoff: float

    @property
    def ligands(self) -> Records[ComparedLigand]:
        """The ligands that are compared: the columns."""
        return Records(ComparedLigand, (profile.column for profile in self.profiles))

    def matrix(self) -> Records[MatrixCell]:
        """List the state of every interaction in every ligand: present, absent or missing; see `build_matrix`."""
        return build_matrix(self.profiles)

    def similarity(self) -> Records[LigandSimilarity]:
        """Compute the Tanimoto similarity of every pair of ligands; see `compute_similarities`."""
        return compute_similarities(self.profiles)

    def frequencies(self) -> Records[InteractionFrequency]:
        """Count how many ligands have each interaction; see `compute_frequencies`."""
        return compute_frequencies(self.profiles)

    def agreement(self) -> Records[CopyAgreement]:
        """Say what the copies of a ligand in one entry have in common; see `compare_copies`."""
        return compare_copies(self.profiles)

    def residue_use(self, residues: Sequence[int] | None = None) -> Records[ResidueUse]:
        """List which ligands use which key residues, by side chain or backbone; see `list_residue_use`."""
        return list_residue_use(self.profiles, residues)

    def view(self, *, color: str = "region", side_by_side: bool = False) -> Viewer:
        """Show the chains superposed on the stable core, as an overlay or side by side; see `view_chains`."""
        from rasstruct.api.views import view_chains

        return view_chains([profile.chain for profile in self.profiles], color=color, side_by_side=side_by_side)

    def to_records(self) -> list[dict[str, Any]]:
        """Give the matrix as one dictionary of plain values a cell."""
        return self.matrix().to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give the matrix as a DataFrame: residues and interactions down, ligands across.

        Returns
        -------
        pandas.DataFrame
            Index ``uniprot_number``, ``partner``, ``interaction``; a column a
            ligand; `True` is present, `False` absent, `NA` missing.
        """
        cells = self.matrix().to_frame()
        order = list(dict.fromkeys(cells[_INDEX].itertuples(index=False, name=None)))
        wide = cells.pivot(index=_INDEX, columns="ligand", values="is_present")
        return wide.reindex(order)[[profile.column.ligand for profile in self.profiles]].astype("boolean")

    def __len__(self) -> int:
        return len(self.profiles)

    def __repr__(self) -> str:
        shown = ", ".join(profile.column.ligand for profile in self.profiles)
        return f"<Comparison of {len(self)} ligands by {self.kind}: {shown}>"

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())  # type: ignore[operator]


def compare(items: Any, *, kind: str = "interactions", cutoff: float = DEFAULT_CUTOFF) -> Comparison:
    """Compare how ligands bind, residue by residue in UniProt numbering.

    Parameters
    ----------
    items
        A list of entries, chains, ligands, or whatever `load` takes; one of
        them, a path or a PDB ID may stand alone. Of entries and chains the inhibitors are compared.
    kind
        ``"interactions"`` or ``"contacts"``.
    cutoff
        Largest distance of a contact in Å.

    Returns
    -------
    Comparison
        One column a copy of a ligand, in the order given.

    Warns
    -----
    RasStructWarning
        When an entry or chain has no inhibitor.

    Raises
    ------
    LookupFailedError
        When no ligand is left, the kind is unknown, or the cut-off is not positive.

    Examples
    --------
    >>> import rasstruct as rs
    >>> entry = rs.load("8AZR")
    >>> found = rs.compare([entry["A"].ligands["LR4"], entry["A"].ligands["GDP"]], kind="contacts")
    >>> [row.ligand for row in found.ligands]
    ['8AZR/A/LR4', '8AZR/A/GDP']
    >>> [(use.residue_name, use.use, use.used_by) for use in found.residue_use([95])]
    [('HIS', 'used', 'both'), ('HIS', 'not used', None)]
    """
    ligands = [ligand for item in list_items(items) for ligand in find_ligands(item, "comparison")]
    if not ligands:
        raise LookupFailedError(
            "found no inhibitor to compare, expected at least one; give entries with inhibitors, or ligands by name "
            'such as chain.ligands["GDP"]'
        )
    profiles = profile_ligands([(ligand.chain, ligand.bound) for ligand in ligands], kind, cutoff)
    return Comparison(profiles, kind, cutoff)
