"""How does an inhibitor hold on to RAS, what does it bury, and how open is its pocket?"""

import rasstruct as rs

chain = rs.load("8AZR")["A"]
ligand = chain.ligands["LR4"]
typed = ligand.interactions().where(lambda row: row.interaction not in ("contact", "hydrophobic"))
print(typed.to_frame()[["partner", "interaction", "distance", "ligand_atoms", "assumption"]].to_string(index=False))
buried = ligand.buried_area()
print(f"{buried.ligand_buried:.0f} of {buried.ligand_area:.0f} Å² of {ligand.het_code} are buried")
for pdb_id in ("8AZR", "5P21"):
    pocket = rs.load(pdb_id).chains[0].pocket("SII-P")
    print(f"{pdb_id}: SII-P {pocket.volume:.0f} Å³, occupied by {', '.join(pocket.occupants) or 'nothing'}")
for row in rs.compare(["8AZR"], kind="contacts").residue_use():
    part = f" by {row.used_by}" if row.used_by else ""
    print(f"residue {row.uniprot_number}: {row.use}{part}")
