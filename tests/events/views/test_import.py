"""Many events from a file: shown first, then recorded all or none."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loim.events.models import Event, EventStatus
from loim.people.models import Role
from tests.factories import event, membership, period_lock, user
from tests.world import World

pytestmark = pytest.mark.django_db
IMPORT = "/en/events/import/"
HEAD = "First day;Last day;Kind;Title;Place;Scope;Organiser;Activity;Who came;Summary"
GOOD = "10.05.2023;;training;Koolitus;Rakvere;nation-wide;;3.5.1.3 3;Rakvere LV 2, Tartu linn;"


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def upload(client: Client, *rows: str, head: str = HEAD) -> Any:
    content = "\r\n".join([head, *rows]).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile("sündmused.csv", content)})


def confirm(client: Client, preview: Any) -> Any:
    return client.post(IMPORT, {"rows": preview.context["confirm"]["rows"].value()})


def told(response: Any) -> list[tuple[int, str]]:
    return [(found.row, found.column) for found in response.context["preview"].problems]


def test_nothing_is_recorded_before_it_is_confirmed(world: World, browser: Client) -> None:
    preview = upload(browser, GOOD, "")
    assert "1 event can be recorded" in preview.content.decode()
    assert Event.objects.count() == 0

    confirm(browser, preview)

    made = Event.objects.get()
    assert (made.title, made.kind, made.scope, made.status) == (
        "Koolitus",
        "training",
        "national",
        EventStatus.HELD,
    )
    assert (made.organiser, made.activity) == (world.rakvere, world.activity)
    assert dict(made.attendances.values_list("organisation__name", "people")) == {
        "Rakvere Linnavalitsus": 2,
        "Tartu Linnavalitsus": 1,
    }


def test_headings_and_words_are_understood_in_every_language(browser: Client) -> None:
    # The keys themselves are understood whatever has been translated yet.
    preview = upload(browser, "2023-05-10;network_meeting;county", head="start_date;kind;scope")
    assert [row.title for row in preview.context["preview"].rows] == ["Network meeting"]


def test_a_day_to_come_is_planned(browser: Client) -> None:
    confirm(browser, upload(browser, "10.05.2099;;training;Koolitus;;;;;;"))
    assert Event.objects.get().status == EventStatus.DRAFT


def test_every_bad_row_is_told_with_its_column_and_the_good_ones_go_on(
    world: World, browser: Client
) -> None:
    preview = upload(
        browser,
        GOOD,
        "32.05.2023;;training;A;;;;;;",
        "10.05.2023;09.05.2023;training;B;;;;;;",
        "10.05.2023;;pidu;C;;;;;;",
        "10.05.2023;;training;D;;kosmos;;;;",
        "10.05.2023;;training;E;;;Tartu linn;;;",
        "10.05.2023;;training;F;;;;9.9.9.9;;",
        "10.05.2023;;training;G;;;;;Uus Selts;",
        "10.05.2099;;training;H;;;;;Tartu linn;",
        ";;training;I;;;;;;",
        GOOD,
    )
    assert told(preview) == [
        (3, "First day"),
        (4, "Last day"),
        (5, "Kind"),
        (6, "Scope"),
        (7, "Organiser"),
        (8, "Activity"),
        (9, "Who came"),
        (10, "Who came"),
        (11, "First day"),
        (12, "Title"),  # twice in the file
    ]
    confirm(browser, preview)
    assert [found.title for found in Event.objects.all()] == ["Koolitus"]


def test_what_is_recorded_already_is_left_out(world: World, browser: Client) -> None:
    event(
        world.activity,
        title="KOOLITUS",
        kind="training",
        organiser=world.rakvere,
        start_date=date(2023, 5, 10),
    )
    preview = upload(browser, GOOD)
    assert told(preview) == [(2, "Title")]
    assert "No row can be recorded as it is." in preview.content.decode()


def test_a_locked_period_is_told_row_by_row(world: World, browser: Client) -> None:
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    assert told(upload(browser, GOOD)) == [(2, "First day")]


def test_a_period_locked_meanwhile_stops_everything(world: World, browser: Client) -> None:
    preview = upload(browser, GOOD, "10.08.2023;;training;Teine;;;;3.5.1.3 3;;")
    period_lock(world.programme, date(2023, 4, 1), date(2023, 6, 30))
    page = browser.get(confirm(browser, preview)["Location"]).content.decode()
    assert "is locked" in page
    assert Event.objects.count() == 0


def test_a_preview_is_recorded_once(browser: Client) -> None:
    preview = upload(browser, GOOD)
    confirm(browser, preview)
    again = confirm(browser, preview)
    assert "nothing was recorded twice" in browser.get(again["Location"]).content.decode()
    assert Event.objects.count() == 1


def test_a_preview_is_recorded_by_the_one_who_saw_it_and_unchanged(
    world: World, browser: Client, client: Client
) -> None:
    preview = upload(browser, GOOD)
    sealed = preview.context["confirm"]["rows"].value()
    browser.post(IMPORT, {"rows": sealed[:-2] + "xx"})
    client.force_login(world.manager)
    client.post(IMPORT, {"rows": sealed})
    assert Event.objects.count() == 0


def test_a_file_without_the_needed_columns_says_which(browser: Client) -> None:
    assert told(upload(browser, "x;y", head="Title;Place")) == [(1, "First day"), (1, "Kind")]


def test_a_file_that_is_no_table_is_refused(browser: Client) -> None:
    response = browser.post(IMPORT, {"file": SimpleUploadedFile("leping.pdf", b"%PDF-1.7")})
    assert "Choose an .xlsx or a .csv file." in response.content.decode()


def test_the_template_can_be_filled_in_and_read(world: World, browser: Client) -> None:
    content = browser.get(f"{IMPORT}template.xlsx").content
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    sheet["A2"], sheet["I2"] = date(2023, 5, 10), "Rakvere LV 2; Tartu linn"
    out = BytesIO()
    book.save(out)
    preview = browser.post(IMPORT, {"file": SimpleUploadedFile("x.xlsx", out.getvalue())})
    (row,) = preview.context["preview"].rows
    assert (row.start, row.attendance) == (
        date(2023, 5, 10),
        {world.rakvere.pk: 2, world.tartu.pk: 1},
    )
    csv = browser.get(f"{IMPORT}template.csv").content.decode("utf-8-sig")
    assert re.match("First day;Last day;Kind", csv)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.MINISTRY_VIEWER, Role.EDITOR])
def test_who_records_nothing_is_refused(world: World, client: Client, role: str) -> None:
    person = user()
    membership(person, world.rakvere, role)
    client.force_login(person)
    assert client.get(IMPORT).status_code == 403
    assert upload(client, GOOD).status_code == 403
    assert client.get(f"{IMPORT}template.csv").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_takes_the_same_queries(
    world: World, browser: Client, django_assert_num_queries: Any, rows: int
) -> None:
    lines = [GOOD.replace("Koolitus", f"Koolitus {number}") for number in range(rows)]
    with django_assert_num_queries(9):
        upload(browser, *lines)
