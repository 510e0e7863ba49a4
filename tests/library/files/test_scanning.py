"""The virus scanner's client, against a server on loopback that speaks clamd's words."""

import socket
import struct
from collections.abc import Iterator
from threading import Thread

import pytest

from loim.library.actions.files.scanning import Clamd, ScannerAway, configured_scanner
from loim.library.actions.files.taking import FileRefused, take_file
from loim.library.models import LibraryFile
from tests.factories import library as make

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd(Thread):
    """Reads INSTREAM as clamd does; finds what has EICAR in it. `says` answers anything else."""

    def __init__(self, says: bytes | None = None) -> None:
        super().__init__(daemon=True)
        self.says, self.got = says, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                self.got = b""
                while size := struct.unpack(">I", said.read(4))[0]:
                    self.got += said.read(size)
                found = b"stream: Eicar-Test FOUND\0" if b"EICAR" in self.got else b"stream: OK\0"
                connection.sendall(self.says or found)


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    server = FakeClamd()
    server.start()
    yield server
    server.server.close()


def test_it_sends_everything_and_hears_the_answer(clamd):
    content = b"a" * 200_000

    assert Clamd(clamd.address).scan(content) == ""
    assert clamd.got == content
    assert Clamd(clamd.address).scan(EICAR) == "Eicar-Test"


def test_what_it_does_not_understand_is_no_yes(clamd):
    clamd.says = b"INSTREAM size limit exceeded. ERROR\0"

    with pytest.raises(ScannerAway):
        Clamd(clamd.address).scan(b"x")


@pytest.mark.django_db
def test_a_virus_is_refused_and_nothing_kept(clamd, settings, now):
    settings.CLAMD = clamd.address
    infected = make.pdf("x") + EICAR

    with pytest.raises(FileRefused, match="virus"):
        take_file(upload=make.upload("a.pdf", infected), by=None, now=now)

    assert not LibraryFile.objects.exists()
    clean = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)
    assert clean.was_scanned


@pytest.mark.django_db
def test_while_the_scanner_is_away_no_file_is_taken(settings, now):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.CLAMD = f"127.0.0.1:{closed.getsockname()[1]}"

    with pytest.raises(FileRefused, match="just now"):
        take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)


@pytest.mark.django_db
def test_without_one_files_are_taken_and_marked(settings, now):
    settings.CLAMD = ""

    assert configured_scanner() is None
    taken = take_file(upload=make.upload("a.pdf", make.pdf("x")), by=None, now=now)
    assert not taken.was_scanned
