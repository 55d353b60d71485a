"""Published facts about RAS, one sourced row each.

Every function returns `Records`: ``.to_frame()`` for a DataFrame,
``.to_records()`` for plain values.
"""

from rasstruct.reference.catalog import structures
from rasstruct.reference.evidence import bypass_mechanisms, resistance_evidence
from rasstruct.reference.het_roles import het_roles, nucleotides
from rasstruct.reference.isoforms import isoforms
from rasstruct.reference.ligand_names import known_ligands
from rasstruct.reference.mutations import mutations
from rasstruct.reference.partner_proteins import partner_proteins
from rasstruct.reference.pockets import pockets
from rasstruct.reference.regions import regions
from rasstruct.reference.review_tables import contradictions, frequencies

__all__ = [
    "bypass_mechanisms",
    "contradictions",
    "frequencies",
    "het_roles",
    "isoforms",
    "known_ligands",
    "mutations",
    "nucleotides",
    "partner_proteins",
    "pockets",
    "regions",
    "resistance_evidence",
    "structures",
]
