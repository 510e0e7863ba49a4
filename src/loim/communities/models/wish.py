"""Somebody's wish that their community had a page."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.communities.logic.states import WishState
from loim.communities.models.community import Community, CommunityKind
from loim.people.models import Municipality, User

PERSONAL = ["asker", "asker_name", "asker_email", "words", "key_hash", "submission"]


class WishStatus(models.TextChoices):
    UNPROVED = WishState.UNPROVED.value, pgettext_lazy("a wish", "address not confirmed")
    WAITING = WishState.WAITING.value, pgettext_lazy("a wish", "waits for the municipality")
    ACCEPTED = WishState.ACCEPTED.value, pgettext_lazy("a wish", "accepted")
    DECLINED = WishState.DECLINED.value, pgettext_lazy("a wish", "declined")


@pghistory.track(model_name="PageWishHistory", exclude=PERSONAL)
class PageWish(models.Model):
    """Without an account the asker confirms the address first. `key_hash` is of the secret in
    their link, made of `submission`."""

    name = models.CharField(_("name of the community"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind.choices)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    area_text = models.CharField(_("area"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("people, about"), null=True, blank=True)
    words = models.TextField(_("who you are and what you do"), max_length=3000, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    asker = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asker_name = models.CharField(pgettext_lazy("a person", "name"), max_length=150)
    asker_email = models.EmailField(_("e-mail"), max_length=254)
    state = models.CharField(max_length=10, choices=WishStatus.choices, default=WishStatus.UNPROVED)
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    community = models.OneToOneField(
        Community, models.SET_NULL, null=True, blank=True, related_name="wish"
    )
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="communities_wish_state_known", condition=Q(state__in=WishStatus.values)
            ),
            models.CheckConstraint(
                name="communities_wish_confirmed_before_read",
                condition=Q(state="unproved") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="communities_wish_decided_once_decided",
                condition=Q(state__in=["accepted", "declined"], decided_at__isnull=False)
                | Q(state__in=["unproved", "waiting"], decided_at=None),
            ),
            models.CheckConstraint(
                name="communities_wish_declined_for_a_reason",
                condition=~Q(state="declined") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="communities_wish_confirmed_after_sent",
                condition=Q(confirmed_at=None) | Q(confirmed_at__gte=F("sent_at")),
            ),
        ]
        indexes = [models.Index(fields=["state", "municipality"], name="communities_wish_waiting")]

    def __str__(self) -> str:
        return self.name
