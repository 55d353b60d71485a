"""What a structure file says: atoms, residues, chains, header facts, numbering."""
