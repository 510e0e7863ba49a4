"""Texts that people write in one language and may give in the others, too.

A record's own fields hold the text in its source language; `translations` holds the rest:
{"en": {"title": "..."}}. Whoever asks for a language that is missing gets the source, and
is told which language that is, so that the page can mark it (`lang`).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("et", "Eesti"), ("en", "English"), ("ru", "Русский"), ("uk", "Українська")]
LANGUAGE_CODES = tuple(code for code, _name in LANGUAGES)


class Text(str):
    """A text that knows its language."""

    __slots__ = ("language",)
    language: str


def text_of(value: str, language: str) -> Text:
    text = Text(value)
    text.language = language
    return text


class Translated(models.Model):
    """`translated_fields` are the names of the text fields that may be given in other languages."""

    translated_fields: tuple[str, ...] = ()

    translations = models.JSONField(_("translations"), default=dict, blank=True)

    class Meta:
        abstract = True

    @property
    def source_language(self) -> str:
        """Of the record's own fields; a part of a record has that of the whole."""
        raise NotImplementedError

    def text(self, field: str, language: str | None = None) -> Text:
        """`field` in `language` (the reader's, unless said), else in the source language."""
        language = language or get_language() or self.source_language
        if language != self.source_language:
            translation = self.translations.get(language, {}).get(field, "")
            if translation:
                return text_of(translation, language)
        own = getattr(self, field)
        if callable(own):  # a name that is no field of this record would be shown as program text
            raise TypeError(f"{type(self).__name__} has no text {field!r}")
        return text_of(own, self.source_language)

    def clean(self) -> None:
        super().clean()
        check_translations(self.translations, self.translated_fields)


def check_translations(translations: Any, fields: tuple[str, ...]) -> None:
    """Raises ValidationError unless it is {language: {field: text}} of known ones."""
    well_formed = isinstance(translations, dict) and all(
        language in LANGUAGE_CODES
        and isinstance(texts, dict)
        and all(field in fields and isinstance(text, str) for field, text in texts.items())
        for language, texts in translations.items()
    )
    if not well_formed:
        raise ValidationError(_("These translations are not of the expected form."))
