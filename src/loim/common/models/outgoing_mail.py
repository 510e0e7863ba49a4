"""What is to be sent by e-mail, and what became of it."""

from django.db import models
from django.db.models import Q


class OutgoingMail(models.Model):
    """One message to one person.

    Personal data: the address, kept 30 days to answer 'did the invitation leave?'; the
    text, which may hold a sign-in code or an invitation's link, only until it is sent or
    given up, and sealed (`loim.common.sealing`) while it waits.
    """

    to = models.EmailField(max_length=254)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    sealed_text = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField(db_index=True)
    useful_until = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outgoing_mail_sent_or_given_up",
                condition=Q(sent_at=None) | Q(given_up_at=None),
            ),
            models.CheckConstraint(
                name="outgoing_mail_text_only_while_waiting",
                condition=Q(sent_at=None, given_up_at=None) | Q(sealed_text=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["queued_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="outgoing_mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.template}: {self.to}"
