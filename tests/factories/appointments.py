"""Hours, rooms, appointments, interpreters, visits and referrals for tests."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from loim.casework import vault
from loim.casework.actions.appointments.booking import AppointmentFacts, book
from loim.casework.actions.appointments.home_visits import VisitFacts, plan_visit
from loim.casework.actions.referrals.writing import ReferralFacts, write_referral
from loim.casework.models import (
    Appointment,
    BookableHours,
    Client,
    HomeVisit,
    Interpreter,
    Recipient,
    Referral,
    Room,
)
from loim.people.models import Organisation, User
from tests.factories.services import topic


def hours(of: Organisation, counsellor: User, **fields: Any) -> BookableHours:
    """Mondays from nine to eleven in halves of an hour, in Ukrainian and Estonian."""
    return BookableHours.objects.create(
        organisation=of,
        counsellor=counsellor,
        **{
            "weekday": 0,
            "start_time": time(9),
            "end_time": time(11),
            "languages": ["et", "uk"],
            "start_date": date(2023, 1, 1),
            **fields,
        },
    )


def room(of: Organisation, name: str = "Tuba 1", **fields: Any) -> Room:
    return Room.objects.create(organisation=of, name=name, **fields)


def appointment(
    of: Organisation, by: User, starts_at: datetime, now: datetime, **facts: Any
) -> Appointment:
    return book(
        organisation=of,
        counsellor=facts.pop("counsellor", by),
        facts=AppointmentFacts(
            **{
                "topic": facts.pop("topic", None) or topic(),
                "language": "uk",
                "letters_language": "en",
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(minutes=30),
                "name": "" if facts.get("client") else "Mari Näidis",
                "email": "" if facts.get("client") else "mari@example.ee",
                **facts,
            }
        ),
        submission=uuid4(),
        by=by,
        now=now,
    )


def interpreter(of: Organisation, name: str = "Iryna Tõlk", **fields: Any) -> Interpreter:
    return Interpreter.objects.create(
        organisation=of,
        name=name,
        email=fields.pop("email", "tolk@example.ee"),
        languages=["Ukrainian"],
        letters_language="en",
        **fields,
    )


def visit(
    of: Organisation, by: User, watcher: User, starts_at: datetime, now: datetime, **facts: Any
) -> HomeVisit:
    """An hour long."""
    return plan_visit(
        organisation=of,
        facts=VisitFacts(
            watcher=watcher,
            address=facts.pop("address", "Näidise 5-3"),
            starts_at=starts_at,
            expected_end_at=starts_at + timedelta(hours=1),
            **facts,
        ),
        submission=uuid4(),
        by=by,
        now=now,
    )


def recipient(of: Organisation, **fields: Any) -> Recipient:
    counsels = fields.get("counsels")
    return Recipient.objects.create(
        organisation=of,
        **{
            "kind": "ngo",
            "name": counsels.name if counsels else "MTÜ Näidisabi",
            "email": "" if counsels else "abi@example.ee",
            "language": "en",
            **fields,
        },
    )


def referral(client: Client, to: Recipient, by: User, now: datetime, **facts: Any) -> Referral:
    """A draft; name, contact and need are ticked."""
    return write_referral(
        organisation=client.organisation,
        facts=ReferralFacts(
            client=client,
            recipient=to,
            topic=facts.pop("topic", None) or topic(),
            ticked=facts.pop("ticked", ["name", "contact", "need"]),
            need=facts.pop("need", "Otsib tööd ja keeleõpet."),
            **facts,
        ),
        submission=uuid4(),
        by=by,
        now=now,
    )


def contact(client: Client, text: str = "mari@example.ee") -> Client:
    Client.objects.filter(pk=client.pk).update(sealed_contact=vault.seal(text))
    client.refresh_from_db()
    return client
