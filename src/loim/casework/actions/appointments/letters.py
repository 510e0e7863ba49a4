"""Letters about appointments, in the language of whoever comes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from loim.casework.models import Appointment
from loim.casework.queries.appointments.ical import for_whoever_booked, place_of
from loim.casework.queries.appointments.own_links import appointment_link
from loim.casework.queries.appointments.people import who_comes
from loim.common.mail import queue_mail

BOOKED, MOVED, CANCELLED, REMINDER = (
    "appointment_booked",
    "appointment_moved",
    "appointment_cancelled",
    "appointment_reminder",
)

# That somebody was written to by counsellors is nobody's business once the letter has left.
LETTERS_TO_THOSE_WHO_COME = (BOOKED, MOVED, CANCELLED, REMINDER)


def write_to_whoever_comes(appointment: Appointment, template: str) -> bool:
    """False where no address is known."""
    who = who_comes(appointment)
    try:
        validate_email(who.email)
    except ValidationError:
        return False
    link = appointment_link(appointment)
    queue_mail(
        to=who.email,
        template=template,
        language=appointment.letters_language,
        context={
            "start": appointment.starts_at,
            "end": appointment.ends_at,
            "organisation": appointment.organisation.name,
            "place": place_of(appointment),
            "link": link,
        },
        useful_until=appointment.starts_at,
        calendar=for_whoever_booked(appointment, link),
    )
    return True


def write_to_counsellor(appointment: Appointment, what: str) -> None:
    """That somebody booked, moved or cancelled on the web: when, and nothing of who."""
    counsellor = appointment.counsellor
    with translation.override(counsellor.language):
        link = settings.BASE_URL + reverse("appointment", args=[appointment.uuid])
    queue_mail(
        to=counsellor.email,
        template="appointment_news",
        language=counsellor.language,
        context={"what": what, "start": appointment.starts_at, "link": link},
        useful_until=appointment.ends_at,
    )
