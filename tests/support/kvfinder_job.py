"""What cavities pyKVFinder (doi:10.1186/s12859-021-04519-4, GPL) finds in a PDB file, with its defaults.

Run by an interpreter that has pyKVFinder; nothing of rasstruct is imported. Writes the grid points of each cavity.

    python kvfinder_job.py FILE.pdb FILE.npz
"""

from __future__ import annotations

import logging
import sys
import time

import numpy as np
import pyKVFinder


def main(path: str, out: str) -> None:
    """Find the cavities; ``seconds`` and, per cavity, ``points_i`` in Å are written."""
    logging.disable(logging.CRITICAL)
    started = time.perf_counter()
    atoms = pyKVFinder.read_pdb(path)
    corners = pyKVFinder.get_vertices(atoms)
    count, grid = pyKVFinder.detect(atoms, corners)
    _, volumes, _ = pyKVFinder.spatial(grid)
    seconds = time.perf_counter() - started
    origin, *ends = corners
    axes = np.stack([(end - origin) / np.linalg.norm(end - origin) for end in ends])
    points = {f"points_{i}": origin + 0.6 * np.argwhere(grid == i + 2) @ axes for i in range(count)}
    np.savez(out, seconds=seconds, volumes=np.array(list(volumes.values())), **points)


if __name__ == "__main__":
    main(*sys.argv[1:])
