"""What members of a body are paid, and for what."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.events.models import Event
from loim.networks.models.member import Member
from loim.networks.models.network import Network
from loim.people.models import User


@pghistory.track(model_name="RemunerationHistory", exclude=["paid_to", "submission"])
class Remuneration(models.Model):
    """A line of the log: for a meeting or a period, in hours, a sum of euros, or both.

    Seen by those who keep the body and by the member concerned alone. `paid_to` is the name as
    it stood then: the accounts keep it seven years, whatever becomes of the member's own row.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="remunerations")
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="remunerations", verbose_name=_("member")
    )
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paid_to = models.CharField(max_length=150)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    start_date = models.DateField(_("from"))
    end_date = models.DateField(_("until"))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    euros = models.DecimalField(
        _("sum, euros"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    basis = models.CharField(_("basis"), max_length=300)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    paid_date = models.DateField(_("paid on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remuneration_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.CheckConstraint(
                name="remuneration_is_of_something",
                condition=(Q(hours__gt=0) | Q(hours=None))
                & (Q(euros__gt=0) | Q(euros=None))
                & (Q(hours__isnull=False) | Q(euros__isnull=False)),
            ),
            models.CheckConstraint(
                name="remuneration_is_approved_before_it_is_paid",
                condition=Q(paid_date=None) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(name="remuneration_says_on_what_basis", condition=~Q(basis="")),
        ]
        indexes = [models.Index(fields=["network", "start_date"], name="remuneration_by_time")]
