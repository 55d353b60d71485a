"""How does text reach a file, whole or not at all?"""

from __future__ import annotations

import gzip
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
        The file; an existing one is replaced, and a name that ends in .gz is
        written packed. Without it, the text comes back.

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
    draft: Path | None = None
    try:
        target = Path(path)
        content = text.encode()
        if target.suffix == ".gz":
            content = gzip.compress(content, mtime=0)
        if target.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as stream:
            draft = Path(stream.name)
            stream.write(content)
        draft.chmod(_permissions(target))
        draft.replace(target)
    except (OSError, ValueError, TypeError) as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(
            f"found that {path!s} cannot be written ({reason}), expected a file name in an existing folder; "
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
