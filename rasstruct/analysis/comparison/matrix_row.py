"""Which row of the comparison is an interaction, whatever the file calls the partner?

A residue of the own chain goes by its UniProt number, so that CYS12 and ASP12,
or HIS95 and GLN95 of another isoform, are one row. Every nucleotide is one
partner, and so is all water. A residue of another protein goes by that
protein and its number in the file; ions and other molecules by their HET code.
"""

from __future__ import annotations

import dataclasses

from rasstruct.analysis.contacts import Contact
from rasstruct.analysis.interactions.interaction_row import KINDS, Interaction
from rasstruct.analysis.partner_residues import OWN_CHAIN, PARTNER_CHAIN, WATER
from rasstruct.annotation.chain import AnnotatedChain

__all__ = ["ION", "NUCLEOTIDE", "MatrixRow", "PartnerRow", "name_protein", "place_row"]

NUCLEOTIDE, ION = "nucleotide", "ion"
#: partners that a structure shows at any resolution and from any crystallisation
_COMPARED = (OWN_CHAIN, NUCLEOTIDE, ION, PARTNER_CHAIN)
_PARTNER_ORDER = (*_COMPARED, WATER)
_CONTACT, _WATER_BRIDGE = "contact", "waterbridge"
_UNNAMED = "other chain"


#: what is compared
PartnerRow = Contact | Interaction


@dataclasses.dataclass(frozen=True, slots=True)
class MatrixRow:
    """A partner and a kind of interaction with it.

    ``uniprot_number`` is given for a residue of the own chain; ``protein`` is
    the other protein that a residue belongs to.
    """

    partner_kind: str
    uniprot_number: int | None
    protein: str | None
    name: str
    interaction: str

    @property
    def is_compared(self) -> bool:
        """Whether similarity counts it: not water and what was added for the crystal."""
        return self.partner_kind in _COMPARED and not self.needs_water

    @property
    def needs_water(self) -> bool:
        """Whether nothing can be said without modelled water."""
        return self.partner_kind == WATER or self.interaction == _WATER_BRIDGE

    @property
    def label(self) -> str:
        """Name of the partner, with the protein it belongs to."""
        return f"{self.protein} {self.name}" if self.protein else self.name

    @property
    def partner_order(self) -> tuple[int, int, str]:
        """Place of the partner: the own chain by number, then the others."""
        kind = self.partner_kind
        first = _PARTNER_ORDER.index(kind) if kind in _PARTNER_ORDER else len(_PARTNER_ORDER)
        return first, self.uniprot_number or 0, self.label

    @property
    def order(self) -> tuple[tuple[int, int, str], int]:
        """Place of the row: by partner, then by kind of interaction."""
        return self.partner_order, KINDS.index(self.interaction)


def place_row(chain: AnnotatedChain, row: PartnerRow) -> MatrixRow:
    """Give the row of the comparison that a contact or interaction belongs to.

    Parameters
    ----------
    chain
        The RAS chain that the ligand is bound to.
    row
        A contact or an interaction of the ligand.
    """
    interaction = row.interaction if isinstance(row, Interaction) else _CONTACT
    kind, number, name, protein = row.partner_kind, row.uniprot_number, row.partner, None
    if kind == OWN_CHAIN and number is not None:
        name = str(number)
    elif kind in (NUCLEOTIDE, WATER):
        name = kind
    elif kind == PARTNER_CHAIN:
        protein = name_protein(chain, row.partner_chain_id)
    return MatrixRow(kind, number, protein, name, interaction)


def name_protein(chain: AnnotatedChain, chain_id: str) -> str:
    """Name the protein of another chain by UniProt entry, else by the name in the file, else by its role."""
    for partner in chain.partners:
        if partner.chain_id == chain_id:
            return partner.uniprot_entry or partner.name or partner.role
    return _UNNAMED
