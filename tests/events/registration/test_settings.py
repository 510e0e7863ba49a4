"""How one registers: said by the organiser, and held to once people rely on it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from loim.events.logic.closing_time import usual_closing
from loim.events.models import Event, EventStatus, Participant, RegistrationSettings
from loim.events.queries.registration.call import registration_call
from tests.clock import freeze_time
from tests.factories import event, membership, organisation, user
from tests.factories.registration import participant, registration_settings
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with freeze_time(NOW):
        yield


@pytest.fixture
def meeting(world: World) -> Event:
    return event(
        world.activity,
        title="Kogukonnatöö",
        organiser=world.rakvere,
        status=EventStatus.PUBLISHED,
        published_at=NOW,
        start_date=date(2023, 11, 15),
        start_time=time(10, 0),
    )


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def address(of: Event) -> str:
    return f"/en/events/{of.pk}/registration/"


def form(**changes: Any) -> dict[str, Any]:
    return {
        "opens_at": "",
        "closes_at": "2023-11-01T23:59",
        "change_until": "",
        "capacity": "30",
        "policy": "first_come",
        "has_waiting_list": "on",
        "offer_hours": "48",
        "confirm_hours": "24",
        "most_per_registration": "10",
        "most_per_organisation": "",
        "asks_party": "on",
        "parties": ["municipality", "community"],
        "asks_organisation": "on",
        "asks_municipality": "on",
        "information": "Tule ja vaata.",
        "information_en": "Come and see.",
        "consent": "",
        "kept_days": "365",
        **changes,
    }


def test_defaults_are_what_most_events_want_and_nothing_is_saved_by_looking(
    meeting: Event, browser: Client
) -> None:
    page = browser.get(address(meeting)).content.decode()

    assert 'value="2023-11-01T23:59"' in page  # two weeks before the event
    assert "Nobody can register yet." in page
    assert not RegistrationSettings.objects.exists()


@pytest.mark.parametrize(
    ("starts", "closes"),
    [
        (datetime(2023, 11, 15, 10), datetime(2023, 11, 1, 23, 59)),
        (datetime(2023, 10, 24, 10), datetime(2023, 10, 10, 23, 59)),
        (datetime(2023, 10, 22, 10), datetime(2023, 10, 22, 10)),  # two weeks before is too soon
        (datetime(2023, 10, 1, 10), datetime(2023, 10, 1, 10)),
    ],
)
def test_registration_closes_two_weeks_before_or_when_the_event_begins(
    starts: datetime, closes: datetime
) -> None:
    assert usual_closing(starts, datetime(2023, 10, 2, 12)) == closes


def test_what_is_saved_is_read_back_in_words(meeting: Event, browser: Client) -> None:
    saved = browser.post(address(meeting), form(), follow=True).content.decode()

    settings = RegistrationSettings.objects.get()
    assert settings.closes_at == datetime(2023, 11, 1, 21, 59, tzinfo=UTC)
    assert settings.parties == ["municipality", "community"]
    assert settings.text("information", "en") == "Come and see."
    assert "Registration is saved." in saved
    assert "There are 30 places." in saved
    assert "Register until 1 November 2023, 23:59." in saved


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"opens_at": "2023-11-02T10:00"}, "Registration closes after it opens."),
        ({"closes_at": "2023-11-15T10:01"}, "Registration closes before the event begins"),
        ({"closes_at": ""}, "This field is required."),
        ({"capacity": "0"}, "At least 1."),
        ({"offer_hours": "0"}, "At least 1."),
        ({"capacity": "-3"}, "greater than or equal to 0"),
        ({"policy": "draw", "capacity": ""}, "A draw needs a number of places."),
        ({"parties": []}, "Tick those that people can choose."),
        ({"kept_days": "0"}, "Keep participants for 1 to 3650 days."),
        ({"kept_days": "99999"}, "365"),
        ({"most_per_registration": "51"}, "At most 50: a longer form is not read."),
        ({"policy": "bribe"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(
    meeting: Event, browser: Client, changes: dict[str, Any], said: str
) -> None:
    page = browser.post(address(meeting), form(**changes)).content.decode()

    assert said in page
    assert "Tule ja vaata." in page
    assert not RegistrationSettings.objects.exists()


def test_the_way_places_are_given_stays_once_somebody_registered(
    meeting: Event, browser: Client
) -> None:
    registration_settings(meeting)
    participant(meeting, "applied")

    page = browser.post(address(meeting), form(policy="approval")).content.decode()

    assert "People have registered under “first come, first served”" in page
    assert RegistrationSettings.objects.get().policy == "first_come"


def test_the_way_places_are_given_may_change_when_everybody_has_withdrawn(
    meeting: Event, browser: Client
) -> None:
    registration_settings(meeting)
    participant(meeting, "cancelled")

    browser.post(address(meeting), form(policy="approval"))

    assert RegistrationSettings.objects.get().policy == "approval"


def test_with_fewer_places_than_people_nobody_loses_theirs_and_it_is_said(
    meeting: Event, browser: Client
) -> None:
    registration_settings(meeting, capacity=3)
    for _place in range(3):
        participant(meeting)

    page = browser.post(address(meeting), form(capacity="2"), follow=True).content.decode()

    assert "3 people have a place, and there are fewer places (2). Nobody loses a place" in page
    assert list(Participant.objects.values_list("state", flat=True)) == ["admitted"] * 3


def test_new_places_are_offered_at_once_to_those_who_wait(meeting: Event, browser: Client) -> None:
    registration_settings(meeting, capacity=1)
    participant(meeting)
    first, second = participant(meeting, "waiting"), participant(meeting, "waiting")

    browser.post(address(meeting), form(capacity="2"))

    assert Participant.objects.get(pk=first.pk).state == "offered"
    assert Participant.objects.get(pk=second.pk).state == "waiting"


def test_a_waiting_list_with_people_on_it_is_not_done_away_with(
    meeting: Event, browser: Client
) -> None:
    registration_settings(meeting, capacity=1)
    participant(meeting)
    participant(meeting, "waiting")
    without = {key: value for key, value in form().items() if key != "has_waiting_list"}

    page = browser.post(address(meeting), without).content.decode()

    assert "People are on the waiting list." in page
    assert RegistrationSettings.objects.get().has_waiting_list


def test_registration_is_taken_back_only_while_nobody_registered(
    meeting: Event, browser: Client
) -> None:
    registration_settings(meeting)
    somebody = participant(meeting)

    refused = browser.post(f"{address(meeting)}remove/", follow=True).content.decode()
    kept = RegistrationSettings.objects.count()
    somebody.registration.delete()
    browser.post(f"{address(meeting)}remove/")

    assert "People have registered, so registration stays." in refused
    assert (kept, RegistrationSettings.objects.count()) == (1, 0)


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_is_over_is_not_changed(meeting: Event, browser: Client, status: str) -> None:
    Event.objects.filter(pk=meeting.pk).update(status=status)

    shown = browser.get(address(meeting)).content.decode()
    page = browser.post(address(meeting), form()).content.decode()

    assert "its registration cannot be changed" in shown
    assert "its registration cannot be changed" in page
    assert not RegistrationSettings.objects.exists()


@pytest.mark.parametrize(
    "part",
    [
        "registration/",
        "registration/remove/",
        "questions/",
        "questions/preview/",
        "questions/ready-made/",
        "questions/new/one_of/",
    ],
)
def test_only_whoever_may_change_the_event_sees_or_changes_its_form(
    world: World, meeting: Event, client: Client, part: str
) -> None:
    registration_settings(meeting, information="Salajane kavand")
    stranger = user("voor@example.ee")
    membership(stranger, organisation(), "coordinator")
    member = user("liige@example.ee")
    membership(member, world.rakvere, "member")

    for person in (stranger, member):
        client.force_login(person)
        for method in (client.get, client.post):
            response = method(f"/en/events/{meeting.pk}/{part}", form())
            assert response.status_code in {403, 405}
            assert "Salajane" not in response.content.decode()
    client.logout()
    assert "/login/" in client.post(f"/en/events/{meeting.pk}/{part}", form())["Location"]
    assert RegistrationSettings.objects.get().information == "Salajane kavand"


def test_what_the_page_of_the_event_says_of_places(meeting: Event) -> None:
    registration_settings(meeting, capacity=2)
    participant(meeting)
    free = registration_call(meeting, NOW)
    participant(meeting, "offered")
    full = registration_call(meeting, NOW)
    participant(meeting, "waiting")
    waiting = registration_call(meeting, NOW)
    RegistrationSettings.objects.update(has_waiting_list=False)
    shut = registration_call(meeting, NOW)
    closed = registration_call(meeting, NOW + timedelta(days=60))

    assert (free.state, free.free) == ("open", 1)
    assert (full.state, full.free, full.waiting) == ("waiting_list", 0, 0)
    assert (waiting.state, waiting.waiting) == ("waiting_list", 1)
    assert shut.state == "full"
    assert closed.state == "closed"


def test_nobody_registers_for_what_has_begun_whatever_the_closing_says(meeting: Event) -> None:
    registration_settings(meeting, closes_at=datetime(2023, 12, 1, tzinfo=UTC))
    begins = datetime(2023, 11, 15, 8, 0, tzinfo=UTC)

    assert registration_call(meeting, begins - timedelta(seconds=1)).is_open
    assert registration_call(meeting, begins).state == "closed"
