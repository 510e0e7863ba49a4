"""Whatever happened, in whatever order: the engine agrees with an oracle that knows no SQL."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from loim.events.models import Attendance, Event, EventStatus
from loim.networks.models import NetworkKind
from loim.people.models import Municipality, OrganisationKind
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.engine import numbers
from loim.programmes.measures.freezing import frozen_numbers
from loim.programmes.measures.method import method_of
from loim.programmes.measures.rows import rows
from loim.programmes.models import Programme
from tests import factories as make
from tests.programmes.indicators.histories import (
    CODES,
    COUNTED_CODES,
    COUNTED_KINDS,
    END,
    PLACES,
    START,
    Happening,
    Held,
    History,
    Oracle,
    days,
    histories,
)

PERIODS = [
    Period(START, END),
    Period(date(2023, 1, 1), date(2023, 12, 31)),
    Period(date(2024, 1, 1), date(2024, 12, 31)),
    Period(date(2023, 4, 1), date(2023, 9, 30)),
]
SOURCES = {
    "participations": ("attendance", CountingRule.PARTICIPATIONS),
    "municipalities": ("attendance", CountingRule.MUNICIPALITIES),
    "people": ("attendance", CountingRule.SUM),
    "events": ("events", CountingRule.RECORDS),
    "posts": ("posts", CountingRule.MUNICIPALITIES),
    "partner_networks": ("partner_networks", CountingRule.MUNICIPALITIES),
    "bodies": ("networks", CountingRule.RECORDS),
}


class World:
    """The database of a history: writes it down step by step, in a shuffled order."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.programme: Programme = make.programme(end_date=END)
        self.activities = [make.activity(self.programme, *code) for code in CODES]
        self.places = [make.municipality() for _ in range(PLACES)]
        self.organisations = {
            (n, what): make.organisation(kind=kind, municipality=place)
            for n, place in enumerate(self.places)
            for what, kind in enumerate(
                [
                    OrganisationKind.MUNICIPALITY,
                    OrganisationKind.MUNICIPAL_AGENCY,
                    OrganisationKind.NGO,
                ]
            )
        }
        self.methods = {}
        roots = [a for a in self.activities if a.code in COUNTED_CODES and not a.number]
        for name, (source, rule) in SOURCES.items():
            indicator = make.indicator(self.programme, name)
            is_of_events = source in ("attendance", "events")
            kinds = sorted(COUNTED_KINDS) if is_of_events else []
            measure = make.measure(
                indicator,
                source,
                rule,
                activities=roots if is_of_events else [],
                kinds=[NetworkKind.PARTICIPATORY_BODY] if name == "bodies" else kinds,
            )
            self.methods[name] = method_of(measure)
            for day, amount in history.by_hand:
                make.manual_entry(indicator, str(amount), day)
        steps = [lambda one=one: self.happened(one) for one in history.happenings]
        steps += [lambda one=one: self.agreed(one) for one in history.agreements]
        steps += [lambda one=one: self.networked(one) for one in history.networks]
        steps.append(self.merged)
        history.order.shuffle(steps)
        for step in steps:
            step()
        for post in history.posts:  # a post stands under an agreement
            self.employed(post)

    def merged(self) -> None:
        if self.history.merger:
            merged, into, last_day = self.history.merger
            place = Municipality.objects.get(pk=self.places[merged].pk)
            place.valid_to, place.successor = last_day, self.places[into]
            place.save()

    def happened(self, one: Happening) -> None:
        """Recorded with mistakes, then corrected: moved, redated, wrong rows taken away."""
        event = make.event(
            self.activities[one.first_activity],
            start_date=one.first_day,
            kind=one.kind,
            status=EventStatus.DRAFT,
        )
        came = list(one.came.items())
        self.history.order.shuffle(came)
        for who, people in came:
            make.attendance(event, self.organisations[who], people)
        for who in one.came_by_mistake - one.came.keys():
            make.attendance(event, self.organisations[who])
        Event.objects.filter(pk=event.pk).update(
            activity=self.activities[one.activity],
            start_date=one.day,
            end_date=one.day,
            status=one.status,
        )
        wrong = [self.organisations[who].pk for who in one.came_by_mistake - one.came.keys()]
        Attendance.objects.filter(event=event, organisation__in=wrong).delete()

    def agreed(self, one) -> None:
        government = self.organisations[one.place, 0]
        make.agreement(self.programme, government, start_date=one.start, end_date=one.end)

    def employed(self, one: Held) -> None:
        government = self.organisations[one.place, 0]
        # An agreement of old: only those of the history say whether one is in force.
        old = make.agreement(
            self.programme, start_date=date(2022, 1, 1), end_date=date(2022, 12, 31)
        )
        post = make.post(old, government, share=one.share, start_date=one.start, end_date=one.end)
        if one.is_vacant:
            return
        starts = [one.start, *one.handovers]
        lasts = [day - timedelta(days=1) for day in one.handovers]
        for n, (start, last) in enumerate(zip(starts, [*lasts, one.end], strict=True)):
            make.holding(post, f"Kolleeg {n}", start_date=start, end_date=last)

    def networked(self, one) -> None:
        make.network(
            self.organisations[one.place, 0],
            self.activities[3],
            kind=one.kind,
            start_date=one.start,
            end_date=one.end,
        )


class TestNeverTwiceNeverLost(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories, st.just(date(2025, 3, 1)) | days)
    def test_every_number_is_what_the_records_say(self, history, today):
        world, oracle = World(history), Oracle(history, today)

        for name, method in world.methods.items():
            found = numbers(method, PERIODS, today)
            for period in PERIODS:
                expected = getattr(oracle, name)(period) if period.start <= today else None
                assert found[period].value == expected, (name, period)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories, st.just(date(2025, 3, 1)) | days)
    def test_the_rows_add_up_to_the_number_and_none_stands_twice(self, history, today):
        world = World(history)

        for name, method in world.methods.items():
            for period, number in numbers(method, PERIODS, today).items():
                found = list(rows(method, period, today))
                keys = {(row.record, row.municipality, row.is_manual) for row in found}
                assert sum(row.contribution for row in found) == (number.value or 0), name
                assert len(found) == len(keys) == number.row_count, name

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories)
    def test_the_years_of_what_happens_add_up_to_the_whole(self, history):
        world = World(history)

        for name in ("participations", "people", "events"):
            found = numbers(world.methods[name], PERIODS[:3], date(2025, 3, 1))
            whole, *years = (number.value for number in found.values())
            assert whole == sum(years, Decimal(0)), name

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(histories)
    def test_a_frozen_number_does_not_drift_by_itself(self, history):
        world = World(history)
        frozen = frozen_numbers(world.programme, PERIODS[1], date(2025, 3, 1))

        assert [one.digest for one in frozen] == [
            one.digest for one in frozen_numbers(world.programme, PERIODS[1], date(2026, 3, 1))
        ]
        assert len(frozen) == len(SOURCES)
