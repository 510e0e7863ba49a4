"""The questions of an event, as its forms ask them, and how much of a limited answer is left."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from django.db.models import Count, Prefetch

from loim.events.logic.answers import AskedQuestion
from loim.events.logic.participant_states import HOLDING
from loim.events.models import (
    CLOSED_KINDS,
    Answer,
    Event,
    Option,
    Question,
    RegistrationSettings,
)


def questions_of(event: Event, stage: str | None = None) -> list[Question]:
    """In the order in which they are asked, each with its `options`: two queries."""
    options = Option.objects.filter(removed_at=None).order_by("position", "pk")
    questions = Question.objects.filter(event=event, removed_at=None)
    if stage is not None:
        questions = questions.filter(stage=stage)
    found = list(
        questions.prefetch_related(Prefetch("options", queryset=options)).order_by("position", "pk")
    )
    for question in found:
        question.event = event  # its language, without a query for each
        for option in question.options.all():
            option.question = question
    return found


def as_asked(
    questions: Iterable[Question], *, closed_options: frozenset[int] = frozenset()
) -> list[AskedQuestion]:
    """For `read_answers`; options in `closed_options` cannot be chosen now."""
    return [
        AskedQuestion(
            key=question.pk,
            kind=question.kind,
            options=tuple(
                option.pk for option in question.options.all() if option.pk not in closed_options
            )
            if question.kind in CLOSED_KINDS
            else (),
            is_required=question.is_required,
            only_if=question.only_if_id,
        )
        for question in questions
    ]


def places_left_by_option(questions: Iterable[Question]) -> dict[int, int]:
    """For each option with a limit how many may still have it; one query, none without limits."""
    limited = {
        option.pk: option.most
        for question in questions
        for option in question.options.all()
        if option.most is not None
    }
    if not limited:
        return {}
    taken: Mapping[int, int] = dict(
        Answer.objects.filter(option__in=limited, participant__state__in=sorted(HOLDING))
        .values("option")
        .annotate(people=Count("pk"))
        .values_list("option", "people")
    )
    return {key: max(most - taken.get(key, 0), 0) for key, most in limited.items()}


def form_version(settings: RegistrationSettings, questions: Iterable[Question]) -> str:
    """Another text whenever a form is no longer the one that somebody has before them."""
    seen = [
        settings.consent,
        settings.translations,
        settings.parties,
        [settings.asks_party, settings.asks_organisation, settings.asks_municipality],
        [
            [
                question.pk,
                question.kind,
                question.label,
                question.help_text,
                question.translations,
                question.is_required,
                question.only_if_id,
                [[o.pk, o.label, o.translations] for o in question.options.all()],
            ]
            for question in questions
        ],
    ]
    text = json.dumps(seen, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
