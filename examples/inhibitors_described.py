"""What kind of molecules are the switch-II-pocket inhibitors, and how alike are they?"""

import rasstruct as rs

inhibitors = rs.ligands.filter(site="SII-P", modality="small molecule", confidence="high")
table = inhibitors.descriptors().rows.to_frame().set_index("name")
print(table[["molecular_weight", "clogp", "tpsa", "fsp3", "charge_at_ph_7_4", "beyond_rule_of_5"]].round(2).to_string())

for name in ("sotorasib", "adagrasib", "MRTX1133"):
    ligand = rs.ligands[name]
    warheads = ", ".join(f"{found.name} ({found.mechanism})" for found in ligand.warheads()) or "no warhead"
    nearest = next(row for row in ligand.similar(2) if row.name != name)
    print(f"{name}: {rs.chemistry.classify_chemotype(ligand.smiles)}; {warheads}; nearest {nearest.name}")

# the same for your own molecules: SMILES here; a path of an SD, mol, MOL2 or SMILES file works alike
described = rs.chemistry.describe_molecules("C=CC(=O)N1CCN(c2ncnc3ccccc23)CC1 fragment\nC1CC broken\n")
print([row.name for row in described.rows], [f"line {row.line}: {row.problem}" for row in described.problems])
