"""Records opened from outside: with a reason, for hours, seen by those whose records they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from loim.casework import vault
from loim.casework.actions.protection.break_glass import (
    ClientNotFound,
    OwnOpening,
    ReasonTooShort,
    break_glass,
    client_to_open,
    end_break_glass,
    mark_seen,
)
from loim.casework.actions.protection.viewing import note_view
from loim.casework.gate import opened_for
from loim.casework.models import BreakGlass, Case, Client, ClientView, Enquiry, EnquiryTopic
from loim.casework.queries.protection.openings import openings_to_review
from loim.casework.queries.protection.views import views_under
from loim.common.models import OutgoingMail
from loim.people.models import Role, User
from tests.casework.conftest import Desks
from tests.factories.casework import case, client, enquiry
from tests.factories.people import membership, user

WHY = "The client complained and asked for an answer."


@pytest.fixture
def head(desks: Desks) -> User:
    """Administers Rakvere's organisation, and counsels nowhere."""
    made = user("head@example.ee")
    membership(made, desks.rakvere, Role.ADMINISTRATOR)
    return made


def opened(desks: Desks, head: User, now: datetime, of: Client | None = None) -> BreakGlass:
    with opened_for(head, now=now):
        return break_glass(
            organisation=desks.rakvere, client=of, reason=WHY, hours=1, by=head, now=now
        )


def rows_seen(person: User, now: datetime) -> list[int]:
    with opened_for(person, now=now):
        return [model.objects.count() for model in (Client, Case, Enquiry, EnquiryTopic)]


def two_clients_each(desks: Desks) -> Client:
    """Of the first: one case, one enquiry; the same of another one, and in Tartu."""
    made = []
    for where, who in (
        (desks.rakvere, desks.anu),
        (desks.rakvere, desks.anu),
        (desks.tartu, desks.olev),
    ):
        one = client(where)
        enquiry(where, who, client=one, case=case(one, who))
        made.append(one)
    return made[0]


def test_an_administrator_sees_nothing_until_the_glass_is_broken(
    desks: Desks, head: User, now: datetime
) -> None:
    two_clients_each(desks)
    assert rows_seen(head, now) == [0, 0, 0, 0]

    opened(desks, head, now)

    assert rows_seen(head, now) == [2, 2, 2, 2]
    assert rows_seen(head, now + timedelta(minutes=59)) == [2, 2, 2, 2]
    assert rows_seen(head, now + timedelta(minutes=60)) == [0, 0, 0, 0]


def test_one_client_is_opened_with_what_belongs_to_them_alone(
    desks: Desks, head: User, now: datetime
) -> None:
    of = two_clients_each(desks)

    opened(desks, head, now, of)

    assert rows_seen(head, now) == [1, 1, 1, 1]


def test_what_is_opened_is_read_and_not_changed(desks: Desks, head: User, now: datetime) -> None:
    two_clients_each(desks)
    opened(desks, head, now)

    with opened_for(head, now=now):
        assert Enquiry.objects.update(minutes=99) == 0
        assert Enquiry.objects.filter(client=None).delete()[0] == 0


def test_it_ends_by_hand_with_the_role_and_with_the_account(
    desks: Desks, head: User, now: datetime
) -> None:
    two_clients_each(desks)
    opening = opened(desks, head, now)
    later = now + timedelta(minutes=5)

    head.memberships.update(end_date=now.date() - timedelta(days=1))
    assert rows_seen(head, later) == [0, 0, 0, 0]
    head.memberships.update(end_date=None)
    assert rows_seen(head, later) == [2, 2, 2, 2]
    with opened_for(desks.anu, now=later):
        end_break_glass(opening=opening, by=desks.anu, now=later)
    assert rows_seen(head, later) == [0, 0, 0, 0]


def test_those_whose_records_they_are_are_told_at_once(
    desks: Desks, head: User, now: datetime
) -> None:
    opened(desks, head, now)

    told = OutgoingMail.objects.filter(template="casework_glass_broken")
    assert list(told.values_list("to", flat=True)) == [desks.anu.email]


def test_every_view_under_it_says_so(desks: Desks, head: User, now: datetime) -> None:
    of = two_clients_each(desks)
    opening = opened(desks, head, now, of)

    with opened_for(head, now=now):
        note_view(client=Client.objects.get(), by=head, now=now)

    assert ClientView.objects.get().break_glass == opening


def test_an_administrator_who_reviews_sees_how_often_and_no_client(
    desks: Desks, head: User, now: datetime
) -> None:
    of = two_clients_each(desks)
    opening = opened(desks, head, now, of)
    with opened_for(head, now=now):
        note_view(client=Client.objects.get(), by=head, now=now)
    note_view(client=of, by=desks.anu, now=now)  # ordinary work: no administrator's matter
    another = user()
    membership(another, desks.rakvere, Role.ADMINISTRATOR)

    with opened_for(another, now=now):
        assert [one.number_of_views for one in openings_to_review(another)] == [1]
        assert [view.record for view in views_under(opening)] == [None]
        assert ClientView.objects.count() == 1
    with opened_for(desks.anu, now=now):
        assert [view.record for view in views_under(opening)] == [of.uuid]


def test_a_view_is_noted_in_the_own_name_only(desks: Desks, now: datetime) -> None:
    of = client(desks.rakvere)

    with pytest.raises(ProgrammingError, match="row-level"), opened_for(desks.anu, now=now):
        note_view(client=of, by=desks.olev, now=now)


def test_somebody_else_looks_at_it_afterwards(desks: Desks, head: User, now: datetime) -> None:
    opening = opened(desks, head, now)

    with opened_for(head, now=now), pytest.raises(OwnOpening):
        mark_seen(opening=opening, by=head, now=now)
    with opened_for(desks.olev, now=now), pytest.raises(PermissionDenied):
        mark_seen(opening=opening, by=desks.olev, now=now)
    with opened_for(desks.anu, now=now):
        mark_seen(opening=opening, by=desks.anu, now=now)
        assert [each.seen_by for each in openings_to_review(desks.anu)] == [desks.anu]


def test_who_may_not_break_it(desks: Desks, head: User, now: datetime) -> None:
    for person, where in ((desks.anu, desks.rakvere), (head, desks.tartu), (user(), desks.tartu)):
        with opened_for(person, now=now), pytest.raises(PermissionDenied):
            break_glass(organisation=where, client=None, reason=WHY, hours=1, by=person, now=now)
    with opened_for(head, now=now), pytest.raises(ReasonTooShort):
        break_glass(
            organisation=desks.rakvere, client=None, reason=" look " * 1, hours=1, by=head, now=now
        )
    assert not BreakGlass.objects.exists()


def test_the_client_meant_is_found_by_code_or_number_in_the_own_organisation_only(
    desks: Desks, head: User, now: datetime
) -> None:
    code = "38001085718"
    of = client(desks.rakvere, code_hash=vault.code_hash(code, organisation_id=desks.rakvere.pk))
    elsewhere = client(desks.tartu)

    with opened_for(head, now=now):
        for told in (code, str(of.uuid)):
            found = client_to_open(organisation=desks.rakvere, told=told, by=head, now=now)
            assert found.pk == of.pk
        for told in (str(elsewhere.uuid), "60001019906", "nobody"):
            with pytest.raises(ClientNotFound):
                client_to_open(organisation=desks.rakvere, told=told, by=head, now=now)


@contextmanager
def sql(person: User, now: datetime) -> Iterator[object]:
    with opened_for(person, now=now), transaction.atomic(), connection.cursor() as cursor:
        yield cursor


INSERT = (
    "INSERT INTO casework_breakglass (organisation_id, is_whole, person_id, reason, opened_at,"
    " expires_at) VALUES (%s, true, %s, %s, %s, %s)"
)


def test_by_plain_sql_too_it_is_in_the_own_name_where_one_administers_and_for_hours(
    desks: Desks, head: User, now: datetime
) -> None:
    soon = now + timedelta(hours=1)
    for person, values, refusal in (
        (head, [desks.tartu.pk, head.pk, WHY, now, soon], ProgrammingError),
        (head, [desks.rakvere.pk, desks.anu.pk, WHY, now, soon], ProgrammingError),
        (desks.anu, [desks.rakvere.pk, desks.anu.pk, WHY, now, soon], ProgrammingError),
        (head, [desks.rakvere.pk, head.pk, "look", now, soon], IntegrityError),
        (head, [desks.rakvere.pk, head.pk, WHY, now, now + timedelta(hours=5)], IntegrityError),
        (head, [desks.rakvere.pk, head.pk, WHY, soon, soon + timedelta(hours=1)], ProgrammingError),
    ):
        with pytest.raises(refusal), sql(person, now) as cursor:
            cursor.execute(INSERT, values)
    # What can be written by SQL is there for the reviewers to see.
    with sql(head, now) as cursor:
        cursor.execute(INSERT, [desks.rakvere.pk, head.pk, WHY, now, soon])
    with opened_for(desks.anu, now=now):
        assert openings_to_review(desks.anu).count() == 1
    with opened_for(desks.olev, now=now):
        assert not BreakGlass.objects.exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ("UPDATE casework_breakglass SET expires_at = expires_at + interval '1 hour'", "permission"),
        ("UPDATE casework_breakglass SET reason = repeat('x', 30)", "permission"),
        ("DELETE FROM casework_breakglass", "permission"),
        ("UPDATE casework_breakglass SET ended_at = NULL", "stays so"),
        ("UPDATE casework_breakglass SET seen_at = now(), seen_by_id = person_id", "somebody_else"),
    ],
)  # fmt: skip
def test_by_plain_sql_it_is_neither_lengthened_nor_hidden(
    desks: Desks, head: User, now: datetime, change: str, refusal: str
) -> None:
    opening = opened(desks, head, now)
    BreakGlass.objects.filter(pk=opening.pk).update(ended_at=now)

    with pytest.raises((ProgrammingError, IntegrityError), match=refusal), sql(head, now) as cursor:
        cursor.execute(change)
