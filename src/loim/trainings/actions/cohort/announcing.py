"""The organiser tells the whole cohort something: a letter to each, in their language."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, render_mail
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.models import Announcement, AnnouncementLetter, TeamMember
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.cohort.addresses import own_address
from loim.trainings.queries.days.people import cohort_members

TEMPLATE = "trainings_announcement"
_NAME, _LINK = "⟦name⟧", "⟦link⟧"


class NobodyToWriteTo(Refusal):
    message = _("Nobody takes part in this training yet. Admit teams first.")


def announce(
    *, announcement: Announcement, submission: UUID, by: User, now: datetime
) -> Announcement:
    """On the cohort's page, and a letter to everybody who takes part now.

    The same `submission` again gives what it made. Refused: NobodyToWriteTo.
    """
    training = announcement.training
    if not may_change_training(by, training):
        raise PermissionDenied
    with transaction.atomic():
        type(training).objects.select_for_update(no_key=True).get(pk=training.pk)
        if made := Announcement.objects.filter(submission=submission).first():
            return made
        people = [member for member in cohort_members(training) if member.email]
        if not people:
            raise NobodyToWriteTo
        announcement.sent_at, announcement.sent_by = now, by
        announcement.submission = submission
        announcement.save()
        texts = {
            language: _text(announcement, language)
            for language in {member.language for member in people}
        }
        mails = queue_letters(
            [
                Letter(member.email, member.language, _filled(texts[member.language], member))
                for member in people
            ],
            template=TEMPLATE,
            now=now,
        )
        AnnouncementLetter.objects.bulk_create(
            AnnouncementLetter(announcement=announcement, member=member, mail=mail)
            for member, mail in zip(people, mails, strict=True)
        )
    return announcement


def _text(announcement: Announcement, language: str) -> MailText:
    """Rendered once for each language."""
    return render_mail(
        TEMPLATE,
        {
            "subject": announcement.text("subject", language),
            "body": announcement.text("body", language),
            "training": announcement.training.text("title", language),
            "organiser": announcement.training.organiser.name,
            "name": _NAME,
            "url": _LINK,
        },
        language,
    )


def _filled(text: MailText, member: TeamMember) -> MailText:
    """The name last: whatever it looks like, nothing in it is filled in."""
    body = text.body.replace(_LINK, own_address(member, "cohort"))
    return MailText(text.subject, body.replace(_NAME, " ".join(member.name.split())))
