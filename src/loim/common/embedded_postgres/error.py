"""The one exception of the embedded server, and the advice that goes with it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ADVICE = (
    ("No space left on device", "The disk is full: free some space on the disk that holds {root}."),
    ("Disk quota exceeded", "The disk quota is used up: free some space for {root}."),
    ("could not look up effective user ID", "PostgreSQL needs a user with a line in /etc/passwd."),
    ("Permission denied", "The user that runs PostgreSQL must own {root} and be able to enter it."),
    (
        "Read-only file system",
        "{root} is on a read-only disk; choose a folder that can be written.",
    ),
    (
        "could not map anonymous shared memory",
        "There is too little free memory for PostgreSQL (about 300 MB): close something.",
    ),
    (
        "could not locate a valid checkpoint record",
        "The data in {root} is damaged: restore it from a copy, or delete the folder to begin anew.",
    ),
)
_KEPT_LINES = 12


class EmbeddedPostgresError(Exception):
    """The embedded server cannot be used; the message says why and what to do."""

    def __init__(self, message: str, *, root: Path | None = None, output: str = "") -> None:
        """`output` is what PostgreSQL printed; its last lines and fitting advice are appended."""
        advice = [text.format(root=root) for pattern, text in _ADVICE if pattern in output]
        lines = [f"    {line}" for line in output.strip().splitlines()[-_KEPT_LINES:]]
        if lines:
            lines.insert(0, "PostgreSQL's last words:")
        super().__init__("\n".join([message, *advice, *lines]))


@contextmanager
def explaining_refusals_of_the_system(root: Path) -> Iterator[None]:
    """Turns an `OSError` about files or processes into an `EmbeddedPostgresError`."""
    try:
        yield
    except OSError as error:
        place = error.filename or root
        what = f"The embedded PostgreSQL cannot use {place}: {error.strerror or error}."
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            what += f" Make {root} writable for this user, or set LOIM_DATABASE_URL."
        elif error.errno in {errno.ENOSPC, errno.EDQUOT}:
            what += f" The disk is full: free some space on the disk that holds {root}."
        raise EmbeddedPostgresError(what) from error
