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


CHECKS = (_python, _settings, _database, _embedded_server, _assets, _texts, _browser)
