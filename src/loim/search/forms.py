"""Words of the same meaning, one field for each language."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.search.logic.analysis.tokens import is_cyrillic
from loim.search.models import WordGroup

LONGEST = 80
MOST = 20


class WordsForm(forms.Form):
    """One word or name on each line."""

    note = forms.CharField(label=_("Note for editors"), required=False, max_length=300)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, group: WordGroup | None = None, begun: str = ""
    ) -> None:
        """`begun` is a word to begin a new group with, in whichever language it seems to be."""
        initial: dict[str, Any] = {"submission": uuid.uuid4()}
        if begun:
            initial["ru" if is_cyrillic(begun) else "et"] = begun
        if group is not None:
            initial["note"] = group.note
            for word in group.words.order_by("pk"):
                before = initial.get(word.language, "")
                initial[word.language] = f"{before}\n{word.word}".strip()
        super().__init__(data, initial=initial)
        for code, name in LANGUAGES:
            self.fields[code] = forms.CharField(
                label=name, required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
                help_text=_("Each word, name or abbreviation on a line of its own."),
            )  # fmt: skip
        self.order_fields([*(code for code, _name in LANGUAGES), "note"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for code, _name in LANGUAGES:
            lines = [line.strip() for line in found.get(code, "").splitlines() if line.strip()]
            if any(len(line) > LONGEST for line in lines):
                self.add_error(code, ValidationError(_("A word may have at most 80 characters.")))
            if len(lines) > MOST:
                self.add_error(code, ValidationError(_("Write at most twenty words.")))
        return found

    @property
    def words(self) -> dict[str, list[str]]:
        return {code: self.cleaned_data.get(code, "").splitlines() for code, _name in LANGUAGES}
