"""The organiser's list of questions: what is asked, of whom, and how many have answered."""

from dataclasses import dataclass

from django.db.models import Count

from loim.events.models import Answer, Event, Option, Question, QuestionStage
from loim.events.queries.registration.questions import questions_of


@dataclass(frozen=True)
class ListedQuestion:
    question: Question
    answered: int
    condition: Option | None
    is_first: bool
    is_last: bool


def listed_questions(event: Event) -> dict[str, list[ListedQuestion]]:
    """By stage, in order; three queries."""
    questions = questions_of(event)
    answered = answered_by_question(event)
    options = {option.pk: option for q in questions for option in q.options.all()}
    found: dict[str, list[ListedQuestion]] = {}
    for stage in QuestionStage.values:
        of_stage = [question for question in questions if question.stage == stage]
        found[stage] = [
            ListedQuestion(
                question,
                answered.get(question.pk, 0),
                options.get(question.only_if_id or 0),
                is_first=number == 0,
                is_last=number == len(of_stage) - 1,
            )
            for number, question in enumerate(of_stage)
        ]
    return found


def answered_by_question(event: Event) -> dict[int, int]:
    """How many people have answered each question."""
    return dict(
        Answer.objects.filter(question__event=event)
        .order_by()
        .values_list("question")
        .annotate(people=Count("participant", distinct=True))
    )


def answered_by_option(question: Question) -> dict[int, int]:
    return dict(
        Answer.objects.filter(question=question, option__isnull=False)
        .order_by()
        .values_list("option")
        .annotate(people=Count("participant", distinct=True))
    )
