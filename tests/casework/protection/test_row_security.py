"""As the web server's role in plain SQL: nothing crosses from one city to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from loim.casework.gate import opened_by_link, opened_for, opened_for_keeping
from loim.casework.models import Client, Enquiry, EnquiryTopic
from loim.common.database_roles import WEB_ROLE
from tests.casework.conftest import Desks
from tests.factories.casework import client, enquiry
from tests.factories.services import topic


@contextmanager
def as_web_role() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WEB_ROLE}")
        yield
        cursor.execute("RESET ROLE")


def test_every_table_of_counselling_is_guarded(db: None) -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("casework").get_models()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        guarded = {name for (name,) in cursor.fetchall()}

    assert tables
    assert tables <= guarded


def test_outside_of_the_gate_nobody_sees_anything(desks: Desks) -> None:
    enquiry(desks.rakvere, desks.anu)

    with as_web_role():
        assert not Enquiry.objects.exists()


def test_inside_are_the_rows_of_the_own_organisation_alone(desks: Desks, now: datetime) -> None:
    own, others = enquiry(desks.rakvere, desks.anu), enquiry(desks.tartu, desks.olev)

    with opened_for(desks.anu, now=now):
        assert list(Enquiry.objects.all()) == [own]
        assert [each.enquiry_id for each in EnquiryTopic.objects.all()] == [own.pk]
        assert Enquiry.objects.filter(pk=others.pk).update(minutes=99) == 0

    # With the policy off it leaks: what the test above sees is the policy's doing.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_enquiry DISABLE ROW LEVEL SECURITY")
        with opened_for(desks.anu, now=now):
            assert Enquiry.objects.count() == 2
        cursor.execute("ALTER TABLE casework_enquiry ENABLE ROW LEVEL SECURITY")


def test_history_is_kept_apart_as_well(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu)
    enquiry(desks.tartu, desks.olev)
    history = apps.get_model("casework", "EnquiryHistory")

    with opened_for(desks.olev, now=now):
        assert {row.organisation_id for row in history.objects.all()} == {desks.tartu.pk}


def test_nothing_is_written_for_another_organisation(desks: Desks, now: datetime) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        opened_for(desks.anu, now=now),
    ):
        client(desks.tartu)


def test_a_role_that_has_ended_opens_nothing(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu)
    desks.anu.memberships.update(start_date="2020-01-01", end_date=(now - timedelta(days=1)).date())

    with opened_for(desks.anu, now=now):
        assert not Enquiry.objects.exists()


def test_the_gate_shuts_behind_whoever_came_through(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu)

    with as_web_role():
        with opened_for(desks.anu, now=now):
            assert Enquiry.objects.exists()
        assert not Enquiry.objects.exists()
        with pytest.raises(ZeroDivisionError), opened_for(desks.anu, now=now):
            raise ZeroDivisionError
        assert not Enquiry.objects.exists()


def test_jobs_that_keep_records_see_all(desks: Desks, now: datetime) -> None:
    enquiry(desks.rakvere, desks.anu)
    enquiry(desks.tartu, desks.olev)

    with opened_for_keeping(now=now):
        assert Enquiry.objects.count() == 2


def test_parts_of_one_record_are_of_one_organisation(desks: Desks) -> None:
    made = enquiry(desks.rakvere, desks.anu)

    another = topic()

    with pytest.raises(IntegrityError, match="organisation"), transaction.atomic():
        EnquiryTopic.objects.create(organisation=desks.tartu, enquiry=made, topic=another)


def test_a_client_is_named_by_nothing_in_the_clear(desks: Desks) -> None:
    made = client(desks.rakvere, name="Mari Näidis")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(c)::text FROM casework_client c WHERE id = %s", [made.pk]
        )
        (written,) = cursor.fetchone()

    assert "Näidis" not in written
    assert Client.objects.get(pk=made.pk) == made


def test_a_link_opens_what_a_policy_gives_it_and_nothing_else(desks: Desks, now: datetime) -> None:
    client(desks.rakvere)
    enquiry(desks.rakvere, desks.anu)

    with opened_by_link("f" * 64, now=now):
        assert not Client.objects.exists()
        assert not Enquiry.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT casework_link(), casework_person(), casework_now()")
            assert cursor.fetchone() == ("f" * 64, None, now)
