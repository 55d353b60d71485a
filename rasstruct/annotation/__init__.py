"""What a structure means: isoform, mutations, nucleotide, ligands, partners, sites."""
