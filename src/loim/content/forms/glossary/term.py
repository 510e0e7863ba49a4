"""One term: its words in each language, by usage."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.content.actions.glossary.terms import TermFacts
from loim.content.logic.glossary.written_words import (
    WordRefused,
    WrittenWord,
    check_once,
    read_words,
    write_words,
)
from loim.content.models import Term, Usage
from loim.people.models import Organisation

COMMON = "common"
REFUSALS = {
    "long": gettext_lazy("“%(word)s” is too long: a word has 120 letters at most."),
    "stem": gettext_lazy(
        "After the bar of “%(word)s” write up to eight beginnings of two letters or more, with"
        " commas between them."
    ),
    "twice": gettext_lazy("“%(word)s” is there twice in one language."),
}
LABELS = {
    Usage.PREFERRED: gettext_lazy("Preferred word"),
    Usage.ALLOWED: gettext_lazy("Also allowed"),
    Usage.AVOIDED: gettext_lazy("To be avoided"),
}


def refused_word(refused: WordRefused) -> str:
    return str(REFUSALS[refused.code]) % {"word": refused.word[:40]}


class TermForm(forms.Form):
    """`facts` once it is valid. Fields are named preferred_et, allowed_et, avoided_et, ..."""

    owner = forms.ChoiceField(label=gettext_lazy("Whose term"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What it means, and why it is said so. Translators see it."),
    )  # fmt: skip
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self, *args: Any, organisations: list[Organisation], may_common: bool,
        term: Term | None = None, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.organisations = {str(each.pk): each for each in organisations}
        common = [(COMMON, _("Common to all organisations"))] if may_common else []
        owners: Any = self.fields["owner"]
        owners.choices = [*common, *((each.pk, each.name) for each in organisations)]
        for language in LANGUAGE_CODES:
            for usage in Usage:
                self.fields[f"{usage.value}_{language}"] = _word_field(usage, language)
        if term is not None:
            self.initial = {**self.initial, **_initial(term)}

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(language, its name, its fields)."""
        return [
            (code, name, [self[f"{usage.value}_{code}"] for usage in Usage])
            for code, name in LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        words: list[WrittenWord] = []
        for language in LANGUAGE_CODES:
            for usage in Usage:
                name = f"{usage.value}_{language}"
                try:
                    read = read_words(cleaned.get(name, ""), language=language, usage=usage)
                    check_once([*words, *read])
                except WordRefused as refused:
                    self.add_error(name, refused_word(refused))
                    continue
                if usage is Usage.PREFERRED and len(read) > 1:
                    self.add_error(name, _("Only one word is the preferred one."))
                words += read
        self.words = words
        return cleaned

    @property
    def facts(self) -> TermFacts:
        owner = self.organisations.get(self.cleaned_data["owner"])
        return TermFacts(self.words, owner, self.cleaned_data["note"])


def _word_field(usage: Usage, language: str) -> forms.CharField:
    attributes: dict[str, Any] = {"lang": language}
    if usage is Usage.PREFERRED:
        widget: forms.Widget = forms.TextInput(attrs=attributes)
        help_text: Any = (
            gettext_lazy("Where a word’s beginning changes, write it after a bar: vald | valla")
            if language == "et"
            else ""
        )
        return forms.CharField(
            label=LABELS[usage], max_length=300, required=False, widget=widget, help_text=help_text
        )
    widget = forms.Textarea(attrs={**attributes, "rows": 2})
    return forms.CharField(
        label=LABELS[usage], max_length=1000, required=False, widget=widget,
        help_text=gettext_lazy("One on a line.") if language == "et" else "",
    )  # fmt: skip


def _initial(term: Term) -> dict[str, Any]:
    found: dict[str, Any] = {"owner": term.owner_id or COMMON, "note": term.note}
    words = sorted(term.words.all(), key=lambda each: each.pk)
    for language in LANGUAGE_CODES:
        for usage in Usage:
            own = [(w.word, w.stems) for w in words if (w.language, w.usage) == (language, usage)]
            found[f"{usage.value}_{language}"] = write_words(own)
    return found
