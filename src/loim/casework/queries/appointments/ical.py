"""Appointments as iCalendar (RFC 5545): for whoever booked, and for a counsellor's own calendar.

Never with the name of anybody: a calendar is read by telephones, watches and companies.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from loim.casework.models import Appointment, HomeVisit
from loim.events.queries.calendar.ical import TALLINN, estonian_timezone


def for_whoever_booked(appointment: Appointment, url: str) -> bytes:
    """One entry; cancelled ones say so, so that calendars take them out."""
    with translation.override(appointment.letters_language):
        calendar = _calendar()
        entry = _entry(appointment, url)
        entry.add(
            "summary",
            _("Counselling: %(organisation)s") % {"organisation": appointment.organisation.name},
        )
        calendar.add_component(entry)
        return bytes(calendar.to_ical())


def for_counsellor(
    appointments: Iterable[Appointment], visits: Iterable[HomeVisit], *, name: str, language: str
) -> bytes:
    with translation.override(language):
        calendar = _calendar(name)
        for appointment in appointments:
            entry = _entry(appointment, "")
            entry.add(
                "summary", _("Appointment: %(topic)s") % {"topic": appointment.topic.text("name")}
            )
            calendar.add_component(entry)
        for visit in visits:
            entry = Entry()
            entry.add("uid", f"{visit.uuid}@loim")
            entry.add("dtstamp", visit.made_at)
            _add_times(entry, visit.starts_at, visit.expected_end_at)
            entry.add("summary", _("Home visit"))
            calendar.add_component(entry)
        return bytes(calendar.to_ical())


def _calendar(name: str = "") -> Any:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Lõim//{urlsplit(settings.BASE_URL).hostname}//")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", TALLINN.key)
    calendar.add_component(estonian_timezone())
    return calendar


def _entry(appointment: Appointment, url: str) -> Any:
    entry = Entry()
    entry.add("uid", f"{appointment.uuid}@loim")
    entry.add("sequence", appointment.sequence)
    entry.add("dtstamp", appointment.state_at)
    _add_times(entry, appointment.starts_at, appointment.ends_at)
    entry.add("status", "CANCELLED" if appointment.state == "cancelled" else "CONFIRMED")
    if appointment.room is not None:
        entry.add("location", place_of(appointment))
    if url:
        entry.add("url", url)
    return entry


def _add_times(entry: Any, start: datetime, end: datetime) -> None:
    entry.add("dtstart", start.astimezone(TALLINN))
    entry.add("dtend", end.astimezone(TALLINN))


def place_of(appointment: Appointment) -> str:
    room = appointment.room
    return ", ".join(part for part in (room.name, room.address) if part) if room else ""
