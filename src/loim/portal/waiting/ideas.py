from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.ideas.queries.forum.listed import ideas_to_moderate
from loim.ideas.queries.proposal.waiting import proposals_overdue_of, proposals_to_answer
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SHORT = 10  # so many of each; the list of proposals has the rest


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    today = localdate(now)
    for found in ideas_to_moderate(person):
        words = ngettext(
            "%(number)s idea or comment waits to be read: “%(title)s”.",
            "%(number)s ideas or comments wait to be read: “%(title)s”.",
            found.number,
        )
        said = {"number": found.number, "title": found.forum.event.text("title")}
        yield Waiting(words % said, found.url)
    for proposal in proposals_to_answer(person, today)[:SHORT]:
        said = {
            "title": proposal.text("title"),
            "day": date_format(proposal.answer_by, "SHORT_DATE_FORMAT"),
        }
        yield Waiting(
            _("Answer the proposal “%(title)s” by %(day)s.") % said,
            reverse("proposal-answer", args=[proposal.pk]),
            is_urgent=proposal.answer_by < today,
        )
    for proposal in proposals_overdue_of(person, today)[:SHORT]:
        yield Waiting(
            _("The answer to your proposal “%(title)s” is late.")
            % {"title": proposal.text("title")},
            reverse("proposal", args=[proposal.pk]),
        )
