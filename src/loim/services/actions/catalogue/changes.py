"""That a service changed in a way that those who rely on it must know."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from loim.people.models import User
from loim.services.models import ChangeKind, Service, ServiceChange, ServiceStatus


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
    noted = ServiceChange.objects.filter(
        service=OuterRef("pk"),
        kind=ChangeKind.WORDS,
        changed_at__gte=OuterRef("text__states__current__published_at"),
    )
    found = (
        Service.objects.exclude(status=ServiceStatus.DRAFT)
        .filter(text__states__is_source=True, text__states__current__is_minor=False)
        # The words that it was opened with are no change.
        .filter(text__states__current__number__gt=1)
        .exclude(Exists(noted))
        .annotate(
            published_by=F("text__states__current__published_by"),
            published_at=F("text__states__current__published_at"),
        )
    )
    if services is not None:
        found = found.filter(pk__in=list(services))
    with transaction.atomic():
        rows = ServiceChange.objects.bulk_create(
            ServiceChange(
                service=each,
                kind=ChangeKind.WORDS,
                changed_by_id=each.published_by,
                changed_at=each.published_at,
            )
            for each in found.select_for_update(of=("self",))
        )
    return len(rows)
