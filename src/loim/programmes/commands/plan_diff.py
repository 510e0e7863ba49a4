"""`loim plan diff`: what changed, in sentences or as JSON."""

import argparse
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from loim.programmes.commands.plan_source import document_named
from loim.programmes.logic.plan_changes import Change
from loim.programmes.logic.plan_diff import diff_plans

NO_DIFFERENCES = "No differences."


@dataclass(frozen=True)
class Compared:
    is_different: bool
    as_json: dict[str, Any]
    in_words: str


def compared(options: argparse.Namespace) -> Compared:
    """Raises CommandRefused."""
    import django
    from django.utils import translation

    if not options.needs_database:
        django.setup()  # two files: the words are needed, the database is not
    from loim.programmes.queries.change_sentences import sentence
    from loim.programmes.queries.plan_changes import changes_in_words

    old, new = (document_named(named, options.programme) for named in (options.A, options.B))
    changes = diff_plans(old, new).changes
    with translation.override("en"):
        said = [{**_plain(change), "sentence": sentence(change)} for change in changes]
        groups = changes_in_words(old, new)
    lines: list[str] = []
    for group in groups:
        lines.append(f"Activity {group.code} {group.title}" if group.code else "The whole plan")
        lines += [f"  {change.sentence}" for change in group.changes]
    return Compared(bool(changes), {"changes": said}, "\n".join(lines) or NO_DIFFERENCES)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "where": change.where,
        "number": change.number,
        "subject": change.subject,
        "old": _value(change.old),
        "new": _value(change.new),
    }


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _value(part) for name, part in asdict(value).items()}
    return value
