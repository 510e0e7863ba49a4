"""Requests to an expert, references to confirm, consent about to lapse."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loim.experts.models import Approach, Expert, Reference
from loim.experts.permissions import references_to_decide
from loim.experts.queries.mine import consent_about_to_lapse, work_to_confirm
from loim.experts.queries.requests import approaches_to_answer, approaches_with_questions
from loim.people.models import User
from loim.people.permissions import may_administer_platform
from loim.portal.waiting.desk import DeskKind, FromRows, Text
from loim.portal.waiting.item import Waiting
from loim.programmes.permissions import may_record

SHORT = 10  # so many of each
URGENT_DAYS = 7


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Seven queries, however much waits."""
    for approach in approaches_to_answer(person)[:SHORT]:
        yield _to_answer(approach, now)
    for approach in approaches_with_questions(person)[:SHORT]:
        said = {"name": approach.expert.name, "subject": approach.request.subject}
        yield Waiting(
            _("%(name)s has a question about “%(subject)s”.") % said,
            reverse("expert-request-mine", args=[approach.request_id]),
        )
    for request in work_to_confirm(person, localdate(now))[:SHORT]:
        yield Waiting(
            _("Is the work “%(subject)s” done? Confirm it.") % {"subject": request.subject},
            reverse("expert-request-mine", args=[request.pk]),
        )
    yield from _references(person)
    if consent := consent_about_to_lapse(person, now):
        day = date_format(localdate(consent.expires_at), "SHORT_DATE_FORMAT")
        yield Waiting(
            _("Your consent to be listed as an expert ends on %(day)s: renew it.") % {"day": day},
            reverse("expert-consent"),
            is_urgent=(consent.expires_at - now).days < URGENT_DAYS,
        )


def _to_answer(approach: Approach, now: datetime) -> Waiting:
    said = {"name": approach.request.asker_name, "subject": approach.request.subject}
    return Waiting(
        _("%(name)s waits for your answer: “%(subject)s”.") % said,
        reverse("expert-approach", args=[approach.pk]),
        is_urgent=(now - approach.turn_at).days >= URGENT_DAYS,
    )


def _references(person: User) -> Iterator[Waiting]:
    """Administrators may confirm for every organisation, but it is not theirs to do."""
    number = 0 if may_administer_platform(person) else references_to_decide(person).count()
    if number:
        words = ngettext(
            "%(number)s expert asks for a reference for work for you.",
            "%(number)s experts ask for a reference for work for you.",
            number,
        )
        yield Waiting(words % {"number": number}, reverse("expert-references-waiting"))


def _requests(person: User, now: datetime) -> QuerySet[Approach] | None:
    return approaches_to_answer(person) if Expert.objects.filter(person=person).exists() else None


def _asked_references(person: User, now: datetime) -> QuerySet[Reference] | None:
    if may_administer_platform(person) or not may_record(person):
        return None
    return references_to_decide(person)


def _request(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    url = reverse("expert-approach", args=[found["pk"]])
    return found["request__subject"], url, found["request__language"], ""


def _reference(found: Mapping[str, Any]) -> tuple[str, str, str, Text]:
    url = reverse("expert-reference", args=[found["pk"]])
    return found["work"], url, found["language"], found["expert__name"]


DESK = (
    DeskKind(
        "expert-requests", gettext_lazy("Requests to you as an expert"), gettext_lazy("Answer"),
        FromRows(
            "expert-requests", _requests, "turn_at", _request,
            values=("request__subject", "request__language"),
        ),
    ),
    DeskKind(
        "expert-references", gettext_lazy("References for experts"),
        gettext_lazy("Confirm or decline"),
        FromRows(
            "expert-references", _asked_references, "asked_at", _reference,
            values=("work", "language", "expert__name"), organisation="organisation",
        ),
    ),
)  # fmt: skip
