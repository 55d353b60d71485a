"""8AZR with markup wherever a file can state text, made from the bundled file."""

from __future__ import annotations

from pdb_text import PdbText

__all__ = ["MARKUP", "hostile_file"]

#: what would run or load something if it were taken as markup; PDB titles are printed in capitals
MARKUP = "</SCRIPT><IMG SRC=X ONERROR=HIT()>"
_CHAIN = "<"


def hostile_file(text: str) -> str:
    """Put markup into title, names of molecules and author chain."""
    lines = PdbText(text).without_records("TITLE", "HETNAM", "SEQADV", "DBREF", "ANISOU").lines
    changed = [
        f"{line[:21]}{_CHAIN}{line[22:]}"
        if line.startswith(("ATOM  ", "HETATM", "TER   ")) and len(line) > 21
        else line
        for line in lines
    ]
    changed = [f"{line[:11]}{_CHAIN}{line[12:]}" if line.startswith("SEQRES") else line for line in changed]
    head = [f"TITLE     {MARKUP}".ljust(80), *(f"HETNAM     {code} {MARKUP}".ljust(80) for code in ("GDP", "LR4"))]
    first = next(index for index, line in enumerate(changed) if not line.startswith("HEADER"))
    return "\n".join([*changed[:first], *head, *changed[first:]]) + "\n"
