"""A letter of a network's keeper to its members, each in their own language."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.models import OutgoingMail
from loim.common.translated import LANGUAGES, Translated
from loim.networks.models.member import Member
from loim.networks.models.network import Network
from loim.people.models import User

LONGEST_LETTER = 20_000


class Mailing(Translated):
    """A draft until `sent_at`; from then on it never changes.

    `recipients`, as it was chosen; empty means all: {"roles": [...], "parties": [...],
    "seats": true, "organisations": [...]}. `submission` is of the form that made it.
    """

    translated_fields = ("subject", "body")

    network = models.ForeignKey(Network, models.CASCADE, related_name="mailings")
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=LONGEST_LETTER)
    recipients = models.JSONField(default=dict, blank=True)
    begun_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    # How many members had no address, or want no letters, when it was sent.
    without_address = models.PositiveIntegerField(default=0)
    want_none = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_mailing_says_something", condition=~Q(subject="") & ~Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def source_language(self) -> str:
        return self.language


class LetterReader(models.Model):
    """An address that letters of a network went to: its own link, and whether it wants more.

    Personal data: `address`, in small letters, for as long as somebody of the network has it.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="letter_readers")
    address = models.EmailField(max_length=254)
    uuid = models.UUIDField(unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    last_written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "address"], name="network_letter_reader_once"
            ),
            models.CheckConstraint(
                name="network_letter_reader_in_small_letters",
                condition=Q(address=Lower("address")),
            ),
        ]

    def __str__(self) -> str:
        return self.address


class LetterOutcome(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a letter", "waits to be sent")
    SENT = "sent", pgettext_lazy("a letter", "sent")
    FAILED = "failed", pgettext_lazy("a letter", "not sent")


class MailingLetter(models.Model):
    """One letter of a mailing. `outcome` stays when the mail itself is forgotten."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="letters")
    reader = models.ForeignKey(
        LetterReader, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(
        max_length=8, choices=LetterOutcome.choices, default=LetterOutcome.WAITING
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "reader"], name="network_mailing_once_to_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.outcome}"
