"""A whole day at once: looked at before it is written, written once, nothing typed is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.casework.logic.enquiries.day_grid import Cell, read_grid
from loim.casework.models import Enquiry
from loim.services.models import Topic
from tests.casework.conftest import Desks


@pytest.fixture
def anu(client: Client, desks: Desks) -> Client:
    client.force_login(desks.anu)
    return client


@pytest.fixture
def day(housing: Topic, work: Topic) -> dict[str, Any]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "day": yesterday.isoformat(), "channel": "event", "minutes": "5",
        "outcome": "answered", "target_group": "newcomer", "municipality": "",
        "submission": str(uuid4()), f"count-{housing.pk}-uk": "12", f"count-{work.pk}-ru": "3",
    }  # fmt: skip


def test_nothing_is_saved_before_it_was_looked_at(anu: Client, day: dict[str, Any]) -> None:
    looked = anu.post(reverse("enquiry-day"), {**day, "do": "look"})

    assert looked.context["form"].grid.total == 15
    assert looked.context["form"].minutes_together == 75
    assert not Enquiry.objects.exists()


def test_a_day_is_written_once_however_often_it_is_sent(
    anu: Client, day: dict[str, Any], housing: Topic
) -> None:
    for _time in range(2):
        anu.post(reverse("enquiry-day"), {**day, "do": "save"})

    made = Enquiry.objects.all()
    assert len(made) == 15
    assert made.filter(language="uk", topics=housing, channel="event").count() == 12
    assert {timezone.localdate(one.held_at).isoformat() for one in made} == {day["day"]}


def test_what_cannot_be_read_is_said_at_its_place_and_the_rest_stays(
    anu: Client, day: dict[str, Any], work: Topic
) -> None:
    wrong = {**day, f"count-{work.pk}-ru": "kolm", f"count-{work.pk}-en": "900", "do": "save"}

    answer = anu.post(f"/en{reverse('enquiry-day')}", wrong)

    page = answer.content.decode()
    assert "Write a whole number" in page
    assert "At most 200." in page
    assert 'value="12"' in page
    assert 'value="kolm"' in page
    assert not Enquiry.objects.exists()


def test_a_day_that_has_not_come_is_refused(anu: Client, day: dict[str, Any]) -> None:
    tomorrow = timezone.localdate() + timedelta(days=2)

    answer = anu.post(f"/en{reverse('enquiry-day')}", {**day, "day": tomorrow, "do": "save"})

    assert "has not come yet" in answer.content.decode()
    assert not Enquiry.objects.exists()


@settings(suppress_health_check=[HealthCheck.too_slow])  # its first draw on a busy machine
@given(st.dictionaries(st.sampled_from(["1-et", "1-ru", "2-et"]), st.integers(0, 200)))
def test_a_grid_holds_what_was_typed(counts: dict[str, int]) -> None:
    typed = {f"count-{cell}": str(number) for cell, number in counts.items()}

    grid = read_grid(typed, [1, 2], ["et", "ru"])

    assert grid.total == sum(counts.values()) == len(list(grid.contacts()))
    assert grid.total == grid.of_topic(1) + grid.of_topic(2)
    assert grid.total == grid.of_language("et") + grid.of_language("ru")
    assert all(cell in {Cell(1, "et"), Cell(1, "ru"), Cell(2, "et")} for cell in grid.counts)
