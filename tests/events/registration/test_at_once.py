"""Impatient fingers: the same form from several connections at one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from loim.events.models import Event, Participant, Registration
from loim.events.queries.registration.call import settings_of
from loim.events.queries.registration.own_link import own_key_of
from loim.events.queries.registration.questions import form_version, questions_of
from tests.factories.registration import participant, published_event, registration_settings

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def meeting() -> Event:
    now = timezone.now()
    of = published_event(start_date=timezone.localdate() + timedelta(days=30), published_at=now)
    registration_settings(
        of,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
        capacity=10,
        asks_municipality=False,
    )
    return of


def form(of: Event, **changes: Any) -> dict[str, Any]:
    settings = settings_of(of)
    assert settings is not None
    return {
        "name": "Mari Maasikas",
        "email": "mari@example.ee",
        "language": "et",
        "organisation": "",
        "party": "community",
        "submission": str(uuid4()),
        "version": form_version(settings, questions_of(of, "application")),
        "row": "0",
        "is_group": "0",
        **changes,
    }


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_button_pressed_four_times_registers_once(meeting: Event) -> None:
    sent = form(meeting)
    address = f"/events/{meeting.pk}/register/"

    answers = at_once([lambda: Client().post(address, sent) for _press in range(AT_ONCE)])

    assert {answer["Location"] for answer in answers} == {f"{address}sent/"}
    assert Participant.objects.count() == 1


def test_four_tabs_with_one_address_register_once(meeting: Event) -> None:
    address = f"/events/{meeting.pk}/register/"
    forms = [form(meeting) for _tab in range(AT_ONCE)]

    answers = at_once([lambda sent=sent: Client().post(address, sent) for sent in forms])

    assert {answer["Location"] for answer in answers} == {f"{address}sent/"}
    assert Participant.objects.count() == 1


def test_four_tabs_without_that_guard_would_register_four_times(meeting: Event) -> None:
    """The control: with addresses of their own they are four people."""
    address = f"/events/{meeting.pk}/register/"
    forms = [form(meeting, email=f"mari{tab}@example.ee") for tab in range(AT_ONCE)]

    at_once([lambda sent=sent: Client().post(address, sent) for sent in forms])

    assert Participant.objects.count() == AT_ONCE


def test_one_form_sent_to_two_events_at_once_registers_for_one_of_them(meeting: Event) -> None:
    """Neither desk sees the other's row; the database refuses one, which is told in words."""
    of = meeting.registration_settings
    other = published_event(start_date=meeting.start_date, published_at=meeting.published_at)
    registration_settings(
        other, opens_at=of.opens_at, closes_at=of.closes_at, capacity=10, asks_municipality=False
    )
    for _round in range(5):
        Registration.objects.all().delete()
        forms = [form(meeting)]
        forms.append(form(other, submission=forms[0]["submission"]))

        answers = at_once(
            [
                lambda event=event, sent=sent: Client().post(
                    f"/en/events/{event.pk}/register/", sent
                )
                for event, sent in zip((meeting, other), forms, strict=True)
            ]
        )

        [refused] = [answer for answer in answers if answer.status_code == 200]
        assert "used for another event already" in refused.content.decode()
        assert forms[0]["submission"] not in refused.content.decode()
        assert Participant.objects.count() == 1


def test_accepting_in_one_tab_while_declining_in_another_does_one_of_them(
    meeting: Event,
) -> None:
    place = participant(meeting, "offered", offer_expires_at=timezone.now() + timedelta(hours=1))
    address = f"/events/registrations/{own_key_of(place.registration)}/offer/"

    at_once(
        [
            lambda answer=answer: Client().post(
                address, {"participant": place.pk, "answer": answer}
            )
            for answer in ("accept", "decline")
        ]
    )

    place.refresh_from_db()
    decided = list(place.decisions.values_list("after", flat=True))
    assert decided == [place.state]
    assert place.state in {"admitted", "declined"}
