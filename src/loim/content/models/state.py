"""How each text stands in each language, written whenever one of its texts is: a list only reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models.text import Text
from loim.content.models.version import TextVersion


class State(models.TextChoices):
    MISSING = "missing", _("missing")
    STALE = "stale", _("out of date")
    CURRENT = "current", _("up to date")


class TextState(models.Model):
    """A row for every text and language. `current` is what readers get, `draft` what is being
    written; `base` is the version that `current` was made from or last compared with. `title`
    is that of `current`, else of `draft`, for lists. A withdrawn text counts as missing."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="states")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.MISSING)
    is_source = models.BooleanField(default=False)
    is_machine = models.BooleanField(_("machine translation, unread"), default=False)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    current = models.OneToOneField(
        TextVersion, models.PROTECT, null=True, related_name="current_state"
    )
    draft = models.OneToOneField(
        TextVersion, models.SET_NULL, null=True, related_name="draft_state"
    )
    base = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    # Of the last 28 days, by readers who wanted this language; counted anew each night.
    recent_readings = models.PositiveIntegerField(_("readings in 28 days"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="state_once_per_language"),
            models.CheckConstraint(
                name="state_missing_has_no_current",
                condition=models.Q(state="missing", current=None)
                | (~models.Q(state="missing") & models.Q(current__isnull=False)),
            ),
            models.CheckConstraint(
                name="state_source_is_never_stale",
                condition=~models.Q(is_source=True, state="stale"),
            ),
        ]
        indexes = [models.Index(fields=["language", "state"], name="state_language_state")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language}: {self.state}"
