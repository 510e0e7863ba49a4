"""In the demonstration people register, wait, draw lots, come, and nobody gets a letter."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.demo.published import community_meeting
from loim.events.models import (
    Certificate,
    Decision,
    Draw,
    Event,
    FeedbackForm,
    Participant,
    RegistrationSettings,
)
from loim.events.permissions import may_change_event
from loim.people.models import User

pytestmark = pytest.mark.django_db


def states_of(event: Event) -> Counter[str]:
    return Counter(event.participants.values_list("state", flat=True))


def registers_by(policy: str) -> Event:
    return RegistrationSettings.objects.exclude(event=community_meeting()).get(policy=policy).event


def test_forty_people_want_to_come_to_the_meeting_of_thirty(loaded: str):
    meeting = community_meeting()

    states = states_of(meeting)

    assert states == {"admitted": 27, "offered": 1, "waiting": 11, "cancelled": 1}
    reasons = Decision.objects.filter(participant__event=meeting, after="waiting")
    assert len(set(reasons.values_list("reason", flat=True))) >= 2
    assert meeting.questions.count() == 3
    assert meeting.registration_settings.closes_at > timezone.now()
    assert meeting.agenda_releases.get().content["sessions"]
    assert meeting.sessions.count() == 9
    assert meeting.speakers.count() == 5


def test_places_are_also_given_by_the_organiser_and_by_lot(loaded: str):
    assert states_of(registers_by("approval")) == {"admitted": 4, "applied": 4}
    assert states_of(registers_by("draw")) == {"applied": 14}
    assert Draw.objects.get().public_value_source


def test_the_evening_was_held_and_leaves_opinions_and_papers(loaded: str):
    event = Certificate.objects.all()[0].event

    assert event.status == "held"
    assert timedelta(0) < timezone.localdate() - event.end_date < timedelta(days=30)
    assert states_of(event) == {"attended": 10, "absent": 2}
    assert Certificate.objects.filter(event=event, hours=3).count() == 10
    assert FeedbackForm.objects.filter(event=event).count() == 7


def test_nobody_is_written_to(loaded: str):
    assert list(OutgoingMail.objects.values_list("to", "template")) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE '%events%'")
        assert cursor.fetchall() == []
    assert all(
        email.endswith("@example.ee")
        for email in Participant.objects.values_list("email", flat=True)
    )


@pytest.mark.parametrize(
    "email", ["juht@example.ee", "rakvere@example.ee", "korraldaja@example.ee"]
)
def test_whoever_organises_finds_people_who_come(loaded: str, email: str):
    person = User.objects.get(email=email)

    events = Event.objects.filter(participants__isnull=False).distinct()

    assert any(may_change_event(person, event) for event in events)


def test_a_member_has_places_of_their_own(loaded: str):
    assert (
        Participant.objects.filter(
            registration__user__email="liige@example.ee", event__training_day=None
        ).count()
        == 2
    )
