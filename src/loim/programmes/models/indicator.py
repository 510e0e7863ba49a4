"""Indicators, how each is measured, and the numbers kept ready for the pages."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.people.models import Municipality, User
from loim.programmes.logic.counting import CountingRule
from loim.programmes.models.guards import dated_record_triggers
from loim.programmes.models.programme import Programme

COUNTING_RULES = {
    CountingRule.RECORDS: _("records"),
    CountingRule.PARTICIPATIONS: _("participation counts: each municipality once per event"),
    CountingRule.MUNICIPALITIES: _("distinct municipalities"),
    CountingRule.SUM: _("sum of amounts"),
}


class Indicator(models.Model):
    """What is counted, through all plans of the programme; `PlanIndicator` words its targets."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    name = models.TextField(_("indicator"))
    unit = models.TextField(_("unit"), blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="MeasureHistory")
class Measure(models.Model):
    """How an indicator is counted. A change of method is a new version; old reports keep theirs.

    `source` names what a module has registered (`measures.registry`). Empty `activities`
    and `kinds` mean all; `activities` are coded activities, with all below them.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measures")
    version = models.PositiveIntegerField()
    source = models.CharField(_("counted from"), max_length=40)
    rule = models.CharField(
        _("what counts as one"),
        max_length=20,
        choices=[(r.value, w) for r, w in COUNTING_RULES.items()],
    )
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    scope = models.CharField(_("scope"), max_length=20, blank=True)
    activities = models.ManyToManyField("programmes.Activity", blank=True, related_name="+")
    is_suggested = models.BooleanField(default=False)
    reason = models.TextField(_("reason for the change"), blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="measure_version_unique")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="method_is_versioned",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.source, OLD.rule, OLD.kinds, OLD.scope, OLD.version)"
                    " IS DISTINCT FROM (NEW.source, NEW.rule, NEW.kinds, NEW.scope, NEW.version))"
                ),
                func="""
                    RAISE EXCEPTION 'measure % cannot change: add a new version', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'method_is_versioned';
                """,
            )
        ]


MANUAL = "manual"  # the measure source of entries typed in by hand


@pghistory.track(model_name="ManualEntryHistory")
class ManualEntry(models.Model):
    """A number that no record carries, with its evidence; shown as 'entered by hand'."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="manual_entries")
    date = models.DateField(_("date"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    explanation = models.TextField(_("what it counts and where it comes from"))
    evidence = models.FileField(_("evidence"), upload_to=upload_path("evidence"))
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="manual_entry_is_explained", condition=~Q(explanation="")),
            models.CheckConstraint(name="manual_entry_has_evidence", condition=~Q(evidence="")),
        ]
        triggers = dated_record_triggers(
            source=MANUAL,
            programme_of="(SELECT programme_id FROM programmes_indicator WHERE id = r.indicator_id)",
            start="r.date",
            end="r.date",
            counted=["indicator_id", "amount", "municipality_id"],
        )


class IndicatorValue(models.Model):
    """A number kept ready: what the measure gives for a period, computed behind the pages.

    `value` is None where the indicator has no measure yet: 'no data', which zero is not.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True)
    start_date = models.DateField()
    end_date = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    row_count = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "start_date", "end_date"], name="indicator_value_per_period"
            )
        ]


class StaleSource(models.Model):
    """A note by a trigger that records of a source changed, so that its numbers are out of date."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    source = models.CharField(max_length=40)
    marked_at = models.DateTimeField()
