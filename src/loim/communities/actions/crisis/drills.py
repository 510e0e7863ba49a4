"""Drills, and what is to be mended after them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.models import CrisisPlan, Drill, DrillTask
from loim.people.models import User


class DrillAhead(Refusal):
    message = _("A drill is written down when it is over: the day cannot lie ahead.")


@dataclass(frozen=True)
class DrillFacts:
    date: date
    tried: str
    minutes: int | None = None
    reached: int | None = None
    people: int | None = None
    lessons: str = ""


def record_drill(
    *,
    plan: CrisisPlan,
    facts: DrillFacts,
    tasks: Sequence[tuple[str, date]],
    submission: UUID,
    by: User,
    now: datetime,
) -> Drill:
    """With what is to be mended by which day. Raises DrillAhead."""
    if facts.date > localdate(now):
        raise DrillAhead
    with transaction.atomic():
        current = held(plan, by)
        if sent := Drill.objects.filter(submission=submission).first():
            return sent
        drill = Drill.objects.create(
            plan=current, recorded_by=by, recorded_at=now, submission=submission, **asdict(facts)
        )
        DrillTask.objects.bulk_create(
            DrillTask(drill=drill, what=what, due_date=due) for what, due in dict(tasks).items()
        )
    return drill


def finish_task(*, task: DrillTask, by: User, now: datetime) -> None:
    """Again changes nothing."""
    with transaction.atomic():
        held(task.drill.plan, by)
        DrillTask.objects.filter(pk=task.pk, done_date=None).update(done_date=localdate(now))
