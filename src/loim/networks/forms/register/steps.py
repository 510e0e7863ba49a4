"""Small forms of the register: a phone call, an end, a file of the business register."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.sheet import MAX_BYTES, Cell, SheetRefused, read_sheet
from loim.events.forms.importing import REFUSALS
from loim.experts.forms.small import long_text
from loim.programmes.forms.record_fields import DayField


class PhoneForm(forms.Form):
    use_required_attribute = False

    note = forms.CharField(
        label=_("Who said so, and when"),
        max_length=500,
        help_text=_("Such as “the chair said on the phone on Monday that nothing has changed”."),
        widget=long_text(2),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission": uuid4()})


class EndForm(forms.Form):
    use_required_attribute = False

    STRUCK_OFF, ENDED = "struck_off", "ended"
    what = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (STRUCK_OFF, _("It is struck off the business register")),
            (ENDED, _("It has ended, as it says itself")),
        ],
        widget=forms.RadioSelect,
    )
    end_date = DayField(label=_("Since"))
    source = forms.CharField(
        label=_("By what this is known"),
        max_length=300,
        help_text=_("Such as “business register, entry of 3 March”."),
    )


class OwnEndForm(forms.Form):
    """By the link in its letter."""

    use_required_attribute = False
    end_date = DayField(label=_("When did it end?"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"end_date": today}, prefix="end")


class OwnNeedsForm(forms.Form):
    """Asked with the yearly confirmation."""

    use_required_attribute = False
    first = forms.CharField(
        label=_("What do you need?"),
        required=False,
        max_length=2000,
        help_text=_("Rooms, advice, learning Estonian, funding … The city gathers it and tells you what came of it. Leave it empty if nothing comes to mind."),
        widget=long_text(3),
    )  # fmt: skip
    second = forms.CharField(
        label=_("And what else?"), required=False, max_length=2000, widget=long_text(2)
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="needs")

    def texts(self) -> list[str]:
        return [text for name in ("first", "second") if (text := self.cleaned_data.get(name, ""))]


class SheetForm(forms.Form):
    """A spreadsheet. `table` has its rows."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("File"),
        help_text=_(".xlsx or .csv, at most 2000 rows. Nothing is saved yet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    table: list[list[Cell]]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.table = read_sheet(file.read(MAX_BYTES + 1), file.name)
        except SheetRefused as refused:
            raise forms.ValidationError(REFUSALS[refused.code], code=refused.code) from refused
        return file


class RegistryStatesForm(forms.Form):
    """Codes and states from the business register: pasted, or its file of open data."""

    use_required_attribute = False
    lines = forms.CharField(
        label=_("Codes and states"),
        required=False,
        max_length=200_000,
        help_text=_("One association on each line: registry code; state; date. A code alone says that it is struck off."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file of the business register’s open data"),
        required=False,
        help_text=_(".csv or .xlsx. Rows of others are left out."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    source = forms.CharField(
        label=_("By what this is known"), max_length=300,
        help_text=_("Such as “open data of the business register, 1 March”."),
    )  # fmt: skip
    table: list[list[Cell]]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        file, lines = said.get("file"), said.get("lines", "").strip()
        if bool(file) == bool(lines):
            self.add_error("lines", _("Paste the lines, or choose a file: one of the two."))
            return said
        content = file.read(MAX_BYTES + 1) if file else lines.encode()
        try:
            self.table = read_sheet(content, file.name if file else "lines.csv")
        except SheetRefused as refused:
            self.add_error("file" if file else "lines", REFUSALS[refused.code])
        return said
