"""A report's way: submitted, sent back or accepted. Submission freezes the numbers.

Whoever records and whoever submits take turns (migration 0004): submission waits until
what is being recorded is committed, counts it, and locks the period before anybody else
may record. So a record is either in the frozen number or refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.indicators import compute_values, refresh_stale_values
from loim.programmes.actions.report_mail import tell_of_step
from loim.programmes.actions.reports import locked_report
from loim.programmes.logic.periods import Period
from loim.programmes.logic.report_states import (
    ReportStatus,
    ReportStep,
    StepNotPossible,
    next_status,
)
from loim.programmes.measures.freezing import frozen_numbers
from loim.programmes.models import FrozenValue, PeriodLock, Report, ReportNote
from loim.programmes.permissions import may_approve, may_manage
from loim.programmes.queries.report_page import missing_texts

RECORDING = 7263  # space of the advisory locks, by programme, that the triggers share
LONGEST_WAIT = "5s"


class StepRefused(Refusal):
    message = _("The report is %(status)s, so this cannot be done now. Open it anew to go on.")


class ReportIncomplete(Refusal):
    """`missing` names the texts that are asked for and empty."""

    message = _("Texts are missing: %(missing)s. Write them, then submit the report.")


class NoteMissing(Refusal):
    message = _("Write what has to be changed before the report can be accepted.")


class RecordsBusy(Refusal):
    message = _("Somebody is recording work at this moment. Wait a little and submit again.")


def submit_report(*, report: Report, by: User, now: datetime, note: str = "") -> Report:
    """Freeze the numbers, lock the period, tell the ministry's approvers by e-mail.

    Raises PermissionDenied, StepRefused, ReportIncomplete, RecordsBusy; then nothing has
    changed.
    """
    if not may_manage(by, report.programme):
        raise PermissionDenied
    refresh_stale_values(now=now)  # what other pages show agrees with what is submitted
    with transaction.atomic(), _history(by, now, ReportStep.SUBMIT):
        locked = locked_report(report)
        status = _next(locked, ReportStep.SUBMIT)
        if missing := missing_texts(locked):
            raise ReportIncomplete(missing="; ".join(missing))
        _take_turn(locked.programme_id)
        _freeze(locked, now)
        PeriodLock.objects.create(
            programme=locked.programme,
            report=locked,
            start_date=locked.start_date,
            end_date=locked.end_date,
        )
        locked.status, locked.submitted_by, locked.submitted_at = status, by, now
        locked.save(update_fields=["status", "submitted_by", "submitted_at"])
        _keep_step(locked, ReportStep.SUBMIT, note, by, now)
    return locked


def send_back_report(*, report: Report, by: User, now: datetime, note: str) -> Report:
    """With what has to change; unlocks the period and thaws the numbers, which history keeps.

    Another submitted report on the same days keeps them locked. Raises PermissionDenied,
    NoteMissing, StepRefused.
    """
    if not may_approve(by, report.programme):
        raise PermissionDenied
    if not note.strip():
        raise NoteMissing
    with transaction.atomic(), _history(by, now, ReportStep.SEND_BACK):
        locked = locked_report(report)
        locked.status = _next(locked, ReportStep.SEND_BACK)
        locked.save(update_fields=["status"])
        locked.frozen_values.all().delete()
        PeriodLock.objects.filter(report=locked).delete()
        _keep_step(locked, ReportStep.SEND_BACK, note, by, now)
    programme = locked.programme
    today = timezone.localdate(now)
    compute_values(programme, programme.indicators.all(), now=now, today=today)
    return locked


def accept_report(*, report: Report, by: User, now: datetime, note: str = "") -> Report:
    """From now on the report is public and final. Raises PermissionDenied, StepRefused."""
    if not may_approve(by, report.programme):
        raise PermissionDenied
    with transaction.atomic(), _history(by, now, ReportStep.ACCEPT):
        locked = locked_report(report)
        locked.status = _next(locked, ReportStep.ACCEPT)
        locked.accepted_by, locked.accepted_at = by, now
        locked.save(update_fields=["status", "accepted_by", "accepted_at"])
        _keep_step(locked, ReportStep.ACCEPT, note, by, now)
    return locked


def add_note(*, report: Report, by: User, now: datetime, text: str) -> ReportNote:
    """Say something about the report, in any state. Raises PermissionDenied, NoteMissing."""
    if not (may_manage(by, report.programme) or may_approve(by, report.programme)):
        raise PermissionDenied
    if not text.strip():
        raise NoteMissing
    return ReportNote.objects.create(report=report, text=text.strip(), by=by, at=now)


def _next(report: Report, step: ReportStep) -> ReportStatus:
    try:
        return next_status(ReportStatus(report.status), step)
    except StepNotPossible as error:
        raise StepRefused(status=report.get_status_display()) from error


def _take_turn(programme: int) -> None:
    """Wait until nobody is recording for the programme, and let nobody begin."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [RECORDING, programme])
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise RecordsBusy from error
        raise


def _freeze(report: Report, now: datetime) -> None:
    period = Period(report.start_date, report.end_date)
    today = timezone.localdate(now)
    FrozenValue.objects.bulk_create(
        FrozenValue(
            report=report,
            indicator=number.indicator,
            measure=number.measure,
            value=number.value,
            records=number.records,
            digest=number.digest,
            frozen_at=now,
        )
        for number in frozen_numbers(report.programme, period, today)
    )


def _keep_step(report: Report, step: ReportStep, note: str, by: User, now: datetime) -> None:
    kept = ReportNote.objects.create(
        report=report, step=step.value, text=note.strip(), by=by, at=now
    )
    tell_of_step(report, kept)


@contextmanager
def _history(by: User, now: datetime, step: ReportStep) -> Iterator[None]:
    with pghistory.context(user=by.pk, at=now.isoformat(), step=f"report: {step}"):
        yield
