"""Who has a certificate, and who is still to get one."""

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Certificate, Event, Participant

ISSUE_TASK = "loim.events.issue_certificates"


def without_certificate(event: Event) -> QuerySet[Participant]:
    """Whoever came; a certificate that was withdrawn is not issued again by itself."""
    return event.participants.filter(
        state=ParticipantState.ATTENDED, erased_at=None, certificate=None
    ).exclude(name="")


def with_certificate(event: Event) -> QuerySet[Certificate]:
    """Of people who are known; replaced ones are left out."""
    return (
        Certificate.objects.filter(event=event, participant__isnull=False)
        .select_related("participant")
        .order_by("participant__name", "pk")
    )


def is_being_issued(event: Event) -> bool:
    """A worker has it before it, or is at it."""
    return ProcrastinateJob.objects.filter(
        task_name=ISSUE_TASK, status__in=["todo", "doing"], args__event_id=event.pk
    ).exists()
