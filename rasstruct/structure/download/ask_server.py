"""What does one server answer when it is asked for an entry?

One that has no such entry, cannot be reached or sends something else is not
asked again; one that is overloaded, too slow or sends a damaged file is, after
a wait. Redirects are followed to http and https only. pooch does the transfer.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Sequence

from rasstruct.structure.download.entry_content import EntryContent, UnusableAnswerError, check_entry_content

__all__ = ["ask_server"]

#: a whole answer may take this many timeouts; one that drips must end
_TIMEOUTS_AN_ANSWER = 20
#: seconds until a server must connect: where a firewall swallows requests, nobody should wait long
_CONNECT_TIMEOUT = 10.0
_PIECE = 8192
_TOO_MANY_REQUESTS, _REQUEST_TIMEOUT, _SERVER_ERRORS = 429, 408, 500
_NO_SUCH_FILE = (404, 410)


def ask_server(
    url: str, pdb_id: str, *, timeout: float, waits: Sequence[float], max_unpacked_bytes: int
) -> EntryContent:
    """Download an entry from one server.

    Parameters
    ----------
    url
        http or https.
    pdb_id
        The entry that must come, as `parse_pdb_id` gives it.
    timeout
        Longest time between two pieces of an answer, in seconds.
    waits
        Seconds before each further try.
    max_unpacked_bytes
        Largest file, unpacked.

    Raises
    ------
    UnusableAnswerError
        When there is no usable answer; the message says why in a few words.
    """
    for wait in (*waits, None):
        try:
            return _ask(url, pdb_id, timeout, max_unpacked_bytes)
        except UnusableAnswerError as error:
            if wait is None or not error.may_pass:
                raise
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _ask(url: str, pdb_id: str, timeout: float, max_unpacked_bytes: int) -> EntryContent:
    """Ask one server once and check what it sends."""
    # the two take 0.2 s to import, and only a download needs them
    import requests
    from pooch import HTTPDownloader

    import rasstruct

    headers = {"User-Agent": f"rasstruct/{rasstruct.__version__}", "Accept-Encoding": "identity"}
    body = _Body(max_unpacked_bytes, time.monotonic() + _TIMEOUTS_AN_ANSWER * timeout)
    timeouts = (min(timeout, _CONNECT_TIMEOUT), timeout)
    try:
        HTTPDownloader(timeout=timeouts, headers=headers, chunk_size=_PIECE)(url, body, None)
    except requests.RequestException as error:
        raise _no_answer(error, timeout) from error
    except ValueError as error:
        # requests lets the errors of its URL parsers through
        raise UnusableAnswerError("led to an address that none can be", may_pass=False) from error
    return check_entry_content(body.getvalue(), pdb_id, max_unpacked_bytes=max_unpacked_bytes)


class _Body(io.BytesIO):
    """What a server sends, up to a size and a time."""

    def __init__(self, max_bytes: int, deadline: float) -> None:
        super().__init__()
        self._max_bytes = max_bytes
        self._deadline = deadline

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(piece) > self._max_bytes:
            raise UnusableAnswerError(f"sent more than {self._max_bytes} bytes", may_pass=False)
        if time.monotonic() > self._deadline:
            raise UnusableAnswerError("sent its answer too slowly", may_pass=True)
        return super().write(piece)


def _no_answer(error: Exception, timeout: float) -> UnusableAnswerError:
    """Say shortly why there was no answer, and whether another try may help."""
    import requests

    if isinstance(error, requests.HTTPError) and error.response is not None:
        status = error.response.status_code
        may_pass = status in (_TOO_MANY_REQUESTS, _REQUEST_TIMEOUT) or status >= _SERVER_ERRORS
        return UnusableAnswerError(
            f"answered with HTTP status {status}", may_pass=may_pass, is_absence=status in _NO_SUCH_FILE
        )
    causes = list(_causes(error))
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return UnusableAnswerError("could not be connected to", may_pass=False)
    if isinstance(error, requests.Timeout) or any("Timeout" in cause for cause in causes[1:]):
        return UnusableAnswerError(f"did not answer within {timeout:g} s", may_pass=True)
    if isinstance(error, requests.exceptions.SSLError):
        return UnusableAnswerError("has a certificate that is not trusted", may_pass=False)
    if "NameResolutionError" in causes or "gaierror" in causes:
        return UnusableAnswerError("was not found by name", may_pass=False)
    if "NewConnectionError" in causes or isinstance(error, requests.exceptions.ProxyError):
        return UnusableAnswerError("could not be connected to", may_pass=False)
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return UnusableAnswerError("broke the connection off", may_pass=True)
    if isinstance(error, requests.TooManyRedirects):
        return UnusableAnswerError("redirected without end", may_pass=False)
    if isinstance(error, requests.exceptions.InvalidSchema):
        return UnusableAnswerError("redirected to something that is not http or https", may_pass=False)
    return UnusableAnswerError(f"gave no usable answer ({type(error).__name__})", may_pass=False)


def _causes(error: BaseException) -> Iterable[str]:
    """Name the types of an error and of those that it wraps: requests hides what happened to a connection."""
    waiting: list[object] = [error]
    while waiting:
        wrapped = waiting.pop(0)
        if isinstance(wrapped, BaseException):
            yield type(wrapped).__name__
            waiting.extend((*wrapped.args, getattr(wrapped, "reason", None)))
