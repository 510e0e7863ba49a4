"""Events as iCalendar (RFC 5545): for feeds, for one event, for those who take part.

An event keeps its UID for ever; each change of what stands here is a higher SEQUENCE. Times are
Tallinn's, by a VTIMEZONE of their own; whole days are DATEs with an end that is not among them.
The same events in the same state give the same bytes.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import (
    Calendar,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vDuration,
    vRecur,
    vText,
)
from icalendar import Event as Entry

from loim.events.models import Event, EventStatus

TALLINN = ZoneInfo("Europe/Tallinn")
LONGEST_TEXT = 2000
REFRESH = timedelta(hours=1)


def calendar_file(
    events: Iterable[Event], *, language: str, name: str = "", has_online_link: bool = False
) -> bytes:
    """Events with their organisers and series loaded; `name` is what the calendar is called.

    `has_online_link`: for those who take part; never for a public address.
    """
    with translation.override(language):
        calendar = _calendar(events, language, name, has_online_link=has_online_link)
        content: bytes = calendar.to_ical()
        return content


def _calendar(
    events: Iterable[Event], language: str, name: str, *, has_online_link: bool
) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Lõim//{urlsplit(settings.BASE_URL).hostname}//{language.upper()}")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("x-wr-timezone", TALLINN.key)
    calendar.add_component(estonian_timezone())
    for event in events:
        calendar.add_component(_entry(event, language, has_online_link=has_online_link))
    return calendar


def uid_of(event: Event) -> str:
    return f"{event.calendar_uid}@loim"


def _entry(event: Event, language: str, *, has_online_link: bool) -> Entry:
    entry = Entry()
    entry.add("uid", uid_of(event))
    entry.add("sequence", event.calendar_sequence)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    is_cancelled = event.status == EventStatus.CANCELLED
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    title = event.text("title", language)
    # Some calendars show a cancelled event as any other: the words say it, too.
    summary = _("Cancelled: %(title)s") % {"title": title} if is_cancelled else title
    entry.add("summary", _worded(summary, title.language))
    for key, moment in when_of(event).items():
        entry.add(key, moment)
    if place := place_of(event):
        entry.add("location", place)
    url = page_of(event)
    entry.add("url", url)
    online_url = event.online_url if has_online_link and not is_cancelled else ""
    if online_url:
        entry.add("conference", online_url, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    words = description_of(event, language, url, online_url)
    entry.add("description", _worded(words, event.text("description", language).language))
    entry.add("organizer", _organiser(event))
    entry.add("categories", _categories(event, language))
    return entry


def when_of(event: Event) -> dict[str, date | datetime]:
    """DTSTART and, where the end is known, DTEND. One without an end on its only day has none."""
    first, last = event.start_date, event.end_date
    if event.start_time is None:
        return {"dtstart": first, "dtend": last + timedelta(days=1)}
    found: dict[str, date | datetime] = {"dtstart": _moment(first, event.start_time)}
    if event.end_time is not None:
        found["dtend"] = _moment(last, event.end_time)
    elif last > first:
        found["dtend"] = _moment(last + timedelta(days=1), time(0))
    return found


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=TALLINN)


def place_of(event: Event) -> str:
    return ", ".join(part for part in (event.place, event.address) if part)


def page_of(event: Event) -> str:
    """In the language that is being spoken."""
    return settings.BASE_URL + reverse("event", args=[event.pk])


def description_of(event: Event, language: str, url: str, online_url: str = "") -> str:
    parts: list[str] = []
    if event.status == EventStatus.CANCELLED and event.cancel_reason:
        parts.append(event.text("cancel_reason", language))
    if online_url:
        parts.append(_("Take part online: %(url)s") % {"url": online_url})
    parts += [event.text(field, language) for field in ("purpose", "description")]
    words = "\n\n".join(part.strip() for part in parts if part.strip())
    if len(words) > LONGEST_TEXT:
        words = words[: LONGEST_TEXT - 1].rstrip() + "…"
    more = _("Read more: %(url)s") % {"url": url}
    return f"{words}\n\n{more}" if words else more


def _worded(words: str, language: str) -> Any:
    return vText(words, params={"LANGUAGE": language})


def _organiser(event: Event) -> Any:
    """An address is asked for by the standard; one without an own has the platform's."""
    email = event.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return vCalAddress(f"mailto:{email}", params={"CN": event.organiser.name})


def _categories(event: Event, language: str) -> list[str]:
    found = [str(event.get_kind_display())]
    if event.series is not None:
        found.append(str(event.series.text("title", language)))
    return found


def estonian_timezone() -> Any:
    """Estonia's clock since 2002, by the European Union's rule (directive 2000/84/EC)."""
    zone = Timezone()
    zone.add("tzid", TALLINN.key)
    for kind, name, month, hour, before, after in (
        (TimezoneDaylight, "EEST", 3, 3, 2, 3),
        (TimezoneStandard, "EET", 10, 4, 3, 2),
    ):
        part: Any = kind()
        part.add("dtstart", datetime(2002, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001
        part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1SU"))
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
