"""A text that an organisation sends again and again, in up to four languages."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.casework.models.guarded import Guarded
from loim.common.translated import LANGUAGES, Translated
from loim.services.models import Topic


@pghistory.track(model_name="SnippetHistory")
class Snippet(Guarded, Translated):
    translated_fields = ("title", "body")

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(
        _("written in"), max_length=2, choices=LANGUAGES, default="et", editable=False
    )
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), max_length=4000)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def languages(self) -> list[str]:
        """In which its text is written; its own first."""
        others = [code for code, _name in LANGUAGES if code != self.language]
        return [
            self.language,
            *(code for code in others if self.translations.get(code, {}).get("body")),
        ]
