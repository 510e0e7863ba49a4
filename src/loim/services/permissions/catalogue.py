"""May this person? Editors of a service's keeper keep it; its desk posts alerts.

| who | may |
|---|---|
| anyone | read services that are or were provided |
| translators of the keeper | read its drafts, too |
| editors of the keeper | write, open, close, confirm |
| the keeper's counsellors and organisers | post and end alerts |
"""

from django.db.models import Q, QuerySet

from loim.content.permissions import EDITING_ROLES, TRANSLATING_ROLES, may_edit, may_edit_for
from loim.people.models import Organisation
from loim.people.permissions import (
    RECORDING_ROLES,
    Person,
    has_role,
    organisations_with_role,
)
from loim.services.models import Location, Service, ServiceLevel, ServiceStatus


def may_keep_something(person: Person) -> bool:
    return may_edit(person)


def may_keep(person: Person, service: Service) -> bool:
    return may_edit_for(person, service.owner_id)


def may_keep_place(person: Person, place: Location) -> bool:
    return may_edit_for(person, place.owner_id)


def may_alert_for(person: Person, owner: Organisation | int) -> bool:
    """The desk knows first that the door is closed."""
    pk = owner if isinstance(owner, int) else owner.pk
    return has_role(person, pk, *EDITING_ROLES, *RECORDING_ROLES)


def may_alert(person: Person) -> bool:
    return bool(organisations_with_role(person, EDITING_ROLES | RECORDING_ROLES))


def may_see(person: Person, service: Service) -> bool:
    return service.status != ServiceStatus.DRAFT or has_role(
        person, service.owner_id, *TRANSLATING_ROLES
    )


def may_mirror(person: Person, national: Service) -> bool:
    """Add what applies in a municipality in whose name this person keeps services, and which
    has added nothing yet."""
    if (
        not may_edit(person)
        or national.level != ServiceLevel.STATE
        or national.is_mirror
        or national.municipality_id is not None
        or national.status == ServiceStatus.DRAFT
    ):
        return False
    taken = Service.objects.filter(national=national).values("municipality")
    kept = organisations_kept_for(person).filter(municipality__isnull=False)
    return kept.exclude(municipality__in=taken).exists()


def services_kept_by(person: Person) -> QuerySet[Service]:
    return Service.objects.filter(owner__in=organisations_with_role(person, EDITING_ROLES))


def places_kept_by(person: Person) -> QuerySet[Location]:
    return Location.objects.filter(owner__in=organisations_with_role(person, EDITING_ROLES))


def organisations_kept_for(person: Person) -> QuerySet[Organisation]:
    """Those in whose name this person may keep services."""
    kept = organisations_with_role(person, EDITING_ROLES)
    return Organisation.objects.filter(Q(pk__in=kept), is_active=True).order_by("name", "pk")
