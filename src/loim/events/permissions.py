"""May this person? Events are seen by those who take part in their programme.

One that was held under an approved plan is open to everybody: it is the evidence behind
public numbers. Who recorded and changed it stays with those who take part.
"""

from django.db.models import Q, QuerySet

from loim.events.models import Event, EventStatus
from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.programmes.models import PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import (
    may_manage,
    may_record_for,
    programmes_taken_part_in,
)


def events_seen_by(person: Person) -> QuerySet[Event]:
    """Those of their programmes, and those that their organisations held or attended."""
    if may_administer_platform(person):
        return Event.objects.all()
    organisations = list(roles_by_organisation(person))
    programmes = Programme.objects.filter(pk__in=programmes_taken_part_in(person).values("pk"))
    return Event.objects.filter(
        Q(activity__programme__in=programmes)
        | Q(organiser__in=organisations)
        | Q(pk__in=_attended_by(organisations))
    )


def _attended_by(organisations: list[int]) -> QuerySet[Event, int]:
    return Event.objects.filter(attendances__organisation__in=organisations).values_list(
        "pk", flat=True
    )


def may_see_event(person: Person, event: Event) -> bool:
    return is_public_evidence(event) or may_see_history(person, event)


def is_public_evidence(event: Event) -> bool:
    if event.status != EventStatus.HELD or event.activity is None:
        return False
    return PlanVersion.objects.filter(
        plan__programme=event.activity.programme_id, status=PlanStatus.APPROVED
    ).exists()


def may_see_history(person: Person, event: Event) -> bool:
    """Who recorded it and who changed what."""
    return events_seen_by(person).filter(pk=event.pk).exists()


def may_change_event(person: Person, event: Event) -> bool:
    """Whoever writes down the organiser's work, and the manager of the event's programme."""
    if event.activity is not None and may_manage(person, event.activity.programme):
        return True
    return may_record_for(person, event.organiser)


def may_see_representation(person: Person, event: Event) -> bool:
    """How many were there of each party: everybody, once the event is over and was public.

    While people still apply, numbers that change from day to day would tell who came or went,
    so only the organiser looks.
    """
    if may_change_event(person, event):
        return True
    if event.status != EventStatus.HELD:
        return False
    return event.is_public or may_see_event(person, event)
