"""A training programme for teams, and the call by which teams apply to it."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Event, Party
from loim.people.models import County, Organisation, User
from loim.programmes.models import Activity


class TrainingStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RUNNING = "running", _("under way")
    ENDED = "ended", _("ended")
    CANCELLED = "cancelled", _("cancelled")


@pghistory.track(model_name="TrainingHistory")
class Training(Translated):
    """`mentoring_minutes` is what each team may use; `required_share` of the training days in
    per cent is what a certificate asks for.
    """

    translated_fields = ("title", "purpose", "description", "results")

    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True)
    description = models.TextField(_("about the programme"), blank=True)
    results = models.TextField(_("what results from it"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="trainings", verbose_name=_("organiser")
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("partners")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="trainings",
        verbose_name=_("activity of the plan"),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=10, choices=TrainingStatus.choices, default=TrainingStatus.DRAFT
    )
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    information_day = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="trainings_explained",
        verbose_name=_("information day"),
    )  # fmt: skip
    mentoring_minutes = models.PositiveIntegerField(
        _("minutes of mentoring for each team"), default=16 * 60
    )
    required_share = models.PositiveSmallIntegerField(
        _("share of training days for a certificate, in per cent"), default=80
    )
    deliverable_title = models.CharField(_("what each team makes"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_dates_in_order", condition=Q(start_date__lte=F("end_date"))
            ),
            models.CheckConstraint(
                name="training_share_in_per_cent", condition=Q(required_share__lte=100)
            ),
            models.CheckConstraint(
                name="training_published_at_some_time",
                condition=Q(status="draft") | Q(published_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["start_date", "id"], name="training_by_date")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


class LateRule(models.TextChoices):
    REFUSED = "refused", _("late applications are not accepted")
    ACCEPTED = "accepted", _("accepted until a later time, after those in time")


class IncompleteRule(models.TextChoices):
    REFUSED = "refused", _("only complete applications can be sent")
    COMPLETED = "completed", _("the organiser may ask to complete it by a date")


@pghistory.track(model_name="CallHistory")
class Call(Translated):
    """How teams apply. Of each municipality one team; a team comes whole or not at all.

    Times are compared as moments: a deadline of 23:59:59 in Tallinn is the same second
    everywhere. `least_points` is what a team needs to be admitted at all.
    """

    translated_fields = ("description", "how_assessed", "consent")

    training = models.OneToOneField(Training, models.CASCADE, related_name="call")
    description = models.TextField(_("text of the call"), blank=True)
    how_assessed = models.TextField(_("how applications are assessed"), blank=True)
    consent = models.TextField(_("consent text"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("deadline"))
    late_rule = models.CharField(
        _("late applications"), max_length=10, choices=LateRule.choices, default=LateRule.REFUSED
    )
    late_until = models.DateTimeField(_("late ones until"), null=True, blank=True)
    incomplete_rule = models.CharField(
        _("incomplete applications"), max_length=10, choices=IncompleteRule.choices,
        default=IncompleteRule.REFUSED,
    )  # fmt: skip
    complete_by = models.DateTimeField(_("complete them by"), null=True, blank=True)
    most_teams = models.PositiveSmallIntegerField(_("teams at most"), default=10)
    least_members = models.PositiveSmallIntegerField(_("people in a team at least"), default=4)
    most_members = models.PositiveSmallIntegerField(
        _("people in a team at most"), null=True, blank=True
    )
    needs_letter = models.BooleanField(_("letter of consent from the municipality"), default=True)
    most_per_county = models.PositiveSmallIntegerField(
        _("teams of one county at most"), null=True, blank=True
    )
    least_points = models.DecimalField(
        _("points needed"), max_digits=7, decimal_places=3, null=True, blank=True
    )
    assess_by = models.DateTimeField(_("assessed by"), null=True, blank=True)
    kept_days = models.PositiveSmallIntegerField(
        _("days that applications are kept after the end"), default=365
    )
    # A draw settles ties: committed to before the deadline, completed by a public value.
    commitment = models.CharField(max_length=64, blank=True)
    sealed_seed = models.TextField(blank=True)
    public_value_source = models.CharField(max_length=300, blank=True)
    public_value = models.CharField(max_length=200, blank=True)
    # What was decided and by what, as anybody can check it; set once.
    record = models.JSONField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))
            ),
            models.CheckConstraint(
                name="call_late_after_deadline",
                condition=Q(late_rule="refused", late_until=None)
                | Q(late_rule="accepted", late_until__gt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="call_completed_after_deadline",
                condition=Q(incomplete_rule="refused", complete_by=None)
                | Q(incomplete_rule="completed", complete_by__gt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="call_for_somebody",
                condition=Q(most_teams__gte=1, least_members__gte=1)
                & (Q(most_members=None) | Q(most_members__gte=F("least_members")))
                & (Q(most_per_county=None) | Q(most_per_county__gte=1)),
            ),
            models.CheckConstraint(
                name="call_decided_with_record",
                condition=Q(decided_at=None, record=None)
                | Q(decided_at__isnull=False, record__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.training)

    @property
    def source_language(self) -> str:
        return self.training.language


@pghistory.track(model_name="CompositionRuleHistory")
class CompositionRule(models.Model):
    """At least `least` (and at most `most`) people of a party in each team."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="composition_rules")
    party = models.CharField(_("party"), max_length=12, choices=Party.choices)
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "party"], name="composition_once_per_party"),
            models.CheckConstraint(
                name="composition_least_under_most",
                condition=Q(most=None) | Q(least__lte=F("most")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.least}–{self.most}"


@pghistory.track(model_name="CountyRuleHistory")
class CountyRule(models.Model):
    """Representation: at least and at most so many teams of one county."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="county_rules")
    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "county"], name="county_rule_once_per_county"),
            models.CheckConstraint(
                name="county_rule_least_under_most",
                condition=Q(most=None) | Q(least__lte=F("most")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county_id}: {self.least}–{self.most}"


@pghistory.track(model_name="CallQuestionHistory")
class CallQuestion(Translated):
    """What a team is asked in words; `most_characters` empty is as long as one likes."""

    translated_fields = ("label", "help")

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("explanation"), blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    most_characters = models.PositiveIntegerField(_("characters at most"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"],
                name="call_question_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def source_language(self) -> str:
        return self.call.training.language
