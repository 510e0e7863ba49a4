"""Who said when that a service is still right; what changed; which letters asked for it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.services.models.catalogue.service import Service

DAYS_BETWEEN_LETTERS = 7


class ServiceConfirmation(models.Model):
    """One for each time; the last is on the service itself, too."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="confirmations")
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField()
    next_due_date = models.DateField()
    was_due_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.service_id} {self.confirmed_at}"


class ChangeKind(models.TextChoices):
    """What those who rely on a service must know."""

    WORDS = "words", _("its words changed")
    CONDITIONS = "conditions", _("for whom it is changed")
    REQUIREMENTS = "requirements", _("what it asks for changed")
    CHANNELS = "channels", _("where or when it is given changed")
    COST = "cost", _("its cost changed")
    DURATION = "duration", _("how long it takes changed")
    CLOSED = "closed", _("it was closed")
    REOPENED = "reopened", _("it is provided again")


class ServiceChange(models.Model):
    """Written by `actions.catalogue.changes`; what uses the service reads it."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="changes")
    kind = models.CharField(_("what"), max_length=15, choices=ChangeKind.choices)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "-changed_at"], name="servicechange_by_time")]
        constraints = [
            models.CheckConstraint(
                name="servicechange_kind_known", condition=Q(kind__in=ChangeKind.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.kind}"


class ConfirmationLetter(models.Model):
    """A letter about overdue confirmations; nobody gets two within a week."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    sent_date = models.DateField()
    services_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="confirmationletter_once_a_week",
                expressions=[
                    ("recipient", RangeOperators.EQUAL),
                    (
                        Func(
                            F("sent_date"),
                            F("sent_date") + DAYS_BETWEEN_LETTERS,
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.sent_date}"
