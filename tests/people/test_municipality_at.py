"""Which municipality is this, on that day?"""

from datetime import date

import pytest

from loim.people.models import Municipality, MunicipalityAt
from tests import factories

pytestmark = pytest.mark.django_db


def current_on(place: Municipality, day: date) -> list[str]:
    spans = MunicipalityAt.objects.filter(
        municipality=place, first_day__lte=day, last_day__gte=day
    ).select_related("current")
    return [span.current.name for span in spans]


def test_a_municipality_is_itself_until_its_last_day_and_its_successor_from_the_next():
    into = factories.municipality("Jõhvi vald")
    merged = factories.municipality("Toila vald", valid_to=date(2025, 10, 31), successor=into)

    assert current_on(merged, date(2023, 5, 1)) == ["Toila vald"]
    assert current_on(merged, date(2025, 10, 31)) == ["Toila vald"]
    assert current_on(merged, date(2025, 11, 1)) == ["Jõhvi vald"]
    assert current_on(into, date(2023, 5, 1)) == ["Jõhvi vald"]


def test_mergers_in_a_row_are_followed_to_the_last():
    last = factories.municipality("Kolmas")
    second = factories.municipality("Teine", valid_to=date(2025, 10, 31), successor=last)
    first = factories.municipality("Esimene", valid_to=date(2017, 10, 31), successor=second)

    assert current_on(first, date(2017, 10, 31)) == ["Esimene"]
    assert current_on(first, date(2020, 1, 1)) == ["Teine"]
    assert current_on(first, date(2026, 1, 1)) == ["Kolmas"]


def test_one_that_ended_without_a_successor_still_counts_as_itself():
    ended = factories.municipality("Kadunud vald", valid_to=date(2020, 1, 1))

    assert current_on(ended, date(2026, 1, 1)) == ["Kadunud vald"]
