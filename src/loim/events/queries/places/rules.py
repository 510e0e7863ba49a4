"""An event's rules and people in the form in which `logic/places` decides about them."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from loim.common.translated import LANGUAGE_CODES
from loim.events.logic.names import fold
from loim.events.logic.places.rules import Answer, Rule, Rules
from loim.events.models import (
    Event,
    Feature,
    Option,
    PlaceRule,
    Question,
    QuestionKind,
    QuestionStage,
    RegistrationSettings,
)

ONE_ANSWER = frozenset({QuestionKind.YES_NO, QuestionKind.ONE_OF})


def question_name(question_id: int) -> str:
    """What `logic/places` calls a question of the form."""
    return f"question:{question_id}"


def starts_at(event: Event) -> datetime:
    """When the event begins: after that nobody is offered a place, and no floor holds."""
    return timezone.make_aware(datetime.combine(event.start_date, event.start_time or time()))


def rules_of(event: Event, settings: RegistrationSettings) -> Rules:
    """As they are written down. Two queries, one more where answers have rules."""
    stated = PlaceRule.objects.filter(event=event).select_related("option__question")
    return rules_with(event, settings, stated.order_by("pk"))


def rules_with(event: Event, settings: RegistrationSettings, stated: Iterable[PlaceRule]) -> Rules:
    """With `stated` as the rules of representation, written down or not."""
    start, stated = starts_at(event), list(stated)
    limited = list(
        Option.objects.filter(question__event=event, most__isnull=False)
        .select_related("question")
        .order_by("pk")
    )
    questions = {
        found.question_id: found.question
        for found in [*limited, *(rule.option for rule in stated if rule.option)]
    }
    return Rules(
        capacity=settings.capacity,
        rules=(
            *(_rule(rule, start) for rule in stated),
            *(_limit(option) for option in limited),
        ),
        most_per_organisation=settings.most_per_organisation,
        complete=_complete(settings, questions.values()),
        several=frozenset(
            question_name(question.pk)
            for question in questions.values()
            if question.kind not in ONE_ANSWER
        ),
    )


def _rule(rule: PlaceRule, start: datetime) -> Rule:
    question, answer = answer_of(rule)
    return Rule(
        question=question,
        answer=answer,
        floor=rule.floor,
        ceiling=rule.ceiling,
        released_at=rule.released_at,
        ends_at=start,
    )


def answer_of(rule: PlaceRule) -> Answer:
    if rule.option is not None:
        return (question_name(rule.option.question_id), str(rule.option_id))
    return (rule.feature, rule.value)


def _limit(option: Option) -> Rule:
    return Rule(
        question=question_name(option.question_id),
        answer=str(option.pk),
        ceiling=option.most,
        is_choice=True,
    )


def _complete(
    settings: RegistrationSettings, questions: Iterable[Question]
) -> dict[str, frozenset[str]]:
    complete = {Feature.LANGUAGE.value: frozenset(LANGUAGE_CODES)}
    if settings.asks_party:
        complete[Feature.PARTY.value] = frozenset(settings.parties)
    asked_of_all = [
        question
        for question in questions
        if question.kind in ONE_ANSWER
        and question.is_required
        and question.only_if_id is None
        and question.stage == QuestionStage.APPLICATION
        and question.removed_at is None
    ]
    for option in Option.objects.filter(question__in=asked_of_all, removed_at=None):
        name = question_name(option.question_id)
        complete[name] = complete.get(name, frozenset()) | {str(option.pk)}
    return complete


def questions_asked(settings: RegistrationSettings, rules: Rules) -> frozenset[str]:
    """Those that people are asked when registering; the language is always known."""
    by_name = {
        Feature.PARTY.value: settings.asks_party,
        Feature.COUNTY.value: settings.asks_municipality,
        Feature.LANGUAGE.value: True,
    }
    return frozenset(name for name in rules.questions if by_name.get(name, True))


def organisation_key(organisation_id: int | None, name: str) -> str:
    """By which places of one organisation are counted; empty: none is named."""
    if organisation_id is not None:
        return f"#{organisation_id}"
    return fold(name)
