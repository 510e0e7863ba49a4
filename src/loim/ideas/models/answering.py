"""What helps an owner to answer a proposal: a link by letter, a draft, reminders."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.ideas.models.proposal import Proposal
from loim.people.models import User


class AnswerLink(models.Model):
    """By it an owner answers who has no account here. Personal data: the address.

    `key_hash` is of the secret in the link, which is made of `submission`
    (`loim.common.own_keys`). Whoever holds one that has expired may have a new one sent to the
    same address, once (`renewed_at`).
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="links")
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_link_expires", condition=Q(expires_at__gt=models.F("sent_at"))
            )
        ]

    def __str__(self) -> str:
        return self.email


class AnswerDraft(models.Model):
    """What somebody of the owner's has typed and not given out: theirs alone."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    link = models.ForeignKey(AnswerLink, models.CASCADE, null=True, blank=True, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "user"],
                condition=Q(user__isnull=False),
                name="answer_draft_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["proposal", "link"],
                condition=Q(link__isnull=False),
                name="answer_draft_once_per_link",
            ),
            models.CheckConstraint(
                name="answer_draft_of_somebody",
                condition=Q(user__isnull=False, link=None) | Q(user=None, link__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal)


class ProposalReminder(models.Model):
    """That the owner was reminded, so that nobody is twice. `days` is after the date, -7 before."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reminders")
    answer_by = models.DateField()
    days = models.SmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "answer_by", "days"], name="proposal_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.days}"
