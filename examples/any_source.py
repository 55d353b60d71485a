"""How does a structure that another package holds get into rasstruct, and out again with UniProt numbers?"""

import io

from Bio.PDB import PDBParser

import rasstruct as rs

# an object of your own: Biopython here; gemmi, MDAnalysis and biotite objects go in the same way
text = rs.load("8AZR").to_pdb()
mine = PDBParser(QUIET=True).get_structure("mine", io.StringIO(text))
entry = rs.load(mine)
print(entry)

# out: an MDAnalysis Universe in memory, selected by UniProt number
universe = entry["A"].to_universe()
switch = universe.select_atoms("uniprot_number 60:76 and name CA")
print(f"switch II: {len(switch)} CA atoms, centre {switch.center_of_geometry().round(1)} Å")

# the dimer that 5P21 describes as its biological assembly
dimer = rs.load("5P21").assembly("1")
print("assembly of 5P21:", ", ".join(chain.chain_id for chain in dimer))

# which residues make the largest contact in the crystal
contact = max(rs.load("5P21")["A"].crystal_contacts(), key=lambda row: len(row.residues))
print(f"by {contact.symmetry}, cell {contact.shift}: {len(contact.residues)} residues")
print("UniProt", *contact.residues)
