"""An HTTP server on this machine that answers as a test tells it to, and counts how often it was asked.

Files of entries are made from the bundled 8AZR by gemmi; nothing here calls rasstruct.
"""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gemmi


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the server does when it is asked once."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    #: Content-Length, when it is not to be the true one
    declared_length: int | None = None
    #: seconds before the answer begins
    delay: float = 0.0
    #: bytes after which a pause is made, of so many seconds
    pause_after: int | None = None
    pause: float = 0.0
    #: seconds between pieces of 2 kB
    drip: float = 0.0
    #: send in chunks and close before the closing chunk
    is_chunked_and_cut: bool = False
    #: close without any answer
    is_silent: bool = False


def redirect(location: str, status: int = 302) -> Answer:
    """Make an answer that sends the client elsewhere."""
    return Answer(status=status, headers=(("Location", location),))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ScriptedServer

    def do_GET(self) -> None:
        answer = self.server.next_answer(self.path)
        self.close_connection = True
        time.sleep(answer.delay)
        if answer.is_silent:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        self.send_header("Connection", "close")
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.is_chunked_and_cut:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            length = len(answer.body) if answer.declared_length is None else answer.declared_length
            self.send_header("Content-Length", str(length))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.send_body(answer)

    def send_body(self, answer: Answer) -> None:
        if answer.is_chunked_and_cut:
            self.wfile.write(f"{len(answer.body):x}\r\n".encode() + answer.body[:-10])
            return
        if answer.drip:
            for start in range(0, len(answer.body), 2048):
                self.wfile.write(answer.body[start : start + 2048])
                time.sleep(answer.drip)
            return
        cut = len(answer.body) if answer.pause_after is None else answer.pause_after
        self.wfile.write(answer.body[:cut])
        self.wfile.flush()
        time.sleep(answer.pause)
        self.wfile.write(answer.body[cut:])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Write nothing."""


class ScriptedServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: dict[str, list[Answer]] = {}
        self.asked: list[str] = []
        self.lock = threading.Lock()

    def next_answer(self, path: str) -> Answer:
        """Give the next answer for a path; the last one stays, and an unknown path is 404."""
        with self.lock:
            self.asked.append(path)
            answers = self.script.get(path, [Answer(b"not here", 404)])
            return answers.pop(0) if len(answers) > 1 else answers[0]


class LoopbackServer:
    """The server as tests see it: three servers are three folders of it."""

    def __init__(self, scripted: ScriptedServer) -> None:
        self._scripted = scripted
        self.url = f"http://127.0.0.1:{scripted.server_port}"

    def answer(self, path: str, *answers: Answer) -> None:
        """Script the answers of a path."""
        self._scripted.script[path] = list(answers)

    def count(self, path: str) -> int:
        """Count how often a path was asked for."""
        return self._scripted.asked.count(path)

    @property
    def asked(self) -> list[str]:
        """The paths asked for, in order."""
        return list(self._scripted.asked)

    def templates(self, *folders: str) -> list[str]:
        """Give the URL templates of servers."""
        return [f"{self.url}/{folder}/{{id}}.cif.gz" for folder in folders]


def make_entry(text: str, pdb_id: str) -> bytes:
    """Write PDB text as the mmCIF file of another entry."""
    structure = gemmi.read_pdb_string(text)
    structure.setup_entities()
    structure.name = pdb_id
    structure.info["_entry.id"] = pdb_id
    return structure.make_mmcif_document().as_string().encode()
