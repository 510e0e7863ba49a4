"""Triggers that mark what changed, on the tables that providers watch."""

import hashlib

from django.db import connection, transaction

from loim.search.providers import all_providers, all_word_sources

PREFIX = "search_mark_"


def watched_columns() -> set[tuple[str, str]]:
    """Tables with the column whose value a mark keeps."""
    found = {
        (watch.table, watch.column) for provider in all_providers() for watch in provider.watches
    }
    return found | {(table, "id") for source in all_word_sources() for table in source.tables}


def watch_tables() -> None:
    """Make the triggers that are missing and drop those nobody asks for any more: run after each
    migration. A mark is a row of its own, so that two people's changes never wait for each other."""
    wanted = {_name(table, column): (table, column) for table, column in watched_columns()}
    with transaction.atomic(), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE %s AND NOT tgisinternal",
            [PREFIX + "%"],
        )
        present = dict(cursor.fetchall())
        quote = connection.ops.quote_name
        for name in present.keys() - wanted.keys():
            cursor.execute(f"DROP TRIGGER {quote(name)} ON {present[name]}")
        for name in sorted(wanted.keys() - present.keys()):
            table, column = wanted[name]
            if table in tables:
                cursor.execute(
                    f"CREATE TRIGGER {quote(name)} AFTER INSERT OR UPDATE OR DELETE"
                    f" ON {quote(table)} FOR EACH ROW"
                    f" EXECUTE FUNCTION search_mark_change('{column}')"
                )


def _name(table: str, column: str) -> str:
    digest = hashlib.sha256(f"{table}.{column}".encode()).hexdigest()[:12]
    return f"{PREFIX}{digest}"
