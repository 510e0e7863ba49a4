"""Passing somebody on, with their consent: what the recipient sees is apart from where it came from.

`Referral` is shared by sender and recipient; `ReferralOrigin`, which points at the client, is the
sender's alone.
"""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.case import Case
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.people.models import Organisation
from loim.services.models import Topic


class RecipientKind(models.TextChoices):
    UNIT = "unit", _("another unit of ours")
    CITY = "city", _("a city or rural municipality")
    STATE = "state", _("a state body")
    NGO = "ngo", _("an association")


class Recipient(Guarded):
    """To whom an organisation refers: one that counsels here, or one reached by e-mail."""

    kind = models.CharField(_("kind"), max_length=6, choices=RecipientKind)
    name = models.CharField(pgettext_lazy("a recipient", "name"), max_length=200)
    counsels = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organisation that counsels here"),
    )  # fmt: skip
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    second_email = models.EmailField(
        _("second contact, if nobody answers"), max_length=254, blank=True
    )
    language = models.CharField(_("language of letters"), max_length=2, default="et")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_recipient_once", fields=["organisation", "name"]
            ),
            models.CheckConstraint(
                name="casework_recipient_is_reached",
                condition=Q(counsels__isnull=False) | ~Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReferralStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("referral", "draft")
    SENT = "sent", pgettext_lazy("referral", "sent")
    OPENED = "opened", pgettext_lazy("referral", "opened")
    ESCALATED = "escalated", pgettext_lazy("referral", "unanswered in time")
    ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
    DECLINED = "declined", pgettext_lazy("referral", "declined")
    DONE = "done", pgettext_lazy("referral", "outcome given")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "withdrawn")


class ConsentGiven(models.TextChoices):
    SPOKEN = "spoken", _("said so, face to face")
    PHONE = "phone", _("said so by phone")
    WRITTEN = "written", _("signed or wrote it")


@pghistory.track(
    model_name="ReferralHistory", exclude=["sealed_passed_on", "sealed_answer", "sealed_outcome"]
)
class Referral(Guarded):
    """`organisation` sends it. `recipient_organisation` sees it once it is sent.

    `sealed_passed_on` is a copy of the ticked fields as JSON, empty when nothing is held any more.
    """

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=200)
    recipient_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))
    state = models.CharField(max_length=10, choices=ReferralStatus, default=ReferralStatus.DRAFT)
    made_at = models.DateTimeField(editable=False)
    consented_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer_by = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    second_escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    sealed_passed_on = models.TextField(blank=True, editable=False)
    sealed_answer = models.TextField(blank=True, editable=False)
    sealed_outcome = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_referral_sent_with_consent",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(consented_at__isnull=False, sent_at__isnull=False, answer_by__isnull=False),
            ),
            models.CheckConstraint(
                name="casework_referral_held_by_right",
                condition=~Q(state__in=["draft", "declined", "withdrawn"]) | Q(sealed_passed_on=""),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-made_at"], name="casework_referral_sent"),
            models.Index(
                fields=["recipient_organisation", "-sent_at"], name="casework_referral_received"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


@pghistory.track(model_name="ReferralOriginHistory", exclude=["sealed_need", "consent_text"])
class ReferralOrigin(Guarded):
    """Whom it is about and what they agreed to, word for word."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="origin")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.PROTECT, related_name="referrals")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="referrals")
    ticked = ArrayField(models.CharField(max_length=12))
    sealed_need = models.TextField(blank=True, editable=False)
    consent_language = models.CharField(max_length=2, blank=True, editable=False)
    consent_text = models.TextField(blank=True, editable=False)
    consent_given = models.CharField(max_length=8, choices=ConsentGiven, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.pk)


class ReferralLink(Guarded):
    """The way in for a recipient without an account: opened once, by pressing a button."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="links")
    seed = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    to_second = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    times_seen = models.PositiveIntegerField(default=0)
    # What the browser that opened it keeps, hashed: the link alone opens nothing a second time.
    browser_hash = models.CharField(max_length=64, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.pk)
