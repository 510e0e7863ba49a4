"""Random histories of an event's places: people, organisers and time do what they can do."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from loim.common.refusals import Refusal
from loim.events.actions.places import (
    accept_offer,
    admit_by_hand,
    change_registration,
    confirm_email,
    decline_offer,
    move_to_waiting,
    refuse,
    register,
    reorder,
    settle_places,
    withdraw,
)
from loim.events.logic.participant_states import LIVE
from loim.events.models import Door, Event, Participant, RegistrationSettings
from loim.events.queries.places.explanation import explanation_of
from tests import factories as make
from tests.events.places.asking import NOW, organiser_of, person, request
from tests.events.places.promises import Promises

PARTIES = ("community", "municipality", "state")
LANGUAGES = ("et", "ru")
party, language = st.sampled_from(PARTIES), st.sampled_from(LANGUAGES)
which = st.integers(0, 9)


class PlacesMachine(RuleBasedStateMachine):
    """`promises` are checked after every step; the database is put back after each history.

    `rows` is everybody, as they were after the last step.
    """

    def __init__(self) -> None:
        super().__init__()
        self._transaction: Any = transaction.atomic()
        self._transaction.__enter__()
        self.now: datetime = NOW
        self.people = 0
        self.rows: list[Participant] = []

    def teardown(self) -> None:
        for one in self.rows:
            assert explanation_of(one, "et", now=self.now)
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    @initialize(
        capacity=st.integers(1, 6),
        floors=st.tuples(st.integers(0, 2), st.integers(0, 2)),
        ceilings=st.tuples(st.none() | st.integers(2, 3), st.none() | st.integers(2, 3)),
        released_after=st.none() | st.integers(1, 60),
        most=st.none() | st.integers(1, 3),
    )
    def begin(
        self,
        capacity: int,
        floors: tuple[int, int],
        ceilings: tuple[int | None, int | None],
        released_after: int | None,
        most: int | None,
    ) -> None:
        settings = make.registration_settings(
            capacity=capacity, most_per_organisation=most, offer_hours=10, confirm_hours=5
        )
        self.event: Event = settings.event
        self.organiser = organiser_of(self.event)
        released = None if released_after is None else NOW + timedelta(hours=released_after)
        fields = {"released_at": released}
        make.place_rule(
            self.event, value="community", floor=floors[0], ceiling=ceilings[0], **fields
        )
        make.place_rule(
            self.event, "language", "ru", floor=floors[1], ceiling=ceilings[1], **fields
        )
        self.promises = Promises(self.event)

    # What people do.

    @rule(parties=st.lists(party, min_size=1, max_size=3), speaks=language, data=st.data())
    def somebody_registers(self, parties: list[str], speaks: str, data: st.DataObject) -> None:
        people = []
        for one in parties:
            self.people += 1
            of = data.draw(st.sampled_from(["", "Ühing"]))
            people.append(
                person(f"I{self.people}", party=one, language=speaks, organisation_name=of)
            )
        asked = request(
            *people,
            comes_whole=data.draw(st.booleans()),
            is_confirmed=data.draw(st.booleans()),
        )
        door, by = data.draw(st.sampled_from([(Door.SELF, None), (Door.ORGANISER, self.organiser)]))
        self._do(lambda: register(event=self.event, request=asked, door=door, by=by, now=self.now))

    @precondition(lambda self: self._any(*LIVE))
    @rule(number=which)
    def somebody_withdraws(self, number: int) -> None:
        one = self._one(number, *LIVE)
        self._do(lambda: withdraw(participants=[one], by=None, now=self.now), leaves=[one])

    @precondition(lambda self: self._any("offered"))
    @rule(number=which)
    def an_offer_is_accepted(self, number: int) -> None:
        one = self._one(number, "offered")
        self._do(lambda: accept_offer(participant=one, is_registrant=True, now=self.now))

    @precondition(lambda self: self._any("offered"))
    @rule(number=which)
    def an_offer_is_declined(self, number: int) -> None:
        one = self._one(number, "offered")
        self._do(lambda: decline_offer(participant=one, now=self.now), leaves=[one])

    @precondition(lambda self: self._any(*LIVE))
    @rule(number=which)
    def an_address_is_confirmed(self, number: int) -> None:
        one = self._one(number, *LIVE)
        self._do(lambda: confirm_email(registration=one.registration, now=self.now))

    @precondition(lambda self: self._any(*LIVE))
    @rule(number=which, new_party=party)
    def answers_change(self, number: int, new_party: str) -> None:
        one = self._one(number, *LIVE)
        others = [
            row
            for row in self.rows
            if row.registration_id == one.registration_id and row.state in LIVE
        ]
        asked = request(
            *[
                person(
                    other.name,
                    email=other.email,
                    language=other.language,
                    party=new_party if other.pk == one.pk else other.party,
                    organisation_name=other.organisation_name,
                    participant=other.pk,
                )
                for other in others
            ],
            comes_whole=one.registration.comes_whole,
        )
        self._do(
            lambda: change_registration(
                registration=one.registration, request=asked, by=None, now=self.now
            ),
            changes_answers=True,
        )

    # What organisers do.

    @precondition(lambda self: self._any("waiting", "offered"))
    @rule(number=which)
    def somebody_is_admitted_by_hand(self, number: int) -> None:
        one = self._one(number, "waiting", "offered")
        self._by_hand(admit_by_hand, one, passes_rules=True)

    @precondition(lambda self: self._any("waiting", "offered", "admitted"))
    @rule(number=which, is_held_back=st.booleans())
    def somebody_is_moved_back(self, number: int, is_held_back: bool) -> None:
        one = self._one(number, "waiting", "offered", "admitted")
        self._by_hand(move_to_waiting, one, is_held_back=is_held_back)

    @precondition(lambda self: self._any(*LIVE))
    @rule(number=which)
    def somebody_is_refused(self, number: int) -> None:
        one = self._one(number, *LIVE)
        self._by_hand(refuse, one, leaves=[one])

    @precondition(lambda self: self._any("waiting"))
    @rule(number=which, position=st.integers(1, 4))
    def the_queue_is_reordered(self, number: int, position: int) -> None:
        one = self._one(number, "waiting")
        self._do(
            lambda: reorder(
                event=self.event,
                participant=one,
                position=position,
                note="Sest.",
                by=self.organiser,
                now=self.now,
            )
        )

    @rule(capacity=st.integers(1, 7))
    def the_capacity_changes(self, capacity: int) -> None:
        RegistrationSettings.objects.filter(event=self.event).update(capacity=capacity)
        self._do(lambda: settle_places(event=self.event, now=self.now), changes_capacity=True)

    @rule(hours=st.sampled_from([1, 4, 6, 12, 70]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self._do(lambda: settle_places(event=self.event, now=self.now))

    def _do(self, step: Any, **allowed: Any) -> Any:
        self.promises.before(self.now)
        try:
            outcome = step()
        except Refusal as refusal:
            outcome = refusal
        self.promises.after(self.now, is_refused=isinstance(outcome, Refusal), **allowed)
        self.promises.came(outcome)
        self.rows = self.promises.everybody()
        return outcome

    def _by_hand(self, action: Any, one: Participant, **options: Any) -> None:
        allowed = {
            name: options.pop(name) for name in ("leaves", "passes_rules") if name in options
        }
        self._do(
            lambda: action(
                participants=[one], note="Sest.", by=self.organiser, now=self.now, **options
            ),
            **allowed,
        )

    def _any(self, *states: str) -> bool:
        return any(one.state in states for one in self.rows)

    def _one(self, number: int, *states: str) -> Participant:
        found = [one for one in self.rows if one.state in states]
        return found[number % len(found)]
