"""Idea → proposal → outcome, on the plan's pages and in the plan's numbers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from loim.ideas.models import PROPOSALS, Proposal
from loim.programmes.actions.corrections import PeriodLocked
from loim.programmes.actions.indicators import refresh_stale_values
from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.engine import numbers
from loim.programmes.measures.method import method_of
from loim.programmes.measures.rows import rows
from loim.programmes.models import Measure
from tests import factories as make
from tests.clock import freeze_time
from tests.factories.ideas import forum, forum_event, idea
from tests.factories.proposals import answered, proposal, told
from tests.world import World, approve

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 5, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
TODAY = date(2025, 2, 1)
Y2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
Y2024 = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    with freeze_time(datetime(2025, 2, 1, 9, tzinfo=UTC)):
        yield


def value(measure: Measure, period: Period) -> tuple[Decimal | None, list[str]]:
    """The number and the titles of its rows, which add up to it."""
    number = numbers(method_of(measure), [period], TODAY)[period]
    found = list(rows(method_of(measure), period, TODAY))
    assert sum(row.contribution for row in found) == (number.value or 0)
    assert number.row_count == len(found)
    return number.value, [row.title for row in found]


@pytest.fixture
def carried_out(world: World) -> Proposal:
    """Of an idea of Rakvere's forum, for an activity of the plan, done in 2024."""
    of = idea(forum(forum_event(organiser=world.rakvere)), "Buss ka õhtul")
    made = proposal(
        NOW, made_by=world.rakvere, owner=world.tartu, ideas=[of], activity=world.activity,
        title="Õhtune buss",
    )  # fmt: skip
    answered(made, NOW + timedelta(days=3))
    told(made, LATER, "done", "Buss käib iga päev.")
    return made


def test_the_page_of_the_activity_tells_the_whole_chain(
    carried_out: Proposal, world: World, client: Client
) -> None:
    coded = world.activity.root
    assert coded is not None
    page = client.get(f"/en/programmes/activities/{coded.pk}/").content.decode()
    for words in ("What came of people", "Buss ka õhtul", "Õhtune buss", "Buss käib iga päev."):
        assert words in page
    assert f"/en/proposals/{carried_out.pk}/" in page
    assert f"/en/proposals/?activity={coded.pk}" in page
    listed = client.get("/en/proposals/", {"activity": coded.pk}).context["proposals"]
    assert [row.pk for row in listed.page] == [carried_out.pk]


def test_an_activity_without_proposals_says_nothing(world: World, client: Client) -> None:
    page = client.get(f"/en/programmes/activities/{world.activity.root_id}/").content.decode()
    assert "What came of people" not in page


def test_an_indicator_counts_it_when_it_was_made_and_when_it_was_done(
    carried_out: Proposal, world: World
) -> None:
    def measure(source: str, **fields: Any) -> Measure:
        counted = make.indicator(world.programme)
        return make.measure(counted, source, CountingRule.RECORDS, **fields)

    made = measure(PROPOSALS)
    done = measure("proposals_standing", kinds=["done"])
    every = measure("proposals_standing")

    assert [value(made, year) for year in (Y2023, Y2024)] == [(1, ["Õhtune buss"]), (0, [])]
    assert [value(done, year) for year in (Y2023, Y2024)] == [(0, []), (1, ["Õhtune buss"])]
    assert [value(every, year)[0] for year in (Y2023, Y2024)] == [1, 1]


def test_the_municipality_that_does_it_is_counted(carried_out: Proposal, world: World) -> None:
    measure = make.measure(
        make.indicator(world.programme), "proposals_standing", CountingRule.MUNICIPALITIES,
        kinds=["done"],
    )  # fmt: skip
    found = list(rows(method_of(measure), Y2024, TODAY))
    assert [row.municipality for row in found] == [world.tartu.municipality_id]


def test_what_is_told_later_moves_no_number_of_a_locked_period(world: World) -> None:
    made = proposal(NOW, made_by=world.rakvere, activity=world.activity)
    answered(made, NOW)
    make.period_lock(world.programme, date(2023, 1, 1), date(2023, 12, 31))

    told(made, LATER, "done")  # years later somebody still tells what came of it

    assert made.status == "done"
    with pytest.raises(PeriodLocked):
        told(made, LATER, "under_way", "", day=date(2023, 6, 1))
    with pytest.raises(PeriodLocked):
        proposal(NOW, made_by=world.rakvere, activity=world.activity)
    made.refresh_from_db()
    assert made.status == "done"


def test_steps_of_one_day_are_counted_as_the_last_of_them(world: World) -> None:
    made = proposal(NOW, made_by=world.rakvere, activity=world.activity)
    answered(made, NOW, "rejected", "Ei.")
    answered(made, NOW, "accepted", "Siiski.")
    for kind, expected in (("sent", 0), ("rejected", 0), ("accepted", 1)):
        measure = make.measure(
            make.indicator(world.programme), "proposals_standing", CountingRule.RECORDS,
            kinds=[kind],
        )  # fmt: skip
        assert (kind, value(measure, Y2023)[0]) == (kind, expected)


def test_the_page_of_the_activity_leads_from_attendance_to_the_indicator(client: Client) -> None:
    programme = make.programme()
    under = make.activity(programme)
    version = make.plan_version(make.plan(programme))
    section = make.plan_section(version, under)
    make.plan_row(section, under)
    counted = make.indicator(programme, "Osalenud KOV-ide arv")
    make.measure(counted)
    make.plan_indicator(section, counted)
    approve(version)
    make.attendance(make.event(under), make.municipality_organisation("Rakvere"))
    refresh_stale_values(now=NOW)

    page = client.get(f"/en/programmes/activities/{under.pk}/").content.decode()

    assert "So far 1:" in page
    rows_path = f"/en/programmes/indicators/{counted.pk}/rows/"
    assert f"{rows_path}?period=2023" in page
    assert "Rakvere" in client.get(rows_path, {"period": "2023"}).content.decode()
