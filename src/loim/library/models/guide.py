"""Guides that a plan pays for: designed, printed, given to municipalities."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.library.models.item import LibraryItem
from loim.people.models import Municipality, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers

GUIDES, GUIDE_DISTRIBUTIONS = "guides", "guide_distributions"  # measure sources
_PROGRAMME = "(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)"


@pghistory.track(model_name="PlannedGuideHistory")
class PlannedGuide(models.Model):
    """`issued_date` is when it was ready for its readers, from which day it counts; None before."""

    item = models.OneToOneField(LibraryItem, models.PROTECT, related_name="guide")
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="guides", verbose_name=_("activity of the plan")
    )
    designed_by = models.CharField(_("designed by"), max_length=200, blank=True)
    designed_date = models.DateField(_("design finished on"), null=True, blank=True)
    issued_date = models.DateField(_("issued on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("guide of the plan")
        triggers = dated_record_triggers(
            source=GUIDES,
            programme_of=_PROGRAMME,
            start="coalesce(r.issued_date, 'infinity')",
            end="coalesce(r.issued_date, 'infinity')",
            counted=["activity_id"],
        )

    def __str__(self) -> str:
        return f"guide {self.pk}"


@pghistory.track(model_name="PrintRunHistory")
class PrintRun(models.Model):
    guide = models.ForeignKey(PlannedGuide, models.CASCADE, related_name="print_runs")
    language = models.CharField(_("language"), max_length=2)
    copies = models.PositiveIntegerField(_("copies"))
    printed_date = models.DateField(_("printed on"))
    printer = models.CharField(_("printing house"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        verbose_name = _("print run")
        constraints = [
            models.CheckConstraint(name="print_run_of_some_copies", condition=Q(copies__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.copies}"


class GivenAs(models.TextChoices):
    PAPER = "paper", pgettext_lazy("a guide given", "on paper")
    DIGITAL = "digital", pgettext_lazy("a guide given", "digitally")


@pghistory.track(model_name="GuideDistributionHistory")
class GuideDistribution(models.Model):
    """A municipality got it. `activity` is that of the guide when it was given."""

    guide = models.ForeignKey(PlannedGuide, models.PROTECT, related_name="distributions")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+", editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    given_date = models.DateField(_("given on"))
    given_as = models.CharField(
        _("how"), max_length=10, choices=GivenAs.choices, default=GivenAs.PAPER
    )
    language = models.CharField(_("language"), max_length=2)
    copies = models.PositiveIntegerField(_("copies"), default=0)
    occasion = models.CharField(_("how it got there"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("guides given to a municipality")
        constraints = [
            models.CheckConstraint(
                name="guide_distribution_paper_has_copies",
                condition=Q(given_as="digital", copies=0) | Q(given_as="paper", copies__gte=1),
            ),
            # One form may give to many municipalities, to each once.
            models.UniqueConstraint(
                fields=["submission", "municipality"], name="guide_distribution_sent_once"
            ),
        ]
        indexes = [models.Index(fields=["guide", "given_date"], name="guide_distribution_by_day")]
        triggers = dated_record_triggers(
            source=GUIDE_DISTRIBUTIONS,
            programme_of=_PROGRAMME,
            start="r.given_date",
            end="r.given_date",
            counted=["activity_id", "municipality_id", "copies", "given_as"],
        )

    def __str__(self) -> str:
        return f"{self.guide_id}: {self.municipality_id}"
