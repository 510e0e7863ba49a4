"""A table of terms, read without trusting it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.sheet import MAX_BYTES, Cell, SheetRefused, read_sheet
from loim.common.translated import LANGUAGE_CODES
from loim.content.actions.glossary.importing import TermRow
from loim.content.forms.glossary.term import COMMON, refused_word
from loim.content.logic.glossary.written_words import (
    WordRefused,
    WrittenWord,
    check_once,
    read_words,
)
from loim.content.models import Usage
from loim.content.queries.terms import NOTE, OWNER, columns
from loim.people.models import Organisation

REFUSALS = {
    "size": gettext_lazy("The file is larger than 5 MB. Split it."),
    "rows": gettext_lazy("The file has more than 2000 rows. Split it."),
    "type": gettext_lazy("Choose an .xlsx or a .csv file."),
    "broken": gettext_lazy("The file cannot be read. Save it again as .xlsx or .csv."),
    "empty": gettext_lazy("The file has no rows."),
}


class TermTableForm(forms.Form):
    """`rows` once it is valid; what is wrong is said of each row of the table."""

    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(".xlsx or .csv, as it is downloaded here; at most 2000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    owner = forms.ChoiceField(label=gettext_lazy("Whose terms"))

    def __init__(
        self, *args: Any, organisations: list[Organisation], may_common: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.organisations = {str(each.pk): each for each in organisations}
        self.rows: list[TermRow] = []
        common = [(COMMON, _("Common to all organisations"))] if may_common else []
        owners: Any = self.fields["owner"]
        owners.choices = [*common, *((each.pk, each.name) for each in organisations)]

    @property
    def owner_chosen(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["owner"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            table = read_sheet(file.read(MAX_BYTES + 1), file.name)
        except SheetRefused as refused:
            raise forms.ValidationError(REFUSALS[refused.code], code=refused.code) from refused
        places = _places(table[0])
        if not any(key.startswith(Usage.PREFERRED.value) for key in places):
            raise forms.ValidationError(
                _(
                    "The first row has none of the headings of an exported table, for example “%(example)s”."
                )
                % {"example": str(columns()[1][1])},
                code="headings",
            )
        problems: list[str] = []
        for number, row in enumerate(table[1:], start=2):
            self._read(number, {key: _text(row, place) for key, place in places.items()}, problems)
        if problems:
            raise forms.ValidationError(problems[:20])
        return file

    def _read(self, number: int, cells: dict[str, str], problems: list[str]) -> None:
        words: list[WrittenWord] = []
        try:
            for language in LANGUAGE_CODES:
                for usage in Usage:
                    given = cells.get(f"{usage.value}_{language}", "")
                    read = read_words(given, language=language, usage=usage)
                    if usage is Usage.PREFERRED and len(read) > 1:
                        problems.append(
                            _("Row %(row)s: only one word is the preferred one in a language.")
                            % {"row": number}
                        )
                        return
                    words += read
            check_once(words)
        except WordRefused as refused:
            problems.append(
                _("Row %(row)s: %(what)s") % {"row": number, "what": refused_word(refused)}
            )
            return
        if not words:
            return
        if not any(word.usage == Usage.PREFERRED for word in words):
            problems.append(
                _("Row %(row)s has no preferred word in any language.") % {"row": number}
            )
            return
        self.rows.append(TermRow(number, tuple(words), cells.get(NOTE, "")[:1000]))


def _places(headings: list[Cell]) -> dict[str, int]:
    """Column of each key, known by its heading in any language, or by the key itself."""
    said = [str(heading or "").strip().lower() for heading in headings]
    found = {}
    for key, label in columns():
        if key == OWNER:
            continue
        for name in (key, str(label).lower(), _english(key)):
            if name in said:
                found[key] = said.index(name)
                break
    return found


def _english(key: str) -> str:
    usage, _bar, language = key.partition("_")
    return f"{language} {usage}" if language else usage


def _text(row: list[Cell], place: int) -> str:
    value = row[place] if place < len(row) else None
    text = "" if value is None else str(value)
    return text.removeprefix("'") if text[1:2] in {"=", "+", "-", "@"} else text
