"""People in their roles, each with a client that is signed in as them."""

import pytest
from django.test import Client

from loim.people.models import Role
from tests import factories


@pytest.fixture
def organisation(db):
    return factories.organisation("MTÜ Avatud Uks", registry_code="70000310")


@pytest.fixture
def as_(organisation):
    """`as_("coordinator")`: a client of somebody with that role in the organisation.

    'platform' is a platform administrator, 'stranger' administers another organisation,
    'visitor' is not signed in.
    """

    def client_of(who: str) -> Client:
        client = Client()
        if who == "visitor":
            return client
        person = factories.user(f"{who}@example.ee", name=f"Isik {who}")
        if who == "platform":
            person.is_administrator = True
            person.save()
        elif who == "stranger":
            factories.membership(person, factories.organisation("Võõras"), Role.ADMINISTRATOR)
        else:
            factories.membership(person, organisation, Role(who))
        client.force_login(person)
        client.person = person
        return client

    return client_of
