"""The list of participants: who is on it, with which answers; and who has taken it out."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from loim.events.models import Event, Export
from loim.people.models import User
from tests.events.registrants.conftest import let_in
from tests.factories import organisation
from tests.factories.registration import answer, option, participant, published_event, question
from tests.world import World

pytestmark = pytest.mark.django_db


def address(event: Event, rest: str = "/") -> str:
    return f"/en/events/{event.pk}/participants{rest}"


def names(page: Any) -> list[str]:
    return [person.name for person, *_rest in page.context["rows"]]


@pytest.fixture
def people(world: World, meeting: Event) -> None:
    participant(
        meeting, "admitted", name="Anna", email="anna@example.ee", party="state",
        municipality=world.tartu.municipality,
    )  # fmt: skip
    participant(
        meeting, "waiting", name="Boris", email="boris@example.ee", party="community",
        organisation=organisation("Külaselts", municipality=world.rakvere.municipality),
    )  # fmt: skip
    participant(
        meeting, "cancelled", name="Cyril", email="cyril@example.ee", party="community",
        organisation_name="Vaba Rahvas",
    )  # fmt: skip
    participant(published_event(), "admitted", name="Dora Muualt")


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("", ["Anna", "Boris", "Cyril"]),
        ("?state=waiting", ["Boris"]),
        ("?party=community", ["Boris", "Cyril"]),
        ("?county=0079", ["Anna"]),
        ("?county=0060", ["Boris"]),  # by the organisation
        ("?text=külas", ["Boris"]),
        ("?text=rahvas", ["Cyril"]),
        ("?text=ANNA@", ["Anna"]),
        ("?text=muualt", []),
        ("?sort=-registered", ["Cyril", "Boris", "Anna"]),
        ("?sort=state", ["Anna", "Cyril", "Boris"]),
        ("?sort=nothing&state=nothing&q=x&page=99", ["Anna", "Boris", "Cyril"]),
    ],
)
@pytest.mark.usefixtures("people")
def test_the_list_is_filtered_and_sorted(
    meeting: Event, browser: Client, query: str, who: list[str]
) -> None:
    assert names(browser.get(address(meeting) + query)) == who


def test_answers_are_columns_where_they_are_asked_for(meeting: Event, browser: Client) -> None:
    meals = question(meeting, "several_of", label="Söök", translations={"en": {"label": "Meal"}})
    soup, cake = option(meals, "supp"), option(meals, "kook")
    born = question(meeting, "date", label="Sünnipäev")
    person = participant(meeting, name="Anna")
    answer(person, meals, option=soup)
    answer(person, meals, option=cake)
    answer(person, born, text="1990-05-24")

    page = browser.get(address(meeting) + f"?q={meals.pk}&q={born.pk}")

    assert page.context["rows"][0][-1] == ["supp; kook", "24.05.1990"]
    assert "Meal" in page.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_as_many_queries_however_long_the_list(
    meeting: Event, browser: Client, many: int, django_assert_num_queries: Any
) -> None:
    meals = question(meeting)
    soup = option(meals)
    for _number in range(many):
        person = participant(meeting, organisation=organisation())
        answer(person, meals, option=soup)
    browser.get(address(meeting))  # signed in and warm

    with django_assert_num_queries(13):
        browser.get(address(meeting) + f"?q={meals.pk}")


@pytest.mark.usefixtures("people")
def test_a_file_has_the_filtered_list_with_all_answers_and_is_written_down(
    world: World, meeting: Event, browser: Client
) -> None:
    meals = question(meeting, "short_text", label="Söök")
    answer(meeting.participants.get(name="Boris"), meals, text="=1+1")

    file = browser.get(address(meeting, ".xlsx?party=community"))
    text = browser.get(address(meeting, f".csv?state=waiting&q={meals.pk}"))

    rows = list(openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Name", "Boris", "Cyril"]
    assert rows[1][2:5] == ("waits", "community or association", "Külaselts")
    assert rows[1][-1] == "=1+1"  # text, no formula
    [head, only] = csv.reader(StringIO(text.content.decode("utf-8-sig")), delimiter=";")
    assert (head[0], head[-1], only[0], only[-1]) == ("Name", "Söök", "Boris", "'=1+1")
    taken = Export.objects.order_by("pk")
    assert list(taken.values_list("what", "rows", "exported_by")) == [
        ("participants.xlsx", 2, world.coordinator.pk),
        ("participants.csv", 1, world.coordinator.pk),
    ]
    assert taken[0].columns[-1] == "Söök"


@pytest.mark.parametrize("many", [1, 3])
def test_a_file_takes_as_many_queries_however_long_it_is(
    meeting: Event, browser: Client, many: int, django_assert_num_queries: Any
) -> None:
    asked = question(meeting, "short_text")
    for _number in range(many):
        answer(participant(meeting, organisation=organisation()), asked, text="x")
    browser.get(address(meeting))

    with django_assert_num_queries(11):
        browser.get(address(meeting, ".xlsx"))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("what", ["names", "badges"])
def test_on_paper_stand_those_who_have_a_place(meeting: Event, browser: Client, what: str) -> None:
    text = browser.get(address(meeting, f"/{what}/")).content.decode()

    assert "Anna" in text
    assert "Boris" not in text
    assert "anna@example.ee" not in text
    assert Export.objects.get().rows == 1


def test_it_is_shown_who_took_which_list(meeting: Event, browser: Client) -> None:
    participant(meeting)
    browser.get(address(meeting, "/badges/"))

    text = browser.get(address(meeting, "/exports/")).content.decode()

    assert "koordinaator@example.ee" in text
    assert "Name badges" in text


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "rest", ["/", ".xlsx", ".csv", "/names/", "/badges/", "/exports/", "/new/"]
)
def test_only_the_organiser_and_the_programmes_manager_see_names(
    world: World, meeting: Event, client: Client, outsiders: dict[str, User], rest: str
) -> None:
    assert let_in(client, outsiders, address(meeting, rest)) == []
    assert Export.objects.count() == 0
    client.force_login(world.manager)
    assert client.get(address(meeting, rest)).status_code == 200


def test_erased_participants_stay_on_the_list_without_a_name(
    meeting: Event, browser: Client, now: Any
) -> None:
    participant(meeting, "attended", name="", email="", party="state", erased_at=now)

    assert "erased" in browser.get(address(meeting)).content.decode()
