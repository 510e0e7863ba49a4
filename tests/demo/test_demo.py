"""The demonstration: what it tells, who may sign in, and that it stays in demo mode."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from loim.demo.accounts import ACCOUNTS
from loim.demo.load import load_demo
from loim.demo.published import community_meeting
from loim.demo.sign_in_links import LinkNotValid, NotInDemoMode, sign_in_link, user_of_link
from loim.events.models import Attendance, Event
from loim.events.queries.pages.readiness import what_is_missing
from loim.people.models import Role, User
from loim.programmes.models import (
    IndicatorValue,
    PlanActivity,
    PlanVersion,
    Report,
    StaleSource,
)
from loim.programmes.queries.indicators import cards
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.IS_DEMO = True


@pytest.fixture
def person() -> User:
    return factories.user("rakvere@example.ee")


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def test_the_numbers_of_the_invented_year_tell_a_story(loaded: str):
    values = {
        value.indicator.name: value.value
        for value in IndicatorValue.objects.filter(
            start_date=date(2023, 1, 1), end_date=date(2023, 12, 31)
        ).select_related("indicator")
    }
    assert values == {
        "KOV koordinaatorite arv": Decimal(3),  # as promised, though one was taken over
        "KOV-ide arv, kus on rakendatud lõimumis- ja kohanemisteekondade mudelit": Decimal(0),
        "Koolitustel, kogemuskohtumistel, õppevisiitidel osalenud KOV-ide arv": Decimal(37),
        "Korraldatud üle-eestiliste koolituste arv": Decimal(1),
        "Kohaliku tasandi koostöövõrgustike arv": Decimal(2),  # one of three is missing
        "KOV-ide osaluskogude arv": Decimal(1),
    }
    assert not StaleSource.objects.exists()
    version = PlanVersion.objects.get()
    with override("en"):
        assert [card.standing for card in cards(version, date(2026, 11, 22))] == [
            "reached",
            "not begun",  # journeys begin in 2024: nothing is late in the plan of 2023
            "reached",
            "reached",
            "not reached",
            "reached",
        ]


def test_the_real_plan_and_the_invented_work_are_all_there(loaded: str):
    assert PlanActivity.objects.count() == 43
    held = Event.objects.filter(status="held", club_meeting=None, training_day=None)
    assert held.count() == 68  # three before the plan, one lately
    towns = Attendance.objects.filter(organisation__kind="municipality")
    assert towns.values("organisation").distinct().count() > 60
    assert set(Report.objects.values_list("kind", "status")) == {
        ("half_year", "accepted"),
        ("year", "draft"),
    }


def test_events_of_the_coming_weeks_have_their_pages_in_four_languages(loaded: str, client: Client):
    public = Event.objects.filter(published_at__isnull=False)
    assert all(set(event.translations) == {"en", "ru", "uk"} for event in public)
    alone = public.filter(status="published", club_meeting=None, training_day=None)
    coming = alone.filter(start_date__gt=timezone.localdate())
    assert coming.count() == alone.count() == 8
    assert all(what_is_missing(event) == [] for event in coming)
    meeting = community_meeting()
    for language, title in (
        ("", "Kogukonnatöö omavalitsuse tasandil"),
        ("/en", "Community work at the level of local government"),
        ("/ru", "Работа с общинами на уровне самоуправления"),
        ("/uk", "Робота з громадами на рівні самоврядування"),
    ):
        assert (
            f"<h1>{title}</h1>" in client.get(f"{language}/events/{meeting.pk}/").content.decode()
        )
    visits = Event.objects.filter(series__title="Ametnike välitööd").order_by("start_date")
    assert [visit.start_date.year for visit in visits[:3]] == [2017, 2018, 2019]


def test_a_second_load_changes_nothing(loaded: str):
    before = Event.objects.count()

    said = load_demo()

    assert said == "The demonstration is loaded already; it was left as it is."
    assert Event.objects.count() == before


def test_there_is_an_account_for_every_role():
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_a_link_signs_in_once(demo: None, person: User, client: Client):
    link = sign_in_link(person)

    first = client.get(reverse("demo-link", args=[token_of(link)]))
    again = Client().get(reverse("demo-link", args=[token_of(link)]))

    assert (first.status_code, first.headers["Location"]) == (302, reverse("my-work"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert again.headers["Location"] == reverse("demo-accounts")


def test_an_altered_link_opens_nothing(demo: None, person: User):
    token = token_of(sign_in_link(person))

    with pytest.raises(LinkNotValid):
        user_of_link(token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_a_closed_account_has_no_link(demo: None, person: User):
    token = token_of(sign_in_link(person))
    person.is_active = False
    person.save()

    with pytest.raises(LinkNotValid):
        user_of_link(token)


def test_the_door_opens_invented_accounts_only(demo: None, client: Client):
    factories.user("somebody.else@example.ee")

    response = client.post(reverse("demo-accounts"), {"email": "somebody.else@example.ee"})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_demo_mode_there_is_no_door(settings: Settings, person: User, client: Client):
    settings.IS_DEMO = True
    token = token_of(sign_in_link(person))
    settings.IS_DEMO = False

    assert client.get(reverse("demo-accounts")).status_code == 404
    assert client.post(reverse("demo-accounts"), {"email": person.email}).status_code == 404
    assert client.get(reverse("demo-link", args=[token])).status_code == 404
    with pytest.raises(NotInDemoMode):
        sign_in_link(person)
    with pytest.raises(NotInDemoMode):
        user_of_link(token)
