"""The pages at the door without a script, and what phones send."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.events.models import CheckIn, Event, Participant
from loim.events.queries.day.codes import code_of
from loim.people.models import Role
from tests.factories import membership, user
from tests.factories.registration import participant, published_event, registration_settings
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(world: World) -> Event:
    event = published_event(
        title="Kogukonnapäev",
        under=world.activity,
        organiser=world.rakvere,
        start_date=timezone.localdate(),
    )
    registration_settings(event, capacity=10)
    return event


@pytest.fixture
def organiser(world: World) -> Client:
    client = Client()
    client.force_login(world.coordinator)
    return client


def page(event: Event, name: str = "event-check-in") -> str:
    with translation.override("en"):
        return reverse(name, args=[event.pk])


def send(client: Client, event: Event, *items: dict[str, Any], status: int = 200) -> Any:
    body = {"sent_at": timezone.now().isoformat(), "items": items}
    response = client.post(
        page(event, "event-check-in-sync"), json.dumps(body), content_type="application/json"
    )
    assert response.status_code == status, response.content
    return response.json()


def item(kind: str = "check_in", **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "scan": str(uuid4()), "at": timezone.now().isoformat(), **fields}


def test_a_button_in_the_list_checks_somebody_in_once(today: Event, organiser: Client):
    mari = participant(today, name="Mari Mets")
    form = {"do": "in", "participant": mari.pk, "scan": str(uuid4())}

    for _ in range(2):  # a double click
        said = organiser.post(page(today), form, follow=True).content.decode()

    assert "Checked in: Mari Mets." in said
    assert "1 of 1 are in" in said
    assert CheckIn.objects.count() == 1


def test_a_code_is_typed_and_a_wrong_one_is_told(today: Event, organiser: Client):
    mari = participant(today, name="Mari Mets")
    said = organiser.post(page(today), {"do": "in", "code": code_of(mari).lower()}, follow=True)
    assert "Checked in: Mari Mets." in said.content.decode()
    said = organiser.post(page(today), {"do": "in", "code": "0000000000"}, follow=True)
    assert "not on the list of this event" in said.content.decode()
    said = organiser.post(page(today), {"do": "in", "code": code_of(mari)}, follow=True)
    assert "Mari Mets is in already, since" in said.content.decode()


def test_a_check_in_is_taken_back_on_the_page(today: Event, organiser: Client):
    mari = participant(today, name="Mari Mets")
    organiser.post(page(today), {"do": "in", "participant": mari.pk})
    scan = CheckIn.objects.get().scan
    said = organiser.post(page(today), {"do": "undo", "scan": str(scan)}, follow=True)
    assert "Taken back: Mari Mets." in said.content.decode()
    assert not CheckIn.objects.exists()


def test_whoever_waits_is_let_in_with_a_reason(today: Event, organiser: Client):
    jaan = participant(today, "waiting", name="Jaan Jõgi")
    form = {"do": "let-in", "participant": jaan.pk, "scan": str(uuid4())}
    said = organiser.post(page(today), form, follow=True).content.decode()
    assert "Write the reason" in said
    said = organiser.post(page(today), {**form, "note": "Tuli kohale"}, follow=True)
    assert "Checked in: Jaan Jõgi." in said.content.decode()


@pytest.mark.parametrize("words", ["jogi", "Jaan JÕ", "jõgi jaan"])
def test_a_name_is_found_without_its_marks(today: Event, organiser: Client, words: str):
    participant(today, name="Jaan Jõgi")
    participant(today, name="Mari Mets")
    said = organiser.get(page(today), {"q": words}).content.decode()
    assert "Jaan Jõgi" in said
    assert "Mari Mets" not in said


def test_somebody_new_is_added_on_a_page_of_its_own(today: Event, organiser: Client):
    address = page(today, "event-walk-in")
    assert organiser.get(address).status_code == 200
    form = {"name": "Liis Lepp", "organisation": "Uus Selts", "scan": str(uuid4())}
    for _ in range(2):
        said = organiser.post(address, form, follow=True).content.decode()
    assert "Checked in: Liis Lepp." in said
    assert Participant.objects.get().organisation_name == "Uus Selts"


def test_when_it_is_full_the_page_asks_for_the_reason(today: Event, organiser: Client):
    today.registration_settings.capacity = 1
    today.registration_settings.save()
    participant(today)
    form = {"name": "Liis Lepp", "scan": str(uuid4())}
    said = organiser.post(page(today, "event-walk-in"), form).content.decode()
    assert "To let this person in all the same, write why." in said
    assert Participant.objects.count() == 1


def test_the_shell_that_a_phone_keeps_names_nobody(today: Event, organiser: Client):
    participant(today, name="Mari Mets")
    response = organiser.get(page(today), {"shell": ""})
    assert "Mari Mets" not in response.content.decode()
    assert "Kogukonnapäev" in response.content.decode()


def test_only_this_page_may_use_the_camera(today: Event, organiser: Client):
    here, elsewhere = organiser.get(page(today)), organiser.get(page(today, "event-walk-in"))
    assert "camera=(self)" in here.headers["Permissions-Policy"]
    assert "worker-src 'self'" in here.headers["Content-Security-Policy"]
    assert "camera=()" in elsewhere.headers["Permissions-Policy"]
    assert "worker-src" not in elsewhere.headers["Content-Security-Policy"]


def test_the_worker_reaches_no_further_than_its_page_and_names_nobody(today: Event):
    participant(today, name="Mari Mets")
    response = Client().get(page(today, "event-check-in-worker"))
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in response.headers
    assert "Mari" not in response.content.decode()


def test_a_phone_gets_names_and_codes_and_nothing_else(today: Event, organiser: Client):
    mari = participant(
        today, name="Mari Mets", email="mari@example.ee", organisation_name="Salaselts"
    )
    jaan = participant(today, "waiting", name="Jaan Jõgi")
    participant(today, "cancelled", name="Läinud Inimene")

    said = send(organiser, today)

    assert said["people"] == [
        [jaan.pk, "Jaan Jõgi", code_of(jaan), False],
        [mari.pk, "Mari Mets", code_of(mari), True],
    ]
    assert said["check_ins"] == []
    assert said["erase_after"] == (today.end_date + timedelta(days=1)).isoformat()
    assert "mari@example.ee" not in json.dumps(said)
    assert "Salaselts" not in json.dumps(said, ensure_ascii=False)


def test_what_a_phone_gathered_is_merged_and_answered(today: Event, organiser: Client):
    mari, jaan = participant(today, name="Mari Mets"), participant(today, "waiting", name="Jaan")
    good, late = item(code=code_of(mari)), item(person=jaan.pk)
    new = item("walk_in", name=" Liis  Lepp ", organisation="", party="nonsense")
    let = item("let_in", person=jaan.pk, note="Tuli kohale")

    said = send(organiser, today, good, late, new, let)
    again = send(organiser, today, good, new, let)

    outcomes = [(result["scan"], result["outcome"]) for result in said["results"]]
    assert outcomes == [
        (good["scan"], "in"),
        (late["scan"], "no_place"),
        (new["scan"], "in"),
        (let["scan"], "in"),
    ]
    assert [result["outcome"] for result in again["results"]] == ["in"] * 3
    assert CheckIn.objects.count() == 3
    assert sorted(Participant.objects.values_list("name", "state", "party")) == [
        ("Jaan", "attended", ""),
        ("Liis Lepp", "attended", ""),
        ("Mari Mets", "attended", ""),
    ]


def test_the_time_of_the_scan_is_kept_on_our_clock(today: Event, organiser: Client):
    mari = participant(today)
    ahead = timezone.now() + timedelta(hours=5)
    body = {
        "sent_at": ahead.isoformat(),
        "items": [item(person=mari.pk, at=(ahead - timedelta(minutes=1)).isoformat())],
    }
    organiser.post(page(today, "event-check-in-sync"), body, content_type="application/json")
    gone = timezone.now() - CheckIn.objects.get().at
    assert timedelta(seconds=55) < gone < timedelta(seconds=90)


def test_an_undone_check_in_needs_no_answer(today: Event, organiser: Client):
    mari = participant(today)
    scan = item(person=mari.pk)
    send(organiser, today, scan)
    said = send(organiser, today, {"kind": "undo", "scan": scan["scan"]})
    assert said["check_ins"] == []
    assert said["results"] == []


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", '{"sent_at": "x", "items": []}',
        '{"sent_at": "2023-01-01T10:00:00", "items": []}',
        '{"sent_at": "2023-01-01T10:00:00Z", "items": 1}',
        "[" * 100_000,
        ('{"sent_at": "2023-01-01T10:00:00Z", "items": [{"kind": "walk_in", "name": "\\ud800",'
         ' "scan": "00000000-0000-0000-0000-000000000001", "at": "2023-01-01T10:00:00Z"}]}'),
        '{"sent_at": "2023-01-01T10:00:00Z", "items": [1]}',
        '{"sent_at": "2023-01-01T10:00:00Z", "items": [{"kind": "check_in", "scan": "x"}]}',
        ('{"sent_at": "2023-01-01T10:00:00Z", "items": [{"kind": "drop", "scan":'
        ' "00000000-0000-0000-0000-000000000001", "at": "2023-01-01T10:00:00Z"}]}'),
        ('{"sent_at": "0001-01-01T00:00:00+14:00", "items": [{"kind": "check_in", "scan":'
        ' "00000000-0000-0000-0000-000000000001", "at": "9999-12-31T23:59:59-12:00"}]}'),
        ('{"sent_at": "2023-01-01T10:00:00Z", "items": [{"kind": "walk_in", "name": {}, "scan":'
        ' "00000000-0000-0000-0000-000000000001", "at": "2023-01-01T10:00:00Z"}]}'),
    ],
)  # fmt: skip
def test_what_is_not_ours_is_refused_as_a_whole(today: Event, organiser: Client, body: str):
    response = organiser.post(
        page(today, "event-check-in-sync"), body, content_type="application/json"
    )
    assert response.status_code == 400
    assert "Load it again" in response.json()["refusal"]
    assert not CheckIn.objects.exists()


def test_nobody_else_gets_the_list_or_checks_anybody_in(world: World, today: Event):
    mari = participant(today, name="Mari Mets")
    stranger = user("narva@example.ee")
    membership(stranger, world.narva, Role.COORDINATOR)
    client = Client()
    client.force_login(stranger)
    for name in ("event-check-in", "event-check-in-sync", "event-walk-in", "event-day"):
        for response in (client.get(page(today, name)), client.post(page(today, name), {})):
            assert response.status_code in (403, 405), name
            assert b"Mari" not in response.content
    client.post(page(today), {"do": "in", "participant": mari.pk})
    assert not CheckIn.objects.exists()
    visitor = Client().get(page(today))
    assert visitor.status_code == 302


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_as_many_queries_however_many_are_on_the_list(
    today: Event, organiser: Client, django_assert_num_queries: Any, people: int
):
    for _ in range(people):
        participant(today)
    organiser.get(page(today))
    with django_assert_num_queries(11):
        organiser.get(page(today))
    with django_assert_num_queries(7):
        send(organiser, today)
