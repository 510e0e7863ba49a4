"""Plans, their versions, and the activities and targets that a version words.

`Activity` and `Indicator` last: records link to them and stay linked when next year's
plan words them anew. Everything that a version says hangs on `PlanVersion` and cannot
change once an order has approved it: a trigger refuses, whatever the code path.
"""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.programmes.logic.plan_document import RowLevel
from loim.programmes.models.guards import APPROVED_IS_FINAL, worded_in_draft_only
from loim.programmes.models.programme import Programme


class Activity(models.Model):
    """A node of the programme's tree of activities, through all plans and versions.

    `code` is the coded activity's ('3.5.1.1'); `number` is the place below it ('1.1'),
    empty for the coded activity itself, which is then its own `root`.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="activities")
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="branch")
    code = models.CharField(_("code"), max_length=30)
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.TextField(_("title"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_root_is_coded", condition=Q(number="") | ~Q(root=F("id"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number} {self.title}".replace("  ", " ")


@pghistory.track(model_name="PlanHistory")
class Plan(models.Model):
    """The action plan of one period of a programme."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans")
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "start_date", "end_date"], name="plan_one_per_period"
            ),
            models.CheckConstraint(
                name="plan_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
        ]

    def __str__(self) -> str:
        if (self.start_date.month, self.start_date.day) == (1, 1) and (
            self.end_date.month,
            self.end_date.day,
        ) == (12, 31):
            first, last = self.start_date.year, self.end_date.year
            return str(first) if first == last else f"{first}-{last}"
        return f"{self.start_date:%d.%m.%Y}-{self.end_date:%d.%m.%Y}"


class PlanFile(models.Model):
    """The original file of an import, kept as it came, with what was not understood in it."""

    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    unrecognised = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")


@pghistory.track(model_name="PlanVersionHistory")
class PlanVersion(models.Model):
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFT
    )
    title = models.TextField(_("title"), blank=True)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    order_date = models.DateField(_("order date"), null=True, blank=True)
    signatory = models.CharField(_("signatory"), max_length=150, blank=True)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    source_file = models.ForeignKey(PlanFile, models.PROTECT, null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_unique"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="draft"), name="plan_one_draft"
            ),
            models.CheckConstraint(
                name="plan_version_approved_by_order",
                condition=Q(status="draft", approved_at=None)
                | Q(status="approved", approved_at__isnull=False, order_date__isnull=False)
                & ~Q(order_number=""),
            ),
        ]
        triggers = [APPROVED_IS_FINAL]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"

    @property
    def is_approved(self) -> bool:
        return self.status == PlanStatus.APPROVED


class PlanSection(models.Model):
    """The section of a coded activity: its heading, narrative (a paragraph a line), target group."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sections")
    position = models.PositiveIntegerField()
    chapter_number = models.CharField(max_length=20)
    chapter_title = models.TextField()
    section_number = models.CharField(max_length=20)
    code = models.CharField(_("code"), max_length=30)
    title = models.TextField(_("title"))
    narrative = models.TextField(_("description"), blank=True)
    target_group = models.TextField(_("target group"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="plan_section_position"),
            models.UniqueConstraint(fields=["version", "code"], name="plan_section_code"),
        ]
        triggers = [worded_in_draft_only()]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class PlanActivity(models.Model):
    """A row of the schedule, as one version words and dates it.

    No `period` with `is_not_applicable` is the document's 'Ei kohaldu'. A planned cost
    is in euros; none is not zero.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="rows")
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="rows")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="rows")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField()
    level = models.CharField(
        max_length=10, choices=[(level.value, level.name) for level in RowLevel]
    )
    number = models.CharField(_("number"), max_length=30)
    title = models.TextField(_("activity"))
    overall_start = models.DateField(_("overall period from"), null=True, blank=True)
    overall_end = models.DateField(_("overall period until"), null=True, blank=True)
    period_start = models.DateField(_("plan period from"), null=True, blank=True)
    period_end = models.DateField(_("plan period until"), null=True, blank=True)
    is_not_applicable = models.BooleanField(_("not applicable in the plan period"), default=False)
    responsible = models.TextField(_("responsible"), blank=True)
    planned_cost = models.DecimalField(
        _("planned cost, EUR"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="plan_row_position"),
            models.UniqueConstraint(fields=["version", "activity"], name="plan_row_activity_once"),
            models.CheckConstraint(
                name="plan_row_overall_dates",
                condition=Q(overall_start=None, overall_end=None)
                | Q(overall_start__lte=F("overall_end")),
            ),
            models.CheckConstraint(
                name="plan_row_period_dates",
                condition=Q(period_start=None, period_end=None)
                | Q(period_start__lte=F("period_end"), is_not_applicable=False),
            ),
        ]
        triggers = [worded_in_draft_only()]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PlanIndicator(models.Model):
    """What a version promises of an indicator. A target of zero is a promise; none is not."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(
        "programmes.Indicator", models.PROTECT, related_name="plan_indicators"
    )
    position = models.PositiveIntegerField()
    name = models.TextField(_("indicator"))
    unit = models.TextField(_("unit"), blank=True)
    target = models.DecimalField(
        _("target of the plan year"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    final_target = models.DecimalField(
        _("final target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    final_year = models.PositiveIntegerField(_("final year"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="plan_indicator_position"),
            models.UniqueConstraint(
                fields=["version", "indicator"], name="plan_indicator_once_per_version"
            ),
        ]
        triggers = [worded_in_draft_only()]

    def __str__(self) -> str:
        return self.name


class PlanIndicatorPlace(models.Model):
    """Where a version shows an indicator: under which coded activity, with which note.

    `covers_chapter` names the chapter that the table speaks for, where it says so. A table
    outside every activity has no section.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="indicator_places")
    plan_indicator = models.ForeignKey(PlanIndicator, models.CASCADE, related_name="places")
    section = models.ForeignKey(
        PlanSection, models.CASCADE, null=True, blank=True, related_name="indicator_places"
    )
    position = models.PositiveIntegerField()
    table = models.TextField(blank=True)
    covers_chapter = models.TextField(blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan_indicator", "position"], name="plan_indicator_place_position"
            )
        ]
        triggers = [worded_in_draft_only()]
