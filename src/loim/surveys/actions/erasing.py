"""Nightly: what answerers were promised not to be kept any longer is erased. Numbers stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from loim.common.models import OutgoingMail
from loim.people.models import User
from loim.people.personal_records import proved_addresses
from loim.surveys.models import Draft, Sheet, SheetAnswer, Survey, SurveyInvitation


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """What was erased, for the log. Running it again does nothing."""
    today, erased = localdate(now), {"surveys": 0, "invitations": 0, "texts": 0}
    closed = Survey.objects.filter(closed_on__isnull=False, erased_on=None)
    for survey in closed:
        if (survey.closed_on or today) + timedelta(days=survey.kept_days) >= today:
            continue
        with transaction.atomic():
            people = SurveyInvitation.objects.filter(survey=survey)
            erased["invitations"] += forget_people(people)
            texts = SheetAnswer.objects.filter(question__survey=survey).exclude(text="")
            erased["texts"] += texts.delete()[0]
            Survey.objects.filter(pk=survey.pk).update(erased_on=today)
            erased["surveys"] += 1
    return erased


def forget_people(invitations: "object") -> int:
    """Names, addresses and drafts; that this organisation was asked and answered stays."""
    rows = SurveyInvitation.objects.filter(pk__in=invitations.values("pk"))  # type: ignore[attr-defined]
    Draft.objects.filter(invitation__in=rows.values("pk")).delete()
    return rows.exclude(name="", email="").update(name="", email="", mail=None, reminder=None)


def erase_account(person: User, now: datetime) -> None:
    """Their invitations lose name and address; named answers of theirs lose their own words.

    An anonymous answer cannot be found, so it stays.
    """
    addresses = proved_addresses(person)
    own = SurveyInvitation.objects.annotate(address=Lower("email")).filter(Q(address__in=addresses))
    keys = list(own.values_list("pk", flat=True))
    personal = Sheet.objects.filter(invitation__in=keys, invitation__for_organisation=False)
    SheetAnswer.objects.filter(sheet__in=personal.values("pk")).exclude(text="").delete()
    letters = OutgoingMail.objects.filter(template__startswith="survey_")
    letters.annotate(address=Lower("to")).filter(address__in=addresses).delete()
    mine = SurveyInvitation.objects.filter(pk__in=keys)
    Draft.objects.filter(invitation__in=keys, invitation__for_organisation=False).delete()
    mine.update(name="", email="", mail=None, reminder=None)
    if person.name:
        Draft.objects.filter(saved_by=person.name).update(saved_by="")


def export_answers(person: User) -> list[dict[str, object]]:
    """For 'My data': what they were asked, and what they answered where that is known."""
    rows = (
        SurveyInvitation.objects.annotate(address=Lower("email"))
        .filter(address__in=proved_addresses(person))
        .select_related("survey", "sheet", "draft")
        .prefetch_related("sheet__answers__question", "sheet__answers__option")
        .order_by("pk")
    )
    found: list[dict[str, object]] = []
    for row in rows:
        sheet = getattr(row, "sheet", None)
        draft = getattr(row, "draft", None)
        found.append(
            {
                "survey": row.survey.title,
                "name": row.name,
                "email": row.email,
                "invited": row.invited_at.isoformat(),
                "has_answered": row.has_answered,
                "draft": draft.answers if draft else None,
                "answers": [
                    {
                        "question": answer.question.label,
                        "option": answer.option.label if answer.option else None,
                        "value": str(answer.value) if answer.value is not None else None,
                        "text": answer.text,
                    }
                    for answer in (sheet.answers.all() if sheet else [])
                ],
            }
        )
    return found
