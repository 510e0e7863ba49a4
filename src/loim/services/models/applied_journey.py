"""A municipality that applies the model of integration and adaptation journeys."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

APPLIED_JOURNEYS = "applied_journeys"  # the measure source that this table feeds


@pghistory.track(model_name="AppliedJourneyHistory")
class AppliedJourney(models.Model):
    """`start_date` is the day from which clients are guided by it; `decision` is the act.

    Where it was adopted from a `journey` of the platform, its readers get `edition`; a later one
    that the municipality decided not to take over is `declined`."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="applied_journeys",
        verbose_name=_("municipality"),
    )
    title = models.CharField(_("journey"), max_length=200)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        related_name="applied_journeys",
        verbose_name=_("activity of the plan"),
    )
    journey = models.ForeignKey(
        "services.Journey",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applied",
        verbose_name=_("adopted from"),
    )
    edition = models.ForeignKey(
        "services.JourneyEdition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined = models.ForeignKey(
        "services.JourneyEdition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    start_date = models.DateField(_("applied since"))
    end_date = models.DateField(_("until"), null=True, blank=True)
    decision = models.CharField(_("decision or document"), max_length=200, blank=True)
    document = models.FileField(_("document"), upload_to=upload_path("journeys"), blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"], name="applied_journey_once_per_title"
            ),
            models.CheckConstraint(
                name="applied_journey_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            models.CheckConstraint(
                name="applied_journey_follows_an_edition",
                condition=Q(journey=None, edition=None, declined=None)
                | Q(journey__isnull=False, edition__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation", "journey"],
                condition=Q(end_date=None),
                name="applied_journey_adopted_once",
            ),
        ]
        triggers = dated_record_triggers(
            source=APPLIED_JOURNEYS,
            programme_of="(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)",
            start="r.start_date",
            end="r.end_date",
            counted=["organisation_id", "activity_id"],
        )

    def __str__(self) -> str:
        return self.title
