"""Small invented events: rules, who holds a place, who waits. And an oracle that tries all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, combinations

from hypothesis import strategies as st

from loim.events.logic.places.rules import Person, Rule, Rules, Tally, Unit

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
PARTIES = ("community", "municipality", "state")
LANGUAGES = ("et", "ru")


@dataclass(frozen=True)
class Situation:
    rules: Rules
    holders: tuple[Person, ...]
    queue: tuple[Unit, ...]

    @property
    def tally(self) -> Tally:
        return tally_of(self.holders)


def tally_of(people: tuple[Person, ...] | list[Person]) -> Tally:
    tally = Tally()
    for person in people:
        tally.add(person)
    return tally


def person(key: int, *answers: tuple[str, str], of: str = "") -> Person:
    return Person(key, frozenset(answers), of)


def single(key: int, *answers: tuple[str, str], of: str = "") -> Unit:
    return Unit(key, (person(key, *answers, of=of),))


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    stated = []
    for question, answers in (
        ("party", PARTIES),
        ("language", LANGUAGES),
        ("beds", ("one", "two")),
    ):
        for answer in draw(st.sets(st.sampled_from(answers))):
            floor = draw(st.integers(0, 3)) if question != "beds" else draw(st.integers(0, 1))
            ceiling = draw(st.none() | st.integers(floor, 4))
            released = draw(st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(1)]))
            stated.append(Rule(question, answer, floor, ceiling, released))
    complete = {"language": frozenset(LANGUAGES)} if draw(st.booleans()) else {}
    return Rules(
        capacity=draw(st.none() | st.integers(0, 7)),
        rules=tuple(sorted(stated, key=lambda rule: rule.about)),
        most_per_organisation=draw(st.none() | st.integers(1, 2)),
        complete=complete,
        several=frozenset({"beds"}),
    )


@st.composite
def people(draw: st.DrawFn, key: int) -> Person:
    answers = {("language", draw(st.sampled_from(LANGUAGES)))}
    if draw(st.booleans()):
        answers.add(("party", draw(st.sampled_from(PARTIES))))
    answers |= {("beds", bed) for bed in draw(st.sets(st.sampled_from(("one", "two"))))}
    return Person(key, frozenset(answers), draw(st.sampled_from(["", "Ühing", "Selts"])))


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    sizes = draw(st.lists(st.sampled_from([1, 1, 1, 2, 3]), max_size=7))
    holders = tuple(draw(people(1000 + n)) for n in range(draw(st.integers(0, 5))))
    queue, key = [], 1
    for size in sizes:
        members = tuple(draw(people(key + n)) for n in range(size))
        queue.append(Unit(key, members))
        key += size
    return Situation(draw(rules()), holders, tuple(queue))


def subsets(units: tuple[Unit, ...]) -> Iterator[tuple[Unit, ...]]:
    return chain.from_iterable(combinations(units, size) for size in range(len(units) + 1))


def floors_unfilled(of: Rules, people_in: list[Person]) -> int:
    return sum(max(0, floor - have(people_in, rule)) for rule, floor in floors(of))


def floors(of: Rules, at: datetime = NOW) -> list[tuple[Rule, int]]:
    return [(rule, rule.floor_at(at)) for rule in of.rules]


def have(people_in: list[Person], rule: Rule) -> int:
    return sum(rule.about in one.answers for one in people_in)


def is_allowed(of: Rules, before: list[Person], coming: list[Person], at: datetime = NOW) -> bool:
    """Said anew, in the plainest way: capacity, ceilings, organisations, and what floors need."""
    after = before + coming
    if of.capacity is not None and coming and len(after) > of.capacity:
        return False
    for rule in of.rules:
        grew = have(coming, rule) > 0
        if rule.ceiling is not None and grew and have(after, rule) > rule.ceiling:
            return False
    for name in {one.organisation for one in coming if one.organisation}:
        count = sum(one.organisation == name for one in after)
        if of.most_per_organisation is not None and count > of.most_per_organisation:
            return False
    return all(
        lacking(of, after, question, at) <= max(0, lacking(of, before, question, at))
        for question in of.questions
    )


def lacking(of: Rules, people_in: list[Person], question: str, at: datetime = NOW) -> int:
    """How many more places this question's floors need than can still be given; may be below 0."""
    missing = [
        max(0, floor - have(people_in, rule))
        for rule, floor in floors(of, at)
        if rule.question == question
    ]
    need = max(missing, default=0) if question in of.several else sum(missing)
    return need - room(of, people_in)


def room(of: Rules, people_in: list[Person]) -> int:
    left = [10**9 if of.capacity is None else max(0, of.capacity - len(people_in))]
    for question, answers in of.complete.items():
        capped = {r.answer: r for r in of.rules if r.question == question and r.ceiling is not None}
        if capped.keys() >= answers:
            left.append(sum(max(0, (r.ceiling or 0) - have(people_in, r)) for r in capped.values()))
    return min(left)
