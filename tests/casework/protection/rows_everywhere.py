"""A row of one organisation in every table of counselling and of its history, whatever the table.

What the tables say about their values is put aside for the test's transaction (checks, exclusions,
foreign keys, triggers): this is about who reaches a row, not about what is in it. So a table that
a colleague adds tomorrow is filled, too, without a factory.
"""

from functools import cache
from itertools import count

from django.db import connection

_VALUES = {
    "integer": "{n}", "bigint": "{n}", "smallint": "{n} % 30000", "boolean": "false", "date": "'1000-01-01'::date + {n}",
    "numeric": "1", "double precision": "1", "interval": "'1 hour'", "time without time zone": "'9:00'",
    "timestamp with time zone": "'2023-09-04 08:00+00'", "uuid": "gen_random_uuid()",
    "text": "'row {n}'", "character varying": "'{n}'", "jsonb": "'{{}}'", "ARRAY": "'{{}}'",
    "bytea": "'row {n}'::bytea",
}  # fmt: skip
_numbers = count(700_001)


def tables() -> list[str]:
    """By the database's own catalogue: also a table that no model knows of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'm', 'v')"
            " AND starts_with(relname, 'casework_') ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def put_rules_aside() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "SELECT coalesce(string_agg(format('ALTER TABLE %s DROP CONSTRAINT %I',"
            " conrelid::regclass, conname), '; '), 'SELECT 1') FROM pg_constraint"
            " WHERE contype IN ('c', 'x') AND starts_with(conrelid::regclass::text, 'casework_')"
        )
        cursor.execute(cursor.fetchone()[0])


@cache
def columns() -> dict[str, list[tuple[str, str, int]]]:
    """Of each table: which have to be written, of what kind, how long at most (-1: any)."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, attname, CASE WHEN atttypid::regtype::text LIKE '%%[]' THEN 'ARRAY'"
            " ELSE atttypid::regtype::text END, CASE WHEN atttypmod > 4 THEN atttypmod - 4 ELSE -1"
            " END FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relkind IN ('r', 'p') AND starts_with(relname, 'casework_') AND attnum > 0"
            " AND NOT attisdropped AND attidentity = '' AND attgenerated = ''"
            " AND (attname = 'organisation_id' OR attnotnull AND NOT atthasdef) ORDER BY 1, attnum"
        )
        for table, *column in cursor.fetchall():
            found.setdefault(table, []).append(tuple(column))
    return found


def insert(table: str, organisation: int) -> str:
    """The statement that writes one row of that organisation."""
    number = next(_numbers)
    values = {
        name: _VALUES[kind].format(n=str(number)[-length:] if length > 0 else number)
        for name, kind, length in columns()[table]
    }
    if "organisation_id" in values:
        values["organisation_id"] = str(organisation)
    names = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(values.values())})"
