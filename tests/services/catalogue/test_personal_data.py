"""Every field of the catalogue was looked at: is it about a person?"""

import pytest
from django.apps import apps

from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA

_WITH_HISTORY = ("Service", "LegalBasis", "Location", "Channel", "Contact", "OpeningRule",
                 "OpeningException", "Alert", "Requirement", "Evidence", "Output", "Cost")  # fmt: skip
MODELS = (
    *_WITH_HISTORY, *(f"{name}History" for name in _WITH_HISTORY), "Topic", "LifeEvent",
    "Service_topics", "Service_life_events", "ServiceConfirmation", "ServiceChange",
    "ConfirmationLetter",
)  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_each_field_is_declared_or_found_to_be_impersonal(name: str) -> None:
    label = f"services.{name}"
    fields = {f"{label}.{each.name}" for each in apps.get_model(label)._meta.concrete_fields}

    declared = {field for field in fields if field in PERSONAL_DATA}
    impersonal = {field for field in fields if field in NOT_PERSONAL}

    assert declared | impersonal == fields
    assert not declared & impersonal
