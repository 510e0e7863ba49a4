import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from loim.programmes.actions.indicators import (
    REFRESH_TASK,
    compute_values,
    queue_refresh,
    refresh_stale_values,
)
from loim.programmes.actions.indicators import values as values_module
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models import IndicatorValue, StaleSource
from tests import factories as make

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
YEAR = date(2023, 1, 1)


def value_of(indicator) -> object:
    return IndicatorValue.objects.get(
        indicator=indicator, start_date=YEAR, end_date=date(2023, 12, 31)
    ).value


def world():
    """A programme whose participations are counted, at zero so far."""
    programme = make.programme()
    activity = make.activity(programme)
    indicator = make.indicator(programme)
    make.measure(indicator)
    compute_values(programme, [indicator], now=NOW, today=NOW.date())
    return programme, activity, indicator


@pytest.mark.django_db
class TestRefresh:
    def test_a_recorded_event_marks_the_numbers_and_a_refresh_brings_them_up_to_date(self):
        _, activity, indicator = world()
        make.attendance(make.event(activity), make.municipality_organisation())
        assert StaleSource.objects.exists()

        refreshed = refresh_stale_values(now=NOW)

        assert (refreshed, value_of(indicator)) == (1, 1)
        assert not StaleSource.objects.exists()

    def test_only_what_a_source_feeds_is_counted_again(self):
        programme, activity, _ = world()
        other = make.indicator(programme)
        make.measure(other, "networks", CountingRule.RECORDS)
        compute_values(programme, [other], now=NOW, today=NOW.date())
        make.network(make.municipality_organisation(), activity)

        assert refresh_stale_values(now=NOW) == 1
        assert value_of(other) == 1

    def test_another_programme_is_left_alone(self):
        _, activity, _ = world()
        world()
        make.event(activity)

        assert refresh_stale_values(now=NOW) == 1

    def test_nothing_to_do_is_a_few_queries(self, django_assert_max_num_queries):
        world()
        refresh_stale_values(now=NOW)

        with django_assert_max_num_queries(8):
            assert refresh_stale_values(now=NOW) == 0

    @pytest.mark.parametrize("records", [1, 3])
    def test_the_number_of_records_changes_no_number_of_queries(
        self, records, django_assert_num_queries
    ):
        _, activity, _ = world()
        for _ in range(records):
            make.attendance(make.event(activity), make.municipality_organisation())

        with django_assert_num_queries(15):
            refresh_stale_values(now=NOW)

    def test_on_a_new_day_a_state_is_read_anew_though_nobody_recorded_anything(self):
        programme = make.programme()
        city = make.municipality_organisation()
        ending = make.agreement(programme, city, end_date=NOW.date())
        make.holding(make.post(ending, city))
        indicator = make.indicator(programme)
        make.measure(indicator, "posts", CountingRule.MUNICIPALITIES)
        refresh_stale_values(now=NOW)
        assert value_of(indicator) == 1

        refresh_stale_values(now=NOW + timedelta(days=1))

        assert value_of(indicator) == 0

    def test_a_measure_that_nobody_has_counted_is_counted(self):
        indicator = make.indicator(make.programme())
        make.measure(indicator)

        refresh_stale_values(now=NOW)

        assert value_of(indicator) == 0

    def test_a_party_that_joins_an_agreement_counts_at_once(self):
        programme = make.programme()
        city = make.municipality_organisation()
        agreement = make.agreement(programme)
        make.holding(make.post(agreement, city))
        indicator = make.indicator(programme)
        make.measure(indicator, "posts", CountingRule.MUNICIPALITIES)
        refresh_stale_values(now=NOW)
        assert value_of(indicator) == 0

        agreement.parties.create(organisation=city)
        refresh_stale_values(now=NOW)

        assert value_of(indicator) == 1

    def test_a_municipality_that_merges_changes_the_numbers(self):
        _, activity, indicator = world()
        into, merged = make.municipality_organisation(), make.municipality_organisation()
        event = make.event(activity, start_date=date(2023, 8, 1))
        make.attendance(event, into)
        make.attendance(event, merged)
        refresh_stale_values(now=NOW)
        assert value_of(indicator) == 2

        merged.municipality.valid_to = date(2023, 6, 30)
        merged.municipality.successor = into.municipality
        merged.municipality.save()
        refresh_stale_values(now=NOW)

        assert value_of(indicator) == 1


@pytest.fixture
def no_jobs(db) -> None:
    """The queue's tables are not the tests' to truncate."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.django_db(transaction=True)
class TestConcurrency:
    def test_a_change_that_is_committed_during_a_refresh_is_counted_by_the_next(self, monkeypatch):
        _, activity, indicator = world()
        first, second = make.event(activity), make.event(activity)
        make.attendance(first, make.municipality_organisation())
        city = make.municipality_organisation()
        StaleSource.objects.all().delete()
        StaleSource.objects.create(programme=indicator.programme, source="events", marked_at=NOW)
        counting = values_module.numbers

        def while_counting(*args):
            found = counting(*args)
            in_another_connection(lambda: make.attendance(second, city))
            monkeypatch.setattr(values_module, "numbers", counting)
            return found

        monkeypatch.setattr(values_module, "numbers", while_counting)
        refresh_stale_values(now=NOW)
        assert value_of(indicator) == 1
        assert StaleSource.objects.count() == 1

        refresh_stale_values(now=NOW)
        assert value_of(indicator) == 2

    def test_a_mark_not_yet_committed_is_neither_taken_nor_lost(self):
        _, activity, indicator = world()
        event, city = make.event(activity), make.municipality_organisation()
        refresh_stale_values(now=NOW)

        with transaction.atomic():
            make.attendance(event, city)
            in_another_connection(lambda: refresh_stale_values(now=NOW))
            assert StaleSource.objects.count() == 1
        refresh_stale_values(now=NOW)

        assert value_of(indicator) == 1

    def test_an_older_count_never_overwrites_a_newer_one(self, monkeypatch):
        """The first refresh stops in mid-count; the second waits for it and counts after it."""
        _, activity, indicator = world()
        first, second = make.event(activity), make.event(activity)
        make.attendance(first, make.municipality_organisation())
        city = make.municipality_organisation()
        counting = values_module.numbers
        others: list[threading.Thread] = []

        def while_counting(*args):
            monkeypatch.setattr(values_module, "numbers", counting)
            found = counting(*args)
            in_another_connection(lambda: make.attendance(second, city))
            others.append(start(lambda: refresh_stale_values(now=NOW)))
            others[0].join(0.5)
            assert others[0].is_alive()  # it waits for its turn
            return found

        monkeypatch.setattr(values_module, "numbers", while_counting)
        refresh_stale_values(now=NOW)
        others[0].join(20)

        assert value_of(indicator) == 2

    def test_a_refresh_is_queued_once_when_what_goes_on_is_committed(self, no_jobs):
        with transaction.atomic():
            queue_refresh()
            queue_refresh()
            assert not ProcrastinateJob.objects.filter(task_name=REFRESH_TASK).exists()

        assert ProcrastinateJob.objects.filter(task_name=REFRESH_TASK).count() == 1

    def test_what_is_rolled_back_queues_nothing(self, no_jobs):
        with transaction.atomic():
            queue_refresh()
            transaction.set_rollback(True)

        assert not ProcrastinateJob.objects.filter(task_name=REFRESH_TASK).exists()


def start(work) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def in_another_connection(work) -> None:
    thread = start(work)
    thread.join(20)
    assert not thread.is_alive()
