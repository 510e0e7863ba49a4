"""What a file of participants says: who can be put on the list, and what is wrong where."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from loim.events.forms.registrants.answer_reader import AnswerReader
from loim.events.forms.registrants.person_columns import COLUMNS, found_columns
from loim.events.forms.registrants.person_reader import PersonReader, PersonRow
from loim.events.logic.names import fold
from loim.events.logic.participant_states import LIVE
from loim.events.models import Event, Participant
from loim.events.queries.import_row_reader import Problem
from loim.events.queries.registration.questions import questions_of


@dataclass
class ImportPreview:
    """Every row of the file is in one of the two lists. `unknown`: headings that say nothing."""

    rows: list[PersonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    organisations: dict[int, str] = field(default_factory=dict)


def preview_rows(table: Sequence[Sequence[Any]], event: Event) -> ImportPreview:
    """Row 1 holds the headings. Eight queries, however many rows there are."""
    questions = questions_of(event)
    columns = found_columns(table[0], questions)
    preview = ImportPreview(unknown=unknown_headings(table[0], columns))
    if not columns.keys() & {"name", "first_name", "last_name"}:
        missing = _("This column is missing. Compare with the template.")
        preview.problems.append(Problem(1, str(COLUMNS[0].label), missing))
        return preview
    people, answers = PersonReader(event), AnswerReader(questions)
    preview.organisations = people.book.names
    for number, cells in rows_of(table, columns):
        person = people.read(number, cells)
        given, wrong = answers.read(cells)
        problems = [*people.problems, *(Problem(number, *pair) for pair in wrong.items())]
        if person is None or problems:
            preview.problems.extend(problems)
        else:
            preview.rows.append(replace(person, answers=given))
    _leave_out_known(preview, event)
    return preview


def rows_of(
    table: Sequence[Sequence[Any]], columns: dict[str, int]
) -> list[tuple[int, dict[str, Any]]]:
    """Number and cells of every row that says something."""
    return [
        (number, {key: row[place] for key, place in columns.items() if place < len(row)})
        for number, row in enumerate(table[1:], start=2)
        if any(cell not in (None, "") for cell in row)
    ]


def unknown_headings(headings: Sequence[Any], columns: dict[str, int]) -> list[str]:
    known = set(columns.values())
    return [
        str(heading)
        for place, heading in enumerate(headings)
        if heading not in (None, "") and place not in known
    ]


def _leave_out_known(preview: ImportPreview, event: Event) -> None:
    """Whoever is on the list, or stands in the file twice: by address, or without one by name."""
    on_list = Participant.objects.filter(event=event, state__in=sorted(LIVE))
    addresses: set[str] = set()
    names: set[str] = set()
    for name, email in on_list.values_list("name", "email"):
        names.add(fold(name))
        if email:
            addresses.add(email.lower())
    seen_addresses: set[str] = set()
    seen_names: set[str] = set()
    fresh = []
    for row in preview.rows:
        if text := _known_as(row, addresses, names, seen_addresses, seen_names):
            column = COLUMNS[3] if row.email else COLUMNS[0]
            preview.problems.append(Problem(row.row, str(column.label), text))
        else:
            fresh.append(row)
        seen_names.add(fold(row.name))
        if row.email:
            seen_addresses.add(row.email.lower())
    preview.rows = fresh
    preview.problems.sort(key=lambda problem: problem.row)


def _known_as(
    row: PersonRow,
    addresses: set[str],
    names: set[str],
    seen_addresses: set[str],
    seen_names: set[str],
) -> str:
    if row.email:
        if row.email.lower() in addresses:
            return _("Somebody with this address is on the list already.")
        if row.email.lower() in seen_addresses:
            return _("This address stands in the file twice.")
        return ""
    if fold(row.name) in names:
        return _(
            "Somebody of this name is on the list already. If it is another, write the e-mail."
        )
    if fold(row.name) in seen_names:
        return _("This name stands in the file twice. If these are two, write their e-mails.")
    return ""
