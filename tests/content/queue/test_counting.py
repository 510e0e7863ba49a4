"""Readers are counted by text, language and day; nobody else is."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from loim.content.actions.counting import count_reading
from loim.content.models import ReadCount, Text
from loim.content.queries.reading import shown_texts
from loim.people.models import User
from tests.clock import freeze_time
from tests.world import World

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def read(text: Text, language: str, *, by: User | None = None, **headers: str) -> None:
    request = RequestFactory().get("/", headers={"user-agent": FIREFOX, **headers})
    request.user = by or AnonymousUser()
    count_reading(request, shown_texts([text.pk], language)[text.pk])


def counts() -> list[tuple[str, date, int]]:
    return list(
        ReadCount.objects.order_by("language", "day").values_list("language", "day", "readings")
    )


def test_readers_are_counted_under_the_language_that_they_wanted(text: Text) -> None:
    with freeze_time("2023-10-02T12:00:00Z"):
        read(text, "et")
        read(text, "et")
        read(text, "uk")  # they got Estonian, and missed Ukrainian
    with freeze_time("2023-10-02T22:00:00Z"):  # the third, in Tallinn
        read(text, "et")

    assert counts() == [
        ("et", date(2023, 10, 2), 2), ("et", date(2023, 10, 3), 1), ("uk", date(2023, 10, 2), 1),
    ]  # fmt: skip


def test_programs_pages_loaded_ahead_and_those_who_write_do_not_count(
    text: Text, world: World
) -> None:
    read(text, "et", **{"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    read(text, "et", **{"user-agent": ""})
    read(text, "et", **{"sec-purpose": "prefetch;prerender"})
    read(text, "et", by=world.coordinator)
    assert counts() == []

    read(text, "et", by=User.objects.create(email="lugeja@example.ee"))
    assert [number for _language, _day, number in counts()] == [1]


def test_a_day_is_counted_in_one_row(text: Text) -> None:
    row = {"text": text, "language": "et", "day": date(2023, 10, 2)}
    ReadCount.objects.create(**row)
    with pytest.raises(IntegrityError, match="read_count_once_a_day"), transaction.atomic():
        ReadCount.objects.create(**row)
    with pytest.raises(IntegrityError, match="language_is_known"), transaction.atomic():
        ReadCount.objects.create(**{**row, "language": "de"})
