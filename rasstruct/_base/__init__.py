"""Errors and record tables that every layer shares."""
