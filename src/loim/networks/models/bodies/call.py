"""Calls for members: which seats, until when, under which rules, and the draw among those who
applied."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.networks.logic.bodies.call_states import CallState
from loim.networks.models.network import Network
from loim.networks.models.seat import Seat
from loim.people.models import Municipality, User


class ChosenBy(models.TextChoices):
    DRAW = "draw", _("a fair draw")
    DECISION = "decision", _("a decision")


class CallStatus(models.TextChoices):
    DRAFT = CallState.DRAFT.value, pgettext_lazy("a call for members", "draft")
    PUBLISHED = CallState.PUBLISHED.value, pgettext_lazy("a call for members", "published")
    DECIDED = CallState.DECIDED.value, pgettext_lazy("a call for members", "members are asked")
    SETTLED = CallState.SETTLED.value, pgettext_lazy("a call for members", "members are known")
    CANCELLED = CallState.CANCELLED.value, pgettext_lazy("a call for members", "cancelled")


@pghistory.track(model_name="MemberCallHistory", exclude=["figures", "submission"])
class MemberCall(Translated):
    """From `opens_at` up to `closes_at` anybody who meets the conditions applies.

    `residents_of`: only who lives there. `needed_language`: who manages in it. A draw takes a
    public value that becomes known at `value_known_at`, after the closing. Mandates run from
    `mandate_start_date` to `mandate_end_date`. `figures` are what may be shown of who applied,
    was chosen and sits (suppressed), written down once everybody has answered. What was never
    published is its keepers' alone, cancelled or not.
    """

    translated_fields = ("title", "description")

    network = models.ForeignKey(Network, models.CASCADE, related_name="calls")
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    description = models.TextField(_("what is asked of members"), blank=True)
    opens_at = models.DateTimeField(_("applications from"))
    closes_at = models.DateTimeField(_("applications until"))
    chosen_by = models.CharField(_("chosen by"), max_length=10, choices=ChosenBy.choices)
    answer_days = models.PositiveSmallIntegerField(_("days to accept a seat"), default=14)
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), default=18)
    residents_of = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("residents of"),
    )
    needed_language = models.CharField(
        _("language that members need"), max_length=2, choices=LANGUAGES, blank=True
    )
    mandate_start_date = models.DateField(_("mandate from"))
    mandate_end_date = models.DateField(_("mandate until"), null=True, blank=True)
    public_value_source = models.CharField(_("public value"), max_length=300, blank=True)
    value_known_at = models.DateTimeField(_("becomes known"), null=True, blank=True)
    contact_email = models.EmailField(_("questions to"), max_length=254, blank=True)
    state = models.CharField(max_length=10, choices=CallStatus.choices, default=CallStatus.DRAFT)
    state_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.TextField(_("why it is cancelled"), blank=True)
    figures = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_call_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))
            ),
            models.CheckConstraint(
                name="member_call_mandate_dates_in_order",
                condition=Q(mandate_end_date=None)
                | Q(mandate_start_date__lte=F("mandate_end_date")),
            ),
            models.CheckConstraint(
                name="member_call_value_known_after_closing",
                condition=Q(value_known_at=None) | Q(value_known_at__gte=F("closes_at")),
            ),
            models.CheckConstraint(
                name="member_call_draw_names_its_value",
                condition=Q(state__in=["draft", "cancelled"])
                | Q(chosen_by="decision")
                | (Q(value_known_at__isnull=False) & ~Q(public_value_source="")),
            ),
            models.CheckConstraint(
                name="member_call_published_at_some_time",
                condition=Q(state="cancelled")
                | Q(state="draft", published_at=None)
                | Q(state__in=["published", "decided", "settled"], published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="member_call_cancelled_says_why",
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="member_call_gives_days_to_answer", condition=Q(answer_days__gt=0)
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="membercall_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


class CallSeat(models.Model):
    """A seat that the call fills."""

    call = models.ForeignKey(MemberCall, models.CASCADE, related_name="call_seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="call_seats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "seat"], name="member_call_seat_once"),
        ]


class CallFeature(models.TextChoices):
    """What a rule looks at."""

    GENDER = "gender", _("gender")
    AGE_GROUP = "age_group", _("age group")
    MOTHER_TONGUE = "mother_tongue", _("mother tongue")
    PARTY = "party", _("party")
    COUNTY = "county", pgettext_lazy("a feature", "county")
    DISTRICT = "district", _("district")


class CallRule(models.Model):
    """At least `floor` and at most `ceiling` of the seats for one answer. A county's value is
    its EHAK code, a district's its name."""

    call = models.ForeignKey(MemberCall, models.CASCADE, related_name="rules")
    feature = models.CharField(max_length=15, choices=CallFeature.choices)
    value = models.CharField(max_length=60)
    floor = models.PositiveSmallIntegerField(_("at least"), default=0)
    ceiling = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "feature", "value"], name="member_call_rule_once_per_answer"
            ),
            models.CheckConstraint(
                name="member_call_rule_floor_under_ceiling",
                condition=Q(ceiling=None) | Q(floor__lte=F("ceiling")),
            ),
        ]


class CallDraw(models.Model):
    """`commitment` is public from the call's opening (the hash of `sealed_seed`); the public
    value completes it; `record` is what `fairplaces verify` replays, longer with each
    replacement. `trouble`: why it could not be held, in each language."""

    call = models.OneToOneField(MemberCall, models.CASCADE, related_name="draw")
    commitment = models.CharField(max_length=64)
    sealed_seed = models.TextField()
    committed_at = models.DateTimeField()
    public_value = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.JSONField(default=dict, blank=True)
    record = models.JSONField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_call_draw_has_record_when_drawn",
                condition=Q(drawn_at=None, record=None)
                | (Q(drawn_at__isnull=False, record__isnull=False) & ~Q(public_value="")),
            ),
            models.CheckConstraint(
                name="member_call_draw_after_commitment",
                condition=Q(drawn_at=None) | Q(drawn_at__gt=F("committed_at")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="member_call_draw_stays_committed",
                fields=["call", "commitment", "sealed_seed", "committed_at"],
            ),
            pgtrigger.Protect(
                name="member_call_draw_happened_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__drawn_at__isnull=False)
                & (
                    pgtrigger.Q(old__public_value__df=pgtrigger.F("new__public_value"))
                    | pgtrigger.Q(old__drawn_at__df=pgtrigger.F("new__drawn_at"))
                ),
            ),
        ]


class CallAmendment(models.Model):
    """Rules or the public value changed after the call was opened: public, with the reason.

    `before` is what they were: {"rules": [[feature, value, floor, ceiling]],
    "source": "...", "value": "..."}; the value is empty where none was written down.
    """

    call = models.ForeignKey(MemberCall, models.CASCADE, related_name="amendments")
    reason = models.TextField(_("reason"))
    before = models.JSONField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="call_amendment_says_why", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="call_amendment_stays", fields=["call", "reason", "before", "made_at"]
            ),
        ]
