"""How are ProLIF's classes had without a warning that is not for the user?

ProLIF 2.2.3 takes its radii from a module of MDAnalysis that has moved, and
MDAnalysis tells whoever imports ProLIF; both load the progress bar of tqdm, which
tells whoever has a notebook without ipywidgets. Every other warning is let through.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "IProgress not found")
    import tqdm.auto  # noqa: F401

# sets filters for its own warnings, which would otherwise come before the one below
import MDAnalysis  # noqa: F401

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", r"(?s).*MDAnalysis\.topology\.tables has been moved", DeprecationWarning)
    from prolif import Fingerprint
    from prolif.residue import Residue

__all__ = ["Fingerprint", "Residue"]
