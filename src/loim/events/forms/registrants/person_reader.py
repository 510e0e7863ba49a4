"""One row of a file of people: who it is, or what is wrong in which column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.common.translated import LANGUAGES
from loim.events.forms.registrants.person_columns import (
    COLUMNS,
    language_words,
    party_words,
)
from loim.events.logic.names import fold
from loim.events.models import Event, Party
from loim.events.queries.import_row_reader import Problem
from loim.events.queries.organisation_book import OrganisationBook
from loim.people.models import Municipality

LONGEST_NAME, LONGEST_ORGANISATION, LONGEST_EMAIL = 150, 200, 254


@dataclass(frozen=True)
class PersonRow:
    """Ready to be written down; `organisation` and `municipality` are keys.

    `answers`: (question's key, option's key or None, text).
    """

    row: int
    name: str
    email: str
    language: str
    party: str
    organisation: int | None
    organisation_name: str
    municipality: str | None
    answers: tuple[tuple[int, int | None, str], ...] = ()


@dataclass
class PersonReader:
    """Reads rows of one event. Three queries when it is made, none for each row."""

    event: Event
    needs_name: bool = True
    needs_email: bool = False
    number: int = field(default=0, init=False)
    problems: list[Problem] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.book = OrganisationBook()
        self.places: dict[str, set[str]] = {}
        for place in Municipality.objects.existing_on(localdate()):
            word = "linn" if place.kind == "urban" else "vald"
            bare = place.name.removesuffix(f" {word}")
            for name in (place.name, bare, f"{bare} {word}", place.ehak):
                self.places.setdefault(fold(name), set()).add(place.pk)
        self.place_of = {each.pk: each.municipality_id for each in self.book.organisations}
        self.parties, self.languages = party_words(), language_words()
        self.labels = {column.key: str(column.label) for column in COLUMNS}

    def read(self, number: int, cells: Mapping[str, Any]) -> PersonRow | None:
        """None where something is wrong; then `problems` say what."""
        self.number, self.problems = number, []
        said = {key: in_words(value) for key, value in cells.items()}
        name = (
            said.get("name") or f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
        )
        if not name and self.needs_name:
            self.wrong("name", _("Write the name."))
        self._not_longer("name", name, LONGEST_NAME)
        organisation, words = self._organisation(said.get("organisation", ""))
        municipality = self._municipality(said.get("municipality", ""))
        if municipality is None and organisation is not None:
            municipality = self.place_of.get(organisation)
        row = PersonRow(
            row=number,
            name=name,
            email=self._email(said.get("email", "")),
            language=self._one_of(
                "language", said.get("language", ""), self.languages, dict(LANGUAGES)
            )
            or self.event.language,
            party=self._one_of("party", said.get("party", ""), self.parties, dict(Party.choices)),
            organisation=organisation,
            organisation_name=words,
            municipality=municipality,
        )
        return None if self.problems else row

    def wrong(self, column: str, text: str) -> None:
        self.problems.append(Problem(self.number, self.labels.get(column, column), text))

    def _not_longer(self, column: str, text: str, most: int) -> None:
        if len(text) > most:
            self.wrong(column, _("Shorten it to %(most)s letters.") % {"most": most})

    def _email(self, text: str) -> str:
        address = text.removeprefix("mailto:").strip("<>;, ")
        if not address:
            if self.needs_email:
                self.wrong("email", _("Write the e-mail address."))
            return ""
        try:
            validate_email(address)
        except ValidationError:
            self.wrong("email", _("“%(address)s” is no e-mail address.") % {"address": address})
        self._not_longer("email", address, LONGEST_EMAIL)
        return address

    def _one_of(
        self, column: str, text: str, words: Mapping[str, str], labels: Mapping[str, Any]
    ) -> str:
        if not text:
            return ""
        found = words.get(fold(text))
        if found is None:
            known = ", ".join(str(label) for label in labels.values())
            self.wrong(column, _("Write one of: %(known)s.") % {"known": known})
        return found or ""

    def _organisation(self, text: str) -> tuple[int | None, str]:
        """One that is known here, or else the words as they are."""
        if not text:
            return None, ""
        found = self.book.directory.find(text)
        if len(found) == 1:
            return next(iter(found)), ""
        self._not_longer("organisation", text, LONGEST_ORGANISATION)
        return None, text

    def _municipality(self, text: str) -> str | None:
        found = self.places.get(fold(text), set()) if text else set()
        if text and len(found) != 1:
            hint = (
                _("There are several of this name: write “linn” or “vald” after it.")
                if found
                else _("“%(name)s” is not known. Write it as “Rakvere linn”.") % {"name": text}
            )
            self.wrong("municipality", hint)
        return next(iter(found)) if len(found) == 1 else None


def in_words(value: Any) -> str:
    """A cell as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\xa0", " ")
    kept = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    return "\n".join(" ".join(line.split()) for line in kept.splitlines()).strip()
