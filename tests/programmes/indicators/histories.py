"""Random histories of records, kept as plain Python beside the database, and what they count to.

The oracle knows no SQL: it looks at each record, asks what it stands for on a day, and
puts that into a set. The engine must agree with it whatever happened, in whatever order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from loim.events.models import EventKind, EventStatus
from loim.networks.models import NetworkKind
from loim.programmes.logic.periods import Period

START, END = date(2023, 1, 1), date(2024, 12, 31)
PLACES = 4
CODES = [("3.5.1.3", ""), ("3.5.1.3", "1.1"), ("3.5.1.4", ""), ("3.5.2.1", "")]
COUNTED_CODES = {"3.5.1.3", "3.5.1.4"}
COUNTED_KINDS = {EventKind.TRAINING, EventKind.NETWORK_MEETING}

days = st.integers(0, (END - START).days).map(lambda n: START + timedelta(days=n))
ends = st.none() | days
# Who comes: (place, 0 government | 1 institution | 2 association).
organisations = st.tuples(st.integers(0, PLACES - 1), st.integers(0, 2))
governments = st.integers(0, PLACES - 1)


@dataclass
class Happening:
    """An event as it is in the end, and as it was first recorded."""

    day: date
    kind: EventKind
    status: EventStatus
    activity: int
    first_activity: int
    first_day: date
    came: dict[tuple[int, int], int]
    came_by_mistake: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Held:
    """A post of a place: its days, share, and the days on which somebody changes over."""

    place: int
    start: date
    end: date | None
    share: str
    handovers: list[date]
    is_vacant: bool


@dataclass
class Lasting:
    place: int
    start: date
    end: date | None
    kind: NetworkKind = NetworkKind.SPECIALISTS


@dataclass
class History:
    happenings: list[Happening]
    agreements: list[Lasting]
    posts: list[Held]
    networks: list[Lasting]
    by_hand: list[tuple[date, Decimal]]
    merger: tuple[int, int, date] | None
    order: Any  # a random.Random that shuffles what is recorded when


def _lasting(**more: Any) -> st.SearchStrategy[Lasting]:
    return st.builds(
        lambda place, start, end, **rest: Lasting(
            place, start, end if end is None or end >= start else start, **rest
        ),
        governments,
        days,
        ends,
        **more,
    )


happenings = st.builds(
    Happening,
    day=days,
    kind=st.sampled_from([EventKind.TRAINING, EventKind.NETWORK_MEETING, EventKind.INFO_DAY]),
    status=st.sampled_from([EventStatus.HELD, EventStatus.HELD, EventStatus.CANCELLED]),
    activity=st.integers(0, len(CODES) - 1),
    first_activity=st.integers(0, len(CODES) - 1),
    first_day=days,
    came=st.dictionaries(organisations, st.integers(1, 9), max_size=6),
    came_by_mistake=st.sets(organisations, max_size=2),
)
posts = st.builds(
    lambda place, start, end, share, handovers, is_vacant: Held(
        place,
        start,
        end if end is None or end >= start else start,
        share,
        sorted({day for day in handovers if day > start and (end is None or day <= end)}),
        is_vacant,
    ),
    governments,
    days,
    ends,
    st.sampled_from(["1", "1", "0.5"]),
    st.lists(days, max_size=2),
    st.booleans(),
)
mergers = st.none() | st.tuples(governments, governments, days).filter(lambda m: m[0] != m[1])
histories = st.builds(
    History,
    happenings=st.lists(happenings, max_size=5),
    agreements=st.lists(_lasting(), max_size=4),
    posts=st.lists(posts, max_size=4),
    networks=st.lists(
        _lasting(kind=st.sampled_from([NetworkKind.SPECIALISTS, NetworkKind.PARTICIPATORY_BODY])),
        max_size=4,
    ),
    by_hand=st.lists(st.tuples(days, st.decimals(-5, 5, places=2, allow_nan=False)), max_size=2),
    merger=mergers,
    order=st.randoms(use_true_random=False),
)


@dataclass(frozen=True)
class Oracle:
    """What a history counts to. Municipalities are numbers: the places."""

    history: History
    today: date

    def place_on(self, place: int, day: date) -> int:
        if self.history.merger:
            merged, into, last_day = self.history.merger
            if place == merged and day > last_day:
                return into
        return place

    def _counted(self, period: Period) -> Iterable[tuple[int, Happening]]:
        for n, one in enumerate(self.history.happenings):
            is_of_measure = CODES[one.activity][0] in COUNTED_CODES and one.kind in COUNTED_KINDS
            if one.status == EventStatus.HELD and is_of_measure and _in(period, one.day):
                yield n, one

    def participations(self, period: Period) -> Decimal:
        ones = {
            (n, self.place_on(place, one.day))
            for n, one in self._counted(period)
            for place, what in one.came
            if what != 2
        }
        return len(ones) + self._entered(period)

    def municipalities(self, period: Period) -> Decimal:
        read = period.reading_day(self.today)
        ones = {
            self.place_on(place, read)
            for _, one in self._counted(period)
            for place, what in one.came
            if what != 2
        }
        return len(ones) + self._entered(period)

    def people(self, period: Period) -> Decimal:
        came = (sum(one.came.values()) for _, one in self._counted(period))
        return Decimal(sum(came)) + self._entered(period)

    def events(self, period: Period) -> Decimal:
        return len(list(self._counted(period))) + self._entered(period)

    def _agreed(self, place: int, day: date) -> bool:
        return any(_lasts(one, day) for one in self.history.agreements if one.place == place)

    def posts(self, period: Period) -> Decimal:
        day = period.reading_day(self.today)
        ones = {
            self.place_on(post.place, day)
            for post in self.history.posts
            if post.share == "1"
            and not post.is_vacant
            and _lasts(post, day)
            and self._agreed(post.place, day)
        }
        return len(ones) + self._entered_state(period)

    def partner_networks(self, period: Period) -> Decimal:
        day = period.reading_day(self.today)
        ones = {
            self.place_on(one.place, day)
            for one in self.history.networks
            if _lasts(one, day) and self._agreed(one.place, day)
        }
        return len(ones) + self._entered_state(period)

    def bodies(self, period: Period) -> Decimal:
        day = period.reading_day(self.today)
        found = [
            one
            for one in self.history.networks
            if one.kind == NetworkKind.PARTICIPATORY_BODY and _lasts(one, day)
        ]
        return len(found) + self._entered_state(period)

    def _entered(self, period: Period) -> Decimal:
        amounts = (amount for day, amount in self.history.by_hand if _in(period, day))
        return sum(amounts, Decimal(0))

    def _entered_state(self, period: Period) -> Decimal:
        day = period.reading_day(self.today)
        return self._entered(Period(date(day.year, 1, 1), day))


def _in(period: Period, day: date) -> bool:
    return period.start <= day <= period.end


def _lasts(one: Lasting | Held, day: date) -> bool:
    return one.start <= day and (one.end is None or one.end >= day)
