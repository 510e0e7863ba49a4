"""What readers say: it helped, and how."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.library.models.item import LibraryItem
from loim.people.models import User


class HelpedMark(models.Model):
    """`mark` is a keyed hash of the item and of the reader's device or account: one reader counts
    once for an item, and no two marks can be told to be one reader's."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="helped_marks")
    mark = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.item_id)


class NoteState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("an experience note", "waits to be read")
    SHOWN = "shown", pgettext_lazy("an experience note", "shown")
    HIDDEN = "hidden", pgettext_lazy("an experience note", "not shown")


@pghistory.track(model_name="ExperienceNoteHistory", exclude=["author", "author_name", "words"])
class ExperienceNote(models.Model):
    """How it went for somebody who used it. Read by an editor before it is shown.

    Personal data: `author_name`, where they gave one to be shown, and their words."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="notes")
    words = models.TextField(_("your experience"), max_length=600)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(_("name to be shown"), max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=NoteState.choices, default=NoteState.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="experience_note_state_known", condition=Q(state__in=NoteState.values)
            ),
            models.CheckConstraint(
                name="experience_note_hidden_with_reason",
                condition=~Q(state="hidden") | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="experience_note_decided_at_some_time",
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["item", "state"], name="experience_note_of_item")]

    def __str__(self) -> str:
        return self.words[:50]
