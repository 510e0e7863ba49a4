from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.people.models import User
from loim.portal.waiting.item import Waiting
from loim.surveys.models import SurveyStatus
from loim.surveys.queries.answer_link import answer_path_of
from loim.surveys.queries.own_work import surveys_to_answer, surveys_to_attend_to


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    for invitation in surveys_to_answer(person, now):
        survey = invitation.survey
        said = {
            "title": survey.text("title"),
            "day": date_format(localdate(survey.closes_at), "SHORT_DATE_FORMAT"),
        }
        if path := answer_path_of(invitation):
            yield Waiting(_("Answer the survey “%(title)s” by %(day)s.") % said, path)
    for survey in surveys_to_attend_to(person, now):
        said = {"title": survey.text("title")}
        words = (
            _("The survey “%(title)s” is closed: publish its results.")
            if survey.status == SurveyStatus.CLOSED
            else _("The survey “%(title)s” closes soon, and few have answered.")
        )
        page = "survey-results" if survey.status == SurveyStatus.CLOSED else "survey-invitations"
        yield Waiting(words % said, reverse(page, args=[survey.pk]))
