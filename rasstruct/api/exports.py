"""What an `Entry` and a `RasChain` have in common: they leave as objects of other packages and as files.

Each export loads its own modules, so that annotating does not wait for them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Bio.PDB.Structure
    import gemmi
    import MDAnalysis

    from rasstruct.structure.interop.exported_atoms import ExportedAtoms

__all__ = ["Exports"]


class Exports:
    """Exports of whatever `_export` chooses.

    With ``numbering="uniprot"`` residues of RAS chains leave under their
    UniProt number, and what stands in their way moves (see
    `rasstruct.structure.interop.canonical_numbers`); ``numbering="author"`` keeps the
    numbers of the file. All models, alternate locations, occupancies and
    B-factors leave, with the cell, the sequences and the covalent bonds that
    the file states. Anisotropic displacements, charges and bonds to metals are not kept.
    """

    def _export(self, numbering: str) -> ExportedAtoms:
        """Choose the atoms that leave, and their numbers."""
        raise NotImplementedError

    def to_gemmi(self, *, numbering: str = "uniprot") -> gemmi.Structure:
        """Make a gemmi structure.

        Returns
        -------
        gemmi.Structure
            Independent of this object.

        Raises
        ------
        LookupFailedError
            When there is no such numbering.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR").to_gemmi()
        <gemmi.Structure 8AZR with 1 model(s)>
        """
        from rasstruct.structure.interop.to_gemmi import build_gemmi

        return build_gemmi(self._export(numbering))

    def to_biopython(self, *, numbering: str = "uniprot") -> Bio.PDB.Structure.Structure:
        """Make a Bio.PDB structure.

        Returns
        -------
        Bio.PDB.Structure.Structure
            Alternate locations are disordered atoms.

        Raises
        ------
        LookupFailedError
            When there is no such numbering.
        FormatError
            When the file gives two residues one number, which Biopython cannot hold.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR").to_biopython()[0]["A"][12].resname
        'GLY'
        """
        from rasstruct.structure.interop.to_biopython import build_biopython

        return build_biopython(self._export(numbering))

    def to_universe(self, *, numbering: str = "uniprot") -> MDAnalysis.Universe:
        """Make an MDAnalysis Universe in memory; its residues have ``uniprot_numbers``, 0 where there is none.

        Returns
        -------
        MDAnalysis.Universe
            One frame a model; ``resids`` are the exported numbers, ``resnums`` those of the file.

        Raises
        ------
        LookupFailedError
            When there is no such numbering.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR").to_universe().select_atoms("uniprot_number 12").names
        array(['N', 'CA', 'C', 'O'], dtype=object)
        """
        from rasstruct.analysis.to_universe import build_universe

        return build_universe(self._export(numbering))

    def to_pdb(self, path: str | os.PathLike[str] | None = None, *, numbering: str = "uniprot") -> str | None:
        """Write PDB format.

        Returns
        -------
        str or None
            The text when no path is given.

        Raises
        ------
        LookupFailedError
            When there is no such numbering.
        FormatError
            When PDB format would cut something, such as a HET code of five characters; `to_cif` keeps it.
        SourceError
            When the file cannot be written.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR").to_pdb().splitlines()[1].rstrip()
        'TITLE     KRAS IN COMPLEX WITH PRECURSOR 1'
        """
        from rasstruct.structure.interop.to_pdb import format_pdb
        from rasstruct.structure.interop.write_text import return_or_write

        return return_or_write(format_pdb(self._export(numbering)), path)

    def to_cif(self, path: str | os.PathLike[str] | None = None, *, numbering: str = "uniprot") -> str | None:
        """Write mmCIF.

        Returns
        -------
        str or None
            The text when no path is given.

        Raises
        ------
        LookupFailedError
            When there is no such numbering.
        SourceError
            When the file cannot be written.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR").to_cif().splitlines()[0]
        'data_8AZR'
        """
        from rasstruct.structure.interop.to_cif import format_cif
        from rasstruct.structure.interop.write_text import return_or_write

        return return_or_write(format_cif(self._export(numbering)), path)
