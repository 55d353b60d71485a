"""Bound molecules with trusted chemistry: bond orders, stereochemistry, peptides."""
