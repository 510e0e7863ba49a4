"""Making a data directory, and serving one: join the running server or start it."""

import logging
import os
import shutil
import tempfile
from pathlib import Path

from loim.common.embedded_postgres.account import Account
from loim.common.embedded_postgres.error import EmbeddedPostgresError
from loim.common.embedded_postgres.folder import PORT, Folder
from loim.common.embedded_postgres.process import (
    Server,
    await_ready,
    clear_remains,
    start,
    stop_server,
)
from loim.common.embedded_postgres.programs import Programs, find_programs

log = logging.getLogger("loim.postgres")

_SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '"{socket_folder}"'
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 1GB
maintenance_work_mem = 128MB
work_mem = 16MB
random_page_cost = 1.1
wal_level = minimal
max_wal_senders = 0
max_logical_replication_workers = 0
max_wal_size = 2GB
checkpoint_timeout = 15min
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_checkpoints = off
"""
_FAST_SETTINGS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def serve(folder: Folder, account: Account, *, durable: bool, is_only_user: bool) -> Server:
    """The folder's server, ready. The caller holds the start lock.

    A running server is joined, or started again if its settings differ and nobody
    else uses it. Refuses durable work on a server that others run without durability.
    """
    settings = _settings(folder, durable=durable)
    server = await_ready(folder)
    if server is not None and server.is_ready:
        running = folder.settings.read_text() if folder.settings.exists() else ""
        if running.endswith(settings):
            return server
        if not is_only_user:
            if durable and running.endswith(_FAST_SETTINGS):
                raise EmbeddedPostgresError(
                    f"The server of {folder.root} was started without durability (for tests) and "
                    "is in use. End those processes first, or choose another folder."
                )
            return server
    if server is not None:
        stop_server(server)
    programs = find_programs(folder, account)
    _make_socket_folder(folder, account)
    clear_remains(folder)
    _make_cluster(folder, account, programs)
    folder.settings.write_text(f"# PostgreSQL {programs.version}\n{settings}")
    folder.settings.chmod(0o644)
    server = start(folder, account, programs)
    log.info("PostgreSQL %s runs on %s as process %d", programs.version, folder.root, server.pid)
    return server


def _settings(folder: Folder, *, durable: bool) -> str:
    text = _SETTINGS.format(port=PORT, socket_folder=folder.socket_folder)
    return text if durable else text + _FAST_SETTINGS


def _make_cluster(folder: Folder, account: Account, programs: Programs) -> None:
    """Made aside and renamed: what stands under the final name is whole."""
    major = folder.major_version
    if major == programs.major:
        return
    if major is not None:
        raise EmbeddedPostgresError(
            f"The data in {folder.root} was made by PostgreSQL {major}, and the programs in "
            f"{programs.bin} are version {programs.major}. Delete the folder to begin anew, or name "
            f"the folder of PostgreSQL {major}'s programs in LOIM_POSTGRES_BIN."
        )
    for left in folder.root.glob("cluster-new-*"):
        shutil.rmtree(left)
    new = Path(tempfile.mkdtemp(prefix="cluster-new-", dir=folder.root))
    if account.is_another:
        os.chown(new, account.uid, account.gid)
    command = [str(programs.bin / "initdb"), "-D", str(new), "--username=loim", "--encoding=UTF8"]
    command += ["--auth-local=trust", "--auth-host=reject", *_locale(programs)]
    made = account.run(command, capture_output=True)
    if made.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise EmbeddedPostgresError(
            f"PostgreSQL {programs.version} could not make its data directory in {folder.root}.",
            root=folder.root,
            output=made.stderr,
        )
    if folder.cluster.exists():
        folder.cluster.rmdir()
    new.rename(folder.cluster)


def _locale(programs: Programs) -> list[str]:
    """From 17 on PostgreSQL carries a C.UTF-8 of its own, the same on every system."""
    if programs.major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _make_socket_folder(folder: Folder, account: Account) -> None:
    """Whoever can enter it is let in without a password: it is the server's user's alone."""
    place = folder.socket_folder
    try:
        place.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if account.is_another:
            os.chown(place, account.uid, account.gid)
    found = place.lstat()
    if found.st_uid != account.uid or found.st_mode & 0o170077 != 0o040000:
        raise EmbeddedPostgresError(
            f"{place} must be a folder that only {account.name} can enter. Delete it and try again."
        )
