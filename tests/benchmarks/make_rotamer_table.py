"""Pack the backbone-dependent rotamer library of Dunbrack 2010 into `rasstruct/reference/tables/rotamers.npz`.

The library (Shapovalov and Dunbrack 2011, doi:10.1016/j.str.2011.03.019, CC BY 4.0) is the file
`chilife/data/rotamer_libraries/ALL.bbdep.rotamers.lib` of the source distribution chilife 1.2.5 on PyPI. Angles are
rounded to degrees, and of each 10° × 10° bin of the backbone the most probable rotamers are kept until they cover
`COVERAGE`. Run: `python tests/benchmarks/make_rotamer_table.py ALL.bbdep.rotamers.lib`
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

#: SHA-256 of the library as published in April 2011
DIGEST = "895485c9bc965d5f34c525cbc05cc02ec2ced0335d517dbdba130896931b1a15"
TABLE = Path(__file__).resolve().parents[2] / "rasstruct" / "reference" / "tables" / "rotamers.npz"
COVERAGE = 0.99
#: disulfides, free cysteines and the two prolines apart stand beside CYS and PRO, which hold both
LEFT_OUT = {"CYD", "CYH", "CPR", "TPR"}
STEP, N_BINS = 10, 36
PHI, PSI, FIRST_BIN, PROBABILITY, FIRST_CHI, FIRST_SIGMA = 0, 1, 3, 7, 8, 12


def pack(text: str) -> dict[str, np.ndarray]:
    """Make the arrays of every residue: count a bin, then probability, chi and sigma of all bins in a row."""
    lines = defaultdict(list)
    for line in text.splitlines():
        if not line.startswith("#"):
            residue, *values = line.split()
            lines[residue].append([float(value) for value in values])
    arrays = {}
    for residue in sorted(lines.keys() - LEFT_OUT):
        rows = np.array(lines[residue])
        rows = rows[(rows[:, PHI] < 180) & (rows[:, PSI] < 180)]
        n_chi = int((rows[:, FIRST_BIN:PROBABILITY] != 0).any(axis=0).sum())
        bins = ((rows[:, PHI] + 180) // STEP * N_BINS + (rows[:, PSI] + 180) // STEP).astype(int)
        order = np.lexsort((-rows[:, PROBABILITY], bins))
        rows, bins = rows[order], bins[order]
        kept = [keep(rows[bins == number]) for number in range(N_BINS**2)]
        chosen = np.concatenate(kept)
        arrays[f"{residue}_count"] = np.array([len(one) for one in kept], dtype=np.uint8)
        arrays[f"{residue}_probability"] = np.round(chosen[:, PROBABILITY] * 65535).astype(np.uint16)
        arrays[f"{residue}_chi"] = np.round(chosen[:, FIRST_CHI : FIRST_CHI + n_chi]).astype(np.int16)
        arrays[f"{residue}_sigma"] = np.round(chosen[:, FIRST_SIGMA : FIRST_SIGMA + n_chi]).astype(np.uint8)
    return arrays


def keep(rows: np.ndarray) -> np.ndarray:
    """Keep the first rotamers of a bin that together cover the share asked for."""
    covered = np.cumsum(rows[:, PROBABILITY])
    return rows[: int(np.searchsorted(covered, COVERAGE * covered[-1])) + 1]


if __name__ == "__main__":
    content = Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(content).hexdigest() != DIGEST:
        sys.exit(f"{sys.argv[1]} is not the library of April 2011, expected SHA-256 {DIGEST}")
    np.savez_compressed(TABLE, **pack(content.decode("ascii")))
    print(TABLE, TABLE.stat().st_size, "bytes")
