"""A network that works: of specialists, of agencies, or a body through which people take part."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

NETWORKS = "networks"  # the measure source that this table feeds


class NetworkKind(models.TextChoices):
    SPECIALISTS = "specialists", _("network of specialists")
    AGENCIES = "agencies", _("network of agencies")
    PARTICIPATORY_BODY = "participatory_body", _("participatory body")
    INTEGRATION_CHAMBER = "integration_chamber", _("integration chamber")


@pghistory.track(model_name="NetworkHistory")
class Network(models.Model):
    """`organisation` leads it; `start_date` is when it began to work, not when it was planned."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=NetworkKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="networks", verbose_name=_("led by")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="networks", verbose_name=_("activity of the plan")
    )
    start_date = models.DateField(_("works since"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    members = models.ManyToManyField(
        Organisation, blank=True, related_name="network_memberships", verbose_name=_("members")
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="network_name_per_organisation"
            ),
            models.CheckConstraint(
                name="network_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
        ]
        triggers = dated_record_triggers(
            source=NETWORKS,
            programme_of="(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)",
            start="r.start_date",
            end="r.end_date",
            counted=["kind", "organisation_id", "activity_id"],
        )

    def __str__(self) -> str:
        return self.name
