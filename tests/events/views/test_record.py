"""Recording a finished meeting: one page, one button, nothing typed is lost."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loim.events.models import Event, EventStatus
from loim.people.models import Organisation, Role
from tests.factories import attendance, event, membership, user
from tests.world import World

pytestmark = pytest.mark.django_db
RECORD = "/events/record/"


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "network_meeting",
        "start_date": "2023-05-10",
        "place": "Rakvere",
        "title": "",
        "activity": world.activity.pk,
        "organiser": world.rakvere.pk,
        "scope": "county",
        "submission": str(uuid4()),
        "lines": "Rakvere LV 2\nTartu linn\nEesti Töötukassa 1",
        **changes,
    }


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def came(to: Event) -> dict[str, int]:
    return dict(to.attendances.values_list("organisation__name", "people"))


def test_pasted_organisations_become_attendance_at_once(world: World, browser: Client) -> None:
    response = browser.post(RECORD, form(world), headers={"accept-language": "en"})

    made = Event.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("event", args=[made.pk])
    assert made.status == EventStatus.HELD
    assert (made.start_date, made.end_date) == (date(2023, 5, 10), date(2023, 5, 10))
    assert made.activity == world.activity
    assert made.recorded_by == world.coordinator
    assert came(made) == {
        "Rakvere Linnavalitsus": 2,
        "Tartu Linnavalitsus": 1,
        "Eesti Töötukassa": 1,
    }


def test_a_title_left_empty_is_made_of_kind_and_place(world: World, browser: Client) -> None:
    browser.post("/en" + RECORD, form(world))
    assert Event.objects.get().title == "Network meeting, Rakvere"


def test_ticks_and_lines_go_together_and_nobody_is_counted_twice(
    world: World, browser: Client
) -> None:
    ticks = {
        f"m-{world.tartu.pk}": "on",
        f"n-{world.rakvere.pk}": "5",  # a number without its tick
        f"m-{world.rakvere_rural.pk}": "on",
        f"n-{world.rakvere_rural.pk}": "",
    }
    browser.post(RECORD, form(world, lines="Rakvere LV 2\nTartu linn 3\nTartu LV 1", **ticks))
    assert came(Event.objects.get()) == {
        "Rakvere Linnavalitsus": 5,
        "Tartu Linnavalitsus": 4,
        "Rakvere Vallavalitsus": 1,
    }


def test_an_unknown_line_is_asked_about_and_nothing_is_saved_yet(
    world: World, browser: Client
) -> None:
    response = browser.post("/en" + RECORD, form(world, lines="Rakvere LV 2\nUus Selts 4"))

    page = response.content.decode()
    assert Event.objects.count() == 0
    assert "Which organisation is “Uus Selts”?" in page
    assert "Rakvere LV 2\nUus Selts 4" in page  # what was typed is still there


def question(page: str) -> str:
    found = re.search(r'id="(q-[0-9a-f]{12})"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"answer": "leave_out"}, {"Rakvere Linnavalitsus": 2}),
        (
            {"answer": "other", "other": "töötukassa eesti"},
            None,  # not a name that is known: asked again
        ),
        (
            {"answer": "other", "other": "eesti töötukassa"},
            {"Rakvere Linnavalitsus": 2, "Eesti Töötukassa": 4},
        ),
        (
            {"answer": "new", "name": "Uus Selts", "kind": "ngo"},
            {"Rakvere Linnavalitsus": 2, "Uus Selts": 4},
        ),
        ({"answer": "new", "name": "Uus Selts", "kind": "municipal_agency"}, None),
    ],
)
def test_the_answer_to_a_question_is_carried_out(
    world: World, browser: Client, answer: dict[str, str], expected: dict[str, int] | None
) -> None:
    sent = form(world, lines="Rakvere LV 2\nUus Selts 4")
    prefix = question(browser.post(RECORD, sent).content.decode())

    browser.post(RECORD, {**sent, **{f"{prefix}-{key}": value for key, value in answer.items()}})

    if expected is None:
        assert Event.objects.count() == 0
    else:
        assert came(Event.objects.get()) == expected


def test_a_new_institution_of_a_city_belongs_to_it(world: World, browser: Client) -> None:
    sent = form(world, lines="Rakvere Linna Raamatukogu 1")
    prefix = question(browser.post(RECORD, sent).content.decode())
    answer = {
        "answer": "new",
        "name": "Rakvere Linna Raamatukogu",
        "kind": "municipal_agency",
        "municipality": "0663",
    }

    browser.post(RECORD, {**sent, **{f"{prefix}-{key}": value for key, value in answer.items()}})

    library = Organisation.objects.get(name="Rakvere Linna Raamatukogu")
    assert library.municipality == world.rakvere.municipality
    assert came(Event.objects.get()) == {"Rakvere Linna Raamatukogu": 1}


def test_a_day_to_come_is_refused_and_nothing_typed_is_lost(world: World, browser: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = browser.post(
        "/en" + RECORD, form(world, start_date=tomorrow.isoformat(), title="Kohtumine Rakveres")
    )
    page = response.content.decode()
    assert Event.objects.count() == 0
    assert "Plan the event now" in page
    assert "Kohtumine Rakveres" in page
    assert "Eesti Töötukassa 1" in page


def test_the_same_form_sent_twice_makes_one_event(world: World, browser: Client) -> None:
    sent = form(world)
    first = browser.post(RECORD, sent)
    second = browser.post(RECORD, sent)
    assert Event.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_meeting_recorded_by_a_colleague_is_warned_about(world: World, browser: Client) -> None:
    known = event(
        world.activity,
        title="Ida kohtumine",
        start_date=date(2023, 5, 10),
        organiser=world.programme.implementer,
    )
    attendance(known, world.tartu)

    warned = browser.post("/en" + RECORD, form(world))
    assert "Ida kohtumine" in warned.content.decode()
    assert Event.objects.count() == 1

    browser.post(RECORD, form(world, is_another="on"))
    assert Event.objects.count() == 2


def test_a_warning_tells_nothing_of_events_that_one_may_not_see(
    world: World, browser: Client
) -> None:
    secret = event(None, title="Salajane", start_date=date(2023, 5, 10), organiser=world.narva)
    attendance(secret, world.tartu)
    browser.post(RECORD, form(world))
    assert Event.objects.filter(organiser=world.rakvere).count() == 1


def test_the_form_knows_the_persons_last_event_of_the_kind(world: World, browser: Client) -> None:
    event(
        world.activity,
        kind="training",
        place="Pärnu",
        scope="national",
        organiser=world.rakvere,
        recorded_by=world.coordinator,
    )
    response = browser.get(RECORD)
    facts = response.context["facts"]
    assert facts["kind"].value() == "training"
    assert facts["activity"].value() == world.activity.pk
    assert facts["scope"].value() == "national"
    assert facts["organiser"].value() == world.rakvere.pk
    assert facts["start_date"].value() == timezone.localdate()


def test_another_like_this_one_brings_its_participants(world: World, browser: Client) -> None:
    like = event(world.activity, title="Sügiskohtumine", organiser=world.rakvere)
    attendance(like, world.tartu, 2)
    attendance(like, world.fund, 3)
    page = browser.get(RECORD, {"like": like.pk}).content.decode()
    assert "Sügiskohtumine" in page
    assert "Eesti Töötukassa\t3" in page
    assert f'name="n-{world.tartu.pk}" value="2"' in page


def test_only_organisations_one_records_for_can_organise(world: World, browser: Client) -> None:
    browser.post(RECORD, form(world, organiser=world.tartu.pk))
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "role",
    [
        Role.MEMBER,
        Role.EDITOR,
        Role.TRANSLATOR,
        Role.MINISTRY_VIEWER,
        Role.MINISTRY_APPROVER,
        Role.ADMINISTRATOR,
    ],
)
def test_who_records_nothing_is_refused(world: World, client: Client, role: str) -> None:
    person = user()
    membership(person, world.rakvere, role)
    client.force_login(person)
    assert client.get(RECORD).status_code == 403
    assert client.post(RECORD, form(world)).status_code == 403
    assert client.post("/events/lines/", form(world)).status_code == 403
    assert Event.objects.count() == 0


def test_a_guest_is_asked_to_sign_in(world: World, client: Client) -> None:
    response = client.post(RECORD, form(world))
    assert response.status_code == 302
    assert "/account/login" in response["Location"]
    assert Event.objects.count() == 0


def test_lines_are_read_while_one_types(world: World, browser: Client) -> None:
    response = browser.post(
        "/en/events/lines/",
        {"lines": "Rakvere LV 2\nUus Selts"},
        headers={"hx-request": "true"},
    )
    page = response.content.decode()
    assert "Rakvere Linnavalitsus" in page
    assert "Which organisation is “Uus Selts”?" in page
    assert 'hx-swap-oob="innerHTML"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is(
    world: World, browser: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        event(world.activity, title=f"Kohtumine {number}", recorded_by=world.coordinator)
    with django_assert_num_queries(10):
        browser.get(RECORD)
