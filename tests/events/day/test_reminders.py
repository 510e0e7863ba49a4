"""Reminders: in time, once each, to those who hold a place."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.common.models import OutgoingMail
from loim.events.actions.day.reminders import send_reminders
from loim.events.actions.steps import cancel_event
from loim.events.logic.day.reminders import due_reminder
from loim.events.models import DaySettings, Event
from tests.events.day.conftest import DAY, letters
from tests.factories.registration import participant, published_event, registration
from tests.world import World

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 9) -> datetime:
    """Tallinn's hour; in November two hours before Greenwich's."""
    return datetime(day.year, day.month, day.day, hour - 2, tzinfo=UTC)


def before(days: int, hour: int = 9) -> datetime:
    return at(DAY - timedelta(days=days), hour)


def subjects() -> Counter[str]:
    return Counter(letter.subject for letter in letters())


@given(st.sets(st.integers(0, 60)), st.integers(-5, 70))
def test_the_reminder_that_speaks_is_the_nearest_one_that_is_due(days_before, days_left):
    due = due_reminder(days_before, days_left)
    possible = {days for days in days_before if days >= days_left >= 0}
    assert (due is None) == (not possible)
    assert due is None or due == min(possible)


def test_a_week_and_a_day_before_each_once(meeting: Event):
    participant(meeting, email="mari@example.ee", language="en")

    for days in range(9, -1, -1):
        for hour in (7, 9, 15):
            send_reminders(now=before(days, hour))

    assert subjects() == {"In 7 days: Kogukonnapäev": 1, "Tomorrow: Kogukonnapäev": 1}


def test_the_letter_says_where_when_and_how_to_withdraw(meeting: Event):
    meeting.place, meeting.contact_email = "Rahvamaja", "korraldaja@example.ee"
    meeting.save()
    participant(meeting, email="mari@example.ee", language="en")

    send_reminders(now=before(7))

    [letter] = letters()
    text = letter.body
    assert "Time: 15 November 2023" in text
    assert "Place: Rahvamaja" in text
    assert "/en/events/registrations/" in text
    assert "korraldaja@example.ee" in text


def test_each_reads_it_in_their_language(meeting: Event):
    meeting.translations = {"ru": {"title": "День общины"}}
    meeting.save()
    participant(meeting, email="et@example.ee", language="et")
    participant(meeting, email="ru@example.ee", language="ru")
    send_reminders(now=before(1))
    said = {letter.to: (letter.language, letter.subject) for letter in letters()}
    assert said["ru@example.ee"][0] == "ru"
    assert "День общины" in said["ru@example.ee"][1]
    assert said["et@example.ee"][0] == "et"
    assert "Kogukonnapäev" in said["et@example.ee"][1]


@pytest.mark.parametrize(
    "state", ["applied", "offered", "waiting", "declined", "cancelled", "absent"]
)
def test_only_those_who_hold_a_place_are_reminded(meeting: Event, state: str):
    participant(meeting, state)
    participant(meeting, name="", email="", erased_at=before(8))
    assert send_reminders(now=before(7)) == 0


def test_an_address_that_nobody_confirmed_gets_nothing(meeting: Event):
    form = registration(meeting, confirmed_at=None, confirm_by=before(5))
    participant(meeting, of_registration=form)
    assert send_reminders(now=before(7)) == 0


def test_nobody_is_reminded_of_what_is_cancelled(world: World, meeting: Event):
    participant(meeting)
    cancel_event(event=meeting, why="Torm", by=world.coordinator, now=before(8))
    assert send_reminders(now=before(7)) == 0


def test_whoever_got_a_place_since_is_not_reminded_of_it(meeting: Event):
    participant(meeting, state_at=before(3))
    assert send_reminders(now=before(3, 15)) == 0
    assert send_reminders(now=before(1)) == 1


def test_several_people_of_one_address_get_one_letter(meeting: Event):
    form = registration(meeting, email="buroo@example.ee")
    for _ in range(3):
        participant(meeting, of_registration=form, email="", language="en")
    assert send_reminders(now=before(7)) == 3
    assert subjects() == {"In 7 days: Kogukonnapäev": 1}


def test_an_event_that_is_put_off_is_reminded_of_anew(meeting: Event):
    participant(meeting)
    assert send_reminders(now=before(7)) == 1
    meeting.start_date = meeting.end_date = DAY + timedelta(days=7)
    meeting.save()
    assert send_reminders(now=at(DAY)) == 1


def test_the_organiser_chooses_the_days(meeting: Event):
    DaySettings.objects.create(event=meeting, reminder_days=[3])
    participant(meeting)
    assert [send_reminders(now=before(days)) for days in (7, 4, 3, 2, 1)] == [0, 0, 1, 0, 0]
    DaySettings.objects.update(reminder_days=[])
    assert send_reminders(now=before(0)) == 0


def test_a_letter_that_comes_too_late_is_not_sent(meeting: Event):
    participant(meeting)
    send_reminders(now=before(1))
    assert OutgoingMail.objects.get().useful_until == at(DAY + timedelta(days=1), 2) - timedelta(
        hours=2
    )


def test_summer_time_changes_no_day(world: World):
    """On 29 October 2023 clocks went back an hour; the letter leaves at eight by the clock."""
    event = published_event(title="Sügispäev", start_date=date(2023, 10, 30))
    participant(event, language="en", state_at=datetime(2023, 9, 1, tzinfo=UTC))
    assert send_reminders(now=datetime(2023, 10, 29, 5, 59, tzinfo=UTC)) == 0  # 7.59
    assert send_reminders(now=datetime(2023, 10, 29, 6, 0, tzinfo=UTC)) == 1
    assert subjects() == {"Tomorrow: Sügispäev": 1}


@pytest.mark.parametrize("people", [1, 3])
def test_letters_take_as_many_queries_however_many_there_are(
    meeting: Event, django_assert_num_queries, people: int
):
    for _ in range(people):
        participant(meeting, language="en")
    with django_assert_num_queries(15):
        send_reminders(now=before(7))
