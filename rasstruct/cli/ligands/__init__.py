"""`rasstruct ligands`: the ligand table and the chemistry of any molecule."""
