"""Changing records that numbers are made of: locked periods, corrections, who did it and why.

Every action that writes such a record does it inside `record_change`: the one place that
turns the database's refusal in a locked period into words, lets a manager's correction with
a written reason through, and tells the history who changed what, when and why.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.indicators import queue_refresh
from loim.programmes.models import Programme
from loim.programmes.permissions import may_manage


class ReasonMissing(Refusal):
    """A correction in a locked period says in words why."""

    message = _("Write why the numbers of a submitted report have to be corrected.")


class PeriodLocked(Refusal):
    """The record's days are in a period whose report has been submitted."""

    message = _(
        "The period %(start)s to %(end)s is locked, because its report has been submitted."
        " Ask the programme manager to correct the record with a written reason."
    )

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        super().__init__(
            start=date_format(start, "SHORT_DATE_FORMAT"),
            end=date_format(end, "SHORT_DATE_FORMAT"),
        )


@contextmanager
def correction(*, reason: str) -> Iterator[None]:
    """Inside, records of a locked period may change; the history keeps the reason.

    Opens a transaction. Who may correct is the caller's matter (see `record_change`).
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic(), pghistory.context(reason=reason.strip()):
        _set_correction(reason.strip())
        yield
        # An outer transaction goes on without the permission.
        _set_correction("")


def _set_correction(reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('loim.correction', %s, true)", [reason])


@contextmanager
def record_change(
    *,
    by: User | None,
    now: datetime,
    step: str,
    programmes: Iterable[Programme] = (),
    reason: str = "",
) -> Iterator[None]:
    """One change of records, as a transaction: history knows who, when, which step and why,
    and the numbers are brought up to date behind the page.

    `programmes` are those whose numbers the records feed. A `reason` makes it a correction,
    which only the manager of each of them may make (PermissionDenied). PeriodLocked where
    a submitted report holds the period and no reason is given.
    """
    if reason.strip() and (
        by is None or not all(may_manage(by, programme) for programme in programmes)
    ):
        raise PermissionDenied
    metadata = {"user": by.pk if by else None, "at": now.isoformat(), "step": step}
    try:
        with ExitStack() as stack:
            stack.enter_context(transaction.atomic())
            stack.enter_context(pghistory.context(**metadata))
            if reason.strip():
                stack.enter_context(correction(reason=reason))
            yield
            queue_refresh()
    except IntegrityError as error:
        if violated_constraint(error) == "locked_period_holds":
            raise _period_locked(error) from error
        raise


def _period_locked(error: IntegrityError) -> PeriodLocked:
    # The trigger's own words carry the days: 'the period 2023-01-01 to 2023-03-31 is locked'.
    start, end = re.findall(r"\d{4}-\d\d-\d\d", str(error))[:2]
    return PeriodLocked(date.fromisoformat(start), date.fromisoformat(end))
