"""`loim doctor`: what this installation has, what it lacks, and what to do about it."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    is_good: bool
    what: str
    advice: str = ""


def add_arguments(parts: Any) -> None:
    doctor = parts.add_parser("doctor", help="check this installation and say what to do")
    doctor.set_defaults(run=run_doctor, needs_database=False)


def run_doctor(options: argparse.Namespace) -> int:
    findings = [finding for check in CHECKS for finding in _carefully(check)]
    for finding in findings:
        mark = "ok " if finding.is_good else "!! "
        advice = f"\n     {finding.advice}" if finding.advice and not finding.is_good else ""
        print(f"{mark} {finding.what}{advice}")
    return 0 if all(finding.is_good for finding in findings) else 1


def _carefully(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A check that breaks is itself a finding: the doctor must reach the end of the list."""
    try:
        yield from check()
    except Exception as failure:  # noqa: BLE001  # whatever it is, it belongs on the list
        yield Finding(False, f"{check.__name__.strip('_')}: {failure}", "See docs/operations.md.")


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        sys.version_info >= (3, 11), f"Python {version}", "Python 3.11 or newer is needed."
    )


def _settings() -> Iterator[Finding]:
    import django

    from loim.config.database import use_database

    use_database()
    django.setup()
    from django.conf import settings

    yield Finding(True, f"mode {settings.MODE}, served at {settings.BASE_URL}")
    is_named = bool(settings.TARA_CLIENT_ID)
    yield Finding(True, "sign-in by TARA is " + ("on" if is_named else "off (LOIM_TARA_CLIENT_ID)"))


def _database() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    is_new_enough = int(version.split(".")[0]) >= 15
    yield Finding(is_new_enough, f"PostgreSQL {version}", "15 or newer is needed.")
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Finding(not behind, f"{behind} migrations to come", "Run `loim prepare`.")


def _roles() -> Iterator[Finding]:
    """Row-level security keeps records of counselling apart only from roles that it binds."""
    from django.conf import settings
    from django.db import connection

    from loim.common.database_roles import WEB_ROLE

    advice = "Rows of counselling are kept apart from no such role: see docs/operations.md, Roles."
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls, ARRAY(SELECT relname::text FROM pg_class"
            " WHERE relowner = pg_roles.oid AND relkind = 'r' ORDER BY 1)"
            " FROM pg_roles WHERE rolname = %s",
            [WEB_ROLE],
        )
        role = cursor.fetchone()
        if role is None:
            yield Finding(False, f"the role {WEB_ROLE} is missing", "Run `loim prepare`.")
            return
        is_above, owned = role
        yield Finding(not is_above, f"the role {WEB_ROLE} is bound by row-level security", advice)
        yield Finding(not owned, f"the role {WEB_ROLE} owns {len(owned)} tables", advice)
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, 'casework_')"
            " AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"
        )
        open_tables = ", ".join(name for (name,) in cursor.fetchall())
        yield Finding(
            not open_tables,
            f"tables of counselling without row-level security: {open_tables or 'none'}",
            "A migration has to `guard` them (loim/casework/row_security.py).",
        )
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")
        is_superuser = cursor.fetchone()[0]
        # The embedded server has no other account; it is not for real people's records.
        yield Finding(
            not is_superuser or settings.MODE != "production",
            "the account that connects is " + ("a superuser" if is_superuser else "no superuser"),
            "Whoever breaks into the server could leave the role of the pages: docs/operations.md.",
        )


def _embedded_server() -> Iterator[Finding]:
    from loim.common import embedded_postgres
    from loim.config.database import embedded_data_dir

    status = embedded_postgres.status(embedded_data_dir())
    if status.is_running:
        size = status.size_bytes / 1_000_000
        yield Finding(True, f"embedded server in {status.data_dir}, {size:.0f} MB")


def _assets() -> Iterator[Finding]:
    from django.contrib.staticfiles import finders

    for name in ("vendor/designsystemet.css", "vendor/htmx.min.js"):
        yield Finding(finders.find(name) is not None, f"static file {name}", "Run `make setup`.")


def _texts() -> Iterator[Finding]:
    from loim.common.catalogues import catalogues

    for catalogue in catalogues():
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            yield Finding(
                False, f"texts of {catalogue.parts[-3]} not compiled", "Run `loim texts compile`."
            )
            return
    yield Finding(True, "texts in Estonian, Russian and Ukrainian are compiled")


def _browser() -> Iterator[Finding]:
    known = ("chromium-headless-shell", "chromium")  # in the order in which tests look for them
    named = os.environ.get("LOIM_CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
    yield Finding(True, f"browser tests: {named or 'no Chromium, they will be skipped'}")


CHECKS = (_python, _settings, _database, _roles, _embedded_server, _assets, _texts, _browser)
