"""A network that works: of specialists, of agencies, or a body through which people take part."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

NETWORKS = "networks"  # the measure source that this table feeds


class NetworkKind(models.TextChoices):
    SPECIALISTS = "specialists", _("network of specialists")
    AGENCIES = "agencies", _("network of agencies")
    MINORITY_ORGANISATIONS = "minority_organisations", _("network of minority organisations")
    PARTICIPATORY_BODY = "participatory_body", _("participatory body")
    INTEGRATION_CHAMBER = "integration_chamber", _("integration chamber")
    INTERNATIONAL = "international", _("international network")


# Their members have mandates, and what they are asked and what they say is public.
BODIES = frozenset({NetworkKind.PARTICIPATORY_BODY, NetworkKind.INTEGRATION_CHAMBER})


class Quorum(models.TextChoices):
    """How many of those who may vote must be there; `loim.networks.logic.quorum` counts."""

    NONE = "none", _("no quorum")
    HALF = "half", _("at least half of the members")
    MAJORITY = "majority", _("more than half of the members")
    TWO_THIRDS = "two_thirds", _("at least two thirds of the members")
    NUMBER = "number", _("a number of members")


@pghistory.track(model_name="NetworkHistory")
class Network(Translated):
    """`organisation` leads it; `start_date` is when it began to work, not when it was planned.

    `county_meetings` is how many meetings for the whole county it owes in a year, 0 if none.
    `incompatible_with`: whoever has a mandate here may have none there, either way.
    """

    translated_fields = ("name", "description")

    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=NetworkKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="networks", verbose_name=_("led by")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="networks", verbose_name=_("activity of the plan")
    )
    start_date = models.DateField(_("works since"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    description = models.TextField(_("purpose"), blank=True)
    founding_act = models.CharField(_("founding act"), max_length=300, blank=True)
    founding_date = models.DateField(_("date of the founding act"), null=True, blank=True)
    founding_url = models.URLField(_("address of the founding act"), max_length=500, blank=True)
    term_months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    quorum = models.CharField(
        _("quorum"), max_length=12, choices=Quorum.choices, default=Quorum.NONE
    )
    quorum_number = models.PositiveSmallIntegerField(_("members needed"), null=True, blank=True)
    county_meetings = models.PositiveSmallIntegerField(_("county meetings in a year"), default=0)
    is_public = models.BooleanField(_("everybody may read its page"), default=False)
    incompatible_with = models.ManyToManyField("self", blank=True)
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
            models.CheckConstraint(
                name="network_quorum_number_when_needed",
                condition=Q(quorum="number", quorum_number__gt=0)
                | (~Q(quorum="number") & Q(quorum_number=None)),
            ),
            models.CheckConstraint(
                name="network_term_is_some_time",
                condition=Q(term_months=None) | Q(term_months__gt=0),
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

    @property
    def source_language(self) -> str:
        return self.language
