"""Is there a virus in it? Off unless a scanner is named (LOIM_CLAMD, docs/operations.md).

Another scanner is another class with `scan`, given to `take_file`.
"""

import socket
import struct
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

CHUNK = 64 * 1024
TIMEOUT_SECONDS = 30


class ScannerAway(Exception):
    """It cannot be reached or does not understand us; nothing is known of the file."""


class Scanner(Protocol):
    def scan(self, content: bytes) -> str:
        """The name of what was found, '' for nothing. Raises ScannerAway."""
        ...


@dataclass(frozen=True)
class Clamd:
    """`address` is 'host:port', or the path of a socket of this machine. Speaks INSTREAM
    (clamd(8)): chunks with their length before them, a chunk of length 0 at the end."""

    address: str

    def scan(self, content: bytes) -> str:
        try:
            with self._connected() as connection:
                connection.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    chunk = content[start : start + CHUNK]
                    connection.sendall(struct.pack(">I", len(chunk)) + chunk)
                connection.sendall(struct.pack(">I", 0))
                answer = self._answer(connection)
        except OSError as error:
            raise ScannerAway from error
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScannerAway(answer)

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(TIMEOUT_SECONDS)
            connection.connect(self.address)
            return connection
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), TIMEOUT_SECONDS)

    def _answer(self, connection: socket.socket) -> str:
        said = b""
        while not said.endswith(b"\0") and len(said) < 4096:
            more = connection.recv(4096)
            if not more:
                break
            said += more
        return said.rstrip(b"\0\n").decode("utf-8", "replace")


def configured_scanner() -> Scanner | None:
    return Clamd(settings.CLAMD) if settings.CLAMD else None
