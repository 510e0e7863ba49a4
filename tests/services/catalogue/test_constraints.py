"""What must never be false of services, whoever writes to the tables."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from loim.people.models import User
from loim.services.models import (
    Alert,
    Channel,
    ConfirmationLetter,
    Contact,
    Cost,
    Location,
    OpeningException,
    OpeningRule,
    Service,
)
from tests.factories import services as make
from tests.factories import user
from tests.world import World

pytestmark = pytest.mark.django_db


def refused(name: str, write: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    assert name in str(caught.value)


@pytest.fixture
def service(world: World) -> Service:
    return make.service(world.rakvere, world.coordinator)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("service_level_known", {"level": "county"}),
        ("service_of_a_city_has_one", {"municipality": None}),
        ("service_active_is_dated_and_confirmed", {"start_date": None}),
        ("service_closed_has_last_day", {"status": "closed"}),
        ("service_closed_has_last_day", {"end_date": date(2024, 1, 1)}),
        (
            "service_dates_in_order",
            {"status": "closed", "start_date": date(2024, 2, 1), "end_date": date(2024, 1, 1)},
        ),
        ("service_due_follows_confirmation", {"next_due_date": None}),
        ("service_confirmed_in_time", {"confirm_every_months": 25}),
        ("service_processing_in_order", {"processing_max": 3}),
        (
            "service_processing_in_order",
            {"processing_min": 9, "processing_max": 3, "processing_unit": "days"},
        ),
    ],
)
def test_a_service_whose_facts_do_not_fit_together_is_refused(
    service: Service, name: str, changes: dict[str, Any]
) -> None:
    refused(name, lambda: Service.objects.filter(pk=service.pk).update(**changes))


def test_a_mirror_is_of_a_national_service_once_for_each_place(
    world: World, service: Service
) -> None:
    national = make.service(world.rakvere, world.coordinator, level="state")
    mirror = make.mirror(national, world.rakvere, world.coordinator)
    rows = Service.objects

    refused("local", lambda: rows.filter(pk=mirror.pk).update(level="community"))
    refused("not a national one", lambda: rows.filter(pk=mirror.pk).update(national=service))
    refused("stays national", lambda: rows.filter(pk=national.pk).update(level="community"))
    refused("kind or keeper", lambda: rows.filter(pk=service.pk).update(owner=world.tartu))
    refused("kind or keeper", lambda: rows.filter(pk=mirror.pk).update(national=None))
    refused("service_successor", lambda: rows.filter(pk=service.pk).update(successor=service))


def test_a_way_leads_somewhere_and_a_contact_can_be_reached(service: Service) -> None:
    for kind in ("place", "phone", "email"):
        refused(
            "channel_leads_somewhere",
            lambda kind=kind: Channel.objects.create(service=service, kind=kind),
        )
    refused("contact_can", lambda: Contact.objects.create(service=service, name="Mari"))
    refused("cost_says", lambda: Cost.objects.create(service=service, option="kiire"))
    refused("cost_says", lambda: Cost.objects.create(service=service, amount=-1))


def test_hours_are_of_one_thing_and_have_days(world: World, service: Service) -> None:
    place = make.place(world.rakvere)
    channel = make.at_place(service, place)
    both = {"location": place, "channel": channel}
    ask = OpeningRule.objects.create

    refused("one_thing", lambda: make.hours(place, channel=channel))
    refused("weekdays", lambda: make.hours(place, weekdays=[]))
    refused("weekdays", lambda: make.hours(place, weekdays=[7]))
    refused("nths", lambda: make.hours(place, nths=[6]))
    refused("season", lambda: make.hours(place, season_start="06-01"))
    refused("counts_from", lambda: make.hours(place, interval=2))
    refused("interval", lambda: make.hours(place, interval=53, start_date=make.MADE))
    refused(
        "days_in_order",
        lambda: make.hours(place, start_date=date(2024, 2, 1), end_date=date(2024, 1, 1)),
    )
    day = {"start_date": date(2024, 1, 1), "end_date": date(2024, 1, 1)}
    refused("one_thing", lambda: OpeningException.objects.create(**both, **day))
    refused(
        "both_times",
        lambda: OpeningException.objects.create(location=place, opens_at=time(9), **day),
    )
    assert ask(location=place, weekdays=[0], opens_at=time(22), closes_at=time(2))  # over midnight
    refused("once_per_place", lambda: make.at_place(service, place))
    refused("on_earth", lambda: Location.objects.filter(pk=place.pk).update(latitude=5))


def test_an_alert_is_of_one_thing_has_an_end_and_says_something(
    world: World, service: Service
) -> None:
    by, later = world.coordinator, make.MADE + timedelta(hours=1)

    refused("times", lambda: make.alert(service, by, later, make.MADE))
    refused("says", lambda: make.alert(service, by, make.MADE, later, kind="notice"))
    refused(
        "one_thing",
        lambda: make.alert(service, by, make.MADE, later, location=make.place(world.rakvere)),
    )
    assert not Alert.objects.exists()


def test_nobody_gets_two_letters_within_a_week(db: None) -> None:
    person: User = user("hoidja@example.ee")
    letters = ConfirmationLetter.objects
    letters.create(recipient=person, sent_date=date(2024, 1, 1), services_count=1)

    refused(
        "once_a_week",
        lambda: letters.create(recipient=person, sent_date=date(2024, 1, 7), services_count=1),
    )
    assert letters.create(recipient=person, sent_date=date(2024, 1, 8), services_count=1)
