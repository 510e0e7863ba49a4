"""A survey: what is asked, of whom, until when, and what becomes of the answers."""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from loim.programmes.models.guards import dated_record_triggers
from loim.surveys.logic.survey_states import OVER, SurveyState, takes_answers

SURVEYS = "surveys"  # the measure source that this table feeds


class SurveyStatus(models.TextChoices):
    DRAFT = SurveyState.DRAFT.value, pgettext_lazy("a survey", "being prepared")
    OPEN = SurveyState.OPEN.value, pgettext_lazy("a survey", "open")
    CLOSED = SurveyState.CLOSED.value, pgettext_lazy("a survey", "closed")
    PUBLISHED = SurveyState.PUBLISHED.value, pgettext_lazy("a survey", "results published")


class AnsweredBy(models.TextChoices):
    ORGANISATION = "organisation", _("one answer per organisation")
    PERSON = "person", _("one answer per person")


class ToldApart(models.TextChoices):
    """What an anonymous answer keeps of whose it is, where that group is large enough."""

    NOTHING = "nothing", _("nothing")
    COUNTY = "county", _("the county")
    KIND = "kind", _("city or rural municipality")


@pghistory.track(model_name="SurveyHistory")
class Survey(Translated):
    """`kept_days` counts from the day on which it was closed: then names, addresses and
    people's own words are erased, and the numbers stay. `copied_from` is the survey before it,
    with which its results are compared.
    """

    translated_fields = ("title", "introduction", "purpose", "findings")

    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    purpose = models.TextField(_("what the answers are used for"))
    findings = models.TextField(_("what we learnt"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="surveys", verbose_name=_("carried out by")
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("activity of the plan"),
    )
    answered_by = models.CharField(
        _("who answers"), max_length=12, choices=AnsweredBy.choices, default=AnsweredBy.ORGANISATION
    )
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    told_apart_by = models.CharField(
        _("an anonymous answer keeps"),
        max_length=8,
        choices=ToldApart.choices,
        default=ToldApart.NOTHING,
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    remind_days = models.PositiveSmallIntegerField(
        _("days before the close on which reminders leave"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    kept_days = models.PositiveSmallIntegerField(
        _("days that names and own words are kept"),
        default=365,
        validators=[MinValueValidator(30), MaxValueValidator(3650)],
    )
    status = models.CharField(
        _("status"), max_length=10, choices=SurveyStatus.choices, default=SurveyStatus.DRAFT
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    erased_on = models.DateField(null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(editable=False)
    # Of the form that was sent: the same form sent twice makes one survey.
    submission = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="survey_times_in_order", condition=Q(opens_at__lt=F("closes_at"))
            ),
            models.CheckConstraint(
                name="survey_anonymous_by_person",
                condition=Q(is_anonymous=False) | Q(answered_by="person"),
            ),
            models.CheckConstraint(
                name="survey_named_keeps_whose_it_is",
                condition=Q(is_anonymous=True) | Q(told_apart_by="nothing"),
            ),
            models.CheckConstraint(
                name="survey_opened_at_some_time",
                condition=Q(status="draft", opened_at=None)
                | ~Q(status="draft") & Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_closed_on_some_day",
                condition=Q(status__in=["draft", "open"], closed_on=None)
                | Q(status__in=["closed", "published"], closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_published_when_closed",
                condition=Q(status="published", published_at__isnull=False)
                | ~Q(status="published") & Q(published_at=None),
            ),
        ]
        triggers = [
            *dated_record_triggers(
                source=SURVEYS,
                programme_of=(
                    "(SELECT programme_id FROM programmes_activity WHERE id = r.activity_id)"
                ),
                start="r.closed_on",
                end="r.closed_on",
                counted=["activity_id", "status", "closed_on"],
            ),
            pgtrigger.Trigger(
                name="promise_to_answerers_holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("(OLD.status <> 'draft')"),
                func="""
                    -- Who was told 'anonymous' must not find their name beside the answer later.
                    IF (OLD.is_anonymous, OLD.answered_by, OLD.told_apart_by)
                        IS DISTINCT FROM (NEW.is_anonymous, NEW.answered_by, NEW.told_apart_by)
                        OR NEW.kept_days > OLD.kept_days THEN
                        RAISE EXCEPTION 'survey % is open: what answerers were told cannot change',
                            OLD.id USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'survey_promise_holds';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def is_public(self) -> bool:
        return self.status == SurveyStatus.PUBLISHED

    @property
    def is_by_organisation(self) -> bool:
        return self.answered_by == AnsweredBy.ORGANISATION

    @property
    def takes_answers(self) -> bool:
        return takes_answers(self.status, self.opens_at, self.closes_at, timezone.now())
