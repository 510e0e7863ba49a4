from datetime import date
from decimal import Decimal

import pytest

from loim.events.models import EventKind, EventScope, EventStatus
from loim.networks.models import NetworkKind
from loim.people.models import OrganisationKind
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.engine import numbers
from loim.programmes.measures.method import method_of
from loim.programmes.measures.rows import rows
from loim.programmes.models import ManualEntry, Measure
from tests import factories as make

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
NEXT = Period(date(2024, 1, 1), date(2024, 12, 31))
LATER = date(2025, 2, 1)

pytestmark = pytest.mark.django_db


def value(measure: Measure, period: Period = YEAR, today: date = LATER) -> Decimal | None:
    """The number, once it is known that its rows add up to it."""
    number = numbers(method_of(measure), [period], today)[period]
    found = rows(method_of(measure), period, today)
    assert sum(row.contribution for row in found) == (number.value or 0) == found.total
    assert number.row_count == found.count() == len(list(found))
    return number.value


class TestAttendance:
    def test_a_municipality_counts_once_per_event_however_many_organisations_it_sent(self):
        programme = make.programme()
        activity = make.activity(programme)
        measure = make.measure(make.indicator(programme))
        city = make.municipality_organisation("Näidislinn")
        school = make.organisation(
            kind=OrganisationKind.MUNICIPAL_AGENCY, municipality=city.municipality
        )
        first, second = make.event(activity), make.event(activity)
        make.attendance(first, city, people=3)
        make.attendance(first, school, people=2)
        make.attendance(second, city)

        assert value(measure) == 2
        assert [row.people for row in rows(method_of(measure), YEAR, LATER)] == [1, 5]

    def test_an_association_in_a_municipality_does_not_take_part_for_it(self):
        programme = make.programme()
        held = make.event(make.activity(programme))
        measure = make.measure(make.indicator(programme))
        make.attendance(held, make.organisation(municipality=make.municipality()))

        assert value(measure) == 0

    def test_planned_and_cancelled_events_do_not_count(self):
        programme = make.programme()
        activity = make.activity(programme)
        measure = make.measure(make.indicator(programme))
        for status in (EventStatus.DRAFT, EventStatus.CANCELLED):
            make.attendance(make.event(activity, status=status), make.municipality_organisation())

        assert value(measure) == 0

    def test_only_the_chosen_kinds_count(self):
        programme = make.programme()
        activity = make.activity(programme)
        measure = make.measure(make.indicator(programme), kinds=[EventKind.TRAINING])
        city = make.municipality_organisation()
        make.attendance(make.event(activity, kind=EventKind.TRAINING), city)
        make.attendance(make.event(activity, kind=EventKind.INFO_DAY), city)

        assert value(measure) == 1

    def test_only_the_chosen_activities_count_with_all_below_them(self):
        programme = make.programme()
        chosen, other = make.activity(programme, "3.5.1.3"), make.activity(programme, "3.5.1.4")
        below = make.activity(programme, "3.5.1.3", "1.1")
        measure = make.measure(make.indicator(programme), activities=[chosen])
        for activity in (chosen, below, other):
            make.attendance(make.event(activity), make.municipality_organisation())

        assert value(measure) == 2

    def test_another_programme_counts_for_itself(self):
        programme, other = make.programme(), make.programme()
        measure = make.measure(make.indicator(programme))
        city = make.municipality_organisation()
        make.attendance(make.event(make.activity(programme)), city)
        make.attendance(make.event(make.activity(other)), city)

        assert value(measure) == 1

    def test_a_municipality_merged_into_another_that_also_came_counts_once_from_then_on(self):
        programme = make.programme()
        activity = make.activity(programme)
        measure = make.measure(make.indicator(programme))
        into = make.municipality_organisation("Jõhvi näide")
        merged = make.municipality_organisation("Toila näide")
        _merge(merged.municipality, into.municipality, last_day=date(2023, 6, 30))
        before = make.event(activity, start_date=date(2023, 6, 30))
        after = make.event(activity, start_date=date(2023, 7, 1))
        for event in (before, after):
            make.attendance(event, into)
            make.attendance(event, merged)

        assert value(measure) == 3

    def test_distinct_municipalities_are_those_that_exist_at_the_end_of_the_period(self):
        programme = make.programme()
        measure = make.measure(make.indicator(programme), rule=CountingRule.MUNICIPALITIES)
        into, merged = make.municipality_organisation(), make.municipality_organisation()
        _merge(merged.municipality, into.municipality, last_day=date(2023, 6, 30))
        held = make.event(make.activity(programme), start_date=date(2023, 3, 1))
        make.attendance(held, into)
        make.attendance(held, merged)

        assert value(measure) == 1
        assert value(measure, Period(date(2023, 1, 1), date(2023, 6, 30))) == 2

    def test_people_are_summed_over_all_organisations(self):
        programme = make.programme()
        measure = make.measure(make.indicator(programme), rule=CountingRule.SUM)
        held = make.event(make.activity(programme))
        make.attendance(held, make.organisation(), people=7)
        make.attendance(held, make.municipality_organisation(), people=5)

        assert value(measure) == 12

    def test_no_records_are_zero_and_a_year_to_come_is_no_data(self):
        programme = make.programme()
        measure = make.measure(make.indicator(programme))

        assert value(measure) == 0
        assert value(measure, NEXT, today=date(2023, 12, 31)) is None


class TestEvents:
    def test_nation_wide_trainings_count_each_once_whoever_came(self):
        programme = make.programme()
        activity = make.activity(programme, "3.5.1.4")
        measure = make.measure(
            make.indicator(programme),
            source="events",
            rule=CountingRule.RECORDS,
            kinds=[EventKind.TRAINING],
            scope=EventScope.NATIONAL,
        )
        held = make.event(activity, kind=EventKind.TRAINING, scope=EventScope.NATIONAL)
        make.event(activity, kind=EventKind.TRAINING, scope=EventScope.COUNTY)
        make.attendance(held, make.municipality_organisation(), people=4)
        make.attendance(held, make.organisation(), people=2)

        assert value(measure) == 1
        assert [row.people for row in rows(method_of(measure), YEAR, LATER)] == [6]


class TestPosts:
    def test_a_colleague_who_takes_over_counts_once(self):
        programme = make.programme()
        city = make.municipality_organisation()
        post = make.post(make.agreement(programme, city), city)
        make.holding(post, "Mari Näidis", end_date=date(2023, 5, 31))
        make.holding(post, "Jüri Näidis", start_date=date(2023, 6, 1))
        measure = _posts(programme)

        assert value(measure) == 1

    @pytest.mark.parametrize("rule", [CountingRule.RECORDS, CountingRule.MUNICIPALITIES])
    def test_half_time_and_vacant_posts_do_not_count(self, rule):
        programme = make.programme()
        city, other = make.municipality_organisation(), make.municipality_organisation()
        make.holding(make.post(make.agreement(programme, city), city, share="0.5"))
        vacant = make.post(make.agreement(programme, other), other)
        make.holding(vacant, end_date=date(2023, 12, 30))

        assert value(_posts(programme, rule)) == 0

    def test_without_an_agreement_in_force_a_post_does_not_count(self):
        programme = make.programme()
        city = make.municipality_organisation()
        ended = make.agreement(programme, city, end_date=date(2023, 6, 30))
        make.holding(make.post(ended, city))

        assert value(_posts(programme)) == 0
        assert value(_posts(programme), Period(date(2023, 1, 1), date(2023, 6, 30))) == 1

    def test_a_renewed_agreement_carries_the_post_on_and_counts_it_once(self):
        programme = make.programme()
        city = make.municipality_organisation()
        old = make.agreement(programme, city, end_date=date(2023, 12, 31))
        make.agreement(programme, city, start_date=date(2023, 10, 1))
        make.holding(make.post(old, city))

        assert value(_posts(programme)) == 1
        assert value(_posts(programme), NEXT) == 1

    def test_a_year_that_lasts_is_read_as_it_is_today(self):
        programme = make.programme()
        city = make.municipality_organisation()
        ending = make.agreement(programme, city, end_date=date(2023, 10, 31))
        make.holding(make.post(ending, city))

        assert value(_posts(programme), today=date(2023, 10, 2)) == 1
        assert value(_posts(programme), today=date(2023, 11, 1)) == 0


class TestNetworks:
    def test_a_partner_counts_once_however_many_networks_work_there(self):
        programme = make.programme()
        activity = make.activity(programme, "3.5.2.1")
        partner, other = make.municipality_organisation(), make.municipality_organisation()
        make.agreement(programme, partner)
        make.agreement(programme, partner)
        for led_by in (partner, partner, other):
            make.network(led_by, activity)
        measure = make.measure(
            make.indicator(programme), "partner_networks", CountingRule.MUNICIPALITIES
        )

        assert value(measure) == 1

    def test_an_institution_leads_under_the_agreement_of_its_municipality(self):
        programme = make.programme()
        city = make.municipality_organisation()
        institution = make.organisation(
            kind=OrganisationKind.MUNICIPAL_AGENCY, municipality=city.municipality
        )
        make.agreement(programme, city)
        make.network(institution, make.activity(programme, "3.5.2.1"))
        measure = make.measure(
            make.indicator(programme), "partner_networks", CountingRule.MUNICIPALITIES
        )

        assert value(measure) == 1

    def test_bodies_count_each_by_itself_while_they_work(self):
        programme = make.programme()
        activity = make.activity(programme, "3.5.2.4")
        city = make.municipality_organisation()
        make.network(city, activity, kind=NetworkKind.PARTICIPATORY_BODY)
        make.network(city, activity, kind=NetworkKind.INTEGRATION_CHAMBER)
        make.network(
            city, activity, kind=NetworkKind.INTEGRATION_CHAMBER, end_date=date(2023, 12, 1)
        )
        make.network(city, activity, kind=NetworkKind.SPECIALISTS)
        measure = make.measure(
            make.indicator(programme),
            "networks",
            CountingRule.RECORDS,
            kinds=[NetworkKind.PARTICIPATORY_BODY, NetworkKind.INTEGRATION_CHAMBER],
        )

        assert value(measure) == 2


class TestJourneys:
    def test_a_municipality_that_applies_two_journeys_counts_once(self):
        programme = make.programme()
        activity = make.activity(programme, "3.5.1.2")
        city = make.municipality_organisation()
        make.applied_journey(city, activity)
        make.applied_journey(city, activity)
        measure = make.measure(
            make.indicator(programme), "applied_journeys", CountingRule.MUNICIPALITIES
        )

        assert value(measure) == 0
        assert value(measure, NEXT) == 1


class TestEntriesByHand:
    def test_an_entry_adds_to_the_records_and_is_marked(self):
        programme = make.programme()
        indicator = make.indicator(programme)
        measure = make.measure(indicator)
        make.attendance(make.event(make.activity(programme)), make.municipality_organisation())
        _entry(indicator, "4", date(2023, 5, 1))

        assert value(measure) == 5
        assert [row.is_manual for row in rows(method_of(measure), YEAR, LATER)] == [True, False]

    def test_a_negative_entry_takes_away_and_is_not_dropped(self):
        programme = make.programme()
        indicator = make.indicator(programme)
        measure = make.measure(indicator)
        _entry(indicator, "4", date(2023, 5, 1))
        _entry(indicator, "-1.5", date(2023, 6, 1))

        assert value(measure) == Decimal("2.5")

    def test_an_entry_to_a_state_holds_until_its_year_ends(self):
        programme = make.programme()
        indicator = make.indicator(programme)
        measure = make.measure(indicator, "posts", CountingRule.MUNICIPALITIES)
        _entry(indicator, "2", date(2023, 5, 1))

        assert value(measure) == 2
        assert value(measure, NEXT) == 0
        assert value(measure, Period(date(2023, 1, 1), date(2024, 12, 31))) == 0

    def test_without_records_or_entries_there_is_no_data_but_an_entry_of_zero_is_zero(self):
        programme = make.programme()
        indicator = make.indicator(programme)
        measure = make.measure(indicator, "manual", CountingRule.SUM)

        assert value(measure) is None
        _entry(indicator, "0", date(2023, 5, 1))
        assert value(measure) == 0


def test_all_periods_take_one_query(django_assert_num_queries):
    programme = make.programme()
    activity = make.activity(programme)
    method = method_of(make.measure(make.indicator(programme)))
    for year in (2023, 2024):
        make.attendance(
            make.event(activity, start_date=date(year, 3, 1)), make.municipality_organisation()
        )
    both = Period(YEAR.start, NEXT.end)

    with django_assert_num_queries(1):
        found = numbers(method, [YEAR, NEXT, both], LATER)

    assert [found[period].value for period in (YEAR, NEXT, both)] == [1, 1, 2]


def _posts(programme, rule=CountingRule.MUNICIPALITIES) -> Measure:
    return make.measure(make.indicator(programme), "posts", rule)


def _entry(indicator, amount: str, day: date) -> ManualEntry:
    return make.manual_entry(indicator, amount, day)


def _merge(merged, into, *, last_day: date) -> None:
    merged.valid_to, merged.successor = last_day, into
    merged.save()
