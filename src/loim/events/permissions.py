"""May this person? A draft is seen by those who take part in its programme.

What was published is open to everybody, and so is what was held under an approved plan: it is
the evidence behind public numbers. Who recorded and changed it stays with those who take part.
"""

from django.db.models import Q, QuerySet

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, EventStatus, Participant, Series
from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.programmes.models import PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import (
    may_manage,
    may_record_for,
    programmes_taken_part_in,
)

WITH_A_PLACE = (ParticipantState.ADMITTED, ParticipantState.ATTENDED)


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


def events_open_to_all() -> QuerySet[Event]:
    """Published at some time and not taken back, or the evidence behind public numbers."""
    approved = PlanVersion.objects.filter(status=PlanStatus.APPROVED)
    return Event.objects.filter(
        Q(published_at__isnull=False) & ~Q(status=EventStatus.DRAFT)
        | Q(
            status=EventStatus.HELD,
            activity__programme__in=approved.values("plan__programme"),
        )
    )


def events_readable_by(person: Person) -> QuerySet[Event]:
    """All events for which `may_see_event` holds, as one query."""
    return events_open_to_all() | events_seen_by(person)


def may_see_event(person: Person, event: Event) -> bool:
    return event.is_public or is_public_evidence(event) or may_see_history(person, event)


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


def may_join_online(person: Person, event: Event) -> bool:
    """See the link for taking part: whoever has a place, and whoever keeps the event."""
    if may_change_event(person, event):
        return True
    return (
        person.is_authenticated
        and Participant.objects.filter(
            event=event, registration__user=person.pk, state__in=WITH_A_PLACE
        ).exists()
    )


def may_see_series(person: Person, series: Series) -> bool:
    """A series is as open as its most open event; an empty one is its organisation's matter."""
    return (
        series.organiser_id in roles_by_organisation(person)
        or may_change_series(person, series)
        or events_readable_by(person).filter(series=series).exists()
    )


def may_change_series(person: Person, series: Series) -> bool:
    return may_record_for(person, series.organiser)


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
