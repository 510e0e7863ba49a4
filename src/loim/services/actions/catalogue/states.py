"""Open, close and reopen a service; confirm that what is said of it is still right."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.writing import publish
from loim.content.models import TextState
from loim.people.models import User
from loim.services.actions.catalogue.changes import service_changed
from loim.services.logic.due_dates import next_due
from loim.services.logic.service_states import ServiceState, ServiceStep, after
from loim.services.models import ChangeKind, Service, ServiceConfirmation, ServiceStatus
from loim.services.permissions.catalogue import may_keep


class ServiceStepNotPossible(Refusal):
    message = _("This cannot be done: the service is now “%(status)s”. Open its page again.")


class NoWayToReach(Refusal):
    message = _("Add at least one way to get the service (a place, a phone, a web page) first.")


class ClosedBeforeItBegan(Refusal):
    message = _("The last day cannot be before the first one.")


class ClosesInFuture(Refusal):
    message = _("Close it on its last day: until then readers need its page. Post a notice now.")


def open_service(*, service: Service, by: User, now: datetime) -> None:
    """Readers find it; whoever opens it says with it that all is right.

    Publishes its words where they are a draft. Refused: ServiceStepNotPossible, NoWayToReach,
    content's FieldIsEmpty."""
    with transaction.atomic():
        current = _locked(service, by)
        _step(current, ServiceStep.OPEN)
        if not current.is_mirror and not current.channels.exists():
            raise NoWayToReach
        _publish_words(current, by, now)
        current.start_date = current.start_date or localdate(now)
        _confirm(current, by, now)
        current.save()


def close_service(
    *, service: Service, last_day: date, successor: Service | None = None, by: User, now: datetime
) -> None:
    """Its page stays and says so. Refused: ServiceStepNotPossible, ClosedBeforeItBegan,
    ClosesInFuture."""
    with transaction.atomic():
        current = _locked(service, by)
        _step(current, ServiceStep.CLOSE)
        if current.start_date and last_day < current.start_date:
            raise ClosedBeforeItBegan
        if last_day > localdate(now):
            raise ClosesInFuture
        current.end_date, current.successor = last_day, successor
        current.changed_at = now
        current.revision += 1
        current.save()
        service_changed(current, ChangeKind.CLOSED, by=by, now=now)


def reopen_service(*, service: Service, by: User, now: datetime) -> None:
    """Refused: ServiceStepNotPossible."""
    with transaction.atomic():
        current = _locked(service, by)
        _step(current, ServiceStep.REOPEN)
        current.end_date, current.successor = None, None
        current.revision += 1
        _confirm(current, by, now)
        current.save()
        service_changed(current, ChangeKind.REOPENED, by=by, now=now)


def confirm_service(*, service: Service, by: User, now: datetime) -> date:
    """'Still right.' Returns the day until which it is to be confirmed next. Twice on one day is
    once. Refused: ServiceStepNotPossible for one that is not provided."""
    with transaction.atomic():
        current = _locked(service, by)
        if current.status != ServiceStatus.ACTIVE:
            raise ServiceStepNotPossible(status=current.get_status_display())
        is_again = (
            current.assured_at is not None
            and current.assured_by_id == by.pk
            and localdate(current.assured_at) == localdate(now)
        )
        if not is_again:
            _confirm(current, by, now)
            current.save(update_fields=["assured_at", "assured_by", "next_due_date"])
        return current.next_due_date or localdate(now)


def _locked(service: Service, by: User) -> Service:
    current = Service.objects.select_for_update().get(pk=service.pk)
    if not may_keep(by, current):
        raise PermissionDenied
    return current


def _step(service: Service, step: ServiceStep) -> None:
    state = after(ServiceState(service.status), step)
    if state is None:
        raise ServiceStepNotPossible(status=service.get_status_display())
    service.status = ServiceStatus(state.value)


def _confirm(service: Service, by: User, now: datetime) -> None:
    was_due = service.next_due_date
    service.assured_at, service.assured_by = now, by
    service.next_due_date = next_due(localdate(now), service.confirm_every_months)
    service.changed_at = now
    ServiceConfirmation.objects.create(
        service=service,
        confirmed_by=by,
        confirmed_at=now,
        next_due_date=service.next_due_date,
        was_due_date=was_due,
    )


def _publish_words(service: Service, by: User, now: datetime) -> None:
    source = TextState.objects.get(text=service.text_id, is_source=True)
    if source.draft_id is not None:
        publish(text=service.text, language=source.language, is_minor=False, by=by, now=now)
