"""What each role finds of real records that not everybody may read."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from loim.events.models import Event, EventKind
from loim.networks.models import Network, NetworkKind
from loim.people.models import Role
from loim.search.actions.catching_up import index_all
from loim.search.queries.find import find
from loim.search.queries.suggestions import suggestions
from tests import factories


@pytest.fixture
def secrets(db, world, now):
    """A network of Rakvere's and a draft of an event; nobody else's word is 'karukell'."""
    Network.objects.create(
        name="Karukella võrgustik", kind=NetworkKind.SPECIALISTS, organisation=world.rakvere,
        activity=world.activity, start_date=date(2023, 3, 1), recorded_at=now,
    )  # fmt: skip
    Event.objects.create(
        title="Karukella mustand", kind=EventKind.TRAINING, organiser=world.rakvere,
        activity=world.activity, start_date=date(2023, 11, 1), end_date=date(2023, 11, 1),
        recorded_at=now,
    )  # fmt: skip
    index_all(now=now)
    return world


def parts(person, now):
    found = find("karukella", "et", person, now=now)
    assert found.total == len(found.results)
    assert sum(found.counts.get("part", {}).values()) == found.total
    return {result.provider for result in found.results}


@pytest.mark.parametrize("role", Role.values)
def test_people_of_organisations_that_take_no_part_find_nothing(role, secrets, now):
    stranger = factories.user("voras@example.ee")
    factories.membership(stranger, secrets.narva, role)

    assert parts(stranger, now) == set()
    assert parts(AnonymousUser(), now) == set()
    assert suggestions("karuk") == []


def test_those_who_take_part_find_what_they_may_read(secrets, now):
    assert parts(secrets.coordinator, now) == {"networks", "events"}
    assert parts(secrets.manager, now) == {"networks"}
    administrator = factories.user("haldur@example.ee", is_administrator=True)
    assert parts(administrator, now) == {"networks", "events"}


def test_whoever_has_left_finds_nothing_from_that_day_on(secrets, now):
    secrets.coordinator.memberships.update(end_date=date(2023, 9, 30))
    coordinator = type(secrets.coordinator).objects.get(pk=secrets.coordinator.pk)

    assert parts(coordinator, now) == set()
