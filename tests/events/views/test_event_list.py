"""The list of events: filters, order, pages, export."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from loim.common.tables import Table, as_csv
from loim.events.models import Event
from tests.factories import attendance, event
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


@pytest.fixture
def three(world: World) -> list[Event]:
    """A held meeting with Tartu, a planned training that waits, a cancelled forum elsewhere."""
    meeting = event(
        world.activity,
        title="Kevadkohtumine",
        organiser=world.rakvere,
        start_date=date(2023, 5, 10),
    )
    attendance(meeting, world.tartu, 2)
    attendance(meeting, world.fund, 3)
    training = event(
        world.activity,
        title="Sügiskoolitus",
        kind="training",
        status="draft",
        place="Narva",
        organiser=world.rakvere,
        start_date=date(2023, 9, 1),
    )
    forum = event(
        None,
        title="Foorum",
        kind="forum",
        status="cancelled",
        organiser=world.narva,
        start_date=date(2023, 7, 1),
    )
    attendance(forum, world.rakvere)
    return [meeting, training, forum]


def titles(client: Client, **query: Any) -> list[str]:
    return [found.title for found in client.get("/events/", query).context["events"].page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Sügiskoolitus", "Foorum", "Kevadkohtumine"]),
        ({"sort": "date"}, ["Kevadkohtumine", "Foorum", "Sügiskoolitus"]),
        ({"sort": "title"}, ["Foorum", "Kevadkohtumine", "Sügiskoolitus"]),
        ({"sort": "-attendance"}, ["Kevadkohtumine", "Foorum", "Sügiskoolitus"]),
        ({"sort": "nonsense"}, ["Sügiskoolitus", "Foorum", "Kevadkohtumine"]),
        ({"kind": "training"}, ["Sügiskoolitus"]),
        ({"status": "held"}, ["Kevadkohtumine"]),
        ({"since": "2023-06-01", "until": "2023-08-01"}, ["Foorum"]),
        ({"text": "narva"}, ["Sügiskoolitus", "Foorum"]),
        ({"county": "0079"}, ["Kevadkohtumine"]),
        ({"needs_attendance": "on"}, ["Sügiskoolitus"]),
    ],
)
def test_filters_and_orders(
    three: list[Event], browser: Client, query: dict[str, str], expected: list[str]
) -> None:
    assert titles(browser, **query) == expected


def test_a_coded_activity_finds_what_is_below_it(
    world: World, three: list[Event], browser: Client
) -> None:
    assert titles(browser, activity=world.activity.root_id) == ["Sügiskoolitus", "Kevadkohtumine"]
    assert titles(browser, organiser=world.narva.pk) == ["Foorum"]


def test_a_row_says_how_many_came(three: list[Event], browser: Client) -> None:
    (meeting,) = browser.get("/events/", {"status": "held"}).context["events"].page
    assert (meeting.organisation_count, meeting.people_count) == (2, 5)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries(
    world: World, browser: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows):
        attendance(event(world.activity, organiser=world.rakvere), world.tartu)
    with django_assert_num_queries(9):
        browser.get("/events/")


def test_a_page_holds_fifty(world: World, browser: Client) -> None:
    for number in range(51):
        event(world.activity, title=f"Kohtumine {number}", organiser=world.rakvere)
    assert len(titles(browser)) == 50
    assert len(titles(browser, page=2)) == 1


def test_empty_lists_say_what_to_do_next(browser: Client, three: list[Event]) -> None:
    assert "Loosen a filter" in browser.get("/en/events/", {"text": "olematu"}).content.decode()
    Event.objects.all().delete()
    assert "Record the first meeting" in browser.get("/en/events/").content.decode()


def test_the_workbook_has_events_and_who_came(three: list[Event], browser: Client) -> None:
    content = browser.get("/en/events/export.xlsx", {"status": "held"}).content
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    events, came = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    book.close()
    assert [row[2] for row in events] == ["Title", "Kevadkohtumine"]
    assert [(row[2], row[6]) for row in came] == [
        ("Organisation", "People"),
        ("Eesti Töötukassa", 3),
        ("Tartu Linnavalitsus", 2),
    ]


def test_text_in_an_export_is_never_a_formula(world: World, browser: Client) -> None:
    event(world.activity, title='=HYPERLINK("http://example.ee")', organiser=world.rakvere)
    text = browser.get("/en/events/export.csv").content.decode("utf-8-sig")
    assert "\r\n" in text
    assert ";\"'=HYPERLINK" in text
    content = browser.get("/en/events/export.xlsx").content
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.worksheets[0]["C2"].data_type == "s"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_begins_as_a_formula_does(start: str) -> None:
    table = Table("t", ["a", "b"], [[f"{start}1+1", -5]])

    rows = list(csv.reader(StringIO(as_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))

    assert rows == [["a", "b"], [f"'{start}1+1", "-5"]]


def test_there_are_two_formats(browser: Client, world: World) -> None:
    assert browser.get("/events/export.exe").status_code == 404


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5000, "x", "-1"])
def test_an_address_with_a_key_of_no_event_is_a_page_all_the_same(
    world: World, browser: Client, key: str
) -> None:
    assert browser.get(f"/events/?changed={key}").status_code == 200
    assert browser.get(f"/events/record/?like={key}").status_code == 200
