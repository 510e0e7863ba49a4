"""Different people: each once, across cities and years, and nobody told of by a difference."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loim.casework.actions.statistics.publishing import publish_due_months
from loim.casework.logic.statistics.people import shown_together, tells_of_nobody_over_time
from loim.casework.models import PeopleFigure
from loim.people.models import Organisation, User
from tests.casework.conftest import Desks
from tests.factories.casework import client, enquiry
from tests.factories.figures import enquiries_of_month
from tests.factories.services import topic

DECEMBER = date(2022, 12, 1)


def known(of: Organisation, by: User, numbers: range, year: int) -> None:
    for number in numbers:
        who = client(of, pseudonym=f"{number:064}", made_at=datetime(year, 3, 1, tzinfo=UTC))
        enquiry(of, by, client=who, held_at=datetime(year, 3, 2, 9, tzinfo=UTC))


def people() -> dict[tuple[int | None, int, int], int | None]:
    return {
        (one.organisation_id, one.first_year, one.last_year): one.people
        for one in PeopleFigure.objects.all()
    }


def test_somebody_known_in_two_cities_is_counted_once_together(desks: Desks) -> None:
    known(desks.rakvere, desks.anu, range(20), 2022)
    known(desks.tartu, desks.olev, range(12, 30), 2022)
    for of, by in ((desks.rakvere, desks.anu), (desks.tartu, desks.olev)):
        enquiries_of_month(of, by, DECEMBER, {topic(): 40})

    publish_due_months(now=datetime(2023, 1, 9, tzinfo=UTC))

    assert people() == {
        (desks.rakvere.pk, 2022, 2022): 20,
        (desks.tartu.pk, 2022, 2022): 18,
        (None, 2022, 2022): 30,  # eight of them in both
    }


@pytest.mark.parametrize(("back", "shown"), [(8, 24), (3, None)])
def test_few_who_came_back_are_not_found_from_the_years(
    desks: Desks, back: int, shown: int | None
) -> None:
    known(desks.rakvere, desks.anu, range(16), 2021)
    known(desks.tartu, desks.olev, range(100, 120), 2021)
    for number in range(16 - back, 32 - back):
        again = client(desks.rakvere, pseudonym=f"{number:064}")
        held_at = datetime(2022, 3, 2, 9, tzinfo=UTC)
        enquiry(desks.rakvere, desks.anu, client=again, held_at=held_at)
    for year in (2021, 2022):
        enquiries_of_month(desks.rakvere, desks.anu, date(year, 12, 1), {topic(): 40})
        publish_due_months(now=datetime(year + 1, 1, 9, tzinfo=UTC))

    found = people()

    assert found[desks.rakvere.pk, 2021, 2021] == found[desks.rakvere.pk, 2022, 2022] == 16
    assert found[desks.rakvere.pk, 2021, 2022] == shown


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_what_can_be_subtracted_is_nobody_or_many(before: set[int], last: set[int]) -> None:
    together = len(before | last)
    if tells_of_nobody_over_time(len(before), len(last), together):
        for few in (before & last, before - last, last - before):
            assert not 0 < len(few) < 5


def test_few_who_were_in_two_cities_are_not_told_of() -> None:
    assert shown_together({1: 20, 2: 18}, 35) is None
    assert shown_together({1: 20, 2: 18}, 38) == 38
    assert shown_together({1: 20, 2: 18}, 30) == 30
