"""The user that runs the server: ourselves, or for root somebody else, as PostgreSQL demands."""

import logging
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loim.common.embedded_postgres.error import EmbeddedPostgresError

log = logging.getLogger("loim.postgres")

OWN_USER = "loim-postgres"
_STRANGER_ID = 65534


@dataclass(frozen=True)
class Account:
    """A system user; `is_another` when we are root and must become it."""

    name: str
    uid: int
    gid: int
    is_another: bool

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """Runs the command as this user, in a session, folder and environment of its own.

        The caller's environment stays out: PGDATA, PGPORT and their like would steer
        the server, and the caller's folder may be closed to this user.
        """
        if self.is_another:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
        }
        return subprocess.run(
            command,
            check=False,
            text=True,
            errors="replace",
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"} | kept,
            umask=0o077,
            start_new_session=True,
            **options,
        )

    def can_enter(self, folder: Path) -> bool:
        """Asked of the system, since access lists and mounts can refuse what modes allow."""
        answer = self.run(["/bin/sh", "-c", 'cd -- "$0"', str(folder)], capture_output=True)
        return answer.returncode == 0


def account_of(uid: int) -> Account:
    """The account with this number; a number without a name is one too."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        name, gid = str(uid), os.getegid() if uid == os.geteuid() else uid
    else:
        name, gid = entry.pw_name, entry.pw_gid
    return Account(name=name, uid=uid, gid=gid, is_another=uid != os.geteuid())


def server_account() -> Account:
    """The account for a new data folder.

    For an ordinary user that user. For root: the one named by `LOIM_POSTGRES_USER`,
    else `postgres`, else `loim-postgres`, which is created. `nobody` is never taken,
    because everything that runs as `nobody` could read the data.
    """
    if os.geteuid() != 0:
        return account_of(os.geteuid())
    return _existing_account() or _created_account()


def account_that_may_come() -> Account:
    """Like `server_account`, but creates nobody: a stranger stands in for a user not made yet."""
    if os.geteuid() != 0:
        return account_of(os.geteuid())
    return _existing_account() or Account("nobody", _STRANGER_ID, _STRANGER_ID, is_another=True)


def _existing_account() -> Account | None:
    chosen = os.environ.get("LOIM_POSTGRES_USER")
    for name in [chosen] if chosen else ["postgres", OWN_USER]:
        try:
            account = account_of(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
        if not account.is_another:
            raise EmbeddedPostgresError(
                f"LOIM_POSTGRES_USER is {name}, but PostgreSQL refuses to run as root. "
                "Name a user without privileges."
            )
        return account
    if chosen:
        raise EmbeddedPostgresError(
            f"LOIM_POSTGRES_USER names {chosen}, and this machine has no such user. "
            "Create it, or name another."
        )
    return None


def _created_account() -> Account:
    commands = (
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN_USER],
        ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", OWN_USER],  # busybox (Alpine)
    )
    output = ""
    for command in commands:
        if shutil.which(command[0]) is None:
            continue
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        output += made.stderr
        if made.returncode == 0:
            log.info("created the system user %s to run PostgreSQL", OWN_USER)
            return account_of(pwd.getpwnam(OWN_USER).pw_uid)
    raise EmbeddedPostgresError(
        f"PostgreSQL refuses to run as root, and the user {OWN_USER} could not be created. "
        "Create it, or name an existing user in LOIM_POSTGRES_USER.",
        output=output,
    )
