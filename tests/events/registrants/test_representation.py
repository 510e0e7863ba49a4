"""How many were invited, applied, got a place and came, without telling of anybody."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from loim.events.models import Decision, Event, EventStatus, Invitee
from loim.events.queries.registrants.representation import representation
from tests.factories import municipality, user
from tests.factories.registration import participant, published_event, registration
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 10, 2, tzinfo=UTC)


def invitee(event: Event, email: str, **fields: Any) -> Invitee:
    return Invitee.objects.create(event=event, email=email, invited_at=NOW, **fields)


def people(event: Event, number: int, state: str, **fields: Any) -> None:
    for _each in range(number):
        participant(event, state, **fields)


def numbers(event: Event, key: str = "party") -> dict[str, tuple[int | None, ...]]:
    table = next(table for table in representation(event) if table.key == key)
    rows = [*table.rows, *([table.together] if table.together else []), table.total]
    shown = {
        row.label: tuple(share.number if share else None for share in row.shares) for row in rows
    }
    return {label: row for label, row in shown.items() if any(number != 0 for number in row)}


@pytest.fixture
def meeting(world: World) -> Event:
    return published_event(under=world.activity, organiser=world.rakvere)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def test_each_stage_counts_those_who_came_as_far(meeting: Event) -> None:
    for number in range(6):
        invitee(meeting, f"kutsutu{number}@example.ee", party="municipality")
    people(meeting, 5, "attended", party="municipality")
    people(meeting, 2, "absent", party="municipality")
    people(meeting, 1, "admitted", party="municipality")
    people(meeting, 3, "waiting", party="municipality")

    assert numbers(meeting) == {"municipality": (6, 11, 8, 5), "All": (6, 11, 8, 5)}


def test_whoever_had_a_place_and_gave_it_back_had_it(meeting: Event) -> None:
    people(meeting, 9, "admitted", party="state")
    gone = participant(meeting, "cancelled", party="state")
    Decision.objects.create(
        participant=gone, before="", after="admitted", reason="free_place", at=NOW
    )
    Decision.objects.create(
        participant=gone, before="admitted", after="cancelled", reason="withdrawn", at=NOW
    )

    assert numbers(meeting)["state agency"] == (0, 10, 10, 0)


def test_whoever_never_confirmed_the_e_mail_has_not_applied(meeting: Event) -> None:
    people(meeting, 7, "admitted", party="state")
    unknown = participant(meeting, "cancelled", party="state")
    Decision.objects.create(
        participant=unknown, before="offered", after="cancelled", reason="not_confirmed", at=NOW
    )

    assert numbers(meeting)["state agency"] == (0, 7, 7, 0)


def test_a_small_group_is_not_shown_and_cannot_be_computed(meeting: Event) -> None:
    people(meeting, 12, "attended", party="municipality")
    people(meeting, 6, "attended", party="community")
    people(meeting, 2, "attended", party="student")

    assert numbers(meeting) == {
        "municipality": (0, 12, 12, 12),
        "community or association": (0, None, None, None),
        "student or graduate": (0, None, None, None),
        "Those not shown, together": (None, 8, 8, 8),
        "All": (0, 20, 20, 20),
    }


def test_a_county_is_the_persons_own_or_else_their_organisations(
    world: World, meeting: Event
) -> None:
    people(meeting, 6, "admitted", municipality=world.tartu.municipality)
    people(meeting, 7, "admitted", organisation=world.rakvere)
    people(meeting, 5, "admitted", organisation=world.fund)

    assert numbers(meeting, "county") == {
        "Lääne-Viru maakond": (0, 7, 7, 0),
        "Tartu maakond": (0, 6, 6, 0),
        "Not said": (0, 5, 5, 0),
        "All": (0, 18, 18, 0),
    }


def test_those_erased_are_counted_as_before(world: World, meeting: Event) -> None:
    people(
        meeting, 6, "attended", party="state", name="", email="", erased_at=NOW,
        municipality=world.tartu.municipality, of_registration=registration(meeting, name=""),
    )  # fmt: skip

    assert numbers(meeting)["state agency"] == (0, 6, 6, 6)
    assert numbers(meeting, "county")["Tartu maakond"] == (0, 6, 6, 6)


@pytest.mark.parametrize("each", [1, 3])
def test_three_queries_however_many_came(
    meeting: Event, each: int, django_assert_num_queries: Any
) -> None:
    for number in range(each):
        people(meeting, 5, "admitted", party="state", municipality=municipality())
        invitee(meeting, f"kutsutu{number}@example.ee")

    with django_assert_num_queries(3):
        representation(meeting)


def address(event: Event, suffix: str = "/") -> str:
    return f"/en/events/{event.pk}/representation{suffix}"


def test_the_page_and_the_file_show_the_same_and_hide_the_same(
    world: World, meeting: Event, client: Client
) -> None:
    people(meeting, 61, "admitted", party="municipality")
    people(meeting, 43, "admitted", party="state")
    people(meeting, 3, "admitted", party="student")
    client.force_login(world.coordinator)

    page = client.get(address(meeting))
    file = client.get(address(meeting, ".xlsx"))

    text = page.content.decode()
    assert "not shown" in text
    assert ">61 <" in text
    assert ">43 " not in text  # hidden with the three
    sheet = openpyxl.load_workbook(BytesIO(file.content))["By party"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert rows["municipality"][2:6] == (61, 57, 61, 57)
    assert rows["state agency"][2:6] == ("not shown", None, "not shown", None)


def test_before_it_is_over_the_organiser_alone_looks(world: World, client: Client) -> None:
    meeting = published_event(under=world.activity, organiser=world.rakvere)
    people(meeting, 61, "admitted", party="municipality")

    assert client.get(address(meeting)).status_code == 302
    client.force_login(user())
    assert client.get(address(meeting)).status_code == 403
    assert client.get(address(meeting, ".xlsx")).status_code == 403
    client.force_login(world.manager)
    assert client.get(address(meeting)).status_code == 200


def test_of_a_public_event_that_was_held_everybody_reads_the_numbers(
    world: World, client: Client
) -> None:
    meeting = published_event(
        under=world.activity, organiser=world.rakvere, status=EventStatus.HELD
    )
    people(meeting, 61, "attended", party="municipality", name="Mari Salajane")

    text = client.get(address(meeting)).content.decode()

    assert "61" in text
    assert "Salajane" not in text


def test_other_formats_are_not_there(world: World, meeting: Event, client: Client) -> None:
    client.force_login(world.coordinator)
    assert client.get(address(meeting, ".pdf")).status_code == 404
