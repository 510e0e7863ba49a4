"""The stages of a journey."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.services.actions.journeys.locking import locked
from loim.services.actions.journeys.ordering import check_order
from loim.services.models import Journey, JourneyStage


class StageInUse(Refusal):
    message = _("This stage has steps. Move them to another stage, or remove them first.")


@transaction.atomic
def save_stage(
    *, journey: Journey, titles: Mapping[str, str], by: User, now: datetime,
    stage: JourneyStage | None = None,
) -> JourneyStage:  # fmt: skip
    """`titles` by language, the Estonian one is there. A new stage stands last."""
    locked(journey, by)
    if stage is None:
        last = journey.stages.aggregate(Max("place"))["place__max"] or 0
        stage = JourneyStage(journey=journey, place=last + 1)
    stage.title = titles["et"]
    stage.translations = {
        code: {"title": title} for code, title in titles.items() if code != "et" and title
    }
    stage.save()
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)
    return stage


@transaction.atomic
def move_stage(*, stage: JourneyStage, is_up: bool, by: User, now: datetime) -> None:
    """One place. Where a step would then need one of a later stage, the stage stays (StepsNeed)."""
    journey = locked(stage.journey, by)
    stages = list(journey.stages.filter(is_removed=False).order_by("place", "pk"))
    here = stages.index(stage)
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(stages):
        return
    stages[here], stages[there] = stages[there], stages[here]
    for place, each in enumerate(stages, 1):
        each.place = place
    JourneyStage.objects.bulk_update(stages, ["place"])
    check_order(journey)
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)


@transaction.atomic
def remove_stage(*, stage: JourneyStage, by: User, now: datetime) -> None:
    """Raises StageInUse."""
    journey = locked(stage.journey, by)
    if stage.steps.filter(is_removed=False).exists():
        raise StageInUse
    stage.is_removed = True
    stage.save()
    Journey.objects.filter(pk=journey.pk).update(changed_at=now)
