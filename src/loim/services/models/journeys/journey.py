"""A journey through services of different providers: its stages and editions."""

import re

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import Translated
from loim.content.models import Text
from loim.people.models import Municipality, Organisation, User
from loim.services.logic.journeys.plan import JourneyPlan, from_json
from loim.services.logic.journeys.states import JourneyState

# A key of an applied journey's former address is a number; the others are pages of their own.
SLUG = r"^[a-z][a-z0-9-]*[a-z0-9]$"
TAKEN_SLUGS = ("new", "applied", "design", "kept")


class JourneyStatus(models.TextChoices):
    DRAFT = JourneyState.DRAFT.value, pgettext_lazy("a journey", "draft")
    PUBLISHED = JourneyState.PUBLISHED.value, pgettext_lazy("a journey", "published")
    CLOSED = JourneyState.CLOSED.value, pgettext_lazy("a journey", "closed")


class Variant(models.TextChoices):
    """For whom a journey is; which of its steps are whose, their conditions say."""

    WORKER = "worker", _("people who come to work")
    STUDENT = "student", _("students")
    FAMILY = "family", _("family members")
    PROTECTED = "protected", _("people with temporary protection")
    RETURNEE = "returnee", _("returnees")
    YOUNG = "young", _("young people")


@pghistory.track(model_name="JourneyHistory")
class Journey(models.Model):
    """`text` has its title and introduction. `keeper`'s editors design it. No `municipality` is
    the whole country. Readers get the last edition, whatever is being written."""

    text = models.OneToOneField(Text, models.PROTECT, related_name="journey")
    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                re.compile(SLUG),
                _("Use small letters a to z, digits and hyphens, and begin with a letter."),
            )
        ],
    )
    keeper = models.ForeignKey(
        Organisation, models.PROTECT, related_name="kept_journeys", verbose_name=_("kept by")
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    variants = ArrayField(
        models.CharField(max_length=12, choices=Variant.choices),
        verbose_name=_("for whom"),
        default=list,
    )
    status = models.CharField(
        _("status"), max_length=10, choices=JourneyStatus.choices, default=JourneyStatus.DRAFT
    )
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Of the form that was sent: the same form sent twice makes one journey.
    submission = models.UUIDField(null=True, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="journey_slug_form",
                condition=Q(slug__regex=SLUG) & ~Q(slug__in=TAKEN_SLUGS),
            ),
            models.CheckConstraint(
                name="journey_status_known", condition=Q(status__in=JourneyStatus.values)
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_public(self) -> bool:
        return self.status != JourneyStatus.DRAFT


@pghistory.track(model_name="JourneyStageHistory")
class JourneyStage(Translated):
    """One that was removed stays for the editions in which it stands."""

    translated_fields = ("title",)

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="stages")
    title = models.CharField(_("stage"), max_length=100)
    place = models.PositiveSmallIntegerField()
    is_removed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return "et"

    @property
    def titles(self) -> dict[str, str]:
        others = {
            code: said["title"] for code, said in self.translations.items() if "title" in said
        }
        return {**others, "et": self.title}


class JourneyEdition(models.Model):
    """What was published: never changed. `content` is a JourneyPlan as JSON; `note` tells those
    who adopted the journey what is new."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    note = models.TextField(_("what is new"), blank=True)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "number"], name="edition_numbered_once"),
            models.CheckConstraint(name="edition_numbers_from_one", condition=Q(number__gte=1)),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="edition_is_final",
                fields=["journey", "number", "content", "note", "published_at"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey_id} {self.number}"

    @property
    def plan(self) -> JourneyPlan:
        return from_json(self.content)
