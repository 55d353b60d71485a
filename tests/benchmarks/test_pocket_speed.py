"""Is the switch-II pocket measured in a thousand frames within 20 s of one core?

Opt in with ``-m benchmark``. The frames are 8AZR with its atoms shaken by 0.2 Å; CPU time of the process is taken.
"""

from __future__ import annotations

import time

import numpy as np
import pytest

import rasstruct as rs

pytestmark = pytest.mark.benchmark

N_FRAMES, MAX_SECONDS = 1000, 20.0


def test_a_thousand_frames_are_measured_within_seconds(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    pocket = chain.pocket("SII-P")
    still = pocket.measure_frames().volume[0]
    random = np.random.default_rng(5)
    frames = chain.structure.xyz[0] + random.normal(0, 0.2, (N_FRAMES, *chain.structure.xyz[0].shape))
    frames = frames.astype(np.float32)
    started = time.process_time()
    values = pocket.measure_frames(frames)
    spent = time.process_time() - started
    print(f"\n{N_FRAMES} frames: {spent:.1f} s of CPU")
    assert values.volume.shape == (N_FRAMES,)
    assert abs(np.median(values.volume) - still) < 0.25 * still
    assert spent <= MAX_SECONDS
