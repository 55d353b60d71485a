"""What can go wrong, as one tree under `RasStructError`.

Every message is one sentence that says what was found, what was expected and
what to do about it.

::

    RasStructError
    ├── InputError
    │   ├── SourceError        the path, ID or object cannot be read at all
    │   ├── FormatError        the bytes are not a structure file
    │   ├── EmptyStructureError the file holds no usable atoms
    │   └── NotRasError        there is protein, but none of it is RAS
    ├── MoleculeError          a SMILES, molecule file or bound molecule has no usable chemistry
    ├── LookupFailedError      a name, number or key is unknown or ambiguous
    └── TableError             a bundled facts table is damaged
"""

__all__ = [
    "EmptyStructureError",
    "FormatError",
    "InputError",
    "LookupFailedError",
    "MoleculeError",
    "NotRasError",
    "RasStructError",
    "RasStructWarning",
    "SourceError",
    "TableError",
]


class RasStructError(Exception):
    """Base of every error that rasstruct raises on purpose."""


class InputError(RasStructError):
    """The given structure cannot be used."""


class SourceError(InputError):
    """A path, identifier or object cannot be read."""


class FormatError(InputError):
    """The content is not a structure file that rasstruct reads."""


class EmptyStructureError(InputError):
    """The file is well formed but holds no atoms, or no protein."""


class NotRasError(InputError):
    """The file holds protein, but no chain of it is KRAS, NRAS or HRAS."""


class MoleculeError(RasStructError):
    """A SMILES, a molecule file or a bound molecule cannot be turned into a molecule, or not do what is asked."""


class LookupFailedError(RasStructError, KeyError):
    """A chain, ligand, region, pocket or table of that name does not exist, or is not unique."""

    def __str__(self) -> str:
        # KeyError would show the message as a quoted repr
        return Exception.__str__(self)


class TableError(RasStructError):
    """A facts table in the installation is missing or damaged."""


class RasStructWarning(UserWarning):
    """The result is usable but incomplete."""
