"""What a spreadsheet of associations says: what can be taken in, and what is wrong where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from stdnum.ee import registrikood

from loim.events.logic.names import fold
from loim.networks.actions.register.facts import AssociationFacts
from loim.networks.actions.register.facts_of import facts_of
from loim.networks.actions.register.importing import ImportedAssociation
from loim.networks.models import Association
from loim.networks.queries.register.import_columns import COLUMNS, found_columns
from loim.networks.queries.register.words import codes_in
from loim.people.models import Municipality, Organisation, OrganisationKind

TEXTS = {"about": 4000, "activities_text": 4000, "premises": 1000, "phone": 40}
LISTS = ("nationalities", "languages", "fields")
LABELS = {column.key: column.label for column in COLUMNS}


@dataclass(frozen=True)
class Problem:
    """`text` says what to do."""

    row: int
    column: str
    text: str


@dataclass
class Preview:
    new: list[ImportedAssociation] = field(default_factory=list)
    changed: list[ImportedAssociation] = field(default_factory=list)
    same: list[ImportedAssociation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def rows(self) -> list[ImportedAssociation]:
        return [*self.new, *self.changed]


def read_associations(table: Sequence[Sequence[Any]], keeper: Organisation) -> Preview:
    """Every row with something in it is in one of the four lists; row 1 holds the headings. A cell
    that is empty, and a column that is not there, leave what is known as it is."""
    columns = found_columns(table[0])
    preview = Preview()
    for column in COLUMNS:
        if column.is_required and column.key not in columns:
            text = _("This column is missing. Compare with the template.")
            preview.problems.append(Problem(1, str(column.label), text))
    if not preview.problems:
        _read_rows(preview, table, columns, keeper)
    return preview


def _read_rows(
    preview: Preview,
    table: Sequence[Sequence[Any]],
    columns: Mapping[str, int],
    keeper: Organisation,
) -> None:
    reader, seen = _Reader(keeper), dict[str, int]()
    for number, row in enumerate(table[1:], start=2):
        cells = {key: _plain(row[place]) for key, place in columns.items() if place < len(row)}
        if not any(cells.values()):
            continue
        read = reader.read(number, cells)
        code = cells.get("registry_code", "")
        if not reader.problems and code in seen:
            said = _("This code stands in row %(row)s already. Leave one of them.")
            reader.say("registry_code", said % {"row": seen[code]})
        preview.problems.extend(reader.problems)
        if reader.problems:
            continue
        seen[code] = number
        {"new": preview.new, "changed": preview.changed, "same": preview.same}[
            reader.standing
        ].append(read)


class _Reader:
    """Reads one row after another; `problems` and `standing` are of the last."""

    def __init__(self, keeper: Organisation) -> None:
        self.keeper = keeper
        self.places = {fold(place.name): place for place in Municipality.objects.all()}
        self.known = {
            row.organisation.registry_code: row
            for row in Association.objects.select_related("organisation", "keeper")
        }
        ngos = Organisation.objects.exclude(registry_code="")
        self.codes = {row.registry_code: row for row in ngos}
        self.names = {row.name.casefold(): row for row in Organisation.objects.all()}
        self.problems: list[Problem] = []
        self.standing, self.row = "", 0

    def say(self, key: str, text: str) -> None:
        self.problems.append(Problem(self.row, str(LABELS[key]), text))

    def read(self, number: int, cells: Mapping[str, str]) -> ImportedAssociation:
        self.row, self.problems = number, []
        code = registrikood.compact(cells.get("registry_code", ""))
        known = self.known.get(code)
        self._check_identity(code, cells.get("name", ""), known)
        before = facts_of(known) if known else AssociationFacts(published=())
        facts = replace(before, **self._facts(cells))
        self.standing = "new" if known is None else "same" if facts == before else "changed"
        place = self.places.get(fold(cells.get("municipality", "")))
        if cells.get("municipality") and place is None:
            self.say("municipality", _("No municipality has this name. Write it in full, such as “Tallinna linn”."))  # fmt: skip
        return ImportedAssociation(
            row=number, name=cells.get("name", ""), registry_code=code, municipality=place,
            facts=facts, key=known.pk if known else None,
        )  # fmt: skip

    def _check_identity(self, code: str, name: str, known: Association | None) -> None:
        if not registrikood.is_valid(code):
            self.say("registry_code", _("This is not an Estonian registry code. Check the eight digits in the business register."))  # fmt: skip
        if not name:
            self.say("name", _("Write the name of the association."))
        if known is not None:
            if known.keeper_id != self.keeper.pk:
                said = _("%(keeper)s keeps this association. Leave the row out.")
                self.say("registry_code", said % {"keeper": known.keeper.name})
            return
        organisation = self.codes.get(code)
        if organisation is not None and organisation.kind != OrganisationKind.NGO:
            said = _("This code belongs to %(name)s, which is not an association.")
            self.say("registry_code", said % {"name": organisation.name})
        same_name = self.names.get(name.casefold())
        if same_name is not None and same_name.registry_code not in {"", code}:
            self.say("name", _("Another organisation has this name. Check the name and the code."))

    def _facts(self, cells: Mapping[str, str]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for key, most in TEXTS.items():
            if text := cells.get(key, ""):
                said[key] = text
                if len(text) > most:
                    too_long = _("This is longer than %(most)s characters. Shorten it.")
                    self.say(key, too_long % {"most": most})
        for key in LISTS:
            if cell := cells.get(key, ""):
                said[key], unknown = codes_in(key, cell)
                if unknown and key == "nationalities":
                    said["other_nationality"] = ", ".join(unknown)[:120]
                elif unknown:
                    words = _("We do not know “%(words)s”. Use the words of the template.")
                    self.say(key, words % {"words": ", ".join(unknown)})
        self._numbers(cells, said)
        self._addresses(cells, said)
        return said

    def _numbers(self, cells: Mapping[str, str], said: dict[str, Any]) -> None:
        for key, least, most in (("member_count", 1, 1_000_000), ("founded_year", 1850, 2100)):
            if text := cells.get(key, "").replace(" ", ""):
                if text.isascii() and text.isdecimal() and least <= int(text) <= most:
                    said[key] = int(text)
                else:
                    range_ = _("Write a whole number from %(least)s to %(most)s.")
                    self.say(key, range_ % {"least": least, "most": most})

    def _addresses(self, cells: Mapping[str, str], said: dict[str, Any]) -> None:
        if email := cells.get("email", ""):
            said["email"] = email
            self._valid("email", validate_email, email, _("This is not one e-mail address."))
        if web := cells.get("web_address", ""):
            said["web_address"] = web if "://" in web else f"https://{web}"
            self._valid("web_address", URLValidator(("http", "https")), said["web_address"],
                        _("This is not a web address."))  # fmt: skip
        if cell := cells.get("letter_language", ""):
            codes, unknown = codes_in("letter_language", cell)
            if unknown or len(codes) != 1:
                self.say("letter_language", _("Write Estonian, English, Russian or Ukrainian."))
            else:
                said["letter_language"] = codes[0]

    def _valid(self, key: str, validate: Any, value: str, text: str) -> None:
        try:
            validate(value)
        except ValidationError:
            self.say(key, text)


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").strip()
