"""How alike do ligands bind, residue by residue?"""
