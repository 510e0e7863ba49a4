"""A need becomes a planned training, with the numbers that speak for it."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.actions.pages.page_of_event import EventPage
from loim.events.actions.recording import EventFacts, plan_event
from loim.events.models import Audience, EventKind, EventScope
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.surveys.models import PlannedFromSurvey, Survey, SurveyOption, SurveyQuestion
from loim.surveys.permissions import may_change_survey
from loim.surveys.queries.evidence import evidence_for


class NotClosedYet(Refusal):
    message = _("Close the survey first: while answers still come, the numbers change.")


def plan_training(
    *,
    survey: Survey,
    question: SurveyQuestion,
    option: SurveyOption | None,
    title: str,
    day: date,
    organiser: Organisation,
    activity: Activity | None,
    note: str = "",
    submission: UUID,
    by: User,
    now: datetime,
) -> PlannedFromSurvey:
    """A draft event of kind training, and the evidence as it is now. The same `submission` again
    gives what it made. Refused: NotClosedYet, PeriodLocked."""
    if not may_change_survey(by, survey):
        raise PermissionDenied
    if not survey.is_over:
        raise NotClosedYet
    with transaction.atomic():
        event = plan_event(
            facts=EventFacts(
                title=title,
                kind=EventKind.TRAINING,
                scope=EventScope.NATIONAL,
                start_date=day,
                end_date=day,
                organiser=organiser,
                activity=activity,
            ),
            page=EventPage(language=survey.language, audiences=(Audience.OFFICIALS,), purpose=note),
            submission=submission,
            by=by,
            now=now,
        )
        if made := PlannedFromSurvey.objects.filter(event=event).first():
            return made
        found = evidence_for(survey, question, option)
        return PlannedFromSurvey.objects.create(
            survey=survey,
            question=question,
            option=option,
            event=event,
            wanted=found.wanted,
            answered=found.answered,
            invited=found.invited,
            counties=found.counties,
            note=note,
            planned_at=now,
            planned_by=by,
        )
