"""Ideas, what a group heard, and who supports and comments."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated
from loim.events.models import Session
from loim.ideas.models.forum import Challenge, Forum
from loim.ideas.models.strategy import Strategy
from loim.people.models import User


class Shown(models.TextChoices):
    """What has become of something that was written for others to read."""

    AWAITING = "awaiting", _("waits to be read")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("not shown")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class Written(models.Model):
    """Something a person wrote in one language, with or without an account.

    Personal data: the author. `key_hash` is of the secret in the author's own link, which is
    made of `submission` (`loim.common.own_keys`); without an account nothing is shown before
    the address is confirmed.
    """

    words = models.TextField(_("text"))
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.AWAITING)
    # Why it is not shown, in the moderator's words, for its author.
    state_note = models.TextField(blank=True)
    author = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    author_name = models.CharField(_("name"), max_length=150, blank=True)
    author_email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    is_author_shown = models.BooleanField(_("show my name"), default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True


@pghistory.track(model_name="GroupNoteHistory")
class GroupNote(Translated):
    """'What did we hear?': what a group at the event wrote down together."""

    translated_fields = ("words",)

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="notes")
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.CharField(_("group"), max_length=100)
    words = models.TextField(_("what did we hear?"))
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        indexes = [models.Index(fields=["forum", "written_at"], name="group_note_in_order")]

    def __str__(self) -> str:
        return self.group

    @property
    def source_language(self) -> str:
        return self.language


@pghistory.track(model_name="IdeaHistory")
class Idea(Written, Translated):
    """Others may translate it (`translations`); the author's words stay as they are.

    `joined_to` is the idea that it was merged into; its supporters are counted there.
    """

    translated_fields = ("title", "words")

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="ideas")
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, null=True, blank=True, related_name="ideas",
        verbose_name=_("challenge"),
    )  # fmt: skip
    note = models.ForeignKey(
        GroupNote, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    title = models.CharField(_("idea in one sentence"), max_length=200)
    strategies = models.ManyToManyField(
        Strategy, blank=True, related_name="ideas", verbose_name=_("strategies that it feeds")
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined"
    )
    # Its place among those chosen, once the choice is made public; what it was chosen by.
    chosen_as = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="idea_not_joined_to_itself", condition=~Q(joined_to=models.F("id"))
            ),
            models.CheckConstraint(
                name="idea_hidden_with_reason", condition=~Q(state="hidden") | ~Q(state_note="")
            ),
            models.CheckConstraint(name="idea_state_known", condition=Q(state__in=Shown.values)),
            models.UniqueConstraint(
                fields=["forum", "chosen_as"],
                condition=Q(chosen_as__isnull=False),
                name="idea_chosen_in_order",
            ),
        ]
        indexes = [models.Index(fields=["forum", "state", "written_at"], name="idea_in_order")]
        triggers = [
            pgtrigger.Trigger(
                name="idea_joined_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__joined_to__isnull=False),
                func="""
                    -- Of two that are joined at once the second waits here, and sees the first.
                    PERFORM 1 FROM ideas_idea WHERE id = NEW.joined_to_id FOR UPDATE;
                    IF EXISTS (SELECT 1 FROM ideas_idea WHERE id = NEW.joined_to_id
                               AND (joined_to_id IS NOT NULL OR forum_id <> NEW.forum_id))
                        OR EXISTS (SELECT 1 FROM ideas_idea WHERE joined_to_id = NEW.id) THEN
                        RAISE EXCEPTION 'idea % cannot be joined to %', NEW.id, NEW.joined_to_id
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'idea_joined_once';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


class Support(models.Model):
    """One person supports one idea. By account, or by a confirmed e-mail address.

    Personal data: who supports is not shown, only how many do.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    key_hash = models.CharField(max_length=64, unique=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "idea", "user", condition=Q(user__isnull=False), name="support_once_per_account"
            ),
            models.UniqueConstraint(
                "idea", Lower("email"), condition=~Q(email=""), name="support_once_per_address"
            ),
            models.CheckConstraint(
                name="support_by_somebody",
                condition=Q(user__isnull=False, email="") | (Q(user=None) & ~Q(email="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.idea)


@pghistory.track(model_name="CommentHistory")
class Comment(Written):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="comments")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_hidden_with_reason",
                condition=~Q(state="hidden") | ~Q(state_note=""),
            ),
            models.CheckConstraint(name="comment_state_known", condition=Q(state__in=Shown.values)),
        ]
        indexes = [models.Index(fields=["idea", "state", "written_at"], name="comment_in_order")]

    def __str__(self) -> str:
        return self.words[:80]


class Complaint(models.Model):
    """Somebody thinks that a comment should not be shown; a moderator looks and says.

    Personal data: who complained, known to moderators alone.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="complaints")
    reason = models.CharField(_("what is wrong with it"), max_length=300, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"],
                condition=Q(user__isnull=False, resolved_at=None),
                name="complaint_once_per_account",
            )
        ]
        indexes = [
            models.Index(
                fields=["comment"], condition=Q(resolved_at=None), name="complaint_unresolved"
            )
        ]

    def __str__(self) -> str:
        return self.reason or str(self.comment)
