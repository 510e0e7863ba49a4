"""What associations need, who said so, and what came of it."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Event
from loim.ideas.models import Proposal
from loim.networks.logic.register.states import NeedStage
from loim.networks.models.register.association import Association
from loim.networks.models.register.confirmation import Confirmation
from loim.people.models import Organisation, User
from loim.services.models import Service


class NeedTopic(models.TextChoices):
    ROOMS = "rooms", _("rooms")
    FUNDING = "funding", _("funding")
    ESTONIAN = "estonian", _("learning Estonian")
    OWN_LANGUAGE = "own_language", _("own language and culture")
    CHILDREN = "children", _("children and young people")
    ADVICE = "advice", _("advice and legal help")
    INFORMATION = "information", _("information and translation")
    COOPERATION = "cooperation", _("cooperation and being heard")
    SKILLS = "skills", _("skills and running an association")
    WELLBEING = "wellbeing", _("health and wellbeing")
    OTHER = "other", pgettext_lazy("topic of a need", "something else")


class NeedState(models.TextChoices):
    NEW = NeedStage.NEW.value, pgettext_lazy("a need", "new")
    MAPPED = NeedStage.MAPPED.value, pgettext_lazy("a need", "under its topic")
    FOLLOWED = NeedStage.FOLLOWED.value, pgettext_lazy("a need", "being followed")
    MET = NeedStage.MET.value, pgettext_lazy("a need", "met")
    DROPPED = NeedStage.DROPPED.value, pgettext_lazy("a need", "not followed further")
    MERGED = NeedStage.MERGED.value, pgettext_lazy("a need", "one with another")


@pghistory.track(model_name="NeedHistory")
class Need(Translated):
    """In the keeper's words; `voices` are those of the associations. `reason` says why it is not
    followed further, or how it was met."""

    translated_fields = ("title", "reason")

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="kept_needs")
    title = models.CharField(_("need in one sentence"), max_length=200)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    topic = models.CharField(_("topic"), max_length=12, choices=NeedTopic.choices, blank=True)
    state = models.CharField(
        _("status"), max_length=8, choices=NeedState.choices, default=NeedState.NEW
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="need_says_something", condition=~Q(title="")),
            models.CheckConstraint(
                name="need_has_a_topic_once_mapped",
                condition=Q(state__in=["new", "dropped", "merged"]) | ~Q(topic=""),
            ),
            models.CheckConstraint(
                name="need_merged_into_another",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="need_over_says_why",
                condition=~Q(state__in=["met", "dropped"]) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["keeper", "topic", "state"], name="need_by_topic")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


class HeardAt(models.TextChoices):
    MEETING = "meeting", pgettext_lazy("where a need was heard", "at a meeting")
    CONFIRMATION = (
        "confirmation",
        pgettext_lazy("where a need was heard", "in the yearly confirmation"),
    )
    TALK = "talk", pgettext_lazy("where a need was heard", "in a talk or letter")


class NeedVoice(models.Model):
    """One association said it, in its own words. Read by those who keep the register."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="voices")
    association = models.ForeignKey(Association, models.CASCADE, related_name="voices")
    text = models.TextField(_("in its own words"), max_length=2000)
    heard = models.CharField(_("where it was heard"), max_length=12, choices=HeardAt.choices)
    heard_date = models.DateField(_("date"))
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    confirmation = models.ForeignKey(
        Confirmation, models.SET_NULL, null=True, blank=True, related_name="voices"
    )
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="need_voice_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track(model_name="NeedFollowUpHistory")
class NeedFollowUp(models.Model):
    """What came of it: a service, or a proposal that somebody answers."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="follow_ups")
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="met_needs",
        verbose_name=_("service"),
    )  # fmt: skip
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="met_needs",
        verbose_name=_("proposal"),
    )  # fmt: skip
    since_date = models.DateField(_("since"))
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="need_followed_by_one_thing",
                condition=Q(service=None, proposal__isnull=False)
                | Q(service__isnull=False, proposal=None),
            ),
            models.UniqueConstraint(
                fields=["need", "service", "proposal"],
                name="need_followed_once_by_each",
                nulls_distinct=False,
            ),
        ]
