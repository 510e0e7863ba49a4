"""The deadlines of somebody's own list as iCalendar (RFC 5545).

Each is a day of its own with two alarms. Its UID is that of the step for ever, so that a calendar
which gets the list a second time, with another day of arrival, moves the entry.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, vText
from icalendar import Event as Entry

from loim.services.queries.journeys.own_list import OwnList, ShownStep
from loim.services.queries.journeys.rules_in_words import deadline_in_words

ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))  # at nine in the morning


def list_calendar(own: OwnList, *, url: str) -> bytes:
    """The same list gives the same bytes. What is done already is left out."""
    with translation.override(own.language):
        calendar = Calendar()
        calendar.add("version", "2.0")
        host = urlsplit(settings.BASE_URL).hostname
        calendar.add("prodid", f"-//Lõim//{host}//{own.language.upper()}")
        calendar.add("method", "PUBLISH")
        title = own.shown.get("title")
        calendar.add("name", title)
        calendar.add("x-wr-calname", title)
        for step in own.steps:
            if step.last_day and not step.is_done:
                calendar.add_component(_entry(own, step, url))
        content: bytes = calendar.to_ical()
    return content


def _entry(own: OwnList, step: ShownStep, url: str) -> Entry:
    entry = Entry()
    # The better day where there is one: a reminder for a Sunday comes too late.
    day = (step.deadline.better_day if step.deadline else None) or step.last_day
    assert day is not None, "only steps with a last day are entered"  # noqa: S101  # for the type checker
    entry.add("uid", f"journey-{own.journey.pk}-step-{step.key}@loim")
    entry.add("sequence", own.edition.number)
    entry.add("dtstamp", own.edition.published_at)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")  # a deadline does not keep anybody busy
    title = step.shown.get("title")
    entry.add("summary", vText(title, params={"LANGUAGE": title.language}))
    entry.add("description", _description(step, url))
    entry.add("url", url)
    if where := step.shown.get("where"):
        entry.add("location", where)
    for trigger in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", trigger)
        alarm.add("description", title)
        entry.add_component(alarm)
    return entry


def _description(step: ShownStep, url: str) -> str:
    parts = [deadline_in_words(step.deadline) if step.deadline else ""]
    if not step.is_sure:
        parts.append(_("If this is true of you: %(when)s") % {"when": _(" or ").join(step.when)})
    if step.things:
        parts.append(_("Bring with you: %(things)s") % {"things": "; ".join(step.things)})
    return "\n\n".join([*(part for part in parts if part), url])
