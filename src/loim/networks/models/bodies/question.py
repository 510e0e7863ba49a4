"""A question that the city puts to a body, and what became of it."""

import uuid
from typing import Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES, Translated
from loim.ideas.models import Proposal
from loim.networks.logic.bodies.question_states import QuestionState
from loim.networks.models.member import Member
from loim.networks.models.network import Network
from loim.people.models import User
from loim.services.models import Service


class QuestionStatus(models.TextChoices):
    DRAFT = QuestionState.DRAFT.value, pgettext_lazy("a question to a body", "draft")
    ASKED = QuestionState.ASKED.value, pgettext_lazy("a question to a body", "with the body")
    OPINION = QuestionState.OPINION.value, pgettext_lazy("a question to a body", "opinion given")
    ANSWERED = QuestionState.ANSWERED.value, pgettext_lazy("a question to a body", "answered")
    CHANGED = QuestionState.CHANGED.value, pgettext_lazy("a question to a body", "led to a change")
    WITHDRAWN = QuestionState.WITHDRAWN.value, pgettext_lazy("a question to a body", "withdrawn")


class BodyQuestionQuerySet(models.QuerySet["BodyQuestion"]):
    def public(self) -> Self:
        """Asked once: what was withdrawn as a draft stays its keepers'."""
        return self.filter(asked_at__isnull=False)


@pghistory.track(model_name="BodyQuestionHistory", exclude=["submission"])
class BodyQuestion(Translated):
    """Public once asked. `opinion_by`: the body's last day; the city answers within
    `answer_days` of the opinion, by `answer_by`."""

    translated_fields = ("title", "text_asked")

    network = models.ForeignKey(Network, models.CASCADE, related_name="questions")
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    text_asked = models.TextField(_("what is asked"))
    opinion_by = models.DateField(_("opinion wanted by"))
    answer_days = models.PositiveSmallIntegerField(_("days for the city's answer"), default=30)
    answer_by = models.DateField(_("answer due"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=QuestionStatus.choices, default=QuestionStatus.DRAFT
    )
    state_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_reason = models.TextField(_("why it is withdrawn"), blank=True)
    created_at = models.DateTimeField()

    objects = BodyQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_asked_has_its_time",
                condition=Q(state__in=["draft", "withdrawn"]) | Q(asked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="question_answer_is_due_after_opinion",
                condition=Q(state__in=["opinion", "answered", "changed"], answer_by__isnull=False)
                | (~Q(state__in=["opinion", "answered", "changed"]) & Q(answer_by=None)),
            ),
            models.CheckConstraint(
                name="question_withdrawn_says_why",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "answer_by"], name="bodyquestion_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_public(self) -> bool:
        return self.asked_at is not None


class QuestionPaper(models.Model):
    """A paper that the body reads: a file, or an address. Public with the question."""

    question = models.ForeignKey(BodyQuestion, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path("bodies"), blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_paper_is_one_thing",
                condition=(~Q(file="") & Q(url="")) | (Q(file="") & ~Q(url="")),
            ),
        ]


class AskedMember(models.Model):
    """A member who was asked: by the secret of the link they comment without an account."""

    question = models.ForeignKey(BodyQuestion, models.CASCADE, related_name="asked_members")
    member = models.ForeignKey(Member, models.CASCADE, related_name="asked")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "member"], name="member_asked_once"),
        ]


class QuestionComment(models.Model):
    """Read by the members and by those who keep the body; never public."""

    question = models.ForeignKey(BodyQuestion, models.CASCADE, related_name="comments")
    submission = models.UUIDField(unique=True, editable=False)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("comment"))
    written_at = models.DateTimeField()


@pghistory.track(model_name="CityAnswerHistory")
class CityAnswer(models.Model):
    class Position(models.TextChoices):
        ACCEPTED = "accepted", _("the opinion is followed")
        PARTLY = "partly", _("the opinion is followed in part")
        NOT = "not", _("the opinion is not followed")

    question = models.OneToOneField(BodyQuestion, models.CASCADE, related_name="answer")
    position = models.CharField(
        pgettext_lazy("on an opinion", "position"), max_length=10, choices=Position.choices
    )
    text = models.TextField(_("answer"))
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    answered_on = models.DateField()
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")


class QuestionChange(models.Model):
    """What changed because of it, and where that is to be seen."""

    question = models.ForeignKey(BodyQuestion, models.CASCADE, related_name="changes")
    submission = models.UUIDField(unique=True, editable=False)
    text = models.TextField(_("what changed"))
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    changed_date = models.DateField(_("changed on"))
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("service")
    )
    proposal = models.ForeignKey(
        Proposal,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposal"),
    )
    url = models.URLField(_("address of a page"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
