"""A mentor's own calendar: booked meetings, with those that were cancelled marked so."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from loim.common.own_keys import own_key
from loim.trainings.models import Mentor, Mentoring

PURPOSE = "training-mentor-calendar"
KEPT = timedelta(days=90)


def calendar_key(mentor: Mentor) -> str:
    """`<number>.<secret>`: the secret alone opens it, the number finds it."""
    return f"{mentor.pk}.{own_key(PURPOSE, mentor.submission)}"


def mentor_by_calendar_key(key: str) -> Mentor | None:
    number, _dot, _secret = key.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):
        return None
    mentor = Mentor.objects.select_related("user", "training").filter(pk=number).first()
    if (
        mentor is None
        or not mentor.user.is_active
        or not constant_time_compare(calendar_key(mentor), key)
    ):
        return None
    return mentor


def calendar_of(mentor: Mentor, now: datetime) -> bytes:
    """In the mentor's language; the meetings of all trainings of this person."""
    rows = (
        Mentoring.objects.filter(mentor__user=mentor.user_id, start_at__gte=now - KEPT)
        .select_related("team__call__training", "mentor")
        .order_by("start_at", "pk")
    )
    with translation.override(mentor.user.language):
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//Loim//mentoring//EN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", _("Mentoring"))
        for row in rows:
            calendar.add_component(_entry(row, now))
        content: bytes = calendar.to_ical()
    return content


def _entry(row: Mentoring, now: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"mentoring-{UUID(str(row.submission))}@loim")
    entry.add("sequence", row.sequence)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", row.start_at.astimezone(UTC))
    entry.add("dtend", row.end_at.astimezone(UTC))
    is_cancelled = row.state == "cancelled"
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    title = _("Mentoring: %(team)s") % {"team": row.team.name}
    entry.add("summary", _("Cancelled: %(title)s") % {"title": title} if is_cancelled else title)
    if row.place:
        entry.add("location", row.place)
    url = settings.BASE_URL + reverse("mentor-work")
    entry.add("url", url)
    entry.add("description", "\n\n".join(filter(None, [row.topic, row.state_note, url])))
    return entry
