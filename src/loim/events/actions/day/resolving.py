"""What check-in leaves for the organiser to say: who came from where, and who did not come."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.attendance import Newcomer, add_newcomers
from loim.events.actions.day.counting import count_check_ins
from loim.events.actions.places import mark_absent
from loim.events.actions.recording import programmes_of
from loim.events.actions.steps import whole_event
from loim.events.logic.names import fold
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import Event, Participant
from loim.events.permissions import may_change_event
from loim.events.queries.day.attendance import CHECK_IN
from loim.events.queries.day.organisations import name_given
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change


class NotOverYet(Refusal):
    message = _("Wait for the last day of the event: people may still come.")


def resolve_organisation(
    *,
    event: Event,
    key: str,
    organisation: Organisation | None = None,
    newcomer: Newcomer | None = None,
    reason: str = "",
    by: User,
    now: datetime,
) -> int:
    """Say which organisation a name means, for everybody who gave it; how many they are.

    A `newcomer` is added first; with neither they came for themselves. Those who came count
    at once. Refused: PermissionDenied, PeriodLocked.
    """
    with _counting(event, reason, by, now):
        if newcomer is not None:
            [organisation_id] = add_newcomers([newcomer])
            organisation = Organisation.objects.get(pk=organisation_id)
        people = [
            person
            for person in event.participants.filter(organisation=None, erased_at=None)
            .select_related("municipality")
            .order_by("pk")
            if fold(name_given(person)) == key
        ]
        for person in people:
            person.organisation = organisation
            person.organisation_name = ""
        Participant.objects.bulk_update(people, ["organisation", "organisation_name"])
    return len(people)


def take_check_ins(
    *, event: Event, organisation: int, reason: str = "", by: User, now: datetime
) -> None:
    """What was written by hand about an organisation gives way to those who were checked in."""
    with _counting(event, reason, by, now, taking=[organisation]):
        pass


def mark_rest_absent(*, event: Event, by: User, now: datetime) -> int:
    """Whoever had a place and was not checked in did not come; how many they are.

    A phone that brings somebody's check-in later still counts it. Refused: NotOverYet, Busy.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    if localdate(now) < event.end_date:
        raise NotOverYet
    rest = event.participants.filter(state=ParticipantState.ADMITTED, erased_at=None)
    return len(mark_absent(participants=rest, by=by, now=now))


@contextmanager
def _counting(
    event: Event, reason: str, by: User, now: datetime, *, taking: tuple[int, ...] | list[int] = ()
) -> Iterator[None]:
    """A change after which the attendance is counted anew."""
    if not may_change_event(by, event):
        raise PermissionDenied
    with (
        record_change(
            by=by, now=now, step=CHECK_IN, programmes=programmes_of(event), reason=reason
        ),
        whole_event(event.pk),
    ):
        yield
        count_check_ins(event=event, is_beginning=False, taking=taking)
