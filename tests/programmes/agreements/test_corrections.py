"""The one place that guards changes of records: locked periods, corrections, history."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from loim.events.models import Event
from loim.people.models import Role, User
from loim.programmes.actions.corrections import (
    PeriodLocked,
    ReasonMissing,
    correction,
    record_change,
)
from loim.programmes.models import Programme
from tests.factories import (
    activity,
    event,
    membership,
    period_lock,
    programme,
    user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked_event() -> Event:
    of = programme()
    found = event(activity(of), start_date=date(2023, 2, 1))
    period_lock(of, date(2023, 1, 1), date(2023, 3, 31))
    return found


def manager_of(of: Programme) -> User:
    person = user()
    membership(person, of.implementer, Role.PROGRAMME_MANAGER)
    return person


def cancel(found: Event) -> None:
    Event.objects.filter(pk=found.pk).update(status="cancelled")


def test_a_change_in_a_locked_period_is_refused_in_words_with_its_days(
    locked_event: Event, now: datetime
) -> None:
    with pytest.raises(PeriodLocked) as refused, record_change(by=None, now=now, step="edit"):
        cancel(locked_event)

    assert (refused.value.start, refused.value.end) == (date(2023, 1, 1), date(2023, 3, 31))
    assert "2023" in str(refused.value)
    locked_event.refresh_from_db()
    assert locked_event.status == "held"


def test_the_managers_correction_with_a_reason_passes_and_history_keeps_it(
    locked_event: Event, now: datetime
) -> None:
    of = locked_event.activity.programme  # type: ignore[union-attr]
    manager = manager_of(of)

    with record_change(
        by=manager, now=now, step="edit", programmes=[of], reason=" Counted by mistake "
    ):
        cancel(locked_event)

    newest: Any = Event.pgh_event_model.objects.order_by("-pgh_id").first()  # type: ignore[attr-defined]
    assert newest.status == "cancelled"
    assert newest.pgh_context.metadata == {
        "user": manager.pk,
        "at": now.isoformat(),
        "step": "edit",
        "reason": "Counted by mistake",
    }


def test_a_correction_by_somebody_else_than_the_manager_is_refused(
    locked_event: Event, now: datetime
) -> None:
    of = locked_event.activity.programme  # type: ignore[union-attr]
    coordinator = user()
    membership(coordinator, of.implementer, Role.COORDINATOR)

    with (
        pytest.raises(PermissionDenied),
        record_change(by=coordinator, now=now, step="edit", programmes=[of], reason="Oops"),
    ):
        cancel(locked_event)


def test_the_permission_ends_with_the_correction(locked_event: Event, now: datetime) -> None:
    with correction(reason="Counted by mistake"):
        pass

    with pytest.raises(PeriodLocked), record_change(by=None, now=now, step="edit"):
        cancel(locked_event)


def test_a_correction_needs_words() -> None:
    with pytest.raises(ReasonMissing), correction(reason="   "):
        pass


def test_another_broken_rule_stays_what_it_is(now: datetime) -> None:
    planned = event()
    with pytest.raises(IntegrityError), record_change(by=None, now=now, step="edit"):
        Event.objects.filter(pk=planned.pk).update(end_date=date(2000, 1, 1))
