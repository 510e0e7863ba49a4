"""Who may come in today: for the organiser's page, and for phones that lose the network."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from loim.events.logic.day.check_in_code import as_typed
from loim.events.logic.day.outcomes import MAY_COME_IN
from loim.events.logic.names import fold
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import CheckIn, Event, Participant
from loim.events.queries.day.codes import participants_by_code

# Whoever still waits is on the list, too, so that the person at the door can be told so.
LISTED = MAY_COME_IN | {ParticipantState.WAITING, ParticipantState.APPLIED}


def expected(event: Event) -> QuerySet[Participant]:
    return event.participants.filter(state__in=LISTED, erased_at=None)


def days_of(event: Event) -> list[date]:
    return [
        event.start_date + timedelta(days=number)
        for number in range((event.end_date - event.start_date).days + 1)
    ]


def day_now(event: Event, now: datetime) -> date:
    """Today, or the day of the event that is nearest to it."""
    return min(max(timezone.localdate(now), event.start_date), event.end_date)


@dataclass(frozen=True)
class Present:
    """One on the list as the page shows them; `fresh` names the check-in that may come."""

    participant: Participant
    check_in: CheckIn | None
    fresh: UUID = field(default_factory=uuid4)

    @property
    def may_come_in(self) -> bool:
        return self.participant.state in MAY_COME_IN


def searched(event: Event, words: str) -> QuerySet[Participant]:
    """By name, each word the beginning of one in it, without minding marks; or by code."""
    found = expected(event).order_by("name", "pk")
    if not words.strip():
        return found
    if code := as_typed(words):
        keys = participants_by_code(event.pk, list(found.values_list("pk", flat=True)))
        if code in keys:
            return found.filter(pk=keys[code])
    wanted = fold(words).split()
    named = [
        pk for pk, name in found.values_list("pk", "name") if _begins(fold(name).split(), wanted)
    ]
    return found.filter(pk__in=named)


def _begins(name: list[str], wanted: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in wanted)


def with_check_ins(
    participants: list[Participant], day: date, session: int | None
) -> list[Present]:
    rows = CheckIn.objects.filter(participant__in=participants, day=day, session=session)
    by_person = {row.participant_id: row for row in rows}
    return [Present(one, by_person.get(one.pk)) for one in participants]


def people_in(event: Event, day: date, session: int | None) -> int:
    return CheckIn.objects.filter(participant__event=event, day=day, session=session).count()


def roster(event: Event, now: datetime) -> dict[str, Any]:
    """What a phone keeps until the event is over: names, codes and who is in. Three queries.

    `people` are [key, name, code, may come in]; `check_ins` [scan, key, day, session, time].
    """
    people = list(expected(event).order_by("name", "pk").values_list("pk", "name", "state"))
    # Of several secrets the newest comes last, and stays.
    codes = participants_by_code(event.pk, [pk for pk, _name, _state in people])
    code_of = {participant: code for code, participant in codes.items()}
    check_ins = CheckIn.objects.filter(participant__event=event).order_by("pk")
    return {
        "people": [[pk, name, code_of[pk], state in MAY_COME_IN] for pk, name, state in people],
        "check_ins": [
            [str(scan), participant, day.isoformat(), session, at.isoformat()]
            for scan, participant, day, session, at in check_ins.values_list(
                "scan", "participant", "day", "session", "at"
            )
        ],
        "now": now.isoformat(),
        "erase_after": (event.end_date + timedelta(days=1)).isoformat(),
    }
