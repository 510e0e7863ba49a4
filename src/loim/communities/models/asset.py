"""What a community has: the six kinds of asset-based community development.

Kretzmann and McKnight 1993, "Building Communities from the Inside Out", and later: people's
skills, associations, institutions, places, exchange (economy), stories (culture).
"""

import uuid
from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES, Translated
from loim.communities.logic.states import AssetState
from loim.communities.models.community import Community
from loim.communities.models.gathering import Gathering
from loim.people.models import User


class AssetKind(models.TextChoices):
    SKILLS = "skills", _("people’s skills")
    ASSOCIATIONS = "associations", _("associations and groups")
    INSTITUTIONS = "institutions", _("institutions")
    PLACES = "places", _("places and nature")
    ECONOMY = "economy", _("economy and exchange")
    STORIES = "stories", _("stories and traditions")


class Help(models.TextChoices):
    """Where it can help, so that one finds 'who could drive'."""

    DRIVING = "driving", _("driving and carrying")
    SHELTER = "shelter", _("a roof and rooms")
    WARMTH = "warmth", _("heating, power and water")
    FOOD = "food", _("food and cooking")
    CARE = "care", _("health and care")
    CHILDREN = "children", _("children and young people")
    OLDER = "older", _("older people")
    LANGUAGES = "languages", _("languages and translating")
    REPAIR = "repair", _("tools and repairing")
    LEARNING = "learning", _("learning and advice")
    EVENTS = "events", _("events and culture")
    NEWS = "news", _("passing on news")


class AssetStatus(models.TextChoices):
    WAITING = AssetState.WAITING.value, pgettext_lazy("an asset", "waits to be looked at")
    SHOWN = AssetState.SHOWN.value, pgettext_lazy("an asset", "shown")
    HIDDEN = AssetState.HIDDEN.value, pgettext_lazy("an asset", "hidden")
    MERGED = AssetState.MERGED.value, pgettext_lazy("an asset", "merged into another")


class AssetQuerySet(models.QuerySet["Asset"]):
    def shown(self) -> Self:
        return self.filter(state=AssetStatus.SHOWN)


@pghistory.track(model_name="AssetHistory", exclude=["submission"])
class Asset(Translated):
    """Written by whoever had the link or an account; never names anybody: people stand in
    `AssetPerson`, by their own consent."""

    translated_fields = ("title", "words", "photo_alternative")

    community = models.ForeignKey(Community, models.CASCADE, related_name="assets")
    gathering = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="assets"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=AssetKind.choices)
    title = models.CharField(_("what it is"), max_length=120)
    words = models.CharField(_("a few words"), max_length=600, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    helps_with = ArrayField(
        models.CharField(max_length=12, choices=Help.choices),
        default=list, blank=True, verbose_name=_("where it can help"),
    )  # fmt: skip
    photo = models.ImageField(_("photo"), upload_to=upload_path("assets"), blank=True)
    photo_alternative = models.CharField(_("what the photo shows"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=AssetStatus.choices, default=AssetStatus.WAITING)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = AssetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="communities_asset_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="communities_asset_kind_known", condition=Q(kind__in=AssetKind.values)
            ),
            models.CheckConstraint(
                name="communities_asset_state_known", condition=Q(state__in=AssetStatus.values)
            ),
            models.CheckConstraint(
                name="communities_asset_photo_in_words",
                condition=Q(photo="") | ~Q(photo_alternative=""),
            ),
            models.CheckConstraint(
                name="communities_asset_not_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="communities_asset_merged_is_merged",
                condition=Q(merged_into=None) | Q(state="merged"),
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "kind"], name="communities_asset_map")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


class AssetPersonQuerySet(models.QuerySet["AssetPerson"]):
    def consented(self) -> Self:
        return self.filter(consented_at__isnull=False)


class AssetPerson(models.Model):
    """Who offers an asset. Shown from `consented_at` on; before, nobody sees the name, and what is
    not confirmed is forgotten. Whoever withdraws is deleted. No history is kept: it would keep the
    name. `key_hash` is of the secret in their letter, made of `uuid`."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="people")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    asked_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)

    objects = AssetPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="communities_asset_person_is_somebody",
                condition=~Q(name="") & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="communities_asset_person_agrees_after_asked",
                condition=Q(consented_at=None) | Q(consented_at__gte=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
