"""One molecule of the ligand table, as users hold it."""

from __future__ import annotations

import dataclasses
import html
import os
import warnings
from typing import TYPE_CHECKING, Literal

from rasstruct._base.errors import RasStructWarning
from rasstruct._base.records import Records
from rasstruct.reference.ligand_names import KnownLigand

if TYPE_CHECKING:
    from rdkit import Chem

    from rasstruct.chemistry.comparison.similarity import SimilarMolecule
    from rasstruct.chemistry.drawing.canvas import ImageFormat
    from rasstruct.chemistry.properties.descriptors import MoleculeDescriptors
    from rasstruct.chemistry.properties.shape import ShapeDescriptors
    from rasstruct.chemistry.reactivity.warheads import FoundWarhead

__all__ = ["LibraryLigand"]

_SHOWN = (
    "synonyms", "target", "target_mutation", "mechanism", "modality", "site", "binding_mode", "warhead", "nucleophile",
    "drug_state", "formula", "het_codes", "pdb_ids", "review_status", "later_status", "confidence",
    "structure_confidence",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, repr=False)
class LibraryLigand:
    """A molecule of the ligand table: ``row`` holds what is known of it, the methods ask chemistry.

    Whatever asks for the structure of a row of low confidence warns.
    """

    row: KnownLigand

    @property
    def name(self) -> str:
        """Preferred name."""
        return self.row.name

    @property
    def smiles(self) -> str | None:
        """SMILES of the free, reactive molecule; `None` when it is not known."""
        return self.row.smiles

    @property
    def bound_smiles(self) -> str | None:
        """SMILES after the reaction, hydrogen in place of the residue's side chain; `None` when there is none."""
        return self.row.bound_smiles

    def to_rdkit(self, form: Literal["free", "bound"] = "free") -> Chem.Mol:
        """Give an RDKit molecule without coordinates; see `rasstruct.chemistry.library.library_molecule`."""
        from rasstruct.chemistry.library import library_molecule

        _warn_when_unsettled(self.row)
        return library_molecule(self.row, form)

    def descriptors(self) -> MoleculeDescriptors:
        """Describe the free form; see `rasstruct.chemistry.properties.descriptors.describe_molecule`."""
        from rasstruct.chemistry.properties.descriptors import describe_molecule

        return describe_molecule(self.to_rdkit())

    def shape(self) -> ShapeDescriptors:
        """Describe the shape of the free form; see `rasstruct.chemistry.properties.shape.describe_shape`."""
        from rasstruct.chemistry.properties.shape import describe_shape

        return describe_shape(self.to_rdkit())

    def warheads(self) -> Records[FoundWarhead]:
        """Find the reactive groups of the free form; see `rasstruct.chemistry.reactivity.warheads.find_warheads`."""
        from rasstruct.chemistry.reactivity.warheads import find_warheads

        return find_warheads(self.to_rdkit())

    def similar(self, n: int = 10) -> Records[SimilarMolecule]:
        """List the molecules of the library that are most like this one."""
        from rasstruct.chemistry.comparison.similarity import similar_molecules

        return similar_molecules(self.to_rdkit(), n=n)

    def draw(
        self, *, highlight: str | Chem.Mol | None = None, warhead: bool = True, image_format: ImageFormat = "svg"
    ) -> str | bytes:
        """Draw the free form, its warhead marked; see `rasstruct.chemistry.drawing.depiction.draw_molecule`."""
        from rasstruct.chemistry.drawing.depiction import draw_molecule as draw

        mol = self.to_rdkit()
        return draw(mol, highlight=highlight, warhead=warhead, image_format=image_format, legend=self.name)

    def to_sdf(
        self, path: str | os.PathLike[str] | None = None, *, form: Literal["free", "bound"] = "free"
    ) -> str | None:
        """Write an SDF record with a flat drawing's coordinates and what identifies the molecule.

        Returns
        -------
        str or None
            The text when no path is given.

        Raises
        ------
        MoleculeError
            When the structure of that form is not known.
        SourceError
            When the file cannot be written.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.ligands["sotorasib"].to_sdf().splitlines()[0]
        'sotorasib'
        """
        from rasstruct.chemistry.library_sdf import format_library_sdf
        from rasstruct.structure.interop.write_text import return_or_write

        return return_or_write(format_library_sdf(self.row, self.to_rdkit(form)), path)

    def __repr__(self) -> str:
        row = self.row
        meant_for = f"{row.target} {row.target_mutation or ''}".strip()
        mode = f" · {row.binding_mode} in {row.site}" if row.site and row.binding_mode else ""
        return f"<LibraryLigand {row.name} · {meant_for}{mode}>"

    def _repr_html_(self) -> str:
        facts = {name.replace("_", " "): _text(getattr(self.row, name)) for name in _SHOWN}
        rows = "".join(f"<tr><th>{name}</th><td>{text}</td></tr>" for name, text in facts.items() if text)
        return f"<div><b>{html.escape(self.name)}</b>{_picture(self.row)}<table>{rows}</table></div>"


def _text(held: object) -> str:
    """Give a fact as HTML."""
    return html.escape("; ".join(held) if isinstance(held, tuple) else str(held or ""))


def _picture(row: KnownLigand) -> str:
    """Draw the molecule in the form that is known, for display beside its confidence."""
    smiles = row.smiles or row.bound_smiles
    if smiles is None:
        return ""
    from rasstruct.chemistry.drawing.depiction import draw_molecule

    return f"<div>{draw_molecule(smiles, title=row.name)!s}</div>"


def _warn_when_unsettled(row: KnownLigand) -> None:
    """Say that a structure is not sure."""
    if not row.is_settled and (row.smiles or row.bound_smiles):
        why = row.note or row.stereo_note or row.verification
        warnings.warn(
            f"the structure of {row.name} in the ligand table is of low confidence ({why}); check it before use",
            RasStructWarning,
            stacklevel=3,
        )
