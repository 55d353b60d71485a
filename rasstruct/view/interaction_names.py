"""How is a kind of interaction called where readers see it?"""

from __future__ import annotations

__all__ = ["INTERACTION_NAMES"]

INTERACTION_NAMES = {
    "covalent": "covalent bond",
    "metal": "metal coordination",
    "saltbridge": "salt bridge",
    "hbond": "hydrogen bond",
    "halogen": "halogen bond",
    "cationpi": "cation–π",
    "pistacking": "π stacking",
    "hydrophobic": "hydrophobic contact",
    "waterbridge": "water bridge",
    "contact": "contact only",
}
