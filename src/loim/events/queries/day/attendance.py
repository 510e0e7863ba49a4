"""What check-ins say about who came, by organisation, beside what people wrote down by hand.

The rule: check-ins count for an organisation until somebody writes its number by hand; from then
on the written number holds, also where it says that nobody came. Which of both spoke last is
in the history of attendance: its rows carry the step that wrote them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Participant
from loim.people.models import Organisation

# The step under which the history keeps what check-ins wrote.
CHECK_IN = "check_in"


def people_who_came(event: Event) -> dict[int, int]:
    """Organisation's key to the number of its people who were checked in."""
    came = Participant.objects.filter(
        event=event, state=ParticipantState.ATTENDED, organisation__isnull=False
    )
    counted = came.order_by().values("organisation").annotate(people=Count("pk"))
    return dict(counted.values_list("organisation", "people"))


def written_by_hand(event: Event) -> set[int]:
    """Organisations about which a person spoke last."""
    newest = (
        apps.get_model("events", "AttendanceHistory")
        .objects.filter(event_id=event.pk)
        .order_by("organisation_id", "-pgh_id")
        .distinct("organisation_id")
        .values_list("organisation_id", "pgh_context__metadata__step")
    )
    return {organisation for organisation, step in newest if step != CHECK_IN}


def attendance_with_check_ins(event: Event, *, taking: Collection[int] = ()) -> dict[int, int]:
    """What the event's attendance is to be; for organisations in `taking` check-ins count again.

    Of people who were erased it is no longer known where they came from: then a number that
    check-ins once wrote does not shrink.
    """
    written: dict[int, int] = dict(event.attendances.values_list("organisation", "people"))
    by_hand = written_by_hand(event) - set(taking)
    came = people_who_came(event)
    if _has_erased(event):
        for key in written.keys() - by_hand - set(taking):
            came[key] = max(came.get(key, 0), written[key])
    kept = {key: people for key, people in written.items() if key in by_hand}
    counted = {key: people for key, people in came.items() if key not in by_hand}
    return kept | counted


def _has_erased(event: Event) -> bool:
    return Participant.objects.filter(
        event=event, state=ParticipantState.ATTENDED, erased_at__isnull=False
    ).exists()


@dataclass(frozen=True)
class Difference:
    """An organisation of which a person wrote another number than check-ins counted."""

    organisation: Organisation
    written: int
    came: int


def differences(event: Event) -> list[Difference]:
    """Where numbers written by hand hold against check-ins. Four queries."""
    came = people_who_came(event)
    if not came:
        return []
    written: dict[int, int] = dict(event.attendances.values_list("organisation", "people"))
    differing = [
        key for key in written_by_hand(event) & came.keys() if written.get(key, 0) != came[key]
    ]
    organisations = Organisation.objects.filter(pk__in=differing).order_by("name", "pk")
    return [Difference(one, written.get(one.pk, 0), came[one.pk]) for one in organisations]
