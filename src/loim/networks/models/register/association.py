"""An association of a national minority, as the register tells of it."""

import uuid
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.networks.logic.register.states import AssociationStanding
from loim.networks.models.register.words import ACTIVITY_FIELDS, NATIONALITIES, SPOKEN_LANGUAGES
from loim.people.models import Organisation, User


class AssociationState(models.TextChoices):
    ACTIVE = AssociationStanding.ACTIVE.value, pgettext_lazy("an association", "active")
    ENDED = AssociationStanding.ENDED.value, pgettext_lazy("an association", "has ended")
    STRUCK_OFF = (
        AssociationStanding.STRUCK_OFF.value,
        pgettext_lazy("an association", "struck off the register"),
    )


class PublishedPart(models.TextChoices):
    """What an association may agree to let everybody read. Its name and registry code are public
    in the business register, and are read by everybody once it agreed to be listed at all."""

    ABOUT = "about", _("who we are")
    NATIONALITIES = "nationalities", _("whom we speak for")
    LANGUAGES = "languages", _("languages")
    MEMBERS = "members", _("number of members")
    ACTIVITIES = "activities", _("what we do")
    PREMISES = "premises", _("rooms")
    FUNDING = "funding", _("funding")
    CONTACTS = "contacts", _("e-mail and phone")
    WEB = "web", _("web page")


_CODES = [code for code, _name in NATIONALITIES]
_LANGUAGE_CODES = [code for code, _name in SPOKEN_LANGUAGES]
_FIELD_CODES = [code for code, _name in ACTIVITY_FIELDS]


class AssociationQuerySet(models.QuerySet["Association"]):
    def active(self) -> "AssociationQuerySet":
        return self.filter(state=AssociationState.ACTIVE)

    def listed(self) -> "AssociationQuerySet":
        """Those whose page everybody may open. One that was struck off keeps it."""
        return self.filter(listed_at__isnull=False)


@pghistory.track(model_name="AssociationHistory")
class Association(Translated):
    """One to one with its organisation, which is known by its registry code. `keeper` is the city
    whose coordinators keep the row; the association itself keeps it, too.

    `language` is of its texts, `letter_language` of what is written to it. `published` are the
    `PublishedPart`s that everybody may read, if `listed_at` says that it agreed to be listed.
    `confirmed_at` is when it last said that all of this is right. `revision` counts saves.
    Personal data: `email` and `phone`, where they are somebody's.
    """

    translated_fields = ("about", "activities_text", "premises")

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="association", verbose_name=_("association")
    )
    keeper = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="kept_associations",
        verbose_name=_("kept by"),
    )
    state = models.CharField(
        _("status"),
        max_length=10,
        choices=AssociationState.choices,
        default=AssociationState.ACTIVE,
    )
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    letter_language = models.CharField(
        _("language of letters"), max_length=2, choices=LANGUAGES, default="et"
    )
    about = models.TextField(_("who we are"), max_length=4000, blank=True)
    nationalities = ArrayField(
        models.CharField(max_length=8, choices=NATIONALITIES),
        verbose_name=_("communities that it speaks for"),
        default=list,
        blank=True,
    )
    other_nationality = models.CharField(_("other community"), max_length=120, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3, choices=SPOKEN_LANGUAGES),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    member_count = models.PositiveIntegerField(_("members, about"), null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    fields = ArrayField(
        models.CharField(max_length=12, choices=ACTIVITY_FIELDS),
        verbose_name=_("fields"),
        default=list,
        blank=True,
    )
    activities_text = models.TextField(_("what we do"), max_length=4000, blank=True)
    premises = models.TextField(_("rooms"), max_length=1000, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    web_address = models.URLField(_("web page"), max_length=300, blank=True)
    published = ArrayField(
        models.CharField(max_length=13, choices=PublishedPart.choices),
        verbose_name=_("what everybody may read"),
        default=list,
        blank=True,
    )
    listed_at = models.DateTimeField(_("agreed to be listed"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("last confirmed"), null=True, blank=True)
    ended_date = models.DateField(_("ended"), null=True, blank=True)
    ended_source = models.CharField(_("by what it is known"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="association_of_known_communities",
                condition=Q(nationalities__contained_by=_CODES),
            ),
            models.CheckConstraint(
                name="association_of_known_languages",
                condition=Q(languages__contained_by=_LANGUAGE_CODES),
            ),
            models.CheckConstraint(
                name="association_of_known_fields",
                condition=Q(fields__contained_by=_FIELD_CODES),
            ),
            models.CheckConstraint(
                name="association_publishes_known_parts",
                condition=Q(published__contained_by=PublishedPart.values),
            ),
            models.CheckConstraint(
                name="association_has_somebody",
                condition=Q(member_count=None) | Q(member_count__gt=0),
            ),
            models.CheckConstraint(
                name="association_ended_on_a_day_known_by_something",
                condition=Q(state="active", ended_date=None, ended_source="")
                | (
                    Q(state__in=["ended", "struck_off"], ended_date__isnull=False)
                    & ~Q(ended_source="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["keeper", "state"], name="association_by_keeper")]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_active(self) -> bool:
        return self.state == AssociationState.ACTIVE

    @property
    def nationality_names(self) -> list[Any]:
        """In the order of the choices; what has no name among them comes last."""
        named = [label for code, label in NATIONALITIES if code in self.nationalities]
        return [*named, self.other_nationality] if self.other_nationality else named

    @property
    def language_names(self) -> list[Any]:
        return [label for code, label in SPOKEN_LANGUAGES if code in self.languages]

    @property
    def field_names(self) -> list[Any]:
        return [label for code, label in ACTIVITY_FIELDS if code in self.fields]
