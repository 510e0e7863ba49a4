"""Who came: names to tap, guests by name or by number."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.attendance import MOST_UNNAMED, WhoCame
from loim.clubs.models import ClubMeeting
from loim.clubs.queries.roster import RosterRow
from loim.events.forms.pages.page_form import long_text

LONGEST_NAME = 150
MOST_NAMES = 50


@dataclass(frozen=True)
class TickedRow:
    row: RosterRow
    is_ticked: bool


class CameForm(forms.Form):
    """What is not on the form when it is sent stays as it was."""

    use_required_attribute = False

    new_names = forms.CharField(
        label=_("Others, by name"),
        required=False,
        widget=long_text(2),
        help_text=_("One on a line. Next time their names are here to tap."),
    )
    unnamed = forms.IntegerField(
        label=_("Others, without a name"),
        required=False,
        min_value=0,
        max_value=MOST_UNNAMED,
        widget=forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"}),
    )

    def __init__(self, data: Any = None, *, meeting: ClubMeeting, rows: list[RosterRow]) -> None:
        super().__init__(data)
        self._rows = rows
        self.initial = {"unnamed": meeting.unnamed_guests or None}

    def clean_new_names(self) -> list[str]:
        lines = str(self.cleaned_data["new_names"]).splitlines()
        names = [" ".join(line.split()) for line in lines if line.strip()]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("One of these names is too long: write one on a line."))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("These are too many names: write a number instead."))
        return names

    def who(self) -> WhoCame:
        known = {row.person.pk for row in self._rows}
        everybody = "all" in self.data
        came = {key for key in self._keys("came") if key in known}
        if everybody:  # the button for when nobody is missing
            came |= {row.person.pk for row in self._rows if row.is_regular and not row.is_excused}
        return WhoCame(
            came=came,
            shown=self._keys("shown") & known,
            new_names=self.cleaned_data["new_names"],
            unnamed=self.cleaned_data["unnamed"] or 0,
        )

    def rows(self) -> list[TickedRow]:
        """As they were ticked in this form, or as they were saved."""
        ticked = self._keys("came") if self.is_bound else None
        return [
            TickedRow(row, row.came if ticked is None else row.person.pk in ticked)
            for row in self._rows
        ]

    def _keys(self, name: str) -> set[int]:
        data: Any = self.data  # of a request
        given = data.getlist(name) if self.is_bound else []
        return {int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < 19}
