"""Migrations that make the database itself keep organisations apart (see gate.py)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import migrations

from loim.common.database_roles import KEEPER_ROLE, WEB_ROLE


def guard(*tables: str) -> migrations.RunSQL:
    """Row-level security for tables (and their history): for the owner, too, unless superuser.

    The function in the policy is asked once for each statement, not for each row.
    """
    return migrations.RunSQL(
        [statement for table in tables for statement in _guarded(table)],
        [statement for table in tables for statement in _open_again(table)],
    )


def within_one_organisation(table: str, column: str, parent: str) -> migrations.RunSQL:
    """A row and what it belongs to are of one organisation: a foreign key over both columns."""
    name, key = f"{table}_{column}_organisation", f"{parent}_id_organisation"
    return migrations.RunSQL(
        [
            f"CREATE UNIQUE INDEX IF NOT EXISTS {key} ON {parent} (id, organisation_id)",
            (
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, organisation_id)"
                f" REFERENCES {parent} (id, organisation_id)"
            ),
        ],
        [f"ALTER TABLE {table} DROP CONSTRAINT {name}"],
    )


def _guarded(table: str) -> list[str]:
    own = "organisation_id = ANY ((SELECT casework_organisations())::bigint[])"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY own_organisation ON {table} TO {WEB_ROLE} USING ({own}) WITH CHECK ({own})",
        f"CREATE POLICY keeping ON {table} TO {KEEPER_ROLE} USING (true) WITH CHECK (true)",
        _readable_by_break_glass(table),
    ]


def _open_again(table: str) -> list[str]:
    return [
        f"DROP POLICY IF EXISTS break_glass ON {table}",
        f"DROP POLICY own_organisation ON {table}",
        f"DROP POLICY keeping ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]


def by_link(table: str, condition: str, *commands: str) -> migrations.RunSQL:
    """What somebody without an account reaches of a table inside `gate.opened_by_link`.

    `condition` compares with `casework_link()`, the hash of the secret in the address, and asks
    `casework_now()` where a link ends: "key_hash = casework_link() AND expires_at > casework_now()".
    `commands` are SELECT, and INSERT, UPDATE where the link does more than show.
    """
    clauses = {
        "SELECT": f"USING ({condition})",
        "INSERT": f"WITH CHECK ({condition})",
        "UPDATE": f"USING ({condition}) WITH CHECK ({condition})",
    }
    return migrations.RunSQL(
        [
            f"CREATE POLICY by_link_{command.lower()} ON {table} FOR {command} TO {WEB_ROLE}"
            f" {clauses[command]}"
            for command in commands
        ],
        [f"DROP POLICY by_link_{command.lower()} ON {table}" for command in commands],
    )


def insert_only(table: str) -> migrations.RunSQL:
    """The web server's role writes rows and reads them, and never changes or removes one."""
    return migrations.RunSQL(
        [f"REVOKE UPDATE, DELETE ON {table} FROM {WEB_ROLE}"],
        [f"GRANT UPDATE, DELETE ON {table} TO {WEB_ROLE}"],
    )


def only_clients_in_use(table: str, column: str = "client_id") -> migrations.RunSQL:
    """Rows are added only to clients whose record is in use: whose consent is in force."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {column}_in_use BEFORE INSERT OR UPDATE OF {column} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION casework_client_in_use('{column}')",
        f"DROP TRIGGER {column}_in_use ON {table}",
    )


_OF_THE_LINK = "link_hash = casework_link()"


def shown_by_own_link(table: str, column: str = "client_id") -> migrations.RunSQL:
    """Rows that a client's own link shows (gate.opened_by_link): read, never changed."""
    clients = f"SELECT id FROM casework_client WHERE {_OF_THE_LINK}"  # noqa: S608  # no input
    condition = _OF_THE_LINK if table == "casework_client" else f"{column} IN ({clients})"
    return by_link(table, condition, "SELECT")


def opened_by_break_glass() -> migrations.RunSQL:
    """Whoever broke the glass reads the rows of all tables guarded so far (models/break_glass.py);
    `guard` does the same for every table that is made later."""
    return migrations.RunSQL(
        """
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT relname FROM pg_class
            WHERE relkind = 'r' AND relrowsecurity AND starts_with(relname, 'casework_')
              AND relname <> 'casework_breakglass'
              AND NOT EXISTS (SELECT FROM pg_policy
                              WHERE polrelid = pg_class.oid AND polname = 'break_glass')
        LOOP
            PERFORM casework_open_by_break_glass(name);
        END LOOP;
    END $$""",
        migrations.RunSQL.noop,
    )


def _readable_by_break_glass(table: str) -> str:
    """Nothing before the migration that makes the function (0007), which does it for all then."""
    return f"""
    DO $do$ BEGIN
        IF to_regprocedure('casework_open_by_break_glass(text)') IS NOT NULL THEN
            PERFORM casework_open_by_break_glass('{table}');
        END IF;
    END $do$"""


def published(*tables: str) -> migrations.RunSQL:
    """Tables of what everybody may read: the web server's role reads all of them and writes none."""
    return _open_tables(tables, {})


def shared(*tables: str) -> migrations.RunSQL:
    """Tables that everybody may read, and that counsellors write for their own organisation."""
    own = "organisation_id = ANY ((SELECT casework_organisations())::bigint[])"
    return _open_tables(
        tables, {"INSERT": f"WITH CHECK ({own})", "UPDATE": f"USING ({own}) WITH CHECK ({own})"}
    )


def _open_tables(tables: Iterable[str], clauses: Mapping[str, str]) -> migrations.RunSQL:
    made: list[Any] = [
        statement
        for table in tables
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY keeping ON {table} TO {KEEPER_ROLE} USING (true) WITH CHECK (true)",
            f"CREATE POLICY for_all ON {table} FOR SELECT TO {WEB_ROLE} USING (true)",
            *(
                f"CREATE POLICY own_{command.lower()} ON {table} FOR {command} TO {WEB_ROLE} {clause}"
                for command, clause in clauses.items()
            ),
        )
    ]
    taken: list[Any] = [
        f"ALTER TABLE {table} {word} ROW LEVEL SECURITY"
        for table in tables
        for word in ("NO FORCE", "DISABLE")
    ]
    return migrations.RunSQL(made, taken)
