"""What people said of an event: numbers and words, never whose."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from loim.common.translated import Text, text_of
from loim.events.logic.day.anonymity import shown_forms
from loim.events.logic.day.feedback_times import is_open
from loim.events.logic.day.reminders import THANKED_WITHIN
from loim.events.models import Event, FeedbackAnswer, FeedbackForm, FeedbackKind, FeedbackQuestion

VALUES = {FeedbackKind.RATING: (5, 4, 3, 2, 1), FeedbackKind.YES_NO: (1, 0)}


@dataclass(frozen=True)
class Bar:
    value: int
    people: int
    share: float  # of those who answered the question


@dataclass
class QuestionResult:
    question: FeedbackQuestion
    bars: list[Bar] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(bar.people for bar in self.bars) or len(self.texts)

    @property
    def average(self) -> float | None:
        people = sum(bar.people for bar in self.bars)
        if self.question.kind != FeedbackKind.RATING or not people:
            return None
        return sum(bar.value * bar.people for bar in self.bars) / people


@dataclass(frozen=True)
class FeedbackResults:
    """`given` forms have come in, `shown` of them are counted here."""

    given: int
    shown: int
    asked: int
    questions: list[QuestionResult]


def feedback_results(event: Event, today: date) -> FeedbackResults:
    """Five queries, however many answered."""
    given = FeedbackForm.objects.filter(event=event).count()
    unused = event.feedback_tickets.count()
    all_have_answered = not unused and today > event.end_date + THANKED_WITHIN
    is_closed = all_have_answered or not is_open(event.end_date, today)
    shown = shown_forms(given, is_closed=is_closed)
    questions = list(event.feedback_questions.select_related("event").order_by("position", "pk"))
    results = {question.pk: QuestionResult(question) for question in questions}
    if shown:
        counted = FeedbackForm.objects.filter(event=event).order_by("pk")[:shown]
        answers = FeedbackAnswer.objects.filter(form__in=list(counted.values_list("pk", flat=True)))
        _count(results, answers)
        _collect(results, answers)
    return FeedbackResults(given, shown, given + unused, list(results.values()))


def _count(results: dict[int, QuestionResult], answers: QuerySet[FeedbackAnswer]) -> None:
    rows = answers.filter(rating__isnull=False).order_by().values_list("question", "rating")
    people = {(question, rating): n for question, rating, n in rows.annotate(n=Count("pk"))}
    for key, result in results.items():
        values = VALUES.get(FeedbackKind(result.question.kind), ())
        whole = sum(people.get((key, value), 0) for value in values)
        result.bars = [
            Bar(value, people.get((key, value), 0), people.get((key, value), 0) / whole)
            for value in values
            if whole
        ]


def _collect(results: dict[int, QuestionResult], answers: QuerySet[FeedbackAnswer]) -> None:
    """In no order: the first text is not the first person's."""
    written = list(
        answers.exclude(text="").order_by().values_list("question", "text", "form__language")
    )
    secrets.SystemRandom().shuffle(written)
    for question, text, language in written:
        results[question].texts.append(text_of(text, language))
