"""The data folder: what lies in it, and who may own it."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from loim.common.embedded_postgres.account import (
    Account,
    account_of,
    account_that_may_come,
    server_account,
)
from loim.common.embedded_postgres.error import EmbeddedPostgresError

PORT = 5432
# sockaddr_un holds 104 bytes on the strictest systems, and the last one ends the string.
_LONGEST_SOCKET_PATH = 100
_PLAIN_PATH = re.compile(r"[\w/. +@=~-]+")


@dataclass(frozen=True)
class Folder:
    """Everything the embedded server keeps lies under `root`, and may be deleted with it."""

    root: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.root / "cluster"

    @property
    def settings(self) -> Path:
        return self.root / "server.conf"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def start_lock(self) -> Path:
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:
        return self.root / "users.lock"

    @property
    def identity(self) -> str:
        """The server carries it in its title, which every user of the machine can read."""
        return "loim-" + hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]

    @property
    def socket_folder(self) -> Path:
        """Under `root`, or under /tmp when that path is too long or too odd for a socket."""
        own = self.root / "socket"
        length = len(os.fsencode(own / f".s.PGSQL.{PORT}"))
        if length <= _LONGEST_SOCKET_PATH and _PLAIN_PATH.fullmatch(str(own)):
            return own
        return Path("/tmp") / self.identity  # noqa: S108 - owner and mode are checked before use

    @property
    def major_version(self) -> int | None:
        """Of PostgreSQL that made the data; None before there is any."""
        if not self.cluster.is_dir() or not any(self.cluster.iterdir()):
            return None
        version = self.cluster / "PG_VERSION"
        if not version.exists() or not (self.cluster / "global" / "pg_control").exists():
            raise EmbeddedPostgresError(
                f"{self.cluster} is not a complete PostgreSQL data directory. "
                f"Restore it from a copy, or delete {self.root} to begin anew."
            )
        return int(version.read_text().split(".")[0])


def default_data_dir(project_root: Path) -> Path:
    """Where the data of the project in this folder goes; creates nothing.

    `<project>/var/postgres` if we can write there and the server's user can reach it.
    Otherwise (a project under /root, or one where another user keeps data already) a
    folder named after the project's path and ourselves:
    /var/lib/loim-<8 hex>/postgres for root, and for an ordinary user, who cannot
    write there, /var/tmp/loim-<8 hex>/postgres.
    """
    project = project_root.resolve()
    wanted = project / "var" / "postgres"
    existing = wanted
    while not existing.exists():
        existing = existing.parent
    is_usable = os.access(existing, os.W_OK | os.X_OK) and (
        existing != wanted or wanted.stat().st_uid == os.geteuid()
    )
    if is_usable and account_that_may_come().can_enter(existing):
        return wanted
    base = Path("/var/lib" if os.geteuid() == 0 else "/var/tmp")  # noqa: S108 - see make_folder
    name = hashlib.sha256(f"{os.geteuid()}:{project}".encode(errors="surrogateescape")).hexdigest()
    return base / f"loim-{name[:8]}" / "postgres"


def prepared(data_dir: Path) -> tuple[Folder, Account]:
    """The folder, made if missing, with the account that runs its server.

    Refuses a folder of another user's and one that the server's user cannot enter.
    """
    folder = Folder(data_dir.resolve())
    make_folder(folder.root)
    if folder.cluster.exists():
        account = account_of(folder.cluster.stat().st_uid)
        _refuse_wrong_account(folder, account)
    else:
        account = server_account()
    if account.is_another and not account.can_enter(folder.root):
        raise EmbeddedPostgresError(
            f"As root, PostgreSQL runs as the user {account.name}, who cannot enter {folder.root}. "
            "Keep the data elsewhere: leave the place to loim, or name one under /var/lib."
        )
    return folder, account


def make_folder(path: Path) -> None:
    """Makes it with its parents, passable for the server's user; refuses another user's."""
    if not path.exists():
        if not path.parent.exists():
            make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    if not path.is_dir():
        raise EmbeddedPostgresError(f"{path} is not a folder. Delete it, or choose another.")
    if path.stat().st_uid != os.geteuid():
        _refuse_owner(path)
    # In a folder open to all (/var/tmp), anybody could have prepared the one around ours.
    is_in_the_open = path.parent.parent.stat().st_mode & stat.S_IWOTH
    if is_in_the_open and path.parent.stat().st_uid not in {os.geteuid(), 0}:
        _refuse_owner(path.parent)


def _refuse_owner(path: Path) -> NoReturn:
    owner, ourselves = account_of(path.stat().st_uid), account_of(os.geteuid())
    raise EmbeddedPostgresError(
        f"{path} belongs to {owner.name}, and this process runs as {ourselves.name}. "
        f"Run it as {owner.name}, delete the folder, or choose another."
    )


def _refuse_wrong_account(folder: Folder, account: Account) -> None:
    chosen = os.environ.get("LOIM_POSTGRES_USER")
    as_root = os.geteuid() == 0
    if (as_root and account.uid == 0) or (not as_root and account.is_another):
        raise EmbeddedPostgresError(
            f"{folder.cluster} belongs to {account.name}, who cannot run PostgreSQL for us here. "
            f"Delete {folder.root} to begin anew, or choose another folder."
        )
    if as_root and chosen and chosen != account.name:
        raise EmbeddedPostgresError(
            f"LOIM_POSTGRES_USER names {chosen}, but {folder.cluster} belongs to {account.name}. "
            f"Unset it, or delete {folder.root} to begin anew."
        )
