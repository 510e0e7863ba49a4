from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loim.ideas.models import Proposal
from loim.ideas.permissions import ANSWERING_ROLES
from loim.ideas.queries.forum.listed import ideas_to_moderate
from loim.ideas.queries.proposal.waiting import proposals_overdue_of, proposals_to_answer
from loim.people.models import User
from loim.people.permissions import organisations_with_role
from loim.portal.waiting.desk import DeskKind, FromRows, Text
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


def _proposals(person: User, now: datetime) -> QuerySet[Proposal] | None:
    if not organisations_with_role(person, ANSWERING_ROLES):
        return None
    return proposals_to_answer(person, localdate(now))


def _proposal(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    day = date_format(found["answer_by"], "SHORT_DATE_FORMAT")
    note = _("answer by %(day)s") % {"day": day}
    url = reverse("proposal-answer", args=[found["pk"]])
    return found["title"], url, found["language"], note


DESK = (
    DeskKind(
        "proposals", gettext_lazy("Proposals to answer"), gettext_lazy("Answer"),
        FromRows(
            "proposals", _proposals, "sent_date", _proposal,
            values=("title", "language", "answer_by"), organisation="owner",
        ),
    ),
)  # fmt: skip
