"""Keep one's own list in the account, tick steps off, forget it again."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.people.models import User
from loim.services.models import AppliedJourney, Journey, JourneyStep, OwnChecklist, OwnTick

KEPT = timedelta(days=365)  # since the list was changed last


@transaction.atomic
def keep_list(
    *, journey: Journey, applied: AppliedJourney | None, answers: Mapping[str, list[str]],
    ticked: Iterable[int], by: User, now: datetime,
) -> OwnChecklist:  # fmt: skip
    """One for each person and journey. What was ticked on the device joins what was ticked
    before: nothing that is done becomes undone."""
    kept, _made = OwnChecklist.objects.update_or_create(
        person=by,
        journey=journey,
        defaults={"answers": dict(answers), "applied": applied, "changed_at": now},
        create_defaults={
            "answers": dict(answers), "applied": applied, "kept_at": now, "changed_at": now,
        },
    )  # fmt: skip
    _tick(kept, ticked, now)
    return kept


@transaction.atomic
def save_ticks(
    *, kept: OwnChecklist, ticked: Iterable[int], shown: Iterable[int], by: User, now: datetime
) -> None:
    """Of the steps that the page showed, those in `ticked` are done and the others not."""
    if kept.person_id != by.pk:
        raise PermissionDenied
    kept = OwnChecklist.objects.select_for_update().get(pk=kept.pk)
    done = set(ticked)
    kept.ticks.filter(step__in=set(shown) - done).delete()
    _tick(kept, done & set(shown), now)
    kept.changed_at = now
    kept.save(update_fields=["changed_at"])


def _tick(kept: OwnChecklist, steps: Iterable[int], now: datetime) -> None:
    known = JourneyStep.objects.filter(journey=kept.journey_id, pk__in=list(steps))
    OwnTick.objects.bulk_create(
        [OwnTick(checklist=kept, step=step, ticked_at=now) for step in known],
        ignore_conflicts=True,
    )


def forget_list(*, kept: OwnChecklist, by: User) -> None:
    if kept.person_id != by.pk:
        raise PermissionDenied
    kept.delete()


def erase_account(*, person: User) -> None:
    OwnChecklist.objects.filter(person=person).delete()


def erase_what_is_due(*, now: datetime) -> int:
    """Lists that nobody changed for a year; how many."""
    due = OwnChecklist.objects.filter(changed_at__lt=now - KEPT)
    number = due.count()
    due.delete()
    return number
