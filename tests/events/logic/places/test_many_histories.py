"""Thousands of short histories without a database: come, leave, other capacity, time, by hand.

What the actions do to rows is tried in tests/events/places/test_histories.py; here it is the
rules alone, so that a thousand histories take seconds.
"""

from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.promotion import settle
from loim.events.logic.places.rules import Person, Rule, Rules, Unit
from tests.events.logic.places.situations import (
    NOW,
    PARTIES,
    have,
    is_allowed,
    lacking,
    tally_of,
)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("come"), st.sampled_from(PARTIES), st.sampled_from(["et", "ru"])),
        st.tuples(st.just("come whole"), st.sampled_from(PARTIES), st.sampled_from(["et", "ru"])),
        st.tuples(st.just("leave"), st.integers(0, 9)),
        st.tuples(st.just("capacity"), st.integers(1, 6)),
        st.tuples(st.just("time"), st.integers(1, 30)),
        st.tuples(st.just("by hand"), st.integers(0, 9)),
    ),
    min_size=3,
    max_size=12,
)
rules = st.builds(
    lambda capacity, floors, ceiling, hours: Rules(
        capacity,
        (
            Rule("party", "community", floors[0], None, NOW + timedelta(hours=hours)),
            Rule("party", "state", 0, ceiling),
            Rule("language", "ru", floors[1], None),
        ),
    ),
    st.integers(1, 5),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.none() | st.integers(1, 3),
    st.integers(1, 40),
)


@dataclass
class Place:
    """Who is in and who waits, as the desk would have it."""

    rules: Rules
    now: datetime = NOW
    inside: list[Person] = field(default_factory=list)
    queue: list[Unit] = field(default_factory=list)
    came: int = 0
    left: int = 0

    def settle(self) -> None:
        settled = settle(self.rules, tally_of(self.inside), self.queue, self.now)
        self.inside += [one for given_ in settled.given for one in given_.unit.people]
        self.queue = [unit for unit, _obstacle in settled.waiting]

    def do(self, step: tuple[object, ...]) -> None:
        name, *what = step
        if name in {"come", "come whole"}:
            self._come(str(what[0]), str(what[1]), 2 if name == "come whole" else 1)
        elif name == "leave" and self.inside:
            del self.inside[int(str(what[0])) % len(self.inside)]
            self.left += 1
        elif name == "capacity":
            self.rules = changed(self.rules, capacity=int(str(what[0])))
        elif name == "time":
            self.now += timedelta(hours=int(str(what[0])))
        elif name == "by hand" and self.queue and self._has_room():
            unit = self.queue.pop(int(str(what[0])) % len(self.queue))
            self.inside += unit.people
        self.settle()

    def _come(self, party: str, language: str, size: int) -> None:
        answers = frozenset({("party", party), ("language", language)})
        people = tuple(Person(self.came + n, answers) for n in range(size))
        self.came += size
        self.settle()  # time may have passed: whoever waits is before whoever comes
        unit = Unit(people[0].key, people)
        if obstacle(self.rules, tally_of(self.inside), unit, self.now) is None:
            self.inside += people
        else:
            self.queue.append(unit)

    def _has_room(self) -> bool:
        return len(self.inside) + 2 <= (self.rules.capacity or 0)


@given(rules, steps)
@settings(max_examples=1500, deadline=None)
def test_capacity_rules_and_people_are_kept_in_every_history(
    of: Rules, history: list[tuple[object, ...]]
) -> None:
    place = Place(of)
    for step in history:
        before = list(place.inside)
        place.do(step)

        stayed = [one for one in before if one in place.inside]
        assert len(place.inside) <= max(place.rules.capacity or 0, len(stayed))
        assert place.came == len(place.inside) + sum(map(len, place.queue)) + place.left
        for unit in place.queue:
            assert not is_allowed(place.rules, place.inside, list(unit.people), place.now)
        if step[0] == "by hand":
            continue
        for rule in place.rules.rules:
            if rule.ceiling is not None:
                assert have(place.inside, rule) <= max(rule.ceiling, have(stayed, rule))
        for question in place.rules.questions:
            out_of_reach = max(0, lacking(place.rules, stayed, question, place.now))
            assert lacking(place.rules, place.inside, question, place.now) <= out_of_reach
