"""Who came: pasted lines, questions about those not recognised, and a grid of municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.events.actions.attendance import Newcomer
from loim.events.forms.questions import QuestionForm
from loim.events.logic.attendance_lines import ReadLine, read_lines
from loim.events.queries.organisation_book import GridMunicipality, OrganisationBook

MOST_PEOPLE = 9999


@dataclass(frozen=True)
class Recognised:
    name: str
    people: int
    lines: int


@dataclass(frozen=True)
class GridRow:
    municipality: GridMunicipality
    is_ticked: bool
    people: str  # as typed
    error: str = ""


@dataclass(frozen=True)
class GridFieldset:
    ehak: str
    name: str
    rows: list[GridRow]
    is_home: bool

    @property
    def ticked(self) -> int:
        return sum(row.is_ticked for row in self.rows)


class AttendanceForm(forms.Form):
    """Lists of organisations elsewhere (a network's members) come without grid or numbers."""

    has_grid = True
    counts_people = True

    lines = forms.CharField(
        label=_("Organisations that took part"),
        help_text=_(
            "One on each line, with the number of people: “Rakvere LV 2”. You can paste from"
            " a spreadsheet or an e-mail. Without a number, one person came."
        ),
        required=False,
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        book: OrganisationBook,
        attendance: Mapping[int, int] | None = None,
        organiser: int | None = None,
    ) -> None:
        attendance = attendance or {}
        outside_grid = [key for key in attendance if not self.has_grid or key not in book.municipal]
        lines = "\n".join(
            f"{book.names[key]}\t{attendance[key]}" if self.counts_people else book.names[key]
            for key in outside_grid
        )
        super().__init__(data, initial={"lines": lines})
        self.book = book
        self.home_county = book.county_of(organiser)
        self.before = attendance
        self.read = read_lines((data or {}).get("lines", "") if data else lines, book.directory)
        self.questions = self._questions(data or {})

    def _questions(self, data: Any) -> list[QuestionForm]:
        asked: dict[str, list[ReadLine]] = {}
        for line in self.read:
            if line.organisation is None:
                asked.setdefault(line.question, []).append(line)
        return [QuestionForm(data, lines=lines, book=self.book) for lines in asked.values()]

    @property
    def recognised(self) -> list[Recognised]:
        found: dict[int, list[ReadLine]] = {}
        for line in self.read:
            if line.organisation is not None:
                found.setdefault(line.organisation, []).append(line)
        return [
            Recognised(self.book.names[key], sum(line.people for line in lines), len(lines))
            for key, lines in found.items()
        ]

    @property
    def open_questions(self) -> int:
        return sum(not question.is_valid() for question in self.questions)

    @cached_property
    def grid(self) -> list[GridFieldset]:
        if not self.has_grid:
            return []
        return [
            GridFieldset(
                county.ehak,
                county.name,
                [self._row(place) for place in county.municipalities],
                is_home=county.ehak == self.home_county,
            )
            for county in self.book.counties
        ]

    def _row(self, place: GridMunicipality) -> GridRow:
        key = place.organisation
        if not self.is_bound:
            people = self.before.get(key)
            return GridRow(place, people is not None, str(people) if people else "")
        typed = self.data.get(f"n-{key}", "").strip()
        is_ticked = f"m-{key}" in self.data or (typed.isdecimal() and int(typed) > 0)
        is_wrong = typed != "" and not (typed.isdecimal() and 1 <= int(typed) <= MOST_PEOPLE)
        error = _("A number from 1 to 9999, or empty.") if is_wrong and is_ticked else ""
        return GridRow(place, is_ticked, typed, str(error))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.open_questions:
            raise forms.ValidationError(
                ngettext(
                    "%(count)s line needs your answer below.",
                    "%(count)s lines need your answer below.",
                    self.open_questions,
                )
                % {"count": self.open_questions},
                code="questions",
            )
        wrong = [row for county in self.grid for row in county.rows if row.error]
        if wrong:
            names = ", ".join(row.municipality.name for row in wrong)
            raise forms.ValidationError(
                _("Check the number of people of %(names)s."), params={"names": names}
            )
        return cleaned

    def attendance(self) -> dict[int, int]:
        """Of a valid form: organisation's key to people. Lines add up; of a line and a tick,
        the larger number holds."""
        from_lines: dict[int, int] = {}
        for line in self.read:
            if line.organisation is not None:
                key = line.organisation
                from_lines[key] = from_lines.get(key, 0) + line.people
        for question in self.questions:
            answer = question.result()
            if answer.organisation is not None:
                key = answer.organisation
                from_lines[key] = from_lines.get(key, 0) + answer.people
        ticked = {
            row.municipality.organisation: int(row.people or 1)
            for county in self.grid
            for row in county.rows
            if row.is_ticked
        }
        return {
            key: max(from_lines.get(key, 0), ticked.get(key, 0))
            for key in [*from_lines, *(key for key in ticked if key not in from_lines)]
        }

    def newcomers(self) -> list[Newcomer]:
        answers = [question.result() for question in self.questions]
        return [answer.newcomer for answer in answers if answer.newcomer is not None]
