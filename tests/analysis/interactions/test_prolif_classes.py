"""Does the user see nothing of ProLIF's import, and everything else?

Oracle: what an interpreter of its own writes; importing ProLIF 2.2.3 alone shows a warning of MDAnalysis.
"""

from __future__ import annotations

import subprocess
import sys

_USE = """
import rasstruct as rs
print(len(rs.load("8AZR")["A"].ligands["LR4"].interactions()) > 0)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an interpreter of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_first_interactions_of_a_session_write_nothing_on_stderr() -> None:
    found = run(_USE)
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, "True", "")


def test_a_warning_of_the_user_s_own_is_still_shown() -> None:
    found = run(_USE + "import warnings; warnings.warn('mine', DeprecationWarning)")
    assert found.returncode == 0
    assert "DeprecationWarning: mine" in found.stderr
