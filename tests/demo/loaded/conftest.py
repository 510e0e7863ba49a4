"""The demonstration is loaded once for all tests of this folder: it takes half a minute."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from loim.demo.load import load_demo
from loim.people.actions.municipalities import (
    ensure_municipal_organisations,
    load_municipalities,
)


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """What loading said. Each test runs in a savepoint of this transaction, which is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_municipalities(now=timezone.now())
        ensure_municipal_organisations(now=timezone.now())
        yield load_demo()
        transaction.set_rollback(True)
