"""Entries by hand: a number that no record carries, with its evidence attached."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import Municipality, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.indicators.values import compute_values
from loim.programmes.models import Indicator, ManualEntry
from loim.programmes.permissions import may_manage


class NotMeasuredYet(Refusal):
    """An entry adds to what a measure counts, so there has to be one."""

    message = _("Choose first how the indicator is counted. An entry by hand adds to that.")


class EvidenceMissing(Refusal):
    """What nobody can check is not a number."""

    message = _("Attach the evidence: a document or a picture that shows where the number is from.")


class EntryOutsideProgramme(Refusal):
    """Nothing counts before the programme begins or after it ends, nor before it has happened."""

    message = _("Choose a day of the programme that is not in the future.")


def add_manual_entry(
    *,
    indicator: Indicator,
    day: date,
    amount: Decimal,
    municipality: Municipality | None,
    explanation: str,
    evidence: "File[bytes] | None",
    by: User,
    now: datetime,
    reason: str = "",
) -> ManualEntry:
    """Add to an indicator what no record carries; it counts at once and is marked as such.

    `amount` may be negative: a correction takes away. Raises PermissionDenied,
    NotMeasuredYet, EvidenceMissing, EntryOutsideProgramme, PeriodLocked.
    """
    programme = indicator.programme
    if not may_manage(by, programme):
        raise PermissionDenied
    if not indicator.measures.exists():
        raise NotMeasuredYet
    if not evidence:
        raise EvidenceMissing
    today = timezone.localdate(now)
    if not programme.start_date <= day <= min(programme.end_date, today):
        raise EntryOutsideProgramme
    with record_change(
        by=by, now=now, step="add manual entry", programmes=[programme], reason=reason
    ):
        entry = ManualEntry.objects.create(
            indicator=indicator,
            date=day,
            amount=amount,
            municipality=municipality,
            explanation=explanation,
            evidence=evidence,
            entered_by=by,
            entered_at=now,
        )
        compute_values(programme, [indicator], now=now, today=today)
    return entry


def withdraw_manual_entry(*, entry: ManualEntry, by: User, now: datetime, reason: str = "") -> None:
    """Take an entry back; the history keeps it, and its evidence stays with the history.

    Raises PermissionDenied, PeriodLocked.
    """
    indicator = entry.indicator
    programme = indicator.programme
    if not may_manage(by, programme):
        raise PermissionDenied
    with record_change(
        by=by, now=now, step="withdraw manual entry", programmes=[programme], reason=reason
    ):
        entry.delete()
        compute_values(programme, [indicator], now=now, today=timezone.localdate(now))
