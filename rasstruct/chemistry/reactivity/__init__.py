"""Warheads, and the reactions that join drugs to residues."""
