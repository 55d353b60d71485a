"""Molecules: the ligand library, descriptors, warheads, bound molecules with trusted chemistry, drawing."""
