"""How does a molecule become an SDF record with its properties?"""

from __future__ import annotations

from collections.abc import Mapping

from rdkit import Chem

__all__ = ["format_sdf"]


def format_sdf(molecule: Chem.Mol, name: str, properties: Mapping[str, str]) -> str:
    """Write one SDF record.

    Parameters
    ----------
    molecule
        With coordinates; bonds are written in Kekulé form.
    name
        Title line.
    properties
        Data items, in order; a line break in one becomes a space, and an empty one is left out.

    Examples
    --------
    >>> from rdkit import Chem
    >>> format_sdf(Chem.MolFromSmiles("O"), "water", {"basis": "component"}).splitlines()[-4:]
    ['>  <basis>', 'component', '', '$$$$']
    """
    titled = Chem.Mol(molecule)
    titled.SetProp("_Name", _one_line(name))
    items = "".join(f">  <{key}>\n{_one_line(value)}\n\n" for key, value in properties.items() if value.strip())
    return f"{Chem.MolToMolBlock(titled)}{items}$$$$\n"


def _one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())
