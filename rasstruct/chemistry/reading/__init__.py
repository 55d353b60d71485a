"""From text and files to molecules."""
