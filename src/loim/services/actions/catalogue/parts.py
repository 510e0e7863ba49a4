"""Channels, requirements, documents, costs, contacts and acts of a service; its places."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.content.permissions import may_edit_for
from loim.people.models import User
from loim.services.actions.catalogue.changes import place_changed, service_changed
from loim.services.models import (
    ChangeKind,
    Channel,
    Contact,
    Cost,
    Evidence,
    LegalBasis,
    Location,
    Output,
    Requirement,
    Service,
    ServiceStatus,
)
from loim.services.permissions.catalogue import may_keep

Part = Channel | Requirement | Evidence | Output | Cost | Contact | LegalBasis
_KIND_OF_CHANGE: dict[type[Part], str] = {
    Channel: ChangeKind.CHANNELS,
    Requirement: ChangeKind.REQUIREMENTS,
    Evidence: ChangeKind.REQUIREMENTS,
    Cost: ChangeKind.COST,
    Output: ChangeKind.WORDS,
}


class SamePlaceTwice(Refusal):
    message = _("The service is given at this place already. Say which room, or edit that row.")


class LastWay(Refusal):
    message = _("This is the last way to get the service. Add another one first, or close it.")


class PlaceInUse(Refusal):
    message = _("Services are given at this place. Take it away from them first.")


def service_of(part: Part) -> Service:
    return part.requirement.service if isinstance(part, Evidence) else part.service


def save_part(*, part: Part, by: User, now: datetime) -> None:
    """New or changed. Refused: SamePlaceTwice."""
    service = service_of(part)
    if not may_keep(by, service):
        raise PermissionDenied
    try:
        with transaction.atomic():
            current = Service.objects.select_for_update().get(pk=service.pk)
            part.save()
            _touch(current, part, by, now)
    except IntegrityError as error:
        if violated_constraint(error) == "channel_once_per_place":
            raise SamePlaceTwice from error
        raise


def remove_part(*, part: Part, by: User, now: datetime) -> None:
    """Refused: LastWay, of a service that is provided."""
    service = service_of(part)
    if not may_keep(by, service):
        raise PermissionDenied
    with transaction.atomic():
        current = Service.objects.select_for_update().get(pk=service.pk)
        if (
            isinstance(part, Channel)
            and current.status == ServiceStatus.ACTIVE
            and not current.is_mirror
            and not current.channels.exclude(pk=part.pk).exists()
        ):
            raise LastWay
        part.delete()
        _touch(current, part, by, now)


def save_place(*, place: Location, by: User, now: datetime) -> None:
    before = Location.objects.filter(pk=place.pk).first() if place.pk else None
    if not may_edit_for(by, place.owner_id) or (before and not may_edit_for(by, before.owner_id)):
        raise PermissionDenied
    with transaction.atomic():
        place.save()
        if before and any(
            getattr(before, name) != getattr(place, name) for name in ("address", "city")
        ):
            place_changed(services_at(place), by=by, now=now)


def remove_place(*, place: Location, by: User) -> None:
    """Refused: PlaceInUse."""
    if not may_edit_for(by, place.owner_id):
        raise PermissionDenied
    if place.channels.exists():
        raise PlaceInUse
    place.delete()


def services_at(place: Location) -> list[Service]:
    return list(Service.objects.filter(channels__location=place).distinct().order_by("pk"))


def _touch(service: Service, part: Part, by: User, now: datetime) -> None:
    service.revision += 1
    service.changed_at = now
    service.save(update_fields=["revision", "changed_at"])
    kind = _KIND_OF_CHANGE.get(type(part))
    if kind is not None:
        service_changed(service, kind, by=by, now=now)
