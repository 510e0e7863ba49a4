"""A table of aggregates from a register: read, looked through, confirmed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from loim.casework.actions.statistics.county import CountedRow
from loim.casework.logic.free_text import personal_codes_in
from loim.casework.models import Family, Origin
from loim.common.sheet import MAX_BYTES, Cell, SheetRefused, read_sheet
from loim.common.translated import LANGUAGE_CODES
from loim.people.models import County, User
from loim.programmes.forms.record_fields import DayField

_SALT = "loim.casework.register"
_WORKS_FOR = 60 * 60 * 2
_HEADINGS = {
    "municipality": {"municipality", "omavalitsus", "kov", "муниципалитет"},
    "origin": {"origin", "päritolu", "päritoluriik", "rühm", "происхождение"},
    "family": {"family", "perekond", "pere", "семья"},
    "people": {"people", "inimesi", "arv", "человек", "число"},
}
_REFUSALS: dict[str, str | Promise] = {
    "size": gettext_lazy("The file is larger than 5 MB. Split it."),
    "rows": gettext_lazy("The file has more than 2000 rows. Split it."),
    "type": gettext_lazy("Choose an .xlsx or a .csv file."),
    "broken": gettext_lazy("The file cannot be read. Save it again as .xlsx or .csv."),
    "empty": gettext_lazy("The file has no rows."),
}


@dataclass
class Preview:
    rows: list[CountedRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def people(self) -> int:
        return sum(row.people for row in self.rows)


class RegisterFileForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=150,
        help_text=gettext_lazy("Which register, and who gave the table."),
    )
    as_of = DayField(label=gettext_lazy("As of"), help_text=gettext_lazy("The day of the counts."))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "An .xlsx or .csv with the columns municipality, origin, family and people: counts,"
            " never a list of persons. Nothing is shared yet."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, county: County, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.county, self.today = county, today
        self.preview = Preview()

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."), code="future")
        return day

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            table = read_sheet(file.read(MAX_BYTES + 1), file.name)
        except SheetRefused as refused:
            raise forms.ValidationError(
                str(_REFUSALS[refused.code]), code=refused.code
            ) from refused
        if any(personal_codes_in(str(cell)) for row in table for cell in row if cell is not None):
            raise forms.ValidationError(
                _("The file has personal codes in it. Only counts may be taken in: remove them."),
                code="persons",
            )
        self.preview = read_counts(table, self.county)
        return file


class RegisterConfirmForm(forms.Form):
    """What was shown, signed, so that exactly that is shared, by that person."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: User, county: County, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seal = {"by": person.pk, "county": county.pk}

    @classmethod
    def of(cls, form: RegisterFileForm, person: User) -> "RegisterConfirmForm":
        made = cls(person=person, county=form.county)
        said = {
            **made.seal,
            "batch": str(uuid4()),
            "source": form.cleaned_data["source"].strip(),
            "as_of": form.cleaned_data["as_of"].isoformat(),
            "file": form.cleaned_data["file"].name[:200],
            "rows": [
                [row.municipality, row.origin, row.family, row.people] for row in form.preview.rows
            ],
        }
        made.initial = {"rows": signing.dumps(said, salt=_SALT, compress=True)}
        return made

    def clean_rows(self) -> dict[str, Any]:
        try:
            said = signing.loads(self.cleaned_data["rows"], salt=_SALT, max_age=_WORKS_FOR)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is too old. Choose the file again."), code="old"
            ) from error
        if any(said[key] != value for key, value in self.seal.items()):
            raise forms.ValidationError(_("Choose the file again."), code="other")
        return {
            "submission": UUID(said["batch"]),
            "source": said["source"],
            "as_of": date.fromisoformat(said["as_of"]),
            "file_name": said["file"],
            "rows": [CountedRow(*row) for row in said["rows"]],
        }


def read_counts(table: list[list[Cell]], county: County) -> Preview:
    """Rows that can be taken in, and what is wrong with the others, by the row's number."""
    preview = Preview()
    columns = _columns(table[0])
    lacking = [name for name in ("municipality", "people") if name not in columns]
    if lacking:
        preview.problems.append(
            _("The first row must name the columns. Missing: %(columns)s.")
            % {"columns": ", ".join(lacking)}
        )
        return preview
    places = _places(county)
    origins, families = _words(Origin), _words(Family)
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(table[1:], start=2):
        if not any(row):
            continue
        said = {name: _text(row, place) for name, place in columns.items()}
        found, problem = _row(said, places, origins, families)
        if found is not None and found.key in seen:
            problem = _("this municipality, origin and family stand in an earlier row already")
        if problem or found is None:
            preview.problems.append(
                _("Row %(number)s: %(problem)s.") % {"number": number, "problem": problem}
            )
            continue
        seen.add(found.key)
        preview.rows.append(found)
    if not preview.rows and not preview.problems:
        preview.problems.append(_("The file has no rows below its headings."))
    return preview


def _row(
    said: dict[str, str], places: dict[str, str], origins: dict[str, str], families: dict[str, str]
) -> tuple[CountedRow | None, str]:
    place = places.get(said["municipality"].casefold())
    if place is None:
        return None, _("“%(name)s” is no municipality of this county") % {
            "name": said["municipality"]
        }
    origin = origins.get(said.get("origin", "").casefold())
    if origin is None:
        return None, _("“%(name)s” is no known group of origin") % {"name": said["origin"]}
    family = families.get(said.get("family", "").casefold())
    if family is None:
        return None, _("“%(name)s” is no known kind of family") % {"name": said["family"]}
    people = said["people"].removesuffix(".0")
    if not (people.isascii() and people.isdecimal() and len(people) < 8):
        return None, _("“%(number)s” is no whole number of people") % {"number": said["people"]}
    return CountedRow(place, origin, family, int(people)), ""


def _columns(headings: list[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        word = str(heading or "").strip().casefold()
        for name, known in _HEADINGS.items():
            if word in known:
                found.setdefault(name, place)
    return found


def _places(county: County) -> dict[str, str]:
    """By name, with and without its word, and by EHAK code. 'Rakvere' alone is the city."""
    found: dict[str, str] = {}
    for one in county.municipalities.filter(valid_to=None).order_by("-kind", "ehak"):
        short = one.name.rpartition(" ")[0] or one.name
        for word in (one.name, one.ehak):
            found[word.casefold()] = one.ehak
        found.setdefault(short.casefold(), one.ehak)
    return found


def _words(choices: type[Origin] | type[Family]) -> dict[str, str]:
    """Keys and labels in every language; nothing written is not known."""
    found = {"": "unknown"}
    for language in LANGUAGE_CODES:
        with override(language):
            found |= {str(label).casefold(): value for value, label in choices.choices}
    return found | {value: value for value in choices.values}


def _text(row: list[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else str(cell).strip()
