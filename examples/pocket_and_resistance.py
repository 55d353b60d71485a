"""Which switch-II-pocket residues do resistance mutations hit, and does the inhibitor touch their side chains?"""

import rasstruct as rs

chain = rs.load("8AZR")["A"]
pocket = chain.pocket("SII-P")
rows = chain.resistance().where(lambda row: row.uniprot_number in pocket.residues)
table = rows.to_frame()
touched = table[table["contact_part"].isin(["side chain", "both"])]
columns = ["mutation", "side_chain_distance", "drug", "effect", "evidence", "evidence_applies"]
print(touched[columns].to_string(index=False))
