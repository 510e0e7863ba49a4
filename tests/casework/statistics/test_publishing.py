"""Months are published once, frozen, with small numbers hidden; late ones count in the next."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from loim.casework.actions.statistics.publishing import publish_due_months
from loim.casework.models import Figure, FrozenCount, Publication
from tests.casework.conftest import Desks
from tests.casework.protection.test_row_security import as_web_role
from tests.factories.casework import enquiry
from tests.factories.figures import enquiries_of_month
from tests.factories.services import topic

JANUARY = date(2023, 1, 1)


def figures_of(organisation: Any, period: str = "month", start: date = JANUARY) -> dict[Any, Any]:
    rows = Figure.objects.filter(organisation=organisation, period=period, start_date=start)
    return {(f.dimension, f.category): f.value for f in rows}


def test_a_month_is_published_a_week_after_its_end(desks: Desks) -> None:
    housing = topic(slug="housing")
    enquiries_of_month(desks.rakvere, desks.anu, JANUARY, {housing: 100})

    early = publish_due_months(now=datetime(2023, 2, 7, 12, tzinfo=UTC))
    due = publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))
    again = publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))

    assert (early, due, again) == ([], [JANUARY], [])
    shown = figures_of(desks.rakvere)
    assert shown["all", ""] == shown["topic", "housing"] == shown["mentions", ""] == 100
    assert shown["language", "ru"] == 45
    assert shown["language", "other"] is None
    # With it another one, so that it cannot be computed.
    assert shown["language", "et"] is None
    assert {shown["language", each] for each in ("ru", "uk", "en")} == {45, 30, 15}


def test_what_is_written_down_late_counts_in_the_next_month(desks: Desks) -> None:
    housing = topic(slug="housing")
    enquiries_of_month(desks.rakvere, desks.anu, JANUARY, {housing: 100})
    publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))
    late = datetime(2023, 2, 9, tzinfo=UTC)
    enquiries_of_month(desks.rakvere, desks.anu, JANUARY, {housing: 10}, recorded_at=late)
    enquiries_of_month(desks.rakvere, desks.anu, date(2023, 2, 1), {housing: 50})

    publish_due_months(now=datetime(2023, 3, 8, 12, tzinfo=UTC))

    assert figures_of(desks.rakvere)["all", ""] == 100
    assert figures_of(desks.rakvere, start=date(2023, 2, 1))["all", ""] == 60


def test_nothing_published_is_changed_or_taken_away(desks: Desks) -> None:
    enquiries_of_month(desks.rakvere, desks.anu, JANUARY, {topic(): 30})
    publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))

    for model in (Figure, FrozenCount, Publication):
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(IntegrityError, match="not_small"), transaction.atomic():
        Figure.objects.create(
            organisation=desks.rakvere, period="month", start_date=date(2024, 1, 1),
            dimension="all", value=4, published_at=datetime(2024, 2, 8, tzinfo=UTC),
        )  # fmt: skip


def test_everybody_reads_figures_and_nobody_else_writes_or_sees_counts(desks: Desks) -> None:
    enquiries_of_month(desks.rakvere, desks.anu, JANUARY, {topic(): 30})
    publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))

    with as_web_role():
        assert Figure.objects.count() > 3
        assert not FrozenCount.objects.exists()
    with pytest.raises(Exception, match="row-level security"), as_web_role():
        Publication.objects.create(
            month=date(2024, 1, 1), cutoff_at=datetime(2024, 2, 8, tzinfo=UTC),
            published_at=datetime(2024, 2, 8, tzinfo=UTC),
        )  # fmt: skip


def test_a_tiny_month_has_no_tables_at_all(desks: Desks) -> None:
    """Its total is known from elsewhere, so even the categories with nobody would tell."""
    for _ in range(3):
        enquiry(desks.rakvere, desks.anu, topic(), held_at=datetime(2023, 1, 9, tzinfo=UTC))

    publish_due_months(now=datetime(2023, 2, 8, 12, tzinfo=UTC))

    shown = figures_of(desks.rakvere)
    assert set(shown.values()) == {None}
    assert ("channel", "*") in shown
    assert ("channel", "desk") not in shown


def test_a_year_of_figures_is_published_in_order(desks: Desks) -> None:
    topics = {topic(slug=f"t{number}"): 60 // (number + 1) for number in range(8)}
    for month in range(1, 13):
        enquiries_of_month(desks.rakvere, desks.anu, date(2022, month, 1), topics)

    done = publish_due_months(now=datetime(2023, 1, 8, 12, tzinfo=UTC))

    assert len(done) == 12
    year = figures_of(desks.rakvere, "year", date(2022, 1, 1))
    assert year["all", ""] == 12 * sum(topics.values())
    assert year["topic", "t0"] == 720
