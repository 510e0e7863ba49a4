"""What a client agreed to, in which words, until when; and that they no longer do."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.common.translated import LANGUAGE_CODES, LANGUAGES


class ConsentScope(models.TextChoices):
    """Each is agreed to for itself; without `record` there is no record."""

    RECORD = "record", _("a record of me and of what I ask about is kept")
    CONTACT = "contact", _("I am written to or called about my appointments and matters")
    CODE = "code", _("my personal code is kept, encrypted")
    DOCUMENTS = "documents", _("copies of my documents are kept, encrypted")
    SHARE = "share", _("what is needed is passed on to others, each time after asking me")
    COUNT = "count", _("I am counted once in statistics, without my name")


class ConsentMeans(models.TextChoices):
    PAPER = "paper", _("signed on paper")
    PRESENT = "present", _("ticked in the client’s presence")
    LINK = "link", _("by the client’s own link")


class ConsentEnd(models.TextChoices):
    DESK = "desk", _("withdrawn through the counsellor")
    LINK = "link", _("withdrawn by the client’s own link")
    RENEWED = "renewed", _("renewed")
    EXPIRED = "expired", _("expired")
    MERGED = "merged", _("the record was merged with another")


class ConsentText(Guarded):
    """What clients read before they agree, in all four languages; a change is a new version.

    `texts` is {language: {"title": ..., "body": ...}}.
    """

    number = models.PositiveIntegerField()
    texts = models.JSONField()
    months = models.PositiveSmallIntegerField(_("holds for, in months"), default=24)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_consent_text_numbered_once", fields=["organisation", "number"]
            ),
            models.CheckConstraint(
                name="casework_consent_text_in_all_languages",
                condition=Q(texts__has_keys=list(LANGUAGE_CODES)),
            ),
            models.CheckConstraint(
                name="casework_consent_text_months", condition=Q(months__range=(1, 60))
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="texts_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.number}"


@pghistory.track(model_name="ConsentHistory")
class Consent(Guarded):
    """The last day on which it holds is `expires_on`; after `ended_at` it holds no longer."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    scope = ArrayField(
        models.CharField(max_length=10, choices=ConsentScope), verbose_name=_("agrees that")
    )
    means = models.CharField(_("how it was given"), max_length=8, choices=ConsentMeans)
    given_at = models.DateTimeField()
    expires_on = models.DateField(_("holds until"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=8, choices=ConsentEnd, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="casework_consent_one_in_force",
                fields=["client"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="casework_consent_to_a_record", condition=Q(scope__contains=["record"])
            ),
            models.CheckConstraint(
                name="casework_consent_times_in_order",
                condition=Q(expires_on__gte=F("given_at__date"))
                & (Q(ended_at=None) | Q(ended_at__gte=F("given_at"))),
            ),
            models.CheckConstraint(
                name="casework_consent_end_has_a_reason",
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"], name="casework_consent_expiring", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id}: {self.given_at:%Y-%m-%d}"

    def allows(self, scope: ConsentScope) -> bool:
        return self.ended_at is None and scope in self.scope
