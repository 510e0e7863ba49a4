"""What must hold after every step of a history, said in the plainest way and counted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from loim.events.logic.participant_states import HOLDING, LIVE
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Person, Rules
from loim.events.models import Event, Participant, Registration, RegistrationSettings
from loim.events.queries.places.people import units_of, waiting_in_order
from loim.events.queries.places.rules import rules_of
from tests.events.logic.places import situations

REASONS = {reason.value for reason in Reason}
ENDS = {
    Reason.WITHDRAWN,
    Reason.WITHDRAWN_BY_ORGANISER,
    Reason.OFFER_DECLINED,
    Reason.OFFER_EXPIRED,
    Reason.NOT_CONFIRMED,
    Reason.REFUSED,
}


@dataclass
class Picture:
    """The rules and who holds a place, as they were at one moment."""

    rules: Rules
    holders: list[Person]


class Promises:
    """`before` and `after` stand around each step; what the step may do is said to `after`."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.known: set[int] = set()

    def came(self, outcome: object) -> None:
        if isinstance(outcome, Registration):
            self.known |= set(outcome.participants.values_list("pk", flat=True))

    def before(self, now: datetime) -> None:
        self.then = self._picture()

    def after(
        self,
        now: datetime,
        *,
        is_refused: bool,
        leaves: Sequence[Participant] = (),
        passes_rules: bool = False,
        changes_capacity: bool = False,
        changes_answers: bool = False,
    ) -> None:
        then, today = self.then, self._picture()
        self._capacity(then, today)
        if not (passes_rules or changes_answers):
            self._ceilings(then, today)
        if not (passes_rules or changes_capacity or changes_answers):
            self._floors(then, today, now)
        if not is_refused:
            self._nobody_who_fits_waits(today, now)
        for one in leaves:
            one.refresh_from_db()
            assert is_refused or one.state not in LIVE

    def everybody(self) -> list[Participant]:
        """Whoever registered is on the list, in a state that their decisions lead to."""
        people = list(
            self.event.participants.select_related("registration", "event")
            .prefetch_related("decisions")
            .order_by("pk")
        )
        assert {one.pk for one in people} >= self.known
        for one in people:
            decisions = sorted(one.decisions.all(), key=lambda decision: decision.pk)
            assert [d.before for d in decisions] == ["", *(d.after for d in decisions[:-1])]
            assert decisions[-1].after == one.state
            assert {d.reason for d in decisions} <= REASONS
            assert one.state in LIVE or decisions[-1].reason in ENDS
        return people

    def _picture(self) -> Picture:
        settings = RegistrationSettings.objects.get(event=self.event)
        rules = rules_of(self.event, settings)
        rows = self.event.participants.filter(state__in=HOLDING).select_related(
            "registration", "municipality"
        )
        units = units_of(list(rows), rules).units
        return Picture(rules, [one for unit in units for one in unit.people])

    def _capacity(self, then: Picture, today: Picture) -> None:
        """Lowered below those who are in, nobody loses a place and nobody gets one."""
        assert today.rules.capacity is not None
        kept = {one.key for one in then.holders}
        came = [one for one in today.holders if one.key not in kept]
        assert not came or len(today.holders) <= today.rules.capacity

    def _ceilings(self, then: Picture, today: Picture) -> None:
        for rule in today.rules.rules:
            have = situations.have(today.holders, rule)
            had = situations.have(then.holders, rule)
            assert rule.ceiling is None or have <= max(rule.ceiling, had)

    def _floors(self, then: Picture, today: Picture, now: datetime) -> None:
        """No place that was given put a floor out of reach, or further out of it.

        Whoever left in this step took their place from what was kept: that is counted out.
        """
        inside = {one.key for one in today.holders}
        stayed = [one for one in then.holders if one.key in inside]
        for question in today.rules.questions:
            before = situations.lacking(today.rules, stayed, question, now)
            assert situations.lacking(today.rules, today.holders, question, now) <= max(0, before)

    def _nobody_who_fits_waits(self, today: Picture, now: datetime) -> None:
        waiting = waiting_in_order(self.event.pk, today.rules)
        for unit in waiting.units:
            assert not situations.is_allowed(today.rules, today.holders, list(unit.people), now)
