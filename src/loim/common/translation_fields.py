"""Forms for texts in several languages: the source in the form's own fields, the others below."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField

from loim.common.translated import LANGUAGES, Translated

if TYPE_CHECKING:  # generic for the type checker only
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm


class TranslationFields(_ModelForm):
    """Adds a field `<name>_<language>` for each translated field and each language.

    Show them with `{% include "common/translations.html" %}`, below the form's own fields:
    one closed part for each language, open where something is written or wrong.
    """

    def __init__(self, *args: Any, source_language: str = "et", **options: Any) -> None:
        super().__init__(*args, **options)
        record: Translated = self.instance
        self.source_language = source_language
        self._translated = [name for name in record.translated_fields if name in self.fields]
        for language, _name in self._languages():
            given = record.translations.get(language, {})
            for name in self._translated:
                self.fields[f"{name}_{language}"] = self._copy(name, language)
                self.initial[f"{name}_{language}"] = given.get(name, "")

    def _languages(self) -> list[tuple[str, str]]:
        return [(code, name) for code, name in LANGUAGES if code != self.source_language]

    def _copy(self, name: str, language: str) -> forms.Field:
        source = self.fields[name]
        attributes = {**source.widget.attrs, "lang": language}
        attributes.pop("required", None)
        return forms.CharField(
            label=source.label,
            required=False,
            max_length=getattr(source, "max_length", None),
            widget=type(source.widget)(attrs=attributes),
        )

    def source_fields(self) -> list[BoundField]:
        """The visible fields that are no translations, in their order."""
        hidden = {
            f"{name}_{language}"
            for language, _name in self._languages()
            for name in self._translated
        }
        return [field for field in self.visible_fields() if field.name not in hidden]

    def translation_groups(self) -> list[tuple[str, str, list[BoundField], bool]]:
        """(language code, its name, fields, whether to show them open)."""
        groups = []
        for language, language_name in self._languages():
            fields = [self[f"{name}_{language}"] for name in self._translated]
            is_open = any(field.errors or field.value() for field in fields)
            groups.append((language, language_name, fields, is_open))
        return groups

    def _post_clean(self) -> None:
        texts: dict[str, dict[str, str]] = {}
        for language, _name in self._languages():
            given = {
                name: text
                for name in self._translated
                if (text := (self.cleaned_data.get(f"{name}_{language}") or "").strip())
            }
            if given:
                texts[language] = given
        # What the form does not show stays as it was.
        for language, before in self.instance.translations.items():
            kept = {name: text for name, text in before.items() if name not in self._translated}
            if kept and language != self.source_language:
                texts[language] = {**kept, **texts.get(language, {})}
        self.instance.translations = texts
        super()._post_clean()  # type: ignore[misc]  # the stubs leave it out
