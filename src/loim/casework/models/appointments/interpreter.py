"""Those who interpret for an organisation, and what is ordered of them."""

import uuid

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.casework.models.appointments.appointment import Appointment
from loim.casework.models.guarded import Guarded
from loim.casework.models.ranges import MomentRange


class Interpreter(Guarded):
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    languages = ArrayField(models.CharField(max_length=40), verbose_name=_("languages"))
    letters_language = models.CharField(_("language of letters"), max_length=2, default="et")
    is_active = models.BooleanField(_("can be ordered"), default=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.pk}"


class OrderStatus(models.TextChoices):
    SENT = "sent", _("waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("interpreter", "accepted")
    DECLINED = "declined", pgettext_lazy("interpreter", "declined")
    DONE = "done", pgettext_lazy("interpreter", "done")
    WITHDRAWN = "withdrawn", pgettext_lazy("interpreter", "withdrawn")


@pghistory.track(model_name="InterpreterOrderHistory")
class InterpreterOrder(Guarded):
    """Says nothing of the client: time, language and place alone."""

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="interpreter_orders")
    interpreter = models.ForeignKey(
        Interpreter, models.PROTECT, related_name="orders", verbose_name=_("interpreter")
    )
    language = models.CharField(_("language"), max_length=40)
    place = models.CharField(_("place"), max_length=300, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OrderStatus, default=OrderStatus.SENT)
    state_at = models.DateTimeField(editable=False)
    cost = models.DecimalField(
        _("cost, in euros"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    made_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_order_in_order", condition=Q(starts_at__lt=F("ends_at"))
            ),
            models.CheckConstraint(
                name="casework_order_cost", condition=Q(cost=None) | Q(cost__gte=0)
            ),
            models.CheckConstraint(
                name="casework_order_done_has_cost",
                condition=~Q(state="done") | Q(cost__isnull=False),
            ),
            models.UniqueConstraint(
                name="casework_order_one_per_appointment",
                fields=["appointment"],
                condition=Q(state__in=["sent", "accepted", "done"]),
            ),
            ExclusionConstraint(
                name="casework_interpreter_in_one_place",
                expressions=[
                    ("interpreter", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["sent", "accepted", "done"]),
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
