"""Somebody who comes to a club: a regular, one who waits for a place, or a guest."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.clubs.logic.person_states import HOLDING, PersonState
from loim.clubs.models.club import Club
from loim.common.translated import LANGUAGES


class PersonStatus(models.TextChoices):
    GUEST = PersonState.GUEST.value, pgettext_lazy("at a club", "guest")
    PENDING = PersonState.PENDING.value, pgettext_lazy("at a club", "has not confirmed yet")
    WAITING = PersonState.WAITING.value, pgettext_lazy("at a club", "waits for a place")
    OFFERED = PersonState.OFFERED.value, pgettext_lazy("at a club", "is offered a place")
    REGULAR = PersonState.REGULAR.value, pgettext_lazy("at a club", "regular")
    LEFT = PersonState.LEFT.value, pgettext_lazy("at a club", "has left")


@pghistory.track(
    model_name="ClubPersonHistory", exclude=["name", "email", "language", "seed", "key_hash"]
)
class ClubPerson(models.Model):
    """One row for a person at a club, whatever they become there; so those who come as guests
    again and again are one person in the numbers. After `erased_at` it has no name.

    Without an e-mail: somebody whose name a facilitator wrote down.
    """

    club = models.ForeignKey(Club, models.CASCADE, related_name="people")
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    state = models.CharField(_("state"), max_length=10, choices=PersonStatus.choices)
    state_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateTimeField(null=True, blank=True)
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "club", Lower("email"), condition=~Q(email=""), name="clubperson_once_in_a_club"
            ),
            models.UniqueConstraint(fields=["key_hash"], name="clubperson_key_unique"),
            models.CheckConstraint(
                name="clubperson_offer_has_an_end",
                condition=Q(state=PersonState.OFFERED.value, offer_expires_at__isnull=False)
                | (~Q(state=PersonState.OFFERED.value) & Q(offer_expires_at=None)),
            ),
            models.CheckConstraint(
                name="clubperson_pending_has_an_end",
                condition=Q(state=PersonState.PENDING.value, confirm_by__isnull=False)
                | (~Q(state=PersonState.PENDING.value) & Q(confirm_by=None)),
            ),
            models.CheckConstraint(
                name="clubperson_waits_since",
                condition=~Q(state__in=[PersonState.WAITING.value, PersonState.OFFERED.value])
                | Q(queued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="clubperson_erased_is_nobody",
                condition=Q(erased_at=None)
                | Q(
                    name="",
                    email="",
                    state__in=[PersonState.GUEST.value, PersonState.LEFT.value],
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["club", "state", "queued_at"], name="clubperson_by_state"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def holds_place(self) -> bool:
        return self.state in HOLDING
