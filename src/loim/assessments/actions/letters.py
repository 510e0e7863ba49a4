"""The group's link by e-mail. The addresses are used for the letters and kept nowhere here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.assessing import NotNow
from loim.assessments.models import Assessment, AssessmentStatus
from loim.assessments.permissions import may_lead
from loim.assessments.queries.link import group_url
from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import render_mail
from loim.common.rates import count_request
from loim.common.refusals import Refusal
from loim.people.models import User

MOST_LETTERS = 200
TEMPLATE = "assessment_invitation"


class TooManyLetters(Refusal):
    message = _(
        "At most %(most)s letters leave in a day for one self-assessment. Share the link instead,"
        " or send the rest tomorrow."
    )


def send_letters(
    *,
    assessment: Assessment,
    addresses: Sequence[str],
    language: str,
    note: str = "",
    by: User,
    now: datetime,
) -> int:
    """One letter each, all with the same link: whose sheet is whose nobody can tell.

    Refused: NotNow unless each answers alone now; TooManyLetters.
    """
    with transaction.atomic():
        row = (
            Assessment.objects.select_for_update(of=["self"])
            .select_related("subject", "version__questionnaire")
            .get(pk=assessment.pk)
        )
        if not may_lead(by, row.subject):
            raise PermissionDenied
        if row.state != AssessmentStatus.ALONE:
            raise NotNow
        wanted = list(dict.fromkeys(address.strip().lower() for address in addresses))
        for _address in wanted:
            sent = count_request(
                what="assessment-letters", who=str(row.pk), now=now, window=timedelta(days=1)
            )
            if sent > MOST_LETTERS:
                raise TooManyLetters(most=MOST_LETTERS)
        context = {
            "title": row.version.questionnaire.text("title", language),
            "subject": row.subject.name,
            "link": group_url(row, language),
            "note": note,
            "name": by.name,
        }
        text = render_mail(TEMPLATE, context, language)
        queue_letters([Letter(to, language, text) for to in wanted], template=TEMPLATE, now=now)
    return len(wanted)
