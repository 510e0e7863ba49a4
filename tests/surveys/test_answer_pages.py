"""Answering by the link of the letter, without an account."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loim.surveys.models import Draft, Sheet, Survey, SurveyInvitation, UrnSheet
from tests.factories import surveys as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_now(survey: Survey) -> Survey:
    now = timezone.now()
    survey.opens_at, survey.closes_at = now - timedelta(days=1), now + timedelta(days=5)
    survey.save()
    return survey


@pytest.fixture
def invitation(open_now: Survey, world: World) -> SurveyInvitation:
    return make.invitation(open_now, world.tartu)


def url(of: SurveyInvitation, page: str = "") -> str:
    return f"/en/surveys/answer/{make.key_of_invitation(of)}/{page}"


def choice(survey: Survey) -> tuple[str, str]:
    question = survey.questions.get(kind="one_of")
    return f"q{question.pk}", str(make.options(question)[0].pk)


def test_a_colleague_begins_and_another_sends_from_another_device(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    name, value = choice(open_now)
    start = Client().get(url(invitation))
    stopped = Client().post(url(invitation, "1/"), {name: value, "version": 0, "stop": 1})
    second = Client()
    page = second.get(url(invitation, "1/"))

    assert "Tartu Linnavalitsus" in start.content.decode()
    assert stopped.headers["Location"] == url(invitation)
    assert (
        f'value="{value}" id="id_{name}_0" checked'
        in page.content.decode().replace(" required", "")
        or "checked" in page.content.decode()
    )
    draft = Draft.objects.get()
    sent = second.post(
        url(invitation, "1/"),
        {name: value, "version": draft.version, "seen": json.dumps(draft.answers), "send": 1},
    )
    assert "Thank you" in sent.content.decode()
    assert Sheet.objects.get().organisation == invitation.organisation


def test_a_wrong_number_is_said_by_its_field_and_nothing_is_lost(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    number = make.question(open_now, "number", lowest=0, label="Mitu töötajat?")
    text = make.question(open_now, "long_text", label="Mida veel?")

    answer = Client().post(
        url(invitation, "1/"), {f"q{number.pk}": "palju", f"q{text.pk}": "Tõlki", "send": 1}
    )

    words = answer.content.decode()
    assert "Enter a number" in words
    assert "palju" in words
    assert "Tõlki" in words
    assert not Draft.objects.exists()


def test_what_must_be_answered_is_asked_for_on_its_page(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    make.question(open_now, "short_text", is_required=True, label="Kes vastab?")

    answer = Client().post(url(invitation, "1/"), {"version": 0, "seen": "{}", "send": 1})

    assert "This question must be answered." in answer.content.decode()
    assert not Sheet.objects.exists()


def test_the_script_saves_and_is_told_of_a_colleague(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    question = open_now.questions.get()
    first, second = make.options(question)
    name = f"q{question.pk}"
    one = Client().post(
        url(invitation, "1/"), {name: first.pk, "version": 0, "seen": "{}", "by_script": 1}
    )
    other = Client().post(
        url(invitation, "1/"), {name: second.pk, "version": 0, "seen": "{}", "by_script": 1}
    )

    assert one.json() == {
        "saved": True,
        "version": 1,
        "seen": json.dumps({str(question.pk): [first.pk]}),
        "replaced": False,
        "text": "Saved.",
    }
    assert other.json()["replaced"] is True


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"1": {"a": 2}}'])
def test_whatever_a_browser_sends_as_seen_does_no_harm(
    invitation: SurveyInvitation, seen: str
) -> None:
    answer = Client().post(url(invitation, "1/"), {"version": "x" * 50, "seen": seen})

    assert answer.status_code in {200, 302}


def test_an_unknown_link_and_a_closed_survey_say_so(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    unknown = Client().get("/en/surveys/answer/" + "x" * 32 + "/")
    open_now.closes_at = timezone.now() - timedelta(hours=1)
    open_now.save()
    shut = Client().get(url(invitation))

    assert unknown.status_code == 404
    assert shut.status_code == 410
    assert "took answers until" in shut.content.decode()


def test_an_anonymous_answer_goes_into_the_urn_and_leaves_no_draft(
    anonymous: Survey, settings: Any
) -> None:
    now = timezone.now()
    anonymous.opens_at, anonymous.closes_at = now - timedelta(days=1), now + timedelta(days=5)
    anonymous.save()
    invitation = make.invitation(anonymous, email="ametnik@example.ee")
    name, value = choice(anonymous)

    page = Client().get(url(invitation))
    sent = Client().post(url(invitation), {name: value})
    again = Client().get(url(invitation))

    assert "Nobody can see what you answered" in page.content.decode()
    assert sent.headers["Location"] == "/en/surveys/answer/thanks/"
    assert "You have answered" in again.content.decode()
    assert UrnSheet.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_question_with_a_condition_on_an_earlier_page_is_asked_where_it_is_met(
    invitation: SurveyInvitation, open_now: Survey
) -> None:
    first = open_now.questions.get()
    yes, no = make.options(first)
    section = open_now.sections.create(title="Edasi", position=2)
    make.question(open_now, "short_text", section=section, only_if=yes, label="Millal täpselt?")
    met, unmet = url(invitation, "2/"), url(invitation, "1/")

    Client().post(unmet, {f"q{first.pk}": no.pk, "version": 0, "seen": "{}"})
    without = Client().get(met).content.decode()
    Client().post(unmet, {f"q{first.pk}": yes.pk, "version": 1, "seen": "{}"})
    shown = Client().get(met).content.decode()

    assert "Millal täpselt?" not in without
    assert "Millal täpselt?" in shown
