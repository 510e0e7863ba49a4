"""A host's own page: who comes, and the answer; opened by the host's link alone."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.events.models import QuestionKind
from loim.visits.models import HostMessage, Leg
from tests.factories import answer, option, question
from tests.factories.visits import group, host, leg, visit, visitor
from tests.visits.conftest import Trip
from tests.world import World

pytestmark = pytest.mark.django_db


def url(name: str, *arguments: object) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


@pytest.fixture
def lunch(trip: Trip) -> Leg:
    youth = group(trip.visit, "Noored", trip.mari)
    diet = question(trip.visit.event, QuestionKind.DIET)
    answer(trip.mari, diet, option=option(diet, "taimetoit"))
    answer(trip.jyri, diet, option=option(diet, "vegan"))
    return leg(
        trip.visit,
        kind="meal",
        groups=[youth],
        title="Lõuna",
        host=host(trip.visit, "Kohvik Näide"),
    )


def test_the_host_sees_who_comes_and_what_they_eat_and_nobody_else(
    trip: Trip, lunch: Leg, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loim.visits.views.host_page.NAMES_SHOWN", timedelta(days=36_500))
    leg(trip.visit, "20:00", "21:00", title="Teise võõrustaja õhtu", host=host(trip.visit))
    assert lunch.host is not None

    shown = client.get(url("visit-host-page", lunch.host.own_key)).content.decode()

    assert "Mari Maasikas" in shown
    assert "taimetoit: 1" in shown
    assert "Jüri" not in shown
    assert "vegan" not in shown
    assert "Teise võõrustaja" not in shown
    assert trip.mari.email not in shown


def test_the_page_is_not_kept_or_found(lunch: Leg, client: Client) -> None:
    assert lunch.host is not None
    response = client.get(url("visit-host-page", lunch.host.own_key))
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_a_wrong_link_opens_and_changes_nothing(lunch: Leg, client: Client) -> None:
    for name, arguments in (
        ("visit-host-page", ()),
        ("visit-host-page-ask", ()),
        ("visit-host-page-confirm", (lunch.pk,)),
        ("visit-host-page-cancel", (lunch.pk,)),
    ):
        there = url(name, "x" * 32, *arguments)
        assert client.post(there, {"reason": "x", "text": "x"}).status_code in {404, 405}
    lunch.refresh_from_db()
    assert lunch.answer == "not_asked"


def test_a_host_answers_only_for_their_own_meetings(trip: Trip, lunch: Leg, client: Client) -> None:
    other = host(trip.visit)
    for name in ("visit-host-page-confirm", "visit-host-page-cancel"):
        there = url(name, other.own_key, lunch.pk)
        assert client.post(there, {"reason": "Haige"}).status_code == 404
    elsewhere = host(visit())
    there = url("visit-host-page-cancel", elsewhere.own_key, lunch.pk)
    assert client.post(there, {"reason": "Haige"}).status_code == 404


def test_confirming_and_cancelling_with_a_reason(
    world: World, trip: Trip, client: Client, now: datetime
) -> None:
    today = visit(organiser=world.rakvere, start_date=timezone.localdate(), days=3)
    visitor(today)
    of = leg(today, "23:00", "23:30", host=host(today), title="Kohtumine",
             day=today.event.end_date)  # fmt: skip
    assert of.host is not None
    key = of.host.own_key

    client.post(url("visit-host-page-confirm", key, of.pk))
    of.refresh_from_db()
    assert of.answer == "confirmed"

    silent = client.post(url("visit-host-page-cancel", key, of.pk), {"reason": ""})
    assert silent.status_code == 200
    client.post(url("visit-host-page-cancel", key, of.pk), {"reason": "Torud lõhkesid"})
    of.refresh_from_db()
    assert (of.answer, of.cancel_reason) == ("cancelled", "Torud lõhkesid")
    assert "You have cancelled this meeting." in client.get(
        url("visit-host-page", key)
    ).content.decode()  # fmt: skip


def test_a_question_is_sent_once_and_an_empty_one_not_at_all(lunch: Leg, client: Client) -> None:
    assert lunch.host is not None
    there = url("visit-host-page-ask", lunch.host.own_key)
    sent = {"text": "Mitu tuleb?", "submission": str(uuid4())}
    client.post(there, sent)
    client.post(there, sent)
    assert client.post(there, {"text": ""}).status_code == 200
    assert HostMessage.objects.get().text == "Mitu tuleb?"
