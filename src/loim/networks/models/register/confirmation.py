"""The yearly question whether all is still right: its letters, and what was answered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.models import OutgoingMail
from loim.networks.models.register.association import Association
from loim.people.models import User


class ConfirmationRequest(models.Model):
    """The newest one of an association holds the link by which it sees and corrects its row.

    `key_hash` is of the secret in that link, made of `uuid`. `answered_at` is when the association
    confirmed first, by the link or on the phone, or said that it has ended; until then it is
    reminded. `closed_at`: the link stopped, because a newer one took its place or the association
    ended.
    """

    association = models.ForeignKey(
        Association, models.CASCADE, related_name="confirmation_requests"
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reminded_days = models.PositiveSmallIntegerField(default=0)  # the last reminder: 14, 30, or 0
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association"],
                condition=Q(closed_at=None),
                name="association_has_one_link",
            ),
            models.CheckConstraint(
                name="association_request_in_order",
                condition=(Q(answered_at=None) | Q(answered_at__gte=F("asked_at")))
                & (Q(closed_at=None) | Q(closed_at__gte=F("asked_at"))),
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="association_request_by_day")]

    def __str__(self) -> str:
        return f"{self.association_id}: {self.asked_at:%Y-%m-%d}"


class ConfirmationLetter(models.Model):
    """`after_days`: 0 the question, 14 and 30 its reminders. `mail` is gone after 30 days."""

    request = models.ForeignKey(ConfirmationRequest, models.CASCADE, related_name="letters")
    after_days = models.PositiveSmallIntegerField(default=0)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="+")
    queued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "after_days"], name="association_letter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.after_days}"


class ConfirmedBy(models.TextChoices):
    LINK = "link", pgettext_lazy("how it was confirmed", "by its link")
    ACCOUNT = "account", pgettext_lazy("how it was confirmed", "by somebody with an account")
    PHONE = "phone", pgettext_lazy("how it was confirmed", "by phone")


class Confirmation(models.Model):
    """One for each time. `has_ended`: it said that it is no more. `uuid` stands in the history's
    context, by which the page finds what it changed. `note` is the keeper's, of a phone call."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="confirmations")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    how = models.CharField(max_length=8, choices=ConfirmedBy.choices)
    has_ended = models.BooleanField(default=False)
    has_changes = models.BooleanField(default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="association_phone_call_has_a_note",
                condition=~Q(how="phone") | ~Q(note=""),
            ),
        ]
        indexes = [
            models.Index(fields=["association", "confirmed_at"], name="association_confirmed")
        ]

    def __str__(self) -> str:
        return f"{self.association_id}: {self.confirmed_at:%Y-%m-%d}"
