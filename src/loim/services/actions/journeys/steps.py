"""Add, change and remove steps of a journey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.writing import create_text
from loim.people.models import User
from loim.services.actions.journeys.locking import locked
from loim.services.actions.journeys.ordering import set_needs
from loim.services.logic.journeys.deadlines import DeadlineRule
from loim.services.models import Journey, JourneyStage, JourneyStep, Service
from loim.services.queries.journeys.design import titles_of_steps


class StepNeeded(Refusal):
    message = _("“%(step)s” needs this step. Change that one first.")


@dataclass(frozen=True)
class StepFacts:
    """`needs` are keys of steps; `conditions` as `logic.conditions` reads them."""

    stage: JourneyStage
    services: tuple[Service, ...] = ()
    needs: frozenset[int] = frozenset()
    conditions: tuple[Any, ...] = ()
    deadline: DeadlineRule | None = None
    minutes: int = 0
    front_desk: str = ""
    behind: str = ""


def add_step(
    *, journey: Journey, facts: StepFacts, fields: Mapping[str, str], by: User, now: datetime,
    submission: UUID | None = None,
) -> JourneyStep:  # fmt: skip
    """Last in its stage, with a draft of its text. The same form sent twice makes one. Raises
    CircularNeeds, StepsNeed."""
    try:
        with transaction.atomic():
            journey = locked(journey, by)
            text = create_text(
                kind="journey_step", owner=journey.keeper, fields=fields, by=by, now=now,
                language=journey.text.source_language,
            )  # fmt: skip
            last = facts.stage.steps.aggregate(Max("place"))["place__max"] or 0
            step = JourneyStep(
                journey=journey, text=text, place=last + 1, created_at=now, submission=submission
            )
            _write(journey, step, facts, now)
    except IntegrityError:
        sent_before = JourneyStep.objects.filter(submission=submission, journey=journey).first()
        if submission and sent_before:
            return sent_before
        raise
    return step


@transaction.atomic
def change_step(*, step: JourneyStep, facts: StepFacts, by: User, now: datetime) -> None:
    """What it is; its words are changed where all texts are. Raises CircularNeeds, StepsNeed."""
    journey = locked(step.journey, by)
    if facts.stage.pk != step.stage_id:
        step.place = (facts.stage.steps.aggregate(Max("place"))["place__max"] or 0) + 1
    _write(journey, step, facts, now)


@transaction.atomic
def remove_step(*, step: JourneyStep, by: User, now: datetime) -> None:
    """From the next edition on; editions in which it stands keep it. Raises StepNeeded."""
    journey = locked(step.journey, by)
    needed_by = step.needed_by.filter(step__is_removed=False).order_by("pk").first()
    if needed_by is not None:
        raise StepNeeded(step=titles_of_steps([needed_by.step_id])[needed_by.step_id])
    JourneyStep.objects.filter(pk=step.pk).update(is_removed=True)
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)


def _write(journey: Journey, step: JourneyStep, facts: StepFacts, now: datetime) -> None:
    rule = facts.deadline
    step.stage, step.conditions, step.minutes = facts.stage, list(facts.conditions), facts.minutes
    step.deadline_event = rule.event if rule else ""
    step.deadline_side = rule.side.value if rule else ""
    step.deadline_amount = rule.amount if rule else None
    step.deadline_unit = rule.unit.value if rule else ""
    step.front_desk, step.behind = facts.front_desk, facts.behind
    step.save()
    step.services.set(facts.services)
    set_needs(journey, step, set(facts.needs))
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)
