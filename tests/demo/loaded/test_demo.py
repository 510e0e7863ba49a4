"""The demonstration: what it tells, and that a second load changes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from loim.assessments.models import Subject
from loim.assessments.queries.bands import bands_for
from loim.demo.load import load_demo
from loim.demo.published import community_meeting
from loim.demo.questionnaires import READINESS
from loim.events.models import Attendance, Event
from loim.events.queries.pages.readiness import what_is_missing
from loim.programmes.models import (
    IndicatorValue,
    PlanActivity,
    PlanVersion,
    Report,
    StaleSource,
)
from loim.programmes.queries.indicators import cards

pytestmark = pytest.mark.django_db


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


def test_villages_that_are_alike_see_how_the_others_stand(loaded: str):
    """Six agree to be counted, one of which is not public and names itself nowhere."""
    village = Subject.objects.get(name="Kuusiku küla")
    latest = village.assessments.finished().order_by("-ended_at", "-pk")
    shown = [bands_for(row) for row in latest.filter(questionnaire__slug=READINESS)[:1]]

    assert [set(bands) >= {None} for bands in shown] == [True]


def test_the_real_plan_and_the_invented_work_are_all_there(loaded: str):
    assert PlanActivity.objects.count() == 43
    held = Event.objects.filter(
        status="held", club_meeting=None, training_day=None, network_meeting=None
    )
    # Three field visits, a forum, a hackathon and an information day before the plan, one of
    # surveys, one lately.
    assert held.count() == 72
    towns = Attendance.objects.filter(organisation__kind="municipality")
    assert towns.values("organisation").distinct().count() > 60
    assert set(Report.objects.values_list("kind", "status")) == {
        ("half_year", "accepted"),
        ("year", "draft"),
    }


def test_events_of_the_coming_weeks_have_their_pages_in_four_languages(loaded: str, client: Client):
    public = Event.objects.filter(published_at__isnull=False)
    assert all(set(event.translations) == {"en", "ru", "uk"} for event in public)
    alone = public.filter(
        status="published", club_meeting=None, training_day=None, network_meeting=None
    )
    coming = alone.filter(start_date__gt=timezone.localdate())
    assert coming.count() == alone.count() == 10
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
