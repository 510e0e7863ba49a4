"""The assessment names each field as the code declares it."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from loim.casework.queries.protection.what_is_kept import MarksMissing, with_table
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "data-protection.md"


def test_the_document_is_up_to_date() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    # Else: loim casework data-protection docs/data-protection.md
    assert with_table(text) == text


def test_every_field_of_counselling_and_its_history_is_declared() -> None:
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("casework").get_models()
        for field in model._meta.concrete_fields
        # Keys and columns that history adds by itself.
        if not re.match(r"pgh_", field.name) and not field.primary_key
    }

    undeclared = fields - set(PERSONAL_DATA) - NOT_PERSONAL

    assert fields
    assert undeclared == set()


def test_a_document_without_a_place_for_the_table_is_not_spoilt() -> None:
    with pytest.raises(MarksMissing):
        with_table("# Nothing here")
