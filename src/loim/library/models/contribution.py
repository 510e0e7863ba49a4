"""What somebody offered to the library, and what editor and contributor said to each other."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.library.logic.contributions.states import ContributionState
from loim.library.models.facts import Facts, rules_of_facts
from loim.library.models.item import LibraryItem
from loim.library.models.topic import LibraryTopic, Method
from loim.people.models import County, User

_S = ContributionState


class State(models.TextChoices):
    UNPROVED = _S.UNPROVED.value, pgettext_lazy("a contribution", "address not confirmed")
    WAITING = _S.WAITING.value, pgettext_lazy("a contribution", "waits for an editor")
    ASKED = _S.ASKED.value, pgettext_lazy("a contribution", "waits for your answer")
    PUBLISHED = _S.PUBLISHED.value, pgettext_lazy("a contribution", "published")
    DECLINED = _S.DECLINED.value, pgettext_lazy("a contribution", "not published")
    WITHDRAWN = _S.WITHDRAWN.value, pgettext_lazy("a contribution", "withdrawn")


PERSONAL = ["contributor", "contributor_name", "contributor_email", "credit", "key_hash"]


@pghistory.track(model_name="ContributionHistory", exclude=PERSONAL)
class Contribution(Facts):
    """Words are in the contributor's language (`language`); what is published becomes `item`.

    Personal data: the contributor, whom editors know by name only; letters go through the
    platform. `key_hash` is of the secret in their own link, made of `submission`."""

    title = models.CharField(_("title"), max_length=200)
    words = models.TextField(_("What is it, and whom does it help?"), blank=True, max_length=4000)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    topics = models.ManyToManyField(
        LibraryTopic, related_name="+", blank=True, verbose_name=_("topics")
    )
    methods = models.ManyToManyField(
        Method, related_name="+", blank=True, verbose_name=_("methods")
    )
    counties = models.ManyToManyField(
        County, related_name="+", blank=True, verbose_name=_("counties")
    )
    contributor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    contributor_name = models.CharField(
        pgettext_lazy("a person", "name"), max_length=150, blank=True
    )
    contributor_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    credit = models.CharField(_("how to name you"), max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNPROVED)
    reason = models.TextField(_("reason"), blank=True)
    item = models.OneToOneField(
        LibraryItem, models.PROTECT, null=True, blank=True, related_name="contribution"
    )
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    turn_at = models.DateTimeField()  # since when it waits for whose turn it is
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("contribution")
        constraints = [
            *rules_of_facts("contribution"),
            models.CheckConstraint(
                name="contribution_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="contribution_published_as_an_item",
                condition=Q(state="published", item__isnull=False)
                | (~Q(state="published") & Q(item=None)),
            ),
            models.CheckConstraint(
                name="contribution_declined_with_reason",
                condition=~Q(state="declined") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="contribution_decided_at_some_time",
                condition=~Q(state__in=["published", "declined"]) | Q(decided_at__isnull=False),
            ),
            # Nothing reaches an editor whose address nobody has confirmed.
            models.CheckConstraint(
                name="contribution_confirmed_before_read",
                condition=Q(state__in=["unproved", "withdrawn"]) | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "turn_at"], name="contribution_by_turn")]

    def __str__(self) -> str:
        return self.title


class ContributionMessage(models.Model):
    """`from_editor` tells which side wrote it. Both see all of them."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="messages")
    from_editor = models.BooleanField()
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("message"), max_length=2000)
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contribution_message_says", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.words[:50]
