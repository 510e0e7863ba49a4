"""A participant's own days as iCalendar (RFC 5545): a UID for each leg for ever, a higher
SEQUENCE with each change. What a host cancelled is there as cancelled."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration, vText
from icalendar import Event as Entry

from loim.events.queries.calendar.ical import REFRESH, TALLINN, estonian_timezone
from loim.visits.models import Leg, Visit


def itinerary_file(visit: Visit, legs: Iterable[Leg], *, language: str, url: str) -> bytes:
    """`legs` with their hosts loaded. The same legs in the same state give the same bytes."""
    with translation.override(language):
        name = visit.event.text("title", language)
        calendar = Calendar()
        calendar.add("version", "2.0")
        host = urlsplit(settings.BASE_URL).hostname
        calendar.add("prodid", f"-//Lõim//{host}//{language.upper()}")
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
        calendar.add("x-wr-timezone", TALLINN.key)
        calendar.add_component(estonian_timezone())
        for leg in legs:
            calendar.add_component(_entry(leg, language, url))
        content: bytes = calendar.to_ical()
    return content


def _entry(leg: Leg, language: str, url: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{leg.calendar_uid}@loim")
    entry.add("sequence", leg.calendar_sequence)
    entry.add("dtstamp", leg.changed_at)
    entry.add("last-modified", leg.changed_at)
    entry.add("dtstart", localtime(leg.start_at, TALLINN))
    entry.add("dtend", localtime(leg.end_at, TALLINN))
    entry.add("status", "CANCELLED" if leg.is_off else "CONFIRMED")
    title = leg.text("title", language)
    words = _("Cancelled: %(title)s") % {"title": title} if leg.is_off else title
    entry.add("summary", vText(words, params={"LANGUAGE": title.language}))
    if location := location_of(leg):
        entry.add("location", location)
    if url:
        entry.add("url", url)
    entry.add("description", _description(leg, language, url))
    return entry


def location_of(leg: Leg) -> str:
    towns = " → ".join(dict.fromkeys(town for town in (leg.town, leg.to_town) if town))
    parts: list[Any] = [leg.place, leg.address, towns]
    return ", ".join(str(part) for part in parts if part)


def _description(leg: Leg, language: str, url: str) -> str:
    parts = [leg.cancel_reason] if leg.is_off else []
    if leg.host:
        parts.append(str(leg.host.name))
    parts += [str(leg.text("purpose", language)), url]
    return "\n\n".join(part for part in parts if part)
