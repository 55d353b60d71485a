"""How hard is a molecule to make?"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

from rdkit import Chem, RDConfig

__all__ = ["synthetic_accessibility"]

#: sums over atoms differ behind it when the atoms come in another order
_DECIMALS = 6
_MODULE = "rdkit.Contrib.SA_Score.sascorer"


def synthetic_accessibility(mol: Chem.Mol) -> float | None:
    """Compute the synthetic accessibility score, from 1 (easy) to 10 (hard).

    None when the installation of RDKit comes without its contributed modules, or when the score is not defined.

    References
    ----------
    Ertl 2009, J Cheminform, doi:10.1186/1758-2946-1-8; the implementation is RDKit's, which adds a term for symmetry.
    """
    scorer = _load_scorer()
    if scorer is None or mol.GetNumAtoms() == 0:
        return None
    score = scorer.calculateScore(mol)
    return None if score is None else round(float(score), _DECIMALS)


@cache
def _load_scorer() -> ModuleType | None:
    """Load RDKit's scorer from the package (wheels) or from its folder of contributions (conda, source builds)."""
    try:
        return importlib.import_module(_MODULE)
    except ImportError:
        pass
    path = Path(RDConfig.RDContribDir) / "SA_Score" / "sascorer.py"
    specification = importlib.util.spec_from_file_location("rdkit_sascorer", path) if path.is_file() else None
    if specification is None or specification.loader is None:
        return None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
