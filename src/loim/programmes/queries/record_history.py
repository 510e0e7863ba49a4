"""Who changed what when, as the database's triggers wrote it down (pghistory)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from loim.people.models import User
from loim.programmes.queries.shown_values import changed_translations, label_of, shown

# What each step of `record_change` did, as the history tells it.
STEP_WORDS = {
    "record": _("Recorded"),
    "insert": _("Recorded"),
    "import": _("Imported"),
    "edit": _("Changed"),
    "attendance": _("Who came was changed"),
    "hold": _("Marked as held"),
    "cancel": _("Cancelled"),
    "reopen": _("Planned again"),
    "undo": _("Undone"),
    "delete": _("Removed"),
    "end": _("Ended"),
    "extend": _("Extended"),
    "hire": _("Taken into a post"),
    "leave": _("Left a post"),
    "hand_over": _("Handed over to a colleague"),
    "document": _("Document added"),
    "publish": _("Published"),
    "take_back": _("Taken back, a draft again"),
    "copy": _("Copied from another event"),
}
NEWEST = 300  # history rows read for one page


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass
class Change:
    """One person's one step. `who` is None for a change that no person made in the platform."""

    at: datetime
    user: int | None
    step: str
    reason: str
    who: User | None = None
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def step_words(self) -> str:
        return str(STEP_WORDS.get(self.step, _("Changed")))


@dataclass(frozen=True)
class Stream:
    """History rows of one model. Of parts (attendance, members), `part` names and `value` counts.

    Without `part` each changed field is told; with it, what came, went or changed.
    """

    model: type[Model]
    rows: QuerySet[Any]
    part: str = ""
    value: str = ""
    hidden: frozenset[str] = frozenset({"id", "submission", "recorded_by", "recorded_at"})

    def column(self, name: str) -> Any:
        return next(column for column in columns_of(self.model) if column.name == name)


def columns_of(model: type[Model]) -> list[Any]:
    """The fields that are columns of the model's table."""
    return list(model._meta.concrete_fields)  # noqa: SLF001  # Django documents this name


def record_history(*streams: Stream) -> list[Change]:
    """Newest first. One query for each stream and each kind of thing that its rows name."""
    found = [
        (stream, list(stream.rows.select_related("pgh_context").order_by("-pgh_id")[:NEWEST]))
        for stream in streams
    ]
    names = _names(found)
    changes: dict[Any, Change] = {}
    for stream, rows in found:
        before: dict[Any, Any] = {}
        for row in reversed(rows):
            change = changes.setdefault(row.pgh_context_id or ("row", row.pgh_id), _change(row))
            change.fields.extend(_told(stream, before.get(row.pgh_obj_id), row, names))
            before[row.pgh_obj_id] = None if row.pgh_label == "delete" else row
    users = {change.user for change in changes.values() if change.user is not None}
    people = User.objects.in_bulk(users)
    for change in changes.values():
        change.who = people.get(change.user) if change.user is not None else None
    return sorted(changes.values(), key=lambda change: change.at, reverse=True)


def _change(row: Any) -> Change:
    said = row.pgh_context.metadata if row.pgh_context else {}
    at = datetime.fromisoformat(said["at"]) if said.get("at") else row.pgh_created_at
    return Change(at, said.get("user"), said.get("step", row.pgh_label), said.get("reason", ""))


def _told(
    stream: Stream, before: Any, row: Any, names: dict[type[Model], dict[Any, str]]
) -> Iterable[FieldChange]:
    is_gone = row.pgh_label == "delete"
    if stream.part:
        value = stream.column(stream.value) if stream.value else None
        label = shown(stream.column(stream.part), row, names)
        old = (shown(value, before, names) if value else "✓") if before else ""
        new = (shown(value, row, names) if value else "✓") if not is_gone else ""
        if is_gone and not before:  # its beginning is older than the rows that were read
            old = shown(value, row, names) if value else "✓"
        return [FieldChange(label, old, new)] if old != new else []
    if before is None or is_gone:
        return []
    return list(_changed_fields(stream, before, row, names))


def _changed_fields(
    stream: Stream, before: Any, row: Any, names: dict[type[Model], dict[Any, str]]
) -> Iterator[FieldChange]:
    for column in columns_of(stream.model):
        # What the platform keeps for itself is no news to a reader.
        if column.name in stream.hidden or not column.editable:
            continue
        old, new = getattr(before, column.attname), getattr(row, column.attname)
        if old == new:
            continue
        if column.name == "translations":
            texts = changed_translations(stream.model, old, new)
            yield from (FieldChange(*changed) for changed in texts)
        else:
            yield FieldChange(
                label_of(column), shown(column, before, names), shown(column, row, names)
            )


def _names(found: list[tuple[Stream, list[Any]]]) -> dict[type[Model], dict[Any, str]]:
    keys: dict[Any, set[Any]] = {}
    for stream, rows in found:
        for column in columns_of(stream.model):
            if isinstance(column, ForeignKey) and column.name not in stream.hidden:
                wanted = keys.setdefault(column.related_model, set())
                wanted.update(getattr(row, column.attname) for row in rows)
    # What a row is called may be made of the rows that it points to (a post's organisation).
    return {
        model: {
            key: str(thing)
            for key, thing in model.objects.select_related().in_bulk(wanted - {None}).items()
        }
        for model, wanted in keys.items()
    }
