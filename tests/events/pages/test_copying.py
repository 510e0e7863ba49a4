"""Copies take all that was prepared to new dates, and nobody who came."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from loim.events.actions.pages.copying import (
    NothingToCopy,
    TooManyCopies,
    copy_event,
    copy_series,
)
from loim.events.models import (
    DaySettings,
    Event,
    EventStatus,
    FeedbackQuestion,
    Partner,
    Series,
    Session,
    Speaker,
)
from loim.people.models import Role
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.permissions import may_record
from tests.factories import (
    activity,
    attendance,
    event,
    membership,
    option,
    participant,
    period_lock,
    place_rule,
    programme,
    published_event,
    question,
    registration_settings,
    series,
    user,
)
from tests.world import World

pytestmark = pytest.mark.django_db
TALLINN = ZoneInfo("Europe/Tallinn")
DAY = date(2023, 10, 20)  # in summer time; a fortnight later the clocks have changed


@pytest.fixture
def meeting(world: World) -> Event:
    """Held, with everything that an event may have and somebody in each of its lists."""
    found = published_event(
        under=world.activity,
        organiser=world.rakvere,
        status=EventStatus.HELD,
        title="Kogukonnatöö",
        start_date=DAY,
        end_date=DAY + timedelta(days=1),
        start_time=time(10),
        place="Ürituste maja",
        place_municipality=world.rakvere.municipality,
        languages=["et", "ru"],
        audiences=["officials"],
        purpose="Mõelda",
        summary="Oli tore",
        contact_email="info@example.ee",
        series=series(world.rakvere),
        translations={"en": {"title": "Community work", "summary": "It was nice"}},
    )
    Partner.objects.create(event=found, organisation=world.fund, role="funder", position=1)
    DaySettings.objects.create(event=found, reminder_days=[3])
    FeedbackQuestion.objects.create(event=found, kind="rating", label="Kuidas oli?")
    registration_settings(
        found,
        opens_at=datetime(2023, 10, 1, 9, 0, tzinfo=TALLINN),
        closes_at=datetime(2023, 10, 18, 23, 59, tzinfo=TALLINN),
        capacity=30,
    )
    first = question(found, label="Kas sööd?")
    yes, gone = option(first, "Jah", most=5), option(first, "Ehk", removed_at=_now())
    question(found, label="Mida?", only_if=yes)
    question(found, label="Eemaldatud", removed_at=_now())
    place_rule(
        found,
        "party",
        "student",
        floor=3,
        released_at=datetime(2023, 10, 15, 12, 0, tzinfo=TALLINN),
    )
    place_rule(found, "option", option=yes, floor=1)
    place_rule(found, "option", option=gone, floor=1)
    speaker = Speaker.objects.create(event=found, name="Mari Näidis", biography="Juht")
    opening = Session.objects.create(event=found, day=DAY, start_time="10:00", title="Avamine")
    opening.speakers.add(speaker)
    Session.objects.create(
        event=found, day=DAY + timedelta(days=1), start_time="9:00", title="Teine päev"
    )
    participant(found)
    attendance(found, world.tartu)
    return found


def _now() -> datetime:
    return datetime(2023, 10, 1, tzinfo=TALLINN)


def test_a_copy_is_a_draft_of_what_the_event_is(
    meeting: Event, world: World, now: datetime
) -> None:
    (copy,) = copy_event(event=meeting, days=[date(2023, 11, 3)], by=world.coordinator, now=now)

    copy = Event.objects.get(pk=copy.pk)
    assert (copy.status, copy.published_at) == (EventStatus.DRAFT, None)
    assert (copy.start_date, copy.end_date) == (date(2023, 11, 3), date(2023, 11, 4))
    for name in (
        "title", "kind", "scope", "start_time", "place", "place_municipality", "languages",
        "audiences", "purpose", "contact_email", "series", "organiser", "activity", "language",
    ):  # fmt: skip
        assert getattr(copy, name) == getattr(meeting, name)
    assert (copy.summary, copy.translations) == ("", {"en": {"title": "Community work"}})
    assert copy.calendar_uid != meeting.calendar_uid
    assert (copy.recorded_by, copy.recorded_at) == (world.coordinator, now)


def test_its_parts_go_along_and_people_do_not(meeting: Event, world: World, now: datetime) -> None:
    (copy,) = copy_event(event=meeting, days=[date(2023, 11, 3)], by=world.coordinator, now=now)

    assert [(row.organisation, row.role) for row in copy.partners.all()] == [(world.fund, "funder")]
    assert copy.day_settings.reminder_days == [3]
    assert [row.label for row in copy.feedback_questions.all()] == ["Kuidas oli?"]
    assert [(row.name, row.biography) for row in copy.speakers.all()] == [("Mari Näidis", "Juht")]
    sessions = copy.sessions.order_by("day")
    assert [(row.day, row.title) for row in sessions] == [
        (date(2023, 11, 3), "Avamine"),
        (date(2023, 11, 4), "Teine päev"),
    ]
    assert [[who.event_id for who in row.speakers.all()] for row in sessions] == [[copy.pk], []]
    assert (copy.registrations.count(), copy.participants.count()) == (0, 0)
    assert copy.attendances.count() == 0
    assert meeting.participants.count() == meeting.attendances.count() == 1


def test_questions_keep_their_conditions_and_what_was_removed_stays_behind(
    meeting: Event, world: World, now: datetime
) -> None:
    (copy,) = copy_event(event=meeting, days=[date(2023, 11, 3)], by=world.coordinator, now=now)

    first, then = copy.questions.order_by("position")
    assert (first.label, then.label) == ("Kas sööd?", "Mida?")
    (yes,) = first.options.all()
    assert (yes.label, yes.most) == ("Jah", 5)
    assert (first.only_if, then.only_if) == (None, yes)
    by_party, by_answer = copy.place_rules.order_by("-feature")
    assert (by_party.value, by_party.floor) == ("student", 3)
    assert by_answer.option == yes


def test_times_move_by_days_and_keep_their_hour_when_the_clocks_change(
    meeting: Event, world: World, now: datetime
) -> None:
    (copy,) = copy_event(event=meeting, days=[date(2023, 11, 3)], by=world.coordinator, now=now)

    settings = copy.registration_settings
    assert settings.opens_at == datetime(2023, 10, 15, 9, 0, tzinfo=TALLINN)
    assert settings.closes_at == datetime(2023, 11, 1, 23, 59, tzinfo=TALLINN)
    rule = copy.place_rules.get(feature="party")
    assert rule.released_at == datetime(2023, 10, 29, 12, 0, tzinfo=TALLINN)


def test_many_copies_take_as_many_statements_as_one(
    meeting: Event, world: World, now: datetime, django_assert_num_queries: Callable[..., Any]
) -> None:
    event_with_activity = Event.objects.select_related("activity__programme").get(pk=meeting.pk)
    assert may_record(world.coordinator)  # asked once for a request's person
    for times in (1, 10):
        days = [date(2024, 1, 5) + timedelta(weeks=week) for week in range(times)]
        with django_assert_num_queries(26):
            copies = copy_event(event=event_with_activity, days=days, by=world.coordinator, now=now)
        assert [copy.start_date for copy in copies] == days
    assert Event.objects.filter(status="draft").count() == 11
    assert Session.objects.filter(event__status="draft").count() == 22


def test_the_same_form_sent_twice_copies_once(meeting: Event, world: World, now: datetime) -> None:
    said: dict[str, Any] = {
        "event": meeting,
        "days": [date(2024, 1, 5), date(2024, 1, 12)],
        "submission": uuid4(),
        "by": world.coordinator,
        "now": now,
    }
    first, again = copy_event(**said), copy_event(**said)
    assert [copy.pk for copy in first] == [copy.pk for copy in again]
    assert Event.objects.filter(status="draft").count() == 2


def test_only_who_records_for_the_organiser_copies(
    meeting: Event, world: World, now: datetime
) -> None:
    stranger = user()
    membership(stranger, world.narva, Role.COORDINATOR)
    with pytest.raises(PermissionDenied):
        copy_event(event=meeting, days=[date(2024, 1, 5)], by=stranger, now=now)
    assert Event.objects.count() == 1


def test_an_activity_of_a_programme_that_one_left_is_not_copied(
    meeting: Event, world: World, now: datetime
) -> None:
    Event.objects.update(activity=activity(programme(), "9.9.9.9"))
    meeting.refresh_from_db()
    (copy,) = copy_event(event=meeting, days=[date(2024, 1, 5)], by=world.coordinator, now=now)
    assert copy.activity is None


def test_a_locked_period_takes_no_copies(meeting: Event, world: World, now: datetime) -> None:
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    with pytest.raises(PeriodLocked):
        copy_event(event=meeting, days=[date(2023, 5, 5)], by=world.coordinator, now=now)


def test_no_more_than_so_many_at_once(meeting: Event, world: World, now: datetime) -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(121)]
    with pytest.raises(TooManyCopies):
        copy_event(event=meeting, days=days, by=world.coordinator, now=now)
    with pytest.raises(NothingToCopy):
        copy_event(event=meeting, days=[], by=world.coordinator, now=now)


@pytest.fixture
def club(world: World) -> Series:
    """Four evenings: two of 2022, two of 2023, and one of 2023 that was cancelled."""
    found = series(world.rakvere, "Suhtlusklubi", description="Räägime")
    for day in (date(2022, 3, 3), date(2022, 3, 17), date(2023, 2, 2), date(2023, 2, 23)):
        event(organiser=world.rakvere, series=found, start_date=day, title=f"Klubi {day:%d.%m}")
    event(
        organiser=world.rakvere,
        series=found,
        start_date=date(2023, 1, 5),
        status="cancelled",
        title="Jäi ära",
    )
    return found


def drafts() -> list[tuple[str, date]]:
    return list(
        Event.objects.filter(status="draft")
        .order_by("start_date")
        .values_list("title", "start_date")
    )


def test_a_series_moves_as_a_whole(club: Series, world: World, now: datetime) -> None:
    events = list(club.events.filter(start_date__year=2022).order_by("start_date"))
    copies = copy_series(
        series=club, events=events, first_day=date(2024, 3, 7), by=world.coordinator, now=now
    )
    assert drafts() == [("Klubi 03.03", date(2024, 3, 7)), ("Klubi 17.03", date(2024, 3, 21))]
    assert {copy.series for copy in copies} == {club}


def test_a_series_is_copied_into_a_new_one(club: Series, world: World, now: datetime) -> None:
    copies = copy_series(
        series=club,
        events=list(club.events.filter(start_date__year=2022)),
        first_day=date(2024, 3, 7),
        new_title="Suhtlusklubi 2024",
        by=world.coordinator,
        now=now,
    )
    new = Series.objects.get(title="Suhtlusklubi 2024")
    assert (new.organiser, new.description) == (world.rakvere, "Räägime")
    assert {copy.series for copy in copies} == {new}
    assert club.events.count() == 5


def test_the_dates_are_seen_before_anything_is_made(
    club: Series, world: World, client: Client
) -> None:
    client.force_login(world.coordinator)
    address = f"/en/events/series/{club.pk}/copy/"
    offered = client.get(address).context["form"]
    assert (offered["year"].value(), offered["first_day"].value()) == (2023, date(2024, 2, 1))

    shown = client.get(address, {"year": 2023, "first_day": "2024-02-01"})
    assert [(each.title, day) for each, day in shown.context["dates"]] == [
        ("Klubi 02.02", date(2024, 2, 1)),
        ("Klubi 23.02", date(2024, 2, 22)),
    ]
    assert "Make 2 drafts" in shown.content.decode()
    assert drafts() == []

    sent = {"year": 2023, "first_day": "2024-02-01", "submission": shown.context["submission"]}
    for _press in range(2):
        client.post(address, sent)
    assert drafts() == [("Klubi 02.02", date(2024, 2, 1)), ("Klubi 23.02", date(2024, 2, 22))]


def test_an_event_is_copied_weekly_from_its_page(
    meeting: Event, world: World, client: Client
) -> None:
    client.force_login(world.coordinator)
    address = f"/en/events/{meeting.pk}/copy/"
    form = client.get(address).context["form"]
    assert form["start_date"].value() == DAY + timedelta(days=364)  # the same weekday
    sent = {"start_date": "2024-10-18", "times": 3, "weeks": 2, "submission": str(uuid4())}
    response = client.post(address, sent)
    assert [day for _title, day in drafts()] == [
        date(2024, 10, 18),
        date(2024, 11, 1),
        date(2024, 11, 15),
    ]
    assert response["Location"].endswith("/events/?status=draft&sort=date")
    wrong = client.post(address, {**sent, "times": 500})
    assert wrong.status_code == 200
    assert len(drafts()) == 3
