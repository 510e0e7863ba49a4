"""Put steps in order by buttons; what a step needs stays before it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.services.actions.journeys.locking import locked
from loim.services.logic.journeys.order import circle_in
from loim.services.models import Journey, JourneyStep, StepNeed
from loim.services.queries.journeys.design import needs_of, ordered_steps, titles_of_steps


class CircularNeeds(Refusal):
    """`circle` is named from step to step until it closes."""

    message = _("These steps would wait for each other: %(circle)s. Leave one of them out.")


class StepsNeed(Refusal):
    message = _("“%(need)s” stays before “%(step)s”, which needs it.")


@transaction.atomic
def move_step(*, step: JourneyStep, is_up: bool, by: User, now: datetime) -> None:
    """One place, into the neighbouring stage from its edge. Raises StepsNeed."""
    journey = locked(step.journey, by)
    stages = list(journey.stages.filter(is_removed=False).order_by("place", "pk"))
    steps = ordered_steps(journey)
    mates = [each for each in steps if each.stage_id == step.stage_id]
    here = next(number for number, each in enumerate(mates) if each.pk == step.pk)
    moved, there = mates[here], here - 1 if is_up else here + 1
    if 0 <= there < len(mates):
        mates[here], mates[there] = mates[there], mates[here]
        _number(mates)
    else:
        at = next(n for n, stage in enumerate(stages) if stage.pk == step.stage_id)
        beside = at - 1 if is_up else at + 1
        if not 0 <= beside < len(stages):
            return
        others = [each for each in steps if each.stage_id == stages[beside].pk]
        moved.stage = stages[beside]
        _number([*others, moved] if is_up else [moved, *others])
    check_order(journey)
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)


def _number(steps: list[JourneyStep]) -> None:
    for place, each in enumerate(steps, 1):
        each.place = place
    JourneyStep.objects.bulk_update(steps, ["place", "stage"])


def check_order(journey: Journey) -> None:
    """Inside the transaction that changed it. Raises StepsNeed."""
    rank = {step.pk: number for number, step in enumerate(ordered_steps(journey))}
    for step, needs in needs_of(journey).items():
        for need in needs:
            if rank[need] > rank[step]:
                titles = titles_of_steps([need, step])
                raise StepsNeed(need=titles[need], step=titles[step])


def set_needs(journey: Journey, step: JourneyStep, needs: set[int]) -> None:
    """Inside a transaction that holds the journey. Raises CircularNeeds, StepsNeed."""
    graph = {key: set(found) for key, found in needs_of(journey).items()}
    graph[step.pk] = needs
    if circle := circle_in(graph):
        titles = titles_of_steps(circle)
        raise CircularNeeds(circle=" → ".join(titles[key] for key in (*circle, circle[0])))
    step.needs.exclude(need__in=needs).delete()
    known = set(step.needs.values_list("need", flat=True))
    StepNeed.objects.bulk_create(StepNeed(step=step, need_id=need) for need in needs - known)
    check_order(journey)
