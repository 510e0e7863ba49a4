from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.people.models import User
from loim.portal.waiting.item import Waiting
from loim.visits.queries.visits import ToAttendTo, unplanned_events, visits_to_attend_to


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    today = localdate(now)
    for found in visits_to_attend_to(person, today):
        yield from _of_visit(found)
    for event in unplanned_events(person, today):
        yield Waiting(
            _("The days of “%(title)s” are not planned yet.") % {"title": event.text("title")},
            reverse("visit-new", args=[event.pk]),
        )


def _of_visit(found: ToAttendTo) -> Iterator[Waiting]:
    title = found.visit.event.text("title")
    plan = reverse("visit-plan", args=[found.visit.pk])
    for leg in found.cancelled:
        yield Waiting(
            _("A host has cancelled “%(leg)s” of “%(title)s”.")
            % {"leg": leg.text("title"), "title": title},
            plan,
            is_urgent=True,
        )
    if found.problems:
        words = ngettext(
            "%(number)s thing does not fit in the plan of “%(title)s”.",
            "%(number)s things do not fit in the plan of “%(title)s”.",
            found.problems,
        )
        yield Waiting(words % {"number": found.problems, "title": title}, plan)
    if found.unconfirmed:
        words = ngettext(
            "%(number)s host of “%(title)s” has not confirmed.",
            "%(number)s hosts of “%(title)s” have not confirmed.",
            found.unconfirmed,
        )
        yield Waiting(
            words % {"number": found.unconfirmed, "title": title},
            reverse("visit-hosts", args=[found.visit.pk]),
        )
