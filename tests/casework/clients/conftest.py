"""What a client of Rakvere says of themselves, and what they agree to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import translation

from loim.casework import vault
from loim.casework.actions.clients.consenting import ConsentGiven
from loim.casework.actions.clients.recording import ClientFacts, make_client
from loim.casework.models import Client, ConsentScope
from loim.casework.queries.clients.own_link import link_hash_of
from tests.casework.conftest import Desks
from tests.factories.casework import client, consent_text

# Test persons of SK ID Solutions: their codes are nobody's.
CODE = "60001019906"
OTHER_CODE = "38001085718"
ALL = tuple(ConsentScope.values)


def facts(**said: Any) -> ClientFacts:
    return ClientFacts(**{"name": "Maria Näidis", "language": "ru", "birth_year": 1980, **said})


def consent_of(desks: Desks, scope: tuple[str, ...] = ALL) -> ConsentGiven:
    return ConsentGiven(consent_text(desks.rakvere), "ru", scope, "paper")


@pytest.fixture
def record(desks: Desks, now: datetime) -> Callable[..., Client]:
    """record(code=..., scope=...): a client of Rakvere, by Anu."""

    def make(*, scope: tuple[str, ...] = ALL, **said: Any) -> Client:
        return make_client(
            organisation=desks.rakvere, facts=facts(**said), consent=consent_of(desks, scope),
            submission=uuid4(), by=desks.anu, now=now,
        )  # fmt: skip

    return make


@pytest.fixture
def browser(desks: Desks) -> Browser:
    translation.activate("en")
    made = Browser()
    made.force_login(desks.anu)
    return made


@pytest.fixture
def mari(desks: Desks) -> Client:
    made = client(
        desks.rakvere, code_hash=vault.code_hash(CODE, organisation_id=desks.rakvere.pk),
        sealed_code=vault.seal(CODE), sealed_contact=vault.seal("mari@example.ee"),
    )  # fmt: skip
    made.link_hash = link_hash_of(made.link_seed)
    made.save()
    return made
