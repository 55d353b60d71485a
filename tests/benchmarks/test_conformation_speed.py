"""Are 100,000 chains classified in five seconds of one core, and rightly?

Opt in with ``-m benchmark``. The yardstick of the issue is absolute; CPU time of the process is taken, not the
clock. The angles are those of the exemplars turned by a few degrees, so that every expected class is known.
"""

from __future__ import annotations

import time

import numpy as np
import pytest

from rasstruct.annotation.switch_classes import classify_by_group
from rasstruct.reference.switches import switch_exemplars

pytestmark = pytest.mark.benchmark

N_CHAINS, MAX_SECONDS = 100_000, 5.0
#: degrees; 2(1 - cos 5°) = 0.008, far below the limit
WOBBLE = 5.0


def test_a_hundred_thousand_chains_are_classified_in_five_seconds() -> None:
    random = np.random.default_rng(11)
    spent = 0.0
    for loop in ("SW1", "SW2"):
        exemplars = switch_exemplars(loop)
        chosen = random.integers(0, len(exemplars.angles), N_CHAINS)
        angles = exemplars.angles[chosen] + random.uniform(-WOBBLE, WOBBLE, (N_CHAINS, exemplars.angles.shape[1]))
        classes = exemplars.class_of[chosen]
        spatial, nucleotide = np.array(exemplars.spatial)[classes], np.array(exemplars.nucleotide_classes)[classes]
        started = time.process_time()
        calls = classify_by_group(angles, spatial, nucleotide, exemplars)
        spent += time.process_time() - started
        assert np.array_equal(calls, np.array(exemplars.classes)[classes])
    print(f"\n{N_CHAINS} chains, both switches: {spent:.1f} s of CPU")
    assert spent <= MAX_SECONDS
