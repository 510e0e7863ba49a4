"""Whom one can turn to in a community: shown while they themselves want it."""

import uuid
from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.communities.models.community import Community
from loim.people.models import User


class ContactQuerySet(models.QuerySet["Contact"]):
    def consented(self) -> Self:
        return self.filter(consented_at__isnull=False)


PERSONAL = ["name", "email", "phone", "tasks", "language", "key_hash", "uuid"]


@pghistory.track(model_name="ContactHistory", exclude=PERSONAL)
class Contact(models.Model):
    """Until `consented_at` only keepers see it; a withdrawn one is deleted. `key_hash` is of the
    secret in the letter by which the person agrees and withdraws, made of `uuid`."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="contacts")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    tasks = models.CharField(_("what one can ask them"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    shows_email = models.BooleanField(default=False)
    shows_phone = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    consented_at = models.DateTimeField(null=True, blank=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "community", Lower("email"), name="communities_contact_once_in_community"
            ),
            models.CheckConstraint(
                name="communities_contact_is_somebody", condition=~Q(name="") & ~Q(email="")
            ),
            # Whoever has not agreed shows nothing.
            models.CheckConstraint(
                name="communities_contact_shows_by_consent",
                condition=Q(consented_at__isnull=False) | Q(shows_email=False, shows_phone=False),
            ),
            models.CheckConstraint(
                name="communities_contact_agrees_after_asked",
                condition=Q(consented_at=None) | Q(consented_at__gte=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
