"""What a file of events says: what can be recorded, and what is wrong where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from loim.events.logic.names import fold
from loim.events.models import Event
from loim.events.queries.import_columns import COLUMNS, found_columns
from loim.events.queries.import_row_reader import ImportRow, Problem, RowReader
from loim.people.models import User


@dataclass
class ImportPreview:
    rows: list[ImportRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)  # of organisations


def preview_rows(table: Sequence[Sequence[Any]], person: User, today: date) -> ImportPreview:
    """Every row of the file is in one of the two lists; row 1 holds the headings."""
    columns = found_columns(table[0])
    missing = [
        Problem(1, str(column.label), _("This column is missing. Compare with the template."))
        for column in COLUMNS
        if column.is_required and column.key not in columns
    ]
    if missing:
        return ImportPreview(problems=missing)
    reader = RowReader(person, today)
    preview = ImportPreview(names=reader.book.names)
    for number, row in enumerate(table[1:], start=2):
        if not any(cell not in (None, "") for cell in row):
            continue
        cells = {key: row[place] for key, place in columns.items() if place < len(row)}
        read = reader.read(number, cells)
        if isinstance(read, ImportRow):
            preview.rows.append(read)
        else:
            preview.problems.extend(read)
    _leave_out_known(preview)
    return preview


def _leave_out_known(preview: ImportPreview) -> None:
    """What is recorded already, or stands in the file twice, is not recorded again."""
    days = {row.start for row in preview.rows}
    known = {
        _sameness(event.kind, event.start_date, event.organiser_id, event.title)
        for event in Event.objects.filter(start_date__in=days)
    }
    fresh = []
    for row in preview.rows:
        key = _sameness(row.kind, row.start, row.organiser, row.title)
        if key in known:
            text = _("An event of this kind, day, organiser and title is recorded already.")
            preview.problems.append(Problem(row.row, str(COLUMNS[3].label), text))
        else:
            known.add(key)
            fresh.append(row)
    preview.rows = fresh
    preview.problems.sort(key=lambda problem: problem.row)


def _sameness(kind: str, day: date, organiser: int, title: str) -> tuple[str, date, int, str]:
    return kind, day, organiser, fold(title)
