"""Limits are counted by all processes together, and say nothing of whom they count."""

from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest
from django.db import connection

from loim.common.models import RequestCount
from loim.common.rates import WINDOW, count_request, forget_old_counts
from tests.processes import begin, end_of

NOW = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
TIMES = 40


def count(who: str = "192.0.2.7", what: str = "form", now: datetime = NOW) -> int:
    return count_request(what=what, who=who, now=now)


@pytest.mark.django_db
def test_each_who_asks_is_counted_by_window_and_by_what_is_asked() -> None:
    assert [count() for _time in range(3)] == [1, 2, 3]
    assert count(who="192.0.2.8") == 1
    assert count(what="key") == 1
    assert count(now=NOW + WINDOW - timedelta(seconds=1)) == 4
    assert count(now=NOW + WINDOW) == 1


@pytest.mark.django_db
def test_one_statement_counts(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        count()


@pytest.mark.django_db
def test_no_address_is_kept_and_what_is_over_is_forgotten() -> None:
    count()
    count(now=NOW + WINDOW)

    kept = " ".join(RequestCount.objects.values_list("key", flat=True))
    forget_old_counts(now=NOW + WINDOW)

    assert "192.0.2" not in kept
    assert [row.window_ends_at for row in RequestCount.objects.all()] == [NOW + 2 * WINDOW]


@pytest.mark.django_db
def test_counting_waits_for_no_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'common_requestcount'")
        assert cursor.fetchone()[0] == "u"


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together_and_lose_none() -> None:
    both = get_context("fork").Barrier(2)

    def count_many() -> None:
        both.wait(20)
        for _time in range(TIMES):
            count()

    processes = [begin(count_many) for _number in range(2)]

    assert [end_of(process) for process in processes] == [0, 0]
    assert count() == 2 * TIMES + 1
