"""Enquiries feed the plan's numbers without any enquiry being seen."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from loim.casework.gate import opened_for, opened_for_keeping
from loim.casework.measures import SOURCE
from loim.casework.models import Enquiry, EnquiryMonth
from loim.common.database_roles import WEB_ROLE
from loim.programmes.models import StaleSource
from tests import factories
from tests.casework.conftest import Desks
from tests.factories.casework import enquiry


def months() -> list[tuple[str, date, int]]:
    rows = EnquiryMonth.objects.order_by("organisation__name", "month")
    return [(row.organisation.name.split()[0], row.month, row.number) for row in rows]


def test_enquiries_are_counted_by_month_of_estonia(desks: Desks, now: datetime) -> None:
    late = datetime(2023, 9, 30, 21, 30, tzinfo=UTC)  # October already, in Tallinn
    enquiry(desks.rakvere, desks.anu, held_at=late)
    with opened_for(desks.anu, now=now):
        moved = enquiry(desks.rakvere, desks.anu)
        Enquiry.objects.filter(pk=moved.pk).update(held_at=late)
        enquiry(desks.rakvere, desks.anu).delete()
    enquiry(desks.tartu, desks.olev)

    assert [row for row in months() if row[2]] == [
        ("Rakvere", date(2023, 10, 1), 2),
        ("Tartu", date(2023, 9, 1), 1),
    ]


def test_what_the_keeper_erases_was_asked_all_the_same(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu)

    with opened_for_keeping(now=now):
        Enquiry.objects.all().delete()

    assert months() == [("Rakvere", date(2023, 9, 1), 1)]


def test_a_month_is_read_by_all_and_written_by_the_trigger_alone(
    desks: Desks, now: datetime
) -> None:
    enquiry(desks.rakvere, desks.anu)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        assert not Enquiry.objects.exists()
        assert EnquiryMonth.objects.count() == 1
        cursor.execute("RESET ROLE")
    with opened_for(desks.anu, now=now):
        assert EnquiryMonth.objects.update(number=99) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            EnquiryMonth.objects.create(
                organisation=desks.rakvere, month=date(2023, 1, 1), number=99
            )


def test_the_plan_counts_partners_months_of_five_and_more(desks: Desks) -> None:
    programme = factories.programme()
    agreement = factories.agreement(programme, desks.rakvere)
    for number, month in ((5, 9), (4, 10)):
        for _one in range(number):
            enquiry(desks.rakvere, desks.anu, held_at=datetime(2023, month, 5, tzinfo=UTC))
    for _one in range(6):
        enquiry(desks.tartu, desks.olev)

    assert SOURCE.records is not None
    rows = SOURCE.records(programme.pk).values_list("from_date", "amount", "municipality")
    assert agreement.start_date <= date(2023, 9, 1)
    assert list(rows) == [(date(2023, 9, 1), 5, desks.rakvere.municipality_id)]


def test_the_plan_s_numbers_go_stale(desks: Desks) -> None:
    programme = factories.programme()
    factories.agreement(programme, desks.rakvere)
    StaleSource.objects.all().delete()

    enquiry(desks.rakvere, desks.anu)
    enquiry(desks.tartu, desks.olev)

    assert list(StaleSource.objects.values_list("programme", "source")) == [
        (programme.pk, "enquiries")
    ]
