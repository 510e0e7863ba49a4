"""Keys of appointments and referrals for tests/casework/addresses.py."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from loim.casework import vault
from loim.casework.models import Absence, Client, InterpreterOrder, SafetyContact, Task
from loim.people.models import Organisation
from tests.factories import appointments as make
from tests.factories.casework import counsellor

OPEN: set[str] = {
    # Booking on the web, and pages by the secret in a link; tests/casework/appointments,
    # tests/casework/referrals.
    "booking", "booking-who", "booking-own", "booking-own-ics", "interpreter-answer",
    "appointment-feed", "referred",
}  # fmt: skip
KEYS: dict[str, str] = {
    "bookable-hours": "bookable_hours",
    "counsellor-absence": "counsellor_absence",
    "counselling-room": "counselling_room",
    "interpreter": "interpreter",
    "counselling-task": "counselling_task",
    "safety-contact": "safety_contact",
    "referral-recipient": "referral_recipient",
}


def theirs(of: Organisation, client: Client, now: datetime) -> dict[str, int | str]:
    by, colleague = counsellor(of), counsellor(of)
    at = datetime(2099, 10, 5, 6, tzinfo=UTC)
    booked = make.appointment(of, by, at, now, client=client)
    visit = make.visit(of, by, colleague, at + timedelta(days=1), now, client=client)
    person = make.interpreter(of)
    order = InterpreterOrder.objects.create(
        organisation=of, appointment=booked, interpreter=person, language="uk",
        key_hash=uuid4().hex, starts_at=booked.starts_at, ends_at=booked.ends_at, state_at=now,
        made_at=now,
    )  # fmt: skip
    to = make.recipient(of)
    return {
        "appointment_uuid": str(booked.uuid),
        "visit_uuid": str(visit.uuid),
        "order_uuid": str(order.uuid),
        "referral_uuid": str(make.referral(client, to, by, now).uuid),
        "bookable_hours": make.hours(of, by).pk,
        "counsellor_absence": Absence.objects.create(
            organisation=of, counsellor=by, start_date=at.date(), end_date=at.date()
        ).pk,
        "counselling_room": make.room(of).pk,
        "interpreter": person.pk,
        "counselling_task": Task.objects.create(
            organisation=of, counsellor=by, sealed_text=vault.seal("Call the school"), due_date=at.date(), state_at=now,
            made_by=by, made_at=now,
        ).pk,
        "safety_contact": SafetyContact.objects.create(
            organisation=of, name="Valve Valvur", email="valve@example.ee"
        ).pk,
        "referral_recipient": to.pk,
    }  # fmt: skip
