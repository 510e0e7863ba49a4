"""A survey is opened, closed, reopened, published and taken back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.corrections import record_change
from loim.programmes.actions.indicators import queue_refresh
from loim.programmes.models import Programme
from loim.surveys.actions import urn
from loim.surveys.actions.keeping import kept_survey
from loim.surveys.actions.letters import write_invitations
from loim.surveys.logic.survey_states import SurveyState, SurveyStep, state_after
from loim.surveys.models import Survey, SurveyOption


class StepTaken(Refusal):
    message = _("The survey has been changed meanwhile. Look at it again.")


class NothingAsked(Refusal):
    message = _("Add at least one question before you open the survey.")


class ClosesTooEarly(Refusal):
    message = _("The survey would close in the past. Choose a later day first.")


class AnswersAreCounted(Refusal):
    """Results before and after one more answer differ by just that answer."""

    message = _(
        "The survey is anonymous and its answers are counted, so one that came later could be"
        " told apart. Copy the survey and ask again."
    )


class TooFewToPublish(Refusal):
    message = _(
        "Fewer than five have answered. Results of so few could tell who said what, so they are"
        " not published."
    )


def open_survey(*, survey: Survey, by: User, now: datetime) -> Survey:
    """From now on it is answered, from the day on which it opens; invitations leave then.

    Refused: StepTaken, NothingAsked, ClosesTooEarly.
    """
    with transaction.atomic():
        current = _current(survey, SurveyStep.OPEN, by)
        if not current.questions.filter(withdrawn_at=None).exists():
            raise NothingAsked
        if current.closes_at <= now:
            raise ClosesTooEarly
        # What is asked from here on keeps its meaning: this is what it is compared with.
        current.questions.update(asked_label=F("label"))
        SurveyOption.objects.filter(question__survey=current).update(asked_label=F("label"))
        current.status, current.opened_at = SurveyState.OPEN.value, now
        current.save(update_fields=["status", "opened_at"])
        write_invitations(survey=current, now=now)
    return current


def close_survey(*, survey: Survey, by: User, reason: str = "", now: datetime) -> Survey:
    """No more answers; anonymous ones are mixed. Refused: StepTaken, PeriodLocked."""
    with record_change(
        by=by, now=now, step="close_survey", programmes=_programmes(survey), reason=reason
    ):
        current = _current(survey, SurveyStep.CLOSE, by)
        _close(current, now)
    return current


def close_what_is_due(*, now: datetime) -> int:
    """Surveys whose time is over; by a worker, so nobody's permission is asked."""
    closed = 0
    for pk in Survey.objects.filter(status=SurveyState.OPEN, closes_at__lte=now).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            current = Survey.objects.select_for_update(no_key=True).get(pk=pk)
            if current.status == SurveyState.OPEN and current.closes_at <= now:
                _close(current, now)
                queue_refresh()
                closed += 1
    return closed


def _close(survey: Survey, now: datetime) -> None:
    survey.status, survey.closed_on = SurveyState.CLOSED.value, localdate(now)
    survey.save(update_fields=["status", "closed_on"])
    if survey.is_anonymous:
        urn.mix_everything(survey)


def reopen_survey(
    *, survey: Survey, closes_at: datetime, by: User, reason: str = "", now: datetime
) -> Survey:
    """More time. Refused: StepTaken, ClosesTooEarly, AnswersAreCounted, PeriodLocked."""
    with record_change(
        by=by, now=now, step="reopen_survey", programmes=_programmes(survey), reason=reason
    ):
        current = _current(survey, SurveyStep.REOPEN, by)
        if closes_at <= now:
            raise ClosesTooEarly
        if current.is_anonymous and current.sheets.exists():
            raise AnswersAreCounted
        current.status, current.closed_on = SurveyState.OPEN.value, None
        current.closes_at, current.reminded_on = closes_at, None
        current.save(update_fields=["status", "closed_on", "closes_at", "reminded_on"])
    return current


def publish_results(
    *,
    survey: Survey,
    findings: str | None = None,
    translations: dict[str, dict[str, str]] | None = None,
    by: User,
    now: datetime,
) -> Survey:
    """For everybody, with small numbers hidden. Refused: StepTaken, TooFewToPublish."""
    with transaction.atomic():
        current = _current(survey, SurveyStep.PUBLISH, by)
        if current.sheets.count() < urn.FEWEST:
            raise TooFewToPublish
        current.status, current.published_at = SurveyState.PUBLISHED.value, now
        if findings is not None:
            current.findings = findings
            current.translations = translations or current.translations
        current.save(update_fields=["status", "published_at", "findings", "translations"])
    return current


def take_results_back(*, survey: Survey, by: User, now: datetime) -> Survey:
    """Refused: StepTaken."""
    with transaction.atomic():
        current = _current(survey, SurveyStep.TAKE_BACK, by)
        current.status, current.published_at = SurveyState.CLOSED.value, None
        current.save(update_fields=["status", "published_at"])
    return current


def latest_end(now: datetime) -> datetime:
    """Two more weeks, what a reopened survey is offered."""
    return now + timedelta(days=14)


def _current(survey: Survey, step: SurveyStep, by: User) -> Survey:
    current = kept_survey(survey, by)
    if state_after(current.status, step) is None:
        raise StepTaken
    return current


def _programmes(survey: Survey) -> set[Programme]:
    return {survey.activity.programme} if survey.activity else set()
