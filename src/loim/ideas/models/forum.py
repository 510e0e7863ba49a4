"""A forum gathers ideas around an event: a culture forum, a hackathon, a field visit."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.events.models import Event
from loim.ideas.models.strategy import Strategy
from loim.people.models import Organisation


class FromWhom(models.TextChoices):
    ANYONE = "anyone", _("anyone")
    PARTICIPANTS = "participants", _("participants of the event")


class ChoiceMethod(models.TextChoices):
    NONE = "none", _("nothing is chosen")
    AUDIENCE = "audience", _("the audience votes")
    JURY = "jury", _("a jury assesses by criteria")


@pghistory.track(model_name="ForumHistory")
class Forum(Translated):
    """`event` gives its title, dates, page and participants.

    `is_moderated`: what people write is shown after somebody has read it. `method` says in
    words how one chooses, before anybody does. `votes_each` is for the audience.
    """

    translated_fields = ("introduction", "method")

    event = models.OneToOneField(Event, models.PROTECT, related_name="forum")
    introduction = models.TextField(_("introduction"), blank=True)
    from_whom = models.CharField(
        _("who may give ideas"), max_length=12, choices=FromWhom.choices, default=FromWhom.ANYONE
    )
    opens_at = models.DateTimeField(_("ideas are gathered from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ideas are gathered until"), null=True, blank=True)
    is_moderated = models.BooleanField(_("read before it is shown"), default=True)
    has_comments = models.BooleanField(_("ideas can be commented on"), default=True)
    has_teams = models.BooleanField(_("teams form around ideas"), default=False)
    choice_method = models.CharField(
        _("how one chooses"), max_length=10, choices=ChoiceMethod.choices,
        default=ChoiceMethod.NONE,
    )  # fmt: skip
    method = models.TextField(_("the method in words"), blank=True)
    votes_each = models.PositiveSmallIntegerField(_("votes of each person"), default=3)
    choice_opens_at = models.DateTimeField(_("choosing begins"), null=True, blank=True)
    choice_closes_at = models.DateTimeField(_("choosing ends"), null=True, blank=True)
    # How many are chosen, and when that was decided and made public.
    most_chosen = models.PositiveSmallIntegerField(_("how many are chosen"), default=3)
    chosen_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Decides between equals: sealed until the result is public, its hash is public from the start.
    sealed_seed = models.TextField(blank=True, editable=False)
    # The result with all numbers and the seed, as it was made public: anybody can count it again.
    choice_record = models.JSONField(null=True, blank=True, editable=False)
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, related_name="forums",
        verbose_name=_("strategy that the ideas feed"),
    )  # fmt: skip
    is_public = models.BooleanField(_("the ideas are public"), default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forum_gathering_in_order",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
            ),
            models.CheckConstraint(
                name="forum_choosing_in_order",
                condition=Q(choice_opens_at=None)
                | Q(choice_closes_at=None)
                | Q(choice_opens_at__lt=F("choice_closes_at")),
            ),
            models.CheckConstraint(
                name="forum_method_is_stated",
                condition=Q(choice_method="none") | ~Q(method=""),
            ),
            models.CheckConstraint(
                name="forum_result_is_recorded",
                condition=Q(chosen_at=None, choice_record=None)
                | Q(chosen_at__isnull=False, choice_record__isnull=False),
            ),
            models.CheckConstraint(
                name="forum_votes_for_somebody",
                condition=Q(votes_each__gte=1, most_chosen__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def source_language(self) -> str:
        return self.event.language


@pghistory.track(model_name="ChallengeHistory")
class Challenge(Translated):
    """A question that a forum asks; `owner` is who could act on the answers."""

    translated_fields = ("title", "description")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="challenges")
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("challenge"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="challenges",
        verbose_name=_("owner"),
    )  # fmt: skip
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, related_name="challenges",
        verbose_name=_("strategy that the ideas feed"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "number"],
                name="challenge_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            # Named by ideas together with the forum, so that both are of one forum.
            models.UniqueConstraint(fields=["id", "forum"], name="challenge_of_one_forum"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.forum.event.language
