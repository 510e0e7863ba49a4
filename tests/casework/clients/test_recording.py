"""Records of clients: with consent alone, of adults alone, each person once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from loim.casework import vault
from loim.casework.actions.clients.cases import CaseFacts, open_case
from loim.casework.actions.clients.consenting import (
    ConsentGiven,
    renew_consent,
    withdraw_consent,
)
from loim.casework.actions.clients.recording import edit_client, make_client
from loim.casework.actions.clients.refusals import (
    ChangedMeanwhile,
    NotAgreed,
    NotOfAge,
    RecordedAlready,
    RecordNotInUse,
)
from loim.casework.models import Case, Client, Consent, ConsentEnd
from loim.casework.queries.clients.listing import ClientFilter, clients_of
from loim.casework.queries.clients.naming import code_of, contact_of, name_of
from tests.casework.clients.conftest import CODE, OTHER_CODE, consent_of, facts
from tests.casework.conftest import Desks
from tests.factories.casework import MADE, case, client, consent_text, enquiry
from tests.factories.services import topic

Record = Callable[..., Client]


def test_a_record_is_made_together_with_its_consent(record: Record, now: datetime) -> None:
    made = record(code=CODE, email="maria@example.ee", phone="5551234")

    consent = made.consents.get()
    assert (name_of(made), code_of(made)) == ("Maria Näidis", CODE)
    assert (contact_of(made).email, contact_of(made).phone) == ("maria@example.ee", "5551234")
    assert (consent.given_at, consent.ended_at) == (now, None)
    assert consent.expires_on.isoformat() == "2025-10-02"  # two years
    assert made.pseudonym == vault.pseudonym(CODE)


def ask_now() -> None:
    """What the database asks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_a_record_without_consent(desks: Desks, now: datetime) -> None:
    row = {"organisation": desks.rakvere, "sealed_name": vault.seal("X"), "language": "ru"}

    def write() -> None:
        Client.objects.create(**row, made_at=now)
        ask_now()

    with pytest.raises(IntegrityError, match="consent"), transaction.atomic():
        write()


def test_a_consent_that_is_given_later_or_has_ended_does_not_do(
    desks: Desks, now: datetime
) -> None:
    def write(**fields: object) -> None:
        made = Client.objects.create(
            organisation=desks.rakvere, sealed_name="x", language="ru", made_at=now
        )
        Consent.objects.create(
            organisation=desks.rakvere, client=made, text=consent_text(desks.rakvere),
            language="ru", scope=["record"], means="paper", expires_on="2099-12-31", **fields,
        )  # fmt: skip
        ask_now()

    for fields in (
        {"given_at": now + timedelta(minutes=1)},
        {"given_at": now - timedelta(days=9), "ended_at": now - timedelta(days=1), "end": "desk"},
    ):
        with pytest.raises(IntegrityError, match="consent"), transaction.atomic():
            write(**fields)


@pytest.mark.parametrize(
    "said",
    [
        {"birth_year": 2006},
        {"birth_year": 2005},  # turns 18 this year; it was not said that they have
        {"birth_year": None},
        {"code": "50812319908", "birth_year": 1980},  # born on 31 December 2008
    ],
)
def test_a_minor_is_not_recorded(record: Record, said: dict[str, object]) -> None:
    with pytest.raises(NotOfAge):
        record(**said)

    assert not Client.objects.exists()


def test_whoever_has_turned_18_this_year_is_recorded(record: Record) -> None:
    assert record(birth_year=2005, has_turned_18=True).pk


def test_only_what_was_agreed_to_is_kept(record: Record) -> None:
    with pytest.raises(NotAgreed):
        record(code=CODE, scope=("record",))
    with pytest.raises(NotAgreed):
        record(email="maria@example.ee", scope=("record",))

    assert record(code=CODE, scope=("record", "code")).pseudonym == ""


def test_the_same_form_sent_twice_makes_one_record(desks: Desks, now: datetime) -> None:
    sent = {
        "organisation": desks.rakvere, "facts": facts(), "consent": consent_of(desks),
        "submission": uuid4(), "by": desks.anu, "now": now,
    }  # fmt: skip

    assert make_client(**sent) == make_client(**sent)


def test_the_same_personal_code_is_found_at_entry(record: Record) -> None:
    first = record(code=CODE)

    with pytest.raises(RecordedAlready) as refused:
        record(code=CODE, name="Marija Naidis")

    assert refused.value.client == first
    assert CODE not in str(refused.value)


def test_the_same_code_in_another_city_is_another_record(
    record: Record, desks: Desks, now: datetime
) -> None:
    ours = record(code=CODE)
    theirs = make_client(
        organisation=desks.tartu, facts=facts(code=CODE),
        consent=ConsentGiven(consent_text(desks.tartu), "ru", ("record", "code", "count"), "paper"),
        submission=uuid4(), by=desks.olev, now=now,
    )  # fmt: skip

    assert ours.code_hash != theirs.code_hash  # lists of two cities cannot be compared
    assert ours.pseudonym == theirs.pseudonym  # and yet one person is counted once


def test_a_counsellor_of_another_city_may_not(record: Record, desks: Desks, now: datetime) -> None:
    made = record()

    for act in (
        lambda: edit_client(client=made, facts=facts(), seen=0, by=desks.olev, now=now),
        lambda: withdraw_consent(client=made, end=ConsentEnd.DESK, by=desks.olev, now=now),
        lambda: renew_consent(client=made, given=consent_of(desks), by=desks.olev, now=now),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_who_saves_over_a_colleagues_change_is_told(
    record: Record, desks: Desks, now: datetime
) -> None:
    made = record()
    edit_client(client=made, facts=facts(phone="111"), seen=0, by=desks.anu, now=now)

    with pytest.raises(ChangedMeanwhile):
        edit_client(client=made, facts=facts(phone="222"), seen=0, by=desks.anu, now=now)

    made.refresh_from_db()
    assert contact_of(made).phone == "111"


def test_a_withdrawn_consent_freezes_the_record_at_once(
    record: Record, desks: Desks, now: datetime
) -> None:
    made = record()
    matter = case(made, desks.anu, opened_at=now)

    withdraw_consent(client=made, end=ConsentEnd.DESK, by=desks.anu, now=now)

    made.refresh_from_db()
    matter.refresh_from_db()
    assert made.state == "withdrawn"
    assert made.consents.get().ended_at == now
    assert (matter.state, matter.outcome) == ("closed", "withdrawn")
    with pytest.raises(RecordNotInUse):
        open_case(client=made, facts=CaseFacts(topic()), submission=uuid4(), by=desks.anu, now=now)
    with pytest.raises(RecordNotInUse):
        edit_client(client=made, facts=facts(), seen=1, by=desks.anu, now=now)


def test_the_database_adds_nothing_to_a_frozen_record(desks: Desks) -> None:
    frozen = client(desks.rakvere)
    asked = enquiry(desks.rakvere, desks.anu)
    Client.objects.filter(pk=frozen.pk).update(state="withdrawn", state_at=MADE)

    for add in (
        lambda: enquiry(desks.rakvere, desks.anu, client=frozen),
        lambda: case(frozen, desks.anu),
        lambda: type(asked).objects.filter(pk=asked.pk).update(client=frozen),
    ):
        with pytest.raises(IntegrityError, match="not in use"), transaction.atomic():
            add()

    assert not Case.objects.exists()


def test_a_new_consent_opens_the_record_again_and_drops_what_it_leaves_out(
    record: Record, desks: Desks, now: datetime
) -> None:
    made = record(code=CODE, email="maria@example.ee")
    withdraw_consent(client=made, end=ConsentEnd.LINK, by=None, now=now)

    renew_consent(
        client=made, given=consent_of(desks, ("record", "contact")), by=desks.anu,
        now=now + timedelta(days=1),
    )  # fmt: skip

    made.refresh_from_db()
    assert made.state == "active"
    assert (code_of(made), made.code_hash, made.pseudonym) == ("", "", "")
    assert contact_of(made).email == "maria@example.ee"
    assert made.consents.filter(ended_at=None).count() == 1


def test_found_by_code_by_reference_and_by_whole_words_of_the_name(
    record: Record, desks: Desks
) -> None:
    made = record(code=CODE, name="Õnne-Maria Näidis")
    record(code=OTHER_CODE, name="Oleg Proov")

    def found(text: str) -> list[Client]:
        return list(clients_of(desks.rakvere, ClientFilter(search=text)))

    for text in (CODE, "6000101 9906", made.reference, "naidis", "ONNE", "Näidis Maria"):
        assert found(text) == [made], text
    for text in ("näid", OTHER_CODE[:-1], "Maria Proov", "🙂"):
        assert found(text) == [], text
    assert len(found("")) == 2


def test_nothing_of_the_person_stands_in_history_in_the_clear_or_sealed(record: Record) -> None:
    record(code=CODE, email="maria@example.ee")

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(h)::text FROM casework_clienthistory h")
        written = " ".join(row for (row,) in cursor.fetchall())
        cursor.execute("SELECT row_to_json(h)::text FROM casework_client h")
        written += " ".join(row for (row,) in cursor.fetchall())

    assert "sealed_name" in written  # of the table itself
    for told in (CODE, "Maria", "maria@example.ee"):
        assert told not in written
