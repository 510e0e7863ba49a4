"""What check-ins say about who came, by organisation, beside what people wrote down by hand.

The rule: check-ins count for an organisation until somebody writes its number by hand; from then
on the written number holds, also where it says that nobody came. Which of both spoke last is
in the history of attendance: its rows carry the step that wrote them.
"""

from django.apps import apps
from django.db.models import Count

from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Participant

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


def attendance_with_check_ins(event: Event) -> dict[int, int]:
    """What the event's attendance is to be."""
    written: dict[int, int] = dict(event.attendances.values_list("organisation", "people"))
    by_hand = written_by_hand(event)
    kept = {key: people for key, people in written.items() if key in by_hand}
    counted = {key: people for key, people in people_who_came(event).items() if key not in by_hand}
    return kept | counted
