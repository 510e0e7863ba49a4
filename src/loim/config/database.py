"""Finds the database before Django loads its settings: the one named, or the embedded one."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from loim.common import embedded_postgres
from loim.config.environment import PROJECT_ROOT, mode, required

DATABASE = "loim"


def embedded_data_dir() -> Path:
    named = os.environ.get("LOIM_POSTGRES_DATA")
    return Path(named).resolve() if named else embedded_postgres.default_data_dir(PROJECT_ROOT)


def use_database(*, durable: bool = True) -> None:
    """Start the embedded server where no database is named, and name it in the environment.

    Child processes find it there too. Refuses in production, where a database must be named.
    """
    if os.environ.get("LOIM_DATABASE_URL"):
        return
    if mode() == "production":
        required("LOIM_DATABASE_URL", "For example postgresql://loim:secret@db.example.ee/loim")
    server = embedded_postgres.ensure_running(embedded_data_dir(), durable=durable)
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(DATABASE))
            )
    os.environ["LOIM_DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{DATABASE}"))
