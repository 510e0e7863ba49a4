"""Bodies that wait: for the city's answer, for a draw or a decision, for a member's opinion."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.networks.queries.bodies.waiting import (
    calls_to_decide,
    opinions_to_answer,
    questions_to_me,
)
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SOON_DAYS = 7


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Three queries, however much waits."""
    today = localdate(now)
    for question in opinions_to_answer(person):
        if question.answer_by is None:
            continue
        said = {
            "title": question.text("title"),
            "day": date_format(question.answer_by, "SHORT_DATE_FORMAT"),
        }
        words = (
            _("The city's answer is late: “%(title)s” was due by %(day)s.")
            if question.answer_by < today
            else _("Answer the body's opinion by %(day)s: “%(title)s”.")
        )
        yield Waiting(
            words % said,
            reverse("body-question", args=[question.pk]),
            is_urgent=(question.answer_by - today).days < SOON_DAYS,
        )
    for call in calls_to_decide(person, now):
        yield Waiting(
            _("Applications have closed, choose the members: “%(title)s”.")
            % {"title": call.text("title")},
            reverse("body-call-keep", args=[call.pk]),
        )
    for question in questions_to_me(person, today):
        said = {
            "title": question.text("title"),
            "day": date_format(question.opinion_by, "SHORT_DATE_FORMAT"),
        }
        yield Waiting(
            _("Your body is asked for its opinion by %(day)s: “%(title)s”.") % said,
            reverse("body-question", args=[question.pk]),
            is_urgent=(question.opinion_by - today).days < SOON_DAYS,
        )
