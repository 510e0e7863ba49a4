"""Locks between processes. The kernel drops them when their holder ends, however it ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from loim.common.embedded_postgres.error import EmbeddedPostgresError

_PATIENCE_SECONDS = 120.0


def open_lock(path: Path) -> int:
    """Closed on exec, so that neither the server nor other programs keep the lock."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def try_exclusive(descriptor: int) -> bool:
    """False when somebody else holds the lock; a shared hold of our own is then lost too."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def try_shared(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(descriptor: int) -> None:
    """Unlocks before closing: closing alone leaves the lock with a child forked meanwhile."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


@contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Waits for the lock; refuses after two minutes, naming the file."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    descriptor = open_lock(path)
    try:
        while not (try_exclusive(descriptor) and is_still_at(path, descriptor)):
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"Another process has held {path} for two minutes. "
                    "It is starting or stopping PostgreSQL: end it if it hangs."
                )
            time.sleep(0.01)
            if not is_still_at(path, descriptor):
                os.close(descriptor)
                descriptor = open_lock(path)
        yield
    finally:
        with suppress(OSError):
            unlock(descriptor)


def is_still_at(path: Path, descriptor: int) -> bool:
    """False after somebody deleted the folder: the lock then guards nothing."""
    try:
        named = path.stat()
    except FileNotFoundError:
        return False
    held = os.fstat(descriptor)
    return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)
