"""The report: one page a set of entries, with everything in it."""
