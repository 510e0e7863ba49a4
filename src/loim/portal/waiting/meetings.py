"""Tasks of networks, minutes to write and approve, county meetings that are owed."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.networks.queries.meetings.waiting import (
    county_meetings_to_plan,
    minutes_to_approve,
    minutes_to_write,
    tasks_soon,
)
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SHORT = 10  # so many of each


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """So many queries, however much waits."""
    today = localdate(now)
    yield from _tasks(person, today)
    for owes in county_meetings_to_plan(person, today)[:SHORT]:
        said = {"network": owes.network.text("name"), "words": owes.words}
        yield Waiting(
            _("%(network)s: %(words)s") % said,
            reverse("network-meetings", args=[owes.network.pk]),
            is_urgent=True,
        )
    for meeting in minutes_to_write(person, today)[:SHORT]:
        about = {"number": meeting.number, "network": meeting.network.text("name")}
        yield Waiting(
            _("Meeting %(number)s of %(network)s has no approved minutes yet.") % about,
            reverse("network-meeting", args=[meeting.pk]),
        )
    for meeting in minutes_to_approve(person, today)[:SHORT]:
        about = {"number": meeting.number, "network": meeting.network.text("name")}
        yield Waiting(
            _("The minutes of meeting %(number)s of %(network)s wait for your approval.") % about,
            reverse("network-minutes-approve", args=[meeting.pk]),
        )


def _tasks(person: User, today: date) -> Iterator[Waiting]:
    days = tasks_soon(person, today)
    if not days:
        return
    overdue = sum(day < today for day in days)
    words = (
        ngettext(
            "%(number)s task of your networks is due within a week.",
            "%(number)s tasks of your networks are due within a week.",
            len(days),
        )
        if not overdue
        else ngettext(
            "%(number)s task of your networks is due, and is overdue.",
            "%(number)s tasks of your networks are due, %(overdue)s of them overdue.",
            len(days),
        )
    )
    yield Waiting(
        words % {"number": len(days), "overdue": overdue},
        reverse("networks-my-tasks"),
        is_urgent=overdue > 0,
    )
