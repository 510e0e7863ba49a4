"""Each module's provider gives documents that can be written and shown."""

import pytest
from django.db import connection

from loim.search.actions.catching_up import catch_up, index_all
from loim.search.actions.watching import watch_tables, watched_columns
from loim.search.models import ChangeMark, IndexedDocument
from loim.search.providers import all_providers


@pytest.fixture(autouse=True)
def _as_after_a_migration(db):
    """A test's database may be older than a provider."""
    watch_tables()


def test_every_watched_table_and_column_exists(db):
    with connection.cursor() as cursor:
        for table, column in sorted(watched_columns()):
            columns = connection.introspection.get_table_description(cursor, table)
            assert column in {each.name for each in columns}, (table, column)


def test_every_watched_table_has_its_trigger(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'search_mark_%'")
        [number] = cursor.fetchone()

    assert number == len(watched_columns())


def test_everything_there_is_can_be_indexed(world, now):
    written = index_all(now=now)

    assert set(written) == {provider.key for provider in all_providers()}
    assert written["programmes"] == 1
    assert written["activities"] == 2


def test_whatever_code_changes_a_record_the_index_follows(world, now):
    index_all(now=now)
    ChangeMark.objects.all().delete()

    type(world.programme).objects.filter(pk=world.programme.pk).update(name="Uus nimi")
    written = catch_up(now=now)

    assert written == 1
    row = IndexedDocument.objects.get(provider="programmes")
    assert row.texts["et"][0] == "Uus nimi"
    assert not ChangeMark.objects.exists()
