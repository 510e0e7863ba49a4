"""The server's processes: finding, starting and ending those of one data folder."""

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]  # its stubs are not worth a dependency

from loim.common.embedded_postgres.account import Account
from loim.common.embedded_postgres.error import EmbeddedPostgresError
from loim.common.embedded_postgres.folder import PORT, Folder
from loim.common.embedded_postgres.programs import Programs

# Replaying the log after a crash can take a while on a slow disk.
_START_SECONDS = 120.0
_LARGEST_LOG_BYTES = 5_000_000


@dataclass(frozen=True)
class Server:
    """A server process of ours that lives; `state` is PostgreSQL's own word for its stage."""

    pid: int
    state: str
    socket_folder: Path

    @property
    def is_ready(self) -> bool:
        return self.state == "ready"

    @property
    def url(self) -> str:
        # The port is named too, or PGPORT in a client's environment would choose another.
        host = quote(str(self.socket_folder), safe="/")
        return f"postgresql://loim@/postgres?host={host}&port={PORT}"


def find_server(folder: Folder) -> Server | None:
    """The living server of this folder; None when its pid file is missing, torn or stale."""
    try:
        lines = (folder.cluster / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError):
        return None
    if not _is_ours(_process(pid), folder):
        return None
    lines += [""] * 8
    return Server(pid=pid, state=lines[7].strip(), socket_folder=Path(lines[4]))


def _process(pid: int) -> Any:
    try:
        return psutil.Process(pid)
    except (psutil.Error, ValueError, OverflowError):
        return None


def _is_ours(process: Any, folder: Folder) -> bool:
    """By the title, not the working folder: containers hide that one even from root."""
    if process is None:
        return False
    try:
        words = process.cmdline()
        is_alive = process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
    is_part = bool(words) and words[0].startswith(f"postgres: {folder.identity}: ")
    return is_alive and (is_part or _main_mark(folder) in words)


def _main_mark(folder: Folder) -> str:
    return f"cluster_name={folder.identity}"


def start(folder: Folder, account: Account, programs: Programs) -> Server:
    """Starts the server and waits until it accepts connections; refuses with its last words."""
    command = [str(programs.bin / "postgres"), "-D", str(folder.cluster)]
    command += ["-c", f"config_file={folder.settings}", "-c", _main_mark(folder)]
    if folder.log.exists() and folder.log.stat().st_size > _LARGEST_LOG_BYTES:
        folder.log.replace(folder.log.with_suffix(".log.old"))
    # The shell ends at once, so the server is nobody's child: whoever started it may end first.
    in_background = '"$@" </dev/null >&2 & echo $!'
    with folder.log.open("a") as log_file:
        folder.log.chmod(0o600)
        begin = log_file.tell()
        answer = account.run(
            ["/bin/sh", "-c", in_background, "sh", *command], stdout=-1, stderr=log_file
        )
    pid = int(answer.stdout)
    _wait(_START_SECONDS, lambda: not _is_alive(pid) or _is_ready(folder))
    server = find_server(folder)
    if server is not None and server.is_ready:
        return server
    with folder.log.open(errors="replace") as log_file:
        log_file.seek(begin)
        words = log_file.read()
    raise EmbeddedPostgresError(
        f"PostgreSQL {programs.version} did not start on {folder.cluster}.",
        root=folder.root,
        output=words,
    )


def await_ready(folder: Folder) -> Server | None:
    """A server that is just starting gets its time; one that is stopping too."""
    _wait(_START_SECONDS, lambda: not _is_starting(folder))
    return find_server(folder)


def _is_starting(folder: Folder) -> bool:
    server = find_server(folder)
    return server is not None and server.state not in {"ready", "stopping"}


def _is_ready(folder: Folder) -> bool:
    server = find_server(folder)
    return server is not None and server.is_ready


def _is_alive(pid: int) -> bool:
    process = _process(pid)
    try:
        return process is not None and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _wait(seconds: float, done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def stop_server(server: Server) -> None:
    """Ends it cleanly, its clients cut off; by force if it does not end within half a minute."""
    for number, seconds in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        with suppress(ProcessLookupError):
            os.kill(server.pid, number)
        if _wait(seconds, lambda: not _is_alive(server.pid)):
            with suppress(OSError):  # nothing of ours stays under /tmp
                server.socket_folder.rmdir()
            return
    raise EmbeddedPostgresError(f"PostgreSQL (process {server.pid}) cannot be ended.")


def clear_remains(folder: Folder) -> None:
    """What a killed server leaves: its parts are ended, its pid and socket files removed.

    Only for a folder without a living server. Refuses when one answers all the same
    (from another container on the same folder, say).
    """
    socket_file = folder.socket_folder / f".s.PGSQL.{PORT}"
    end_parts(folder)
    if _answers(socket_file):
        raise EmbeddedPostgresError(
            f"A server that this process cannot see answers on {socket_file}: perhaps one in "
            f"another container uses {folder.root} too. Stop it there, or choose another folder."
        )
    (folder.cluster / "postmaster.pid").unlink(missing_ok=True)
    socket_file.unlink(missing_ok=True)
    socket_file.with_name(socket_file.name + ".lock").unlink(missing_ok=True)


def end_parts(folder: Folder) -> None:
    """Ends every process that carries the folder's title, for when its pid file cannot tell.

    Parts of a killed server end by themselves, but one deep in a query needs a push. A
    whole server without a pid file (its data were deleted) has nothing left to save.
    """
    parts = [process for process in psutil.process_iter() if _is_ours(process, folder)]
    for process in parts:
        with suppress(psutil.Error):
            if _main_mark(folder) in process.cmdline():
                process.send_signal(signal.SIGQUIT)
    for number, seconds in ((None, 1.0), (signal.SIGTERM, 2.0), (signal.SIGKILL, 5.0)):
        for process in parts:
            with suppress(psutil.Error):
                if number is not None:
                    process.send_signal(number)
        if _wait(seconds, lambda: not any(_is_ours(process, folder) for process in parts)):
            return
    left = ", ".join(str(process.pid) for process in parts)
    raise EmbeddedPostgresError(f"Parts of a killed PostgreSQL cannot be ended: process {left}.")


def _answers(socket_file: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(socket_file))
        except OSError:
            return False
    return True
