"""Contributions and experience notes that an editor should read."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.library.models import Contribution, ContributionMessage, ExperienceNote
from loim.library.permissions import may_moderate
from loim.library.queries.mine import contributions_to_attend_to, notes_to_attend_to
from loim.people.models import User
from loim.portal.waiting.desk import DeskKind, FromRows, Text, title_of_text
from loim.portal.waiting.item import Waiting


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    if not may_moderate(person):
        return
    contributions = contributions_to_attend_to(person).count()
    if contributions:
        words = ngettext(
            "%(number)s contribution to the library waits for an editor.",
            "%(number)s contributions to the library wait for an editor.",
            contributions,
        )
        yield Waiting(words % {"number": contributions}, reverse("library-desk"))
    notes = notes_to_attend_to(person).count()
    if notes:
        words = ngettext(
            "%(number)s experience note waits to be read.",
            "%(number)s experience notes wait to be read.",
            notes,
        )
        yield Waiting(words % {"number": notes}, reverse("library-desk"))


def _contributions(person: User, now: datetime) -> QuerySet[Contribution] | None:
    return contributions_to_attend_to(person) if may_moderate(person) else None


def _notes(person: User, now: datetime) -> QuerySet[ExperienceNote] | None:
    return notes_to_attend_to(person) if may_moderate(person) else None


def _answered_by(person: User) -> Q:
    mine = ContributionMessage.objects.filter(contribution=OuterRef("pk"), author=person)
    return Q(Exists(mine))


def _contribution(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    url = reverse("library-desk-contribution", args=[found["pk"]])
    return found["title"], url, found["language"], ""


def _note(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    return found["item_title"] or "", f"{reverse('library-desk')}#notes", "", ""


DESK = (
    DeskKind(
        "contributions", _("Contributions to the library"), _("Read and decide"),
        FromRows(
            "contributions", _contributions, "turn_at", _contribution,
            values=("title", "language"), own=_answered_by,
        ),
    ),
    DeskKind(
        "notes", _("Experience notes"), _("Read and decide"),
        FromRows(
            "notes", _notes, "written_at", _note, titles={"item_title": title_of_text("item__text")}
        ),
    ),
)  # fmt: skip
