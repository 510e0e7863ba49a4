"""Somebody who can be asked for advice, training or help, as they describe themselves."""

from datetime import datetime
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.experts.models.field import ExpertField
from loim.people.models import County, User


class ExpertKind(models.TextChoices):
    CONSULTANT = "consultant", _("consultant of a county development centre")
    TRAINER = "trainer", pgettext_lazy("an expert", "trainer")
    MENTOR = "mentor", pgettext_lazy("an expert", "mentor")
    FACILITATOR = "facilitator", pgettext_lazy("an expert", "facilitator")
    RESEARCHER = "researcher", pgettext_lazy("an expert", "researcher")


class WorkFormat(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("how an expert works", "on site")
    ONLINE = "online", pgettext_lazy("how an expert works", "online")
    HYBRID = "hybrid", pgettext_lazy("how an expert works", "hybrid")


class Availability(models.TextChoices):
    OPEN = "open", pgettext_lazy("an expert", "takes new work")
    LITTLE = "little", pgettext_lazy("an expert", "has a little time")
    LATER = "later", pgettext_lazy("an expert", "from a certain day on")
    NONE = "none", pgettext_lazy("an expert", "takes no new work at present")


WORK_LANGUAGES = [
    ("et", _("Estonian")),
    ("en", _("English")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
    ("fi", _("Finnish")),
    ("lv", _("Latvian")),
    ("de", _("German")),
    ("ar", _("Arabic")),
    ("vro", _("Võro")),
]
COUNTIES = 15  # in Estonia
_LANGUAGE_CODES = [code for code, _name in WORK_LANGUAGES]


class ExpertQuerySet(models.QuerySet["Expert"]):
    def with_fields(self) -> "ExpertQuerySet":
        """Fields in the editors' order, and counties. Two queries more."""
        ordered = ExpertField.objects.order_by("position", "pk")
        return self.prefetch_related(models.Prefetch("fields", ordered), "counties")

    def listed(self, now: datetime) -> "ExpertQuerySet":
        """Those whom everybody may see: with consent in force, and not hidden by an editor. At
        most one consent is not ended, so none comes twice."""
        return self.filter(hidden_at=None, consents__ended_at=None, consents__expires_at__gt=now)


# Words of the person's own are not kept once they have changed them.
PERSONAL = ["name", "headline", "about", "availability_words", "fee", "workplace", "translations"]


@pghistory.track(model_name="ExpertHistory", exclude=PERSONAL)
class Expert(Translated):
    """Kept by `person` alone. `language` is that of their own words. `revision` counts saves, for
    two tabs at once. Listed only while consent holds (`Consent`)."""

    translated_fields = ("headline", "about", "availability_words", "fee")

    person = models.OneToOneField(User, models.CASCADE, related_name="expert")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    headline = models.CharField(_("in one sentence"), max_length=200)
    about = models.TextField(_("about you"), max_length=4000)
    workplace = models.CharField(_("where you work"), max_length=200, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=ExpertKind.choices), verbose_name=_("what you are")
    )
    fields = models.ManyToManyField(ExpertField, related_name="experts", verbose_name=_("fields"))
    counties = models.ManyToManyField(County, related_name="+", verbose_name=_("counties"))
    languages = ArrayField(
        models.CharField(max_length=3, choices=WORK_LANGUAGES),
        verbose_name=_("languages you work in"),
    )
    formats = ArrayField(
        models.CharField(max_length=8, choices=WorkFormat.choices), verbose_name=_("how you work")
    )
    availability = models.CharField(
        _("availability"), max_length=8, choices=Availability.choices, default=Availability.OPEN
    )
    available_from = models.DateField(_("free from"), null=True, blank=True)
    availability_words = models.CharField(_("more about your time"), max_length=300, blank=True)
    fee = models.CharField(_("what it costs"), max_length=300, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.TextField(_("reason"), max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        constraints = [
            models.CheckConstraint(
                name="expert_is_of_known_kinds",
                condition=Q(kinds__len__gt=0, kinds__contained_by=ExpertKind.values),
            ),
            models.CheckConstraint(
                name="expert_works_in_known_languages",
                condition=Q(languages__len__gt=0, languages__contained_by=_LANGUAGE_CODES),
            ),
            models.CheckConstraint(
                name="expert_works_in_known_formats",
                condition=Q(formats__len__gt=0, formats__contained_by=WorkFormat.values),
            ),
            models.CheckConstraint(
                name="expert_available_from_a_day",
                condition=Q(availability="later", available_from__isnull=False)
                | (Q(availability__in=["open", "little", "none"], available_from=None)),
            ),
            models.CheckConstraint(
                name="expert_hidden_with_reason",
                condition=Q(hidden_at=None, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
            ),
            models.CheckConstraint(
                name="expert_says_who_they_are",
                condition=~Q(name="") & ~Q(headline="") & ~Q(about=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def kind_labels(self) -> list[Any]:
        return _labels(self.kinds, ExpertKind.choices)

    @property
    def language_names(self) -> list[Any]:
        return _labels(self.languages, WORK_LANGUAGES)

    @property
    def format_labels(self) -> list[Any]:
        return _labels(self.formats, WorkFormat.choices)

    @property
    def county_names(self) -> list[str]:
        return sorted(county.name for county in self.counties.all())

    @property
    def is_everywhere(self) -> bool:
        return len(self.counties.all()) >= COUNTIES

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _labels(values: list[str], choices: Any) -> list[Any]:
    """In the order of the choices, not of the clicks."""
    return [label for value, label in choices if value in values]
