"""How long do a substitution and a saturation scan take?

Opt in with ``-m benchmark -s``. The limits are those promised to users: 20 ms a substitution, 5 s for 25 residues × 19.
"""

from __future__ import annotations

import statistics
import time

import pytest

import rasstruct as rs

pytestmark = pytest.mark.benchmark


def test_a_substitution_takes_milliseconds_and_a_scan_seconds() -> None:
    chain = rs.load("8AZR")["A"]
    sequence = {row.uniprot_number: row.residue for row in chain.residues() if row.is_modelled and row.uniprot_number}
    numbers = [number for number in (*range(9, 14), *range(58, 73), *range(94, 104)) if number in sequence][:25]
    chain.mutate("Y96D")
    seconds = []
    for number in numbers:
        started = time.perf_counter()
        chain.mutate(f"{sequence[number]}{number}{'A' if sequence[number] != 'A' else 'S'}")
        seconds.append(time.perf_counter() - started)
    started = time.perf_counter()
    rows = chain.scan(numbers)
    whole = time.perf_counter() - started
    print(f"\n{1000 * statistics.median(seconds):.1f} ms a substitution; 25 residues × 19 in {whole:.2f} s")
    assert len(rows) == 25 * 19
    assert {row.label for row in rows} >= {"direct contact lost", "no structural effect seen"}
    assert statistics.median(seconds) <= 0.020
    assert whole <= 5
