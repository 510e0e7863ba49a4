"""Secret links of people without an account: of an appointment, an interpreter's order, a calendar."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.casework.models import Appointment, CalendarLink, InterpreterOrder
from loim.common.own_keys import hash_of_key, own_key

APPOINTMENT, ORDER, CALENDAR = (
    "counselling.appointment",
    "counselling.interpreter",
    "counselling.calendar",
)


def key_hash_of(purpose: str, identity: UUID) -> str:
    return hash_of_key(own_key(purpose, identity))


def identity_of(submission: UUID) -> UUID:
    """Of an appointment that a form makes: sent twice, it is the same one, and what stands in
    colleagues' addresses does not tell what the form carried."""
    return uuid5(NAMESPACE_URL, f"loim.counselling.appointment:{submission}")


def appointment_path(appointment: Appointment) -> str:
    return reverse("booking-own", args=[_key(APPOINTMENT, appointment.uuid, appointment.key_hash)])


def appointment_link(appointment: Appointment) -> str:
    """The whole address, in the language of the letters."""
    with translation.override(appointment.letters_language):
        return settings.BASE_URL + appointment_path(appointment)


def order_link(order: InterpreterOrder, language: str) -> str:
    with translation.override(language):
        path = reverse("interpreter-answer", args=[_key(ORDER, order.uuid, order.key_hash)])
        return settings.BASE_URL + path


def calendar_link(link: CalendarLink) -> str:
    return settings.BASE_URL + reverse(
        "appointment-feed", args=[_key(CALENDAR, link.seed, link.key_hash)]
    )


def _key(purpose: str, identity: UUID, kept_hash: str) -> str:
    return own_key(purpose, identity, kept_hash)
