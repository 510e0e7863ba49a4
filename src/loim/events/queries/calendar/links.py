"""Addresses by which other calendars take ours, or one event of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from loim.events.models import Event
from loim.events.queries.calendar.ical import (
    TALLINN,
    description_of,
    page_of,
    place_of,
    when_of,
)
from loim.events.queries.calendar.listed import CalendarFilter

MOST_WORDS = 800  # of an address that a browser and a proxy let pass


@dataclass(frozen=True)
class SubscribeLinks:
    """`feed` is the address itself; `phone` opens it in the device's own calendar."""

    feed: str
    phone: str
    google: str
    outlook: str
    outlook_at_work: str


def subscribe_links(wanted: CalendarFilter, name: str) -> SubscribeLinks:
    query = f"?{wanted.query}" if wanted.query else ""
    feed = settings.BASE_URL + reverse("calendar-feed") + query
    parts = urlsplit(feed)
    webcal = parts._replace(scheme="webcal").geturl()
    outlook = "/calendar/0/addfromweb?" + urlencode({"url": webcal, "name": name})
    return SubscribeLinks(
        feed=feed,
        phone=webcal,
        google="https://calendar.google.com/calendar/render?" + urlencode({"cid": webcal}),
        outlook="https://outlook.live.com" + outlook,
        outlook_at_work="https://outlook.office.com" + outlook,
    )


@dataclass(frozen=True)
class AddLinks:
    """`file` works everywhere; the others open a filled form of that calendar."""

    file: str
    google: str
    outlook: str
    outlook_at_work: str


def add_links(event: Event) -> AddLinks:
    """Of an event that everybody may read; without the link for taking part online."""
    language = get_language() or settings.LANGUAGE_CODE
    when = when_of(event)
    start = when["dtstart"]
    end = when.get("dtend") or (start + timedelta(hours=1))
    title = str(event.text("title", language))
    words = description_of(event, language, page_of(event))
    details = words if len(words) <= MOST_WORDS else page_of(event)
    google = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{_compact(start)}/{_compact(end)}",
        "ctz": TALLINN.key,
        "location": place_of(event),
        "details": details,
    }
    outlook = "/calendar/0/action/compose?" + urlencode(
        {
            "rru": "addevent",
            "subject": title,
            "startdt": start.isoformat(),
            "enddt": end.isoformat(),
            "allday": "false" if isinstance(start, datetime) else "true",
            "location": place_of(event),
            "body": details,
        }
    )
    return AddLinks(
        file=reverse("event-ics", args=[event.pk]),
        google="https://calendar.google.com/calendar/render?" + urlencode(google),
        outlook="https://outlook.live.com" + outlook,
        outlook_at_work="https://outlook.office.com" + outlook,
    )


def _compact(moment: date | datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%S" if isinstance(moment, datetime) else "%Y%m%d")
