"""Flat drawings of molecules."""
