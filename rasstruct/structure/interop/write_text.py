"""How does text reach a file, whole or not at all?"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from rasstruct._base.errors import SourceError

__all__ = ["return_or_write"]


def return_or_write(text: str, path: str | os.PathLike[str] | None) -> str | None:
    """Give the text, or write it to a file in one step, so that nobody ever reads half of it.

    Parameters
    ----------
    text
        The content, written in UTF-8.
    path
        The file; an existing one is replaced. Without it, the text comes back.

    Returns
    -------
    str or None
        The text when there is no path.

    Raises
    ------
    SourceError
        When it cannot be written.
    """
    if path is None:
        return text
    target = Path(path)
    draft: Path | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=f".{target.name[:40]}.", delete=False
        ) as stream:
            draft = Path(stream.name)
            stream.write(text)
        draft.chmod(_permissions(target))
        draft.replace(target)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise SourceError(
            f"found that {target} cannot be written ({error.strerror}), expected a file name in an existing folder; "
            "choose another path"
        ) from error
    return None


def _permissions(target: Path) -> int:
    """Give the permissions of the file that is replaced, or those of a new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
