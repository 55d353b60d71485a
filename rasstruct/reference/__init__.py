"""Published facts about RAS, one sourced row each.

Every function returns `Records`: ``.to_frame()`` for a DataFrame,
``.to_records()`` for plain values.
"""

from rasstruct.reference.acquired_resistance import acquired_resistance
from rasstruct.reference.catalog import structures
from rasstruct.reference.catalytic_rules import catalytic_rules
from rasstruct.reference.chemotypes import chemotypes
from rasstruct.reference.clinical_outcomes import clinical_outcomes
from rasstruct.reference.clinicopathology import clinicopathology
from rasstruct.reference.codons import codons
from rasstruct.reference.contradictions import contradictions
from rasstruct.reference.drug_likeness import drug_likeness_limits
from rasstruct.reference.evidence import bypass_mechanisms, resistance_evidence
from rasstruct.reference.frequencies import frequencies, hotspot_shares
from rasstruct.reference.het_roles import het_roles, nucleotides
from rasstruct.reference.hvr_processing import hvr_processing
from rasstruct.reference.interaction_criteria import interaction_atoms, interaction_criteria
from rasstruct.reference.ionisable_groups import ionisable_groups
from rasstruct.reference.isoforms import isoforms
from rasstruct.reference.ligand_names import known_ligands
from rasstruct.reference.mechanism_flags import mechanism_flags
from rasstruct.reference.mutations import mutations
from rasstruct.reference.partner_proteins import partner_names, partner_proteins
from rasstruct.reference.pockets import pockets
from rasstruct.reference.pose_limits import pose_limits
from rasstruct.reference.ras_cycle import ras_cycle
from rasstruct.reference.regions import regions
from rasstruct.reference.relatives import relatives
from rasstruct.reference.residue_properties import residue_properties
from rasstruct.reference.resistance_criteria import resistance_criteria
from rasstruct.reference.rotamer_ranking import rotamer_ranking
from rasstruct.reference.side_chain_atoms import side_chain_atoms
from rasstruct.reference.side_chain_geometry import side_chain_geometry
from rasstruct.reference.side_chain_torsions import side_chain_torsions
from rasstruct.reference.switches import switch_confidence, switch_loops, tyrosine_cutoffs
from rasstruct.reference.trials import trials
from rasstruct.reference.warheads import nucleophiles, warheads

__all__ = [
    "acquired_resistance",
    "bypass_mechanisms",
    "catalytic_rules",
    "chemotypes",
    "clinical_outcomes",
    "clinicopathology",
    "codons",
    "contradictions",
    "drug_likeness_limits",
    "frequencies",
    "het_roles",
    "hotspot_shares",
    "hvr_processing",
    "interaction_atoms",
    "interaction_criteria",
    "ionisable_groups",
    "isoforms",
    "known_ligands",
    "mechanism_flags",
    "mutations",
    "nucleophiles",
    "nucleotides",
    "partner_names",
    "partner_proteins",
    "pockets",
    "pose_limits",
    "ras_cycle",
    "regions",
    "relatives",
    "residue_properties",
    "resistance_criteria",
    "resistance_evidence",
    "rotamer_ranking",
    "side_chain_atoms",
    "side_chain_geometry",
    "side_chain_torsions",
    "structures",
    "switch_confidence",
    "switch_loops",
    "trials",
    "tyrosine_cutoffs",
    "warheads",
]
