"""The demonstration's appointments and referrals, loaded alone."""

from datetime import UTC, datetime

from loim.casework.models import Appointment, HomeVisit, InterpreterOrder, Referral
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.demo.casework.appointments import keep_appointments
from loim.demo.casework.referrals import refer
from loim.people.models import Organisation, User
from tests.factories import organisation, user
from tests.factories.appointments import contact
from tests.factories.casework import client
from tests.factories.people import membership
from tests.factories.services import topic

PEOPLE = {
    "noustaja@example.ee": TARTU,
    "noustaja.rakvere@example.ee": RAKVERE,
    "noustaja.tallinn@example.ee": TALLINN,
}
COLLEAGUES = ("tartu@example.ee", "rakvere@example.ee", "tallinn@example.ee")


def test_it_shows_every_state_late_on_a_holiday_as_well(db: None) -> None:
    now = datetime(2026, 12, 25, 20, 30, tzinfo=UTC)
    organisations: dict[str, Organisation] = {}
    users: dict[str, User] = {email: user(email) for email in COLLEAGUES}
    topic()
    topic()
    for email, city in PEOPLE.items():
        organisations[city] = organisation(city)
        users[email] = user(email)
        membership(users[email], organisations[city], "counsellor")
        contact(client(organisations[city]))

    keep_appointments(organisations=organisations, users=users, now=now)
    refer(organisations=organisations, users=users, now=now)

    assert set(Appointment.objects.values_list("state", flat=True)) >= {
        "booked", "confirmed", "came", "missed",
    }  # fmt: skip
    assert set(HomeVisit.objects.values_list("state", flat=True)) == {"planned", "out"}
    assert "done" in InterpreterOrder.objects.values_list("state", flat=True)
    assert set(Referral.objects.values_list("state", flat=True)) == {
        "draft", "sent", "opened", "escalated", "accepted", "declined", "done", "withdrawn",
    }  # fmt: skip
