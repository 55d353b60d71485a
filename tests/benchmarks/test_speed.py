"""Is rasstruct as fast as it promises, and is what it computes meanwhile right?

Opt in with ``-m benchmark``. Every number is a ratio of two things that are timed
in turn, A B A B, in the same run on the same machine. The files are written anew
for every repetition with another comment, so that no cache can help.

- yardstick of reading: `gemmi.read_structure` on the same file
- yardstick of the job: the same in Biopython: parse, number by pairwise alignment,
  list mutations, find the residues near every bound molecule with `NeighborSearch`, classify both
  switches by the published rule (`biopython_job.py`); its answer must equal ours
- yardstick of importing: ``import numpy`` in a fresh interpreter, CPU time
- results: isoform, mutations and inhibitor as the entries' papers and records state
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gemmi
import pytest
from biopython_job import BiopythonJob

import rasstruct as rs

pytestmark = pytest.mark.benchmark

#: a read takes 4 ms and scatters by a fifth, so its median needs many; Biopython takes 20 times longer
READS, JOBS, IMPORTS = 60, 10, 7
#: repetitions that are run and not counted: they load code and tables
WARM_UP = 4
#: file, then per chain: isoform, mutations, inhibitor. 6OIM: Canon 2019 doi:10.1038/s41586-019-1694-1; 4OBE: wild type,
#: Hunter 2014 doi:10.1073/pnas.1404639111; 9BGA: G12C with daraxonrasib and cyclophilin A, as in the entry's SEQADV
ENTRIES = {
    "6oim.cif": [("KRAS4B", {"G12C", "C51S", "C80L", "C118S"}, "MOV")],
    "4obe.cif": [("KRAS4B", set(), None)] * 2,
    "9bga.cif": [("KRAS4B", {"G12C"}, "A1AHB")] * 2,
}


def annotate(path: Path) -> list[dict[str, Any]]:
    """Do the job that is timed: read, number, annotate, give plain values."""
    return rs.load(str(path)).to_records()


def read_only(path: Path) -> gemmi.Structure:
    """Do the least anyone can do with the file."""
    return gemmi.read_structure(str(path))


def varied_copies(original: Path, folder: Path, count: int) -> Iterator[Path]:
    """Write the file again and again, each time with other bytes under another name."""
    text = original.read_text()
    for number in range(count):
        path = folder / f"{number}-{original.name}"
        path.write_text(f"{text}\n# copy {number} of {os.getpid()}\n")
        yield path


def seconds(work: Callable[[Path], Any], path: Path) -> float:
    """Time one call, with the garbage of the one before collected."""
    gc.collect()
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def compare(
    original: Path, folder: Path, one: Callable[[Path], Any], other: Callable[[Path], Any], repetitions: int
) -> float:
    """Give the median over repetitions of time of `one` by time of `other`; who goes first alternates."""
    ratios = []
    for number, path in enumerate(varied_copies(original, folder, WARM_UP + repetitions)):
        if number % 2:
            first, second = seconds(one, path), seconds(other, path)
        else:
            second, first = seconds(other, path), seconds(one, path)
        ratios.append(first / second)
    return statistics.median(ratios[WARM_UP:])


@pytest.mark.parametrize("name", ENTRIES)
def test_load_and_records_cost_at_most_two_gemmi_reads(name: str, corpus: Path, tmp_path: Path) -> None:
    original = corpus / "structures" / name
    ratio = compare(original, tmp_path, annotate, read_only, READS)
    print(f"\n{name}: load + to_records() takes {ratio:.2f} × gemmi.read_structure")
    found = [
        (row["isoform"], set(row["mutations"]), next((i["het_code"] for i in row["inhibitors"]), None))
        for row in annotate(original)
    ]
    assert found == ENTRIES[name]
    assert ratio <= 2.0


@pytest.mark.parametrize("name", ENTRIES)
def test_the_job_is_ten_times_faster_than_in_biopython(name: str, corpus: Path, tmp_path: Path) -> None:
    original = corpus / "structures" / name
    in_biopython = BiopythonJob()
    expected = in_biopython(original)
    entry = rs.load(str(original))
    assert {chain.chain_id for chain in entry} == set(expected)
    for chain in entry:
        found = expected[chain.chain_id]
        assert (chain.isoform, set(chain.mutations_modelled)) == (found.isoform, found.mutations)
        for ligand in chain.inhibitors:
            assert set(ligand.contacts) == found.near[ligand.het_code]
        ours = {
            call.loop: (call.conformation, call.tyrosine.label)
            for call in (chain.conformation.sw1, chain.conformation.sw2)
        }
        assert ours == found.switches
    ratio = compare(original, tmp_path, in_biopython, annotate, JOBS)
    print(f"\n{name}: {ratio:.1f} × faster than the same job in Biopython")
    assert ratio >= 10.0


def cpu_of(statement: str) -> float:
    """Give user and system time in seconds of a fresh interpreter that runs a statement."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_importing_rasstruct_costs_at_most_two_imports_of_numpy() -> None:
    statements = {
        "nothing": "pass",
        "numpy": "import numpy",
        "rasstruct": "import rasstruct",
        "rasstruct and load": "from rasstruct import load",
    }
    for statement in statements.values():
        cpu_of(statement)  # writes byte code where there is none yet
    times: dict[str, list[float]] = {name: [] for name in statements}
    for _ in range(IMPORTS):
        for name, statement in statements.items():
            times[name].append(cpu_of(statement))
    median = {name: statistics.median(values) for name, values in times.items()}
    added = {name: value - median["nothing"] for name, value in median.items()}
    report = ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in added.items() if name != "nothing")
    print(f"\nCPU added to an empty interpreter ({1000 * median['nothing']:.0f} ms): {report}")
    # the start of the interpreter is left out: it would hide a slow import; load is for information
    assert added["rasstruct"] <= 2 * added["numpy"]
