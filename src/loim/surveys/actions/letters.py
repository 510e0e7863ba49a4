"""Invitations and reminders: each in its reader's language, with a link of their own."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, render_mail
from loim.common.models import OutgoingMail
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.surveys.models import Survey, SurveyInvitation, SurveyStatus
from loim.surveys.permissions import may_change_survey
from loim.surveys.queries.answer_link import answer_link_of

INVITATION, REMINDER = "survey_invitation", "survey_reminder"
# Nobody is reminded twice in a few days, whoever presses the button.
BETWEEN_REMINDERS = timedelta(days=2)


class NobodyToRemind(Refusal):
    message = _(
        "Nobody is left to remind: everybody has answered, has no address here, or was written"
        " to in the last two days."
    )


class NotOpen(Refusal):
    message = _("Reminders leave while the survey takes answers.")


def letter_text(
    template: str, survey: Survey, language: str, *, link: str, name: str, note: str = ""
) -> MailText:
    """Exactly as it is sent."""
    with translation.override(language):
        closes = date_format(localtime(survey.closes_at), "DATETIME_FORMAT")
        context = {
            "survey": survey,
            "title": survey.text("title", language),
            "introduction": survey.text("introduction", language),
            "purpose": survey.text("purpose", language),
            "closes": closes,
            "link": link,
            "name": name,
            "note": note,
        }
    return render_mail(template, context, language)


def write_invitations(*, survey: Survey, now: datetime) -> int:
    """To everybody who has an address and was not written to, once the survey takes answers."""
    if survey.status != SurveyStatus.OPEN or not survey.opens_at <= now < survey.closes_at:
        return 0
    waiting = list(
        survey.invitations.filter(written_at=None, has_answered=False)
        .exclude(email="")
        .select_related("organisation")
        .order_by("pk")
    )
    mails = _queue(INVITATION, survey, waiting, now)
    for invitation, mail in zip(waiting, mails, strict=True):
        invitation.written_at, invitation.mail = now, mail
    SurveyInvitation.objects.bulk_update(waiting, ["written_at", "mail"], batch_size=500)
    return len(waiting)


def write_due_invitations(*, now: datetime) -> int:
    """Of surveys that begin to take answers at this hour."""
    due = Survey.objects.filter(
        status=SurveyStatus.OPEN, opens_at__lte=now, closes_at__gt=now
    ).filter(invitations__written_at=None)
    written = 0
    for pk in set(due.values_list("pk", flat=True)):
        with transaction.atomic():
            survey = _locked(pk)
            written += write_invitations(survey=survey, now=now)
    return written


def to_be_reminded(survey: Survey, now: datetime) -> "Sequence[SurveyInvitation]":
    """Who was invited, has an address and has not answered."""
    recently = now - BETWEEN_REMINDERS
    return list(
        survey.invitations.filter(has_answered=False)
        .exclude(email="")
        .filter(Q(written_at=None) | Q(written_at__lt=recently))
        .filter(Q(reminded_at=None) | Q(reminded_at__lt=recently))
        .select_related("organisation")
        .order_by("pk")
    )


def remind(*, survey: Survey, note: str = "", by: User, now: datetime) -> int:
    """Refused: NotOpen, NobodyToRemind."""
    if not may_change_survey(by, survey):
        raise PermissionDenied
    with transaction.atomic():
        current = _locked(survey.pk)
        written = _remind(current, note, now)
        if not written:
            raise NobodyToRemind
    return written


def remind_when_due(*, now: datetime) -> int:
    """Automatically, `remind_days` before the close, once."""
    today, reminded = localdate(now), 0
    open_now = Survey.objects.filter(
        status=SurveyStatus.OPEN,
        opens_at__lte=now,
        closes_at__gt=now,
        remind_days__isnull=False,
        reminded_on=None,
    )
    for survey in open_now:
        if survey.closes_at - timedelta(days=survey.remind_days or 0) > now:
            continue
        with transaction.atomic():
            current = _locked(survey.pk)
            if current.reminded_on is None and current.status == SurveyStatus.OPEN:
                reminded += _remind(current, "", now)
                current.reminded_on = today
                current.save(update_fields=["reminded_on"])
    return reminded


def _remind(survey: Survey, note: str, now: datetime) -> int:
    if survey.status != SurveyStatus.OPEN or not survey.opens_at <= now < survey.closes_at:
        raise NotOpen
    waiting = to_be_reminded(survey, now)
    mails = _queue(REMINDER, survey, waiting, now, note)
    for invitation, mail in zip(waiting, mails, strict=True):
        invitation.reminded_at, invitation.reminder = now, mail
        if invitation.written_at is None:
            invitation.written_at = now
    SurveyInvitation.objects.bulk_update(
        waiting, ["reminded_at", "reminder", "written_at"], batch_size=500
    )
    return len(waiting)


def _queue(
    template: str,
    survey: Survey,
    invitations: Iterable[SurveyInvitation],
    now: datetime,
    note: str = "",
) -> Sequence[OutgoingMail]:
    letters = []
    for invitation in invitations:
        link = answer_link_of(invitation)
        text = letter_text(
            template,
            survey,
            invitation.language,
            link=link,
            name=str(invitation),
            note=note,
        )
        letters.append(Letter(invitation.email, invitation.language, text))
    return queue_letters(letters, template=template, useful_until=survey.closes_at, now=now)


def _locked(pk: int) -> Survey:
    return (
        Survey.objects.select_for_update(no_key=True, of=("self",))
        .select_related("organisation")
        .get(pk=pk)
    )
