"""That a service changed in a way that those who rely on it must know."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from loim.content.models import TextState
from loim.people.models import User
from loim.services.models import (
    ChangeKind,
    Service,
    ServiceChange,
    ServiceConfirmation,
    ServiceStatus,
)


def service_changed(
    service: Service, *kinds: str, by: User | None, now: datetime
) -> list[ServiceChange]:
    """One row for each kind; of a draft, which nobody relies on, none."""
    if service.status == ServiceStatus.DRAFT:
        return []
    return ServiceChange.objects.bulk_create(
        ServiceChange(service=service, kind=kind, changed_by=by, changed_at=now)
        for kind in dict.fromkeys(kinds)
    )


def place_changed(services: Iterable[Service], *, by: User | None, now: datetime) -> None:
    """Where or when changed, for all that are given there."""
    for service in services:
        service_changed(service, ChangeKind.CHANNELS, by=by, now=now)


def note_published_words(services: Iterable[int] | None = None) -> int:
    """Words are published in the editor of texts, too, which knows no services: what is new
    there and no minor change is noted here, once. Returns how many."""
    with transaction.atomic():
        unnoted = _unnoted(services)
        keys = list(unnoted.values_list("text__service", flat=True))
        # Whoever else notes them waits here, and then finds them noted.
        list(Service.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        rows = ServiceChange.objects.bulk_create(
            ServiceChange(
                service_id=state.text.service.pk,
                kind=ChangeKind.WORDS,
                changed_by_id=state.current.published_by_id,
                changed_at=state.current.published_at,
            )
            for state in unnoted.filter(text__service__in=keys).select_related(
                "text__service", "current"
            )
            if state.current is not None and state.current.published_at is not None
        )
    return len(rows)


def _unnoted(services: Iterable[int] | None) -> QuerySet[TextState]:
    """Source texts that were published, not as a minor change, after the service was opened."""
    published = OuterRef("current__published_at")
    of = {"service": OuterRef("text__service")}
    noted = ServiceChange.objects.filter(kind=ChangeKind.WORDS, changed_at__gte=published, **of)
    opened = ServiceConfirmation.objects.filter(confirmed_at__lt=published, **of)
    found = TextState.objects.filter(
        Exists(opened),
        ~Exists(noted),
        is_source=True,
        current__is_minor=False,
        text__service__status__in=[ServiceStatus.ACTIVE, ServiceStatus.CLOSED],
    )
    return found if services is None else found.filter(text__service__in=list(services))
