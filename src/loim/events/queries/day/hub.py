"""The state of an event's day: who is in, what was sent, what waits for somebody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from loim.events.logic.day.reminders import reminder_number
from loim.events.logic.participant_states import HOLDING, ParticipantState
from loim.events.models import (
    CheckIn,
    DaySettings,
    Door,
    Event,
    FeedbackForm,
    Notice,
    NoticeKind,
    Participant,
    Party,
)
from loim.events.queries.day.attendance import Difference, differences
from loim.events.queries.day.certificates import with_certificate
from loim.events.queries.day.organisations import count_unresolved
from loim.events.queries.day.settings import day_settings

S = ParticipantState
# A letter that left long ago is erased, and its notice names none.
_FAILED = Q(mail__given_up_at__isnull=False)
_WAITING = Q(mail__isnull=False, mail__sent_at=None, mail__given_up_at=None)


@dataclass(frozen=True)
class PartyRow:
    label: str
    expected: int
    came: int


@dataclass(frozen=True)
class Sent:
    """Of letters: to how many people they were written, and how many have not left (yet)."""

    written: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True)
class DayState:
    expected: int
    came: int
    absent: int
    walk_ins: int
    parties: list[PartyRow]
    by_day: list[tuple[date, int]]
    by_session: dict[int, int]
    unresolved: int
    differences: list[Difference]
    settings: DaySettings
    reminders: list[tuple[int, Sent]]
    thanks: Sent
    feedback: int
    certificates: int

    @property
    def not_checked_in(self) -> int:
        return self.expected - self.came - self.absent


def day_state(event: Event) -> DayState:
    """A dozen queries, however many people there are."""
    people = Participant.objects.filter(event=event, state__in=HOLDING)
    by_state: Counter[str] = Counter()
    by_party: dict[str, Counter[str]] = {}
    for party, state, number in _counted(people, "party", "state"):
        by_state[state] += number
        by_party.setdefault(party, Counter())[state] += number
    settings = day_settings(event)
    letters = _letters(event)
    by_day, by_session = _check_ins(event)
    return DayState(
        expected=by_state.total(),
        came=by_state[S.ATTENDED],
        absent=by_state[S.ABSENT],
        walk_ins=people.filter(registration__door=Door.WALK_IN, state=S.ATTENDED).count(),
        parties=_parties(by_party),
        by_day=by_day,
        by_session=by_session,
        unresolved=count_unresolved(event),
        differences=differences(event),
        settings=settings,
        reminders=[
            (
                days,
                letters.get((NoticeKind.REMINDER, reminder_number(event.start_date, days)), Sent()),
            )
            for days in settings.reminder_days
        ],
        thanks=letters.get((NoticeKind.THANKS, 0), Sent()),
        feedback=FeedbackForm.objects.filter(event=event).count(),
        certificates=with_certificate(event).filter(withdrawn_at=None).count(),
    )


def _counted(rows: QuerySet[Any], *columns: str) -> Any:
    return rows.order_by().values_list(*columns).annotate(Count("pk"))


def _parties(by_party: dict[str, Counter[str]]) -> list[PartyRow]:
    """In the order in which parties are named everywhere; those who named none come last."""
    labels = [*((party.value, str(party.label)) for party in Party), ("", "")]
    return [
        PartyRow(label, by_party[value].total(), by_party[value][S.ATTENDED])
        for value, label in labels
        if value in by_party
    ]


def _letters(event: Event) -> dict[tuple[str, int], Sent]:
    rows = (
        Notice.objects.filter(participant__event=event)
        .order_by()
        .values_list("kind", "number")
        .annotate(
            written=Count("pk"),
            waiting=Count("pk", filter=_WAITING),
            failed=Count("pk", filter=_FAILED),
        )
    )
    return {(kind, number): Sent(*counted) for kind, number, *counted in rows}


def _check_ins(event: Event) -> tuple[list[tuple[date, int]], dict[int, int]]:
    rows = CheckIn.objects.filter(participant__event=event)
    counted = list(_counted(rows, "day", "session"))
    by_day = sorted((day, number) for day, session, number in counted if session is None)
    return by_day, {session: number for _day, session, number in counted if session}
