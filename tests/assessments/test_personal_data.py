"""Every field of what people write is declared, or found to say nothing about them."""

import pytest
from django.apps import apps

from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA


@pytest.mark.parametrize("model", ["Sheet", "Answer", "SharedAnswer", "Assessment"])
def test_each_field_is_declared_or_found_to_be_impersonal(model: str) -> None:
    fields = apps.get_model("assessments", model)._meta.concrete_fields

    for field in fields:
        name = f"assessments.{model}.{field.name}"
        assert (name in PERSONAL_DATA) != (name in NOT_PERSONAL), name
