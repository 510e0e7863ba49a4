"""Pages of those who carry a survey out: who may, what they show, how many queries they make."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any, Self

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from loim.events.models import Event
from loim.people.models import User
from loim.surveys.actions.answering import send_answer
from loim.surveys.models import PlannedFromSurvey, Survey, SurveyExport, SurveyInvitation
from tests.conftest import NOW
from tests.factories import county, municipality, organisation
from tests.factories import surveys as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def answered(survey: Survey, numbers: dict[str, tuple[int, int]]) -> None:
    """By county: how many chose the first option, and how many the second."""
    question = survey.questions.get(kind="one_of")
    options = make.options(question)
    for code, chosen in numbers.items():
        where = county(f"Maakond {int(code) - 101}", code)
        for option, people in zip(options, chosen, strict=True):
            for _number in range(people):
                town = municipality(county=where)
                whose = organisation(f"Valitsus {town.pk}", kind="municipality", municipality=town)
                invitation = make.invitation(survey, whose)
                send_answer(
                    invitation=invitation,
                    seen={},
                    answers={str(question.pk): [option.pk]},
                    seen_version=0,
                    saved_by="",
                    now=NOW,
                )


def finish(survey: Survey, status: str = "closed") -> None:
    survey.status, survey.closed_on = status, NOW.date()
    survey.published_at = NOW if status == "published" else None
    survey.save()


PAGES = (
    "", "edit/", "questions/", "preview/", "invitations/", "invitations/new/",
    "invitations/remind/", "results/", "results/crosstab/", "answers/", "publish/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_those_who_carry_it_out(
    browser: Client, survey: Survey, page: str
) -> None:
    assert browser.get(f"/en/surveys/{survey.pk}/{page}").status_code == 200


def test_nobody_else_sees_names_or_answers(
    survey: Survey, outsiders: dict[str, User], world: World
) -> None:
    make.invitation(survey, world.tartu, name="Salajane Nimi", email="salajane@example.ee")
    seen = {}
    for who, person in outsiders.items():
        client = Client()
        client.force_login(person)
        for page in ("invitations/", "answers/", "results/", "results/export.xlsx", "questions/"):
            answer = client.get(f"/en/surveys/{survey.pk}/{page}")
            if answer.status_code != 403 or "salajane" in answer.content.decode().lower():
                seen[who] = page

    assert seen == {}


def test_the_public_page_hides_small_numbers_and_own_words(survey: Survey, client: Client) -> None:
    answered(survey, {"0101": (7, 6), "0102": (2, 9), "0103": (8, 7)})
    text = make.question(survey, "long_text", label="Oma sõnadega")
    for sheet in survey.sheets.all():
        sheet.answers.create(question=text, text="Salajane lause")
    finish(survey, "published")

    page = client.get(f"/en/surveys/{survey.pk}/results/?by=county").content.decode()

    assert "Salajane lause" not in page
    # Of county 2 two chose the first: neither that nor what would tell it is shown.
    cells = {
        name: re.findall(
            r'class="number">([^<]*)<', page.split(f'"row">{name}</th>')[1].split("</tr>")[0]
        )
        for name in ("Maakond 0", "Maakond 1", "Maakond 2")
    }
    assert cells == {
        "Maakond 0": ["13", "–", "–"],
        "Maakond 1": ["11", "–", "–"],
        "Maakond 2": ["15", "8", "7"],
    }


def test_before_they_are_published_results_are_for_those_who_ask(
    survey: Survey, client: Client
) -> None:
    answered(survey, {"0101": (7, 6)})
    finish(survey)

    assert client.get(f"/en/surveys/{survey.pk}/results/").status_code == 403


def test_an_export_has_answers_only_of_a_named_survey_and_is_written_down(
    browser: Client, survey: Survey, anonymous: Survey, world: World
) -> None:
    answered(survey, {"0101": (7, 6)})

    named = browser.get(f"/en/surveys/{survey.pk}/results/export.xlsx")
    nameless = browser.get(f"/en/surveys/{anonymous.pk}/results/export.xlsx")

    book = openpyxl.load_workbook(BytesIO(named.content))
    assert book.sheetnames == ["Summary", "By county", "By kind of municipality", "Response", "Answers"]  # fmt: skip
    assert book["Answers"].max_row == 14
    assert openpyxl.load_workbook(BytesIO(nameless.content)).sheetnames[-1] == "Own words"
    logged = SurveyExport.objects.order_by("pk").values_list("survey", "has_answers", "exported_by")
    assert list(logged) == [
        (survey.pk, True, world.coordinator.pk),
        (anonymous.pk, False, world.coordinator.pk),
    ]


def test_a_need_becomes_a_training_with_its_evidence(
    browser: Client, survey: Survey, world: World, client: Client
) -> None:
    answered(survey, {"0101": (7, 6), "0102": (6, 1)})
    finish(survey, "published")
    question = survey.questions.get()
    option = make.options(question)[0]
    address = f"/en/surveys/{survey.pk}/results/plan/?question={question.pk}&option={option.pk}"
    said = {
        "title": "Keeleõppe koolitus",
        "day": "2023-11-20",
        "organiser": world.rakvere.pk,
        "activity": world.activity.pk,
        "note": "Seda küsiti kõige rohkem.",
        "submission": "6f0f43f2-52b8-4f0e-93a4-3c4f0ab7a009",
    }

    shown = browser.get(address).content.decode()
    made = browser.post(address, said)
    again = browser.post(address, said)

    assert "Maakond 0: 7" in shown
    planned = PlannedFromSurvey.objects.get()
    assert made.headers["Location"] == again.headers["Location"]
    assert (planned.wanted, planned.answered, planned.invited) == (13, 20, 20)
    assert planned.counties == [["Maakond 0", 7], ["Maakond 1", 6]]
    event = Event.objects.get()
    assert (event.kind, event.activity, event.purpose) == (
        "training",
        world.activity,
        "Seda küsiti kõige rohkem.",
    )
    assert "13 of 20 asked for it" in browser.get(f"/en/events/{event.pk}/").content.decode()
    assert "Keeleõppe koolitus" in browser.get(f"/en/surveys/{survey.pk}/").content.decode()


@pytest.mark.parametrize(
    "page", ["", "?", "results/", "results/?by=county", "invitations/", "answers/", "questions/"]
)
def test_as_many_queries_for_one_answer_as_for_many(
    browser: Client, survey: Survey, world: World, page: str, django_assert_num_queries: Any
) -> None:
    address = "/en/surveys/" if page == "?" else f"/en/surveys/{survey.pk}/{page}"
    answered(survey, {"0101": (1, 0)})
    browser.get(address)
    with CountQueries() as few:
        browser.get(address)
    answered(survey, {"0102": (9, 8), "0103": (8, 7)})
    if page == "?":
        for _number in range(3):
            make.survey(world.rakvere, world.activity)
    with CountQueries() as many:
        browser.get(address)

    assert few.number == many.number


class CountQueries:
    """How many statements the database was asked."""

    def __enter__(self) -> Self:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._captured = CaptureQueriesContext(connection)
        self._captured.__enter__()
        return self

    def __exit__(self, *arguments: object) -> None:
        self._captured.__exit__(*arguments)

    @property
    def number(self) -> int:
        return len(self._captured)


def test_invitations_to_all_municipalities_are_checked_and_then_made_once(
    browser: Client, survey: Survey, world: World
) -> None:
    now = timezone.now()
    survey.opens_at, survey.closes_at = now - timedelta(days=1), now + timedelta(days=5)
    survey.save()
    address = f"/en/surveys/{survey.pk}/invitations/new/"
    checked = browser.post(
        address,
        {
            "everybody": "on",
            "language": "et",
            "addresses": "Tartu linn <tartu@example.ee>\nKuskil vald <kuskil@example.ee>",
        },
    )
    words = checked.content.decode()
    rows = checked.context["confirm"].initial["rows"]
    sent = browser.post(address, {"rows": rows}, follow=True)
    twice = browser.post(address, {"rows": rows}, follow=True)

    assert "Which municipality is “Kuskil vald”?" in words
    assert "4 are invited." in sent.content.decode()
    assert "have been invited already" in twice.content.decode()
    tartu = SurveyInvitation.objects.get(organisation=world.tartu)
    assert (tartu.email, tartu.mail is not None) == ("tartu@example.ee", True)


def test_the_list_shows_whom_one_has_to_answer_for(survey: Survey, world: World) -> None:
    now = timezone.now()
    survey.opens_at, survey.closes_at = now - timedelta(days=1), now + timedelta(days=5)
    survey.save()
    make.invitation(survey, world.rakvere)
    client = Client()
    client.force_login(world.coordinator)

    assert "Your answer is asked for" in client.get("/en/surveys/").content.decode()
