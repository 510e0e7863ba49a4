"""Whatever a migration created quickly is there, as its model says."""

import pytest
from django.apps import apps
from django.db import connection
from pgtrigger import registered

pytestmark = pytest.mark.django_db


def _ours():
    return [model for model in apps.get_models() if model.__module__.startswith("loim.")]


def _names(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def test_every_constraint_and_index_of_a_model_is_in_the_database():
    there = _names("SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class")
    wanted = {
        one.name for model in _ours() for one in (*model._meta.constraints, *model._meta.indexes)
    }

    assert wanted - there == set()
    assert len(wanted) > 200


def test_every_column_of_a_model_is_in_the_database():
    there = _names(
        "SELECT table_name || '.' || column_name FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    wanted = {
        f"{model._meta.db_table}.{field.column}"
        for model in _ours()
        for field in model._meta.local_concrete_fields
    }

    assert wanted - there == set()


def test_every_trigger_of_a_model_is_in_the_database():
    there = _names("SELECT tgname FROM pg_trigger")
    wanted = {
        trigger.get_pgid(model)
        for model, trigger in registered()
        if model.__module__.startswith("loim.")
    }

    assert wanted - there == set()
    assert len(wanted) > 100
