"""The command line: the same objects as in Python, as tables and files."""
