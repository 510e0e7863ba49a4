"""Tasks, visits to watch and referrals of those who counsel: numbers, and nobody's name."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.casework.permissions import may_counsel_anywhere
from loim.casework.queries.appointments.to_attend_to import counselling_to_attend_to
from loim.people.models import User
from loim.portal.waiting.item import Waiting


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    if not may_counsel_anywhere(person):
        return
    found = counselling_to_attend_to(person, now)
    if found.overdue_visits:
        yield Waiting(
            _("A home visit that you watch is overdue: call now."),
            reverse("home-visits"),
            is_urgent=True,
        )
    for number, words, url in (
        (
            found.tasks,
            ngettext("%(number)s task is due.", "%(number)s tasks are due.", found.tasks),
            reverse("counselling-tasks"),
        ),
        (
            found.unmarked,
            ngettext(
                "Say of %(number)s appointment whether somebody came.",
                "Say of %(number)s appointments whether somebody came.",
                found.unmarked,
            ),
            reverse("appointment-list"),
        ),
        (
            found.unanswered,
            ngettext(
                "%(number)s referral that you sent is unanswered.",
                "%(number)s referrals that you sent are unanswered.",
                found.unanswered,
            ),
            reverse("referral-list"),
        ),
        (
            found.received,
            ngettext(
                "%(number)s referral to your organisation waits for an answer.",
                "%(number)s referrals to your organisation wait for an answer.",
                found.received,
            ),
            f"{reverse('referral-list')}?which=received",
        ),
    ):
        if number:
            yield Waiting(words % {"number": number}, url)
