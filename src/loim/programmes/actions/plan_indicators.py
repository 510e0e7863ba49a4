"""Changing what a draft promises: its indicators, their targets, and where they stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.indicators import suggest_measures
from loim.programmes.actions.plan_editing import locked_draft, write_edited
from loim.programmes.logic.plan_document import PlannedIndicator
from loim.programmes.logic.plan_edits import with_indicator, with_notes
from loim.programmes.models import PlanVersion


class IndicatorNowhere(Refusal):
    message = _("Choose at least one activity under which the indicator stands.")


class IndicatorGone(Refusal):
    message = _("This indicator is not in the draft any more.")


@dataclass(frozen=True, slots=True)
class Targets:
    """None is no target, which zero is not."""

    target: Decimal | None
    final_target: Decimal | None
    final_year: int | None


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """`notes` has a note, which may be empty, for each code of an activity that shows it."""

    name: str
    unit: str
    targets: Targets
    notes: dict[str, str]


@transaction.atomic
def put_indicator(
    *,
    version: PlanVersion,
    indicator: int | None,
    words: IndicatorWords,
    by: User,
    now: datetime,
) -> None:
    """Word an indicator of the draft anew, or add one where `indicator` is None.

    However it is worded, it stays the same indicator, with its measure and its numbers.
    Raises PermissionDenied, AlreadyApproved, IndicatorGone, IndicatorNowhere,
    PlanCannotBeStored.
    """
    draft, document = locked_draft(version, by=by)
    known = _known(draft)
    place = None if indicator is None else _place(known, indicator)
    old = document.indicators[place] if place is not None else _blank()
    worded = replace(with_notes(old, words.notes), name=words.name, unit=words.unit)
    if not worded.places:
        raise IndicatorNowhere
    edited = with_indicator(document, place, _with_targets(worded, words.targets))
    write_edited(draft, edited, indicators=known)
    suggest_measures(programme=draft.plan.programme, by=by, now=now)


@transaction.atomic
def remove_indicator(*, version: PlanVersion, indicator: int, by: User) -> None:
    """Take an indicator out of the draft; what was measured of it stays.

    Raises PermissionDenied, AlreadyApproved, IndicatorGone.
    """
    draft, document = locked_draft(version, by=by)
    known = _known(draft)
    place = _place(known, indicator)
    del known[place]
    write_edited(draft, with_indicator(document, place, None), indicators=known)


@transaction.atomic
def change_targets(*, version: PlanVersion, targets: dict[int, Targets], by: User) -> None:
    """Set the targets of the draft's indicators, by the lasting indicator's key.

    Raises PermissionDenied, AlreadyApproved, PlanCannotBeStored.
    """
    draft, document = locked_draft(version, by=by)
    known = _known(draft)
    changed = tuple(
        _with_targets(worded, targets[key]) if key in targets else worded
        for key, worded in zip(known, document.indicators, strict=True)
    )
    write_edited(draft, replace(document, indicators=changed), indicators=known)


def _known(draft: PlanVersion) -> list[int]:
    return list(draft.indicators.order_by("position").values_list("indicator_id", flat=True))


def _place(known: list[int], indicator: int) -> int:
    if indicator not in known:
        raise IndicatorGone
    return known.index(indicator)


def _blank() -> PlannedIndicator:
    return PlannedIndicator("", "", None, None, None, (), ())


def _with_targets(worded: PlannedIndicator, targets: Targets) -> PlannedIndicator:
    return replace(
        worded,
        target=targets.target,
        final_target=targets.final_target,
        final_year=targets.final_year,
    )
