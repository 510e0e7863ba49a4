"""A survey that is changed after answers: slips are corrected, meanings are not."""

import pytest
from django.utils import translation

from loim.surveys.actions.answering import send_answer
from loim.surveys.actions.questions import (
    MeaningChanged,
    NotConfirmedSame,
    OptionFacts,
    OptionTakenAway,
    QuestionFacts,
    edit_question,
    withdraw_question,
)
from loim.surveys.actions.steps import TooFewToPublish, close_survey, publish_results
from loim.surveys.actions.surveys import copy_survey
from loim.surveys.models import Survey, SurveyQuestion
from loim.surveys.queries.results import survey_results
from tests.conftest import NOW
from tests.factories import surveys as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(survey: Survey, world: World) -> SurveyQuestion:
    """Answered by Tartu."""
    asked = survey.questions.get()
    answers = {str(asked.pk): [make.options(asked)[0].pk]}
    send_answer(
        invitation=make.invitation(survey, world.tartu), seen={}, answers=answers,
        seen_version=0, saved_by="", now=NOW,
    )  # fmt: skip
    return asked


def facts(of: SurveyQuestion, label: str = "", *options: str, drop: int = 0) -> QuestionFacts:
    rows = make.options(of)[drop:]
    return QuestionFacts(
        label=label or of.label,
        section=of.section,
        options=(
            *(OptionFacts(row.label, row.pk) for row in rows),
            *(OptionFacts(each) for each in options),
        ),
    )


def test_a_slip_is_corrected_once_it_is_confirmed(question: SurveyQuestion, world: World) -> None:
    wanted = facts(question, "Mida te vajate?")
    with pytest.raises(NotConfirmedSame):
        edit_question(question=question, facts=wanted, by=world.coordinator, now=NOW)

    edit_question(
        question=question, facts=wanted, means_the_same=True, by=world.coordinator, now=NOW
    )

    question.refresh_from_db()
    assert question.label == "Mida te vajate?"


def test_another_meaning_is_refused_with_what_to_do(question: SurveyQuestion, world: World) -> None:
    with pytest.raises(MeaningChanged) as refused:
        edit_question(
            question=question,
            facts=facts(question, "Kas teil on koolituseelarve?"),
            means_the_same=True,
            by=world.coordinator,
            now=NOW,
        )

    with translation.override("en"):
        assert "copy the survey" in str(refused.value)


def test_an_option_that_was_offered_stays_and_a_new_one_says_since_when(
    question: SurveyQuestion, world: World
) -> None:
    with pytest.raises(OptionTakenAway):
        edit_question(
            question=question, facts=facts(question, "", "Muu", drop=1), by=world.coordinator,
            now=NOW,
        )  # fmt: skip

    edit_question(
        question=question, facts=facts(question, "", "Muu"), by=world.coordinator, now=NOW
    )

    assert [option.added_at for option in make.options(question)] == [None, None, NOW]


def test_a_withdrawn_question_stays_in_the_results(question: SurveyQuestion, world: World) -> None:
    withdraw_question(question=question, by=world.coordinator, now=NOW)

    [result] = survey_results(question.survey, protects=False).results
    assert result.is_withdrawn
    assert [line.n for line in result.lines] == [1, 0]


def test_a_new_version_is_compared_option_by_option(question: SurveyQuestion, world: World) -> None:
    copy = copy_survey(survey=question.survey, title="Uus", by=world.coordinator, now=NOW)
    asked = copy.questions.get()
    options = make.options(asked)
    copy.opens_at = make.OPENS
    make.opened(copy)
    send_answer(
        invitation=make.invitation(copy, world.narva), seen={},
        answers={str(asked.pk): [options[1].pk]}, seen_version=0, saved_by="", now=NOW,
    )  # fmt: skip

    [result] = survey_results(copy, protects=False).results

    assert [(line.n, line.before) for line in result.lines] == [(0, 1.0), (1, 0.0)]


def test_fewer_than_five_answers_are_not_published(question: SurveyQuestion, world: World) -> None:
    close_survey(survey=question.survey, by=world.coordinator, now=NOW)

    with pytest.raises(TooFewToPublish):
        publish_results(survey=question.survey, by=world.coordinator, now=NOW)
