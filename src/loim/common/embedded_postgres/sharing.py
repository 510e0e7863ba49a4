"""Using a server together: who comes first starts it, who leaves last stops it.

Every user holds a shared lock on a file of the data folder. Who can make it exclusive
is alone. Joining and leaving happen under a second lock, one process at a time.
"""

import atexit
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from loim.common.embedded_postgres import locks
from loim.common.embedded_postgres.cluster import serve
from loim.common.embedded_postgres.error import (
    EmbeddedPostgresError,
    explaining_refusals_of_the_system,
)
from loim.common.embedded_postgres.folder import Folder, prepared
from loim.common.embedded_postgres.process import end_parts, find_server, stop_server

log = logging.getLogger("loim.postgres")

_guard = threading.RLock()
# The shared lock of each folder that this process uses.
_held: dict[Folder, int] = {}
_is_exit_arranged = False
# The thread that is starting or stopping a server.
_busy_thread: int | None = None


def ensure_running(data_dir: Path, *, durable: bool = True) -> str:
    """The URL of this folder's server, which runs as long as this process and others use it.

    Makes the folder and its data on first use. Joins a running server; recovers from a
    killed one. `durable=False` trades the last commits before a kill, and all data at a
    power cut, for speed: for tests only.
    The URL is libpq's: `postgresql://loim@/postgres?host=<socket folder>&port=5432`, and
    `loim` is a superuser. The server is stopped when its last user calls `release` or
    exits, also by SIGTERM or SIGHUP; one left by a killed process is taken over by the next.

    Refused with `EmbeddedPostgresError`: data of another major version, a folder that
    cannot be written or belongs to another user, no PostgreSQL 15 or newer on this
    machine, a full disk, durable work on a server that others run for tests.
    """
    with _undisturbed(), explaining_refusals_of_the_system(data_dir):
        folder, account = prepared(data_dir)
        _arrange_exit()
        with locks.exclusively(folder.start_lock):
            descriptor = _held.pop(folder, None)
            if descriptor is not None and not locks.is_still_at(folder.users_lock, descriptor):
                os.close(descriptor)
                descriptor = None
            if descriptor is None:
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
    with _undisturbed():
        wanted = None if data_dir is None else Folder(data_dir.resolve())
        for folder in [each for each in _held if wanted in (None, each)]:
            _release(folder, _held.pop(folder))


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """`ensure_running` for the length of a `with` block, or longer if it was called before it."""
    is_held_already = Folder(data_dir.resolve()) in _held
    url = ensure_running(data_dir, durable=durable)
    try:
        yield url
    finally:
        if not is_held_already:
            release(data_dir)


def stop(data_dir: Path) -> bool:
    """Stops the folder's server, whoever uses it; False when none was running."""
    folder = Folder(data_dir.resolve())
    if not folder.root.is_dir():
        return False
    with (
        _undisturbed(),
        explaining_refusals_of_the_system(data_dir),
        locks.exclusively(folder.start_lock),
    ):
        server = find_server(folder)
        if server is not None:
            stop_server(server)
        return server is not None


def _release(folder: Folder, descriptor: int) -> None:
    """Never raises: at exit nobody could act on it."""
    try:
        if not folder.root.exists():
            end_parts(folder)
            return
        with locks.exclusively(folder.start_lock):
            # A folder deleted and made anew has another lock, and a server not ours to stop.
            is_same = locks.is_still_at(folder.users_lock, descriptor)
            server = find_server(folder) if is_same and locks.try_exclusive(descriptor) else None
            if server is not None:
                stop_server(server)
                log.info("PostgreSQL on %s stopped", folder.root)
    except (OSError, EmbeddedPostgresError) as error:
        log.warning("PostgreSQL on %s could not be stopped: %s", folder.root, error)
    finally:
        with suppress(OSError):
            locks.unlock(descriptor)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """One thread at a time, and no signal handler of ours in the middle of it."""
    global _busy_thread  # noqa: PLW0603 - under the guard
    with _guard:
        before, _busy_thread = _busy_thread, threading.get_ident()
        try:
            yield
        finally:
            _busy_thread = before


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
    # In the middle of starting or stopping we would wait for our own lock. Dying leaves
    # at worst a running server, which the next process takes over.
    if _busy_thread != threading.get_ident():
        release()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _hold_in_child() -> None:
    """A forked child becomes a user of its own: it neither ends the parent's hold nor is cut off."""
    global _guard, _busy_thread
    _guard, _busy_thread = threading.RLock(), None
    for folder, inherited in list(_held.items()):
        del _held[folder]
        with suppress(OSError):
            descriptor = locks.open_lock(folder.users_lock)
            if locks.try_shared(descriptor):
                _held[folder] = descriptor
            else:
                os.close(descriptor)
        os.close(inherited)
