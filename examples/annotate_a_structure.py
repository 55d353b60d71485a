"""What is this RAS structure?"""

import rasstruct as rs

entry = rs.load("5P21")
for chain in entry:
    print(f"{entry.pdb_id} chain {chain.chain_id}: {chain.isoform}, mutations {chain.mutations or 'none'}")
    site = chain.nucleotide
    print(f"nucleotide: {site.het_code} ({site.state}), Mg2+ {site.mg_nucleotide} A from it, {site.mg_side_chains}")
    for region in chain.regions():
        gaps = f", {len(region.missing)} missing" if region.missing else ""
        print(f"{region.region}: {region.first}-{region.last}, {len(region.modelled)} residues modelled{gaps}")
