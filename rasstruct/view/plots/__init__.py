"""Plots: matplotlib axes, each with a table of the very rows that it draws."""
