from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.people.models import User
from loim.portal.waiting.item import Waiting
from loim.trainings.queries.assessment.own import teams_to_assess
from loim.trainings.queries.assignments.matrix import hand_ins_to_read
from loim.trainings.queries.cohort.page import my_cohorts
from loim.trainings.queries.mentoring.meetings import mentoring_to_log
from loim.trainings.queries.training.attention import CallToAttendTo, calls_to_attend_to


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    for found in calls_to_attend_to(person, now):
        yield from _of_call(found)
    for assessor, left in teams_to_assess(person):
        training = assessor.call.training
        said = {"number": left, "title": training.text("title")}
        words = (
            ngettext(
                "Assess %(number)s team that applies to “%(title)s”.",
                "Assess %(number)s teams that apply to “%(title)s”.",
                left,
            )
            if left
            else _("All points are given: finish your assessment of “%(title)s”.")
        )
        yield Waiting(words % said, reverse("training-assess", args=[training.pk]))
    yield from _of_cohorts(person, now)


def _of_call(found: CallToAttendTo) -> Iterator[Waiting]:
    training, title = found.training, found.training.text("title")
    if found.to_decide:
        words = ngettext(
            "%(number)s team waits for a decision: “%(title)s”.",
            "%(number)s teams wait for a decision: “%(title)s”.",
            found.to_decide,
        )
        yield Waiting(
            words % {"number": found.to_decide, "title": title},
            reverse("training-assessment", args=[training.pk]),
        )
    if found.incomplete:
        words = ngettext(
            "%(number)s team of “%(title)s” lacks something.",
            "%(number)s teams of “%(title)s” lack something.",
            found.incomplete,
        )
        yield Waiting(
            words % {"number": found.incomplete, "title": title},
            reverse("training-teams", args=[training.pk]),
            is_urgent=found.overdue > 0,
        )


def _of_cohorts(person: User, now: datetime) -> Iterator[Waiting]:
    if number := hand_ins_to_read(person).count():
        words = ngettext(
            "%(number)s piece of homework waits to be read.",
            "%(number)s pieces of homework wait to be read.",
            number,
        )
        yield Waiting(words % {"number": number}, reverse("hand-ins-to-read"))
    if number := mentoring_to_log(person, now).count():
        words = ngettext(
            "Write down %(number)s meeting with a team that is over.",
            "Write down %(number)s meetings with teams that are over.",
            number,
        )
        yield Waiting(words % {"number": number}, reverse("mentor-work"))
    for team in my_cohorts(person):
        yield Waiting(
            _("What is next for the team “%(team)s”") % {"team": team.name},
            reverse("cohort", args=[team.call.training_id]),
        )
