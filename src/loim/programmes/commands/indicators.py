"""`loim indicators check`: do the records still say what the submitted reports say?"""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loim.programmes.models import FrozenValue
    from loim.programmes.queries.report_differences import Difference, RecordDifference


def add_arguments(subparsers: Any) -> None:
    indicators = subparsers.add_parser("indicators", help="the numbers of the programmes")
    parts = indicators.add_subparsers(metavar="ACTION", required=True)
    check = parts.add_parser(
        "check",
        help="recount every number of every submitted report",
        description="Recounts every frozen number and prints what differs, which records"
        " changed, when, by whom and why. Exit code: 0 nothing differs, 1 something does,"
        " 2 there is no such programme.",
    )
    check.add_argument("--programme", metavar="SLUG", default="", help="only this programme")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=run_check, needs_database=True)


def run_check(options: argparse.Namespace) -> int:
    """2 where the programme is unknown or the database is empty, said on the error stream."""
    from loim.programmes.commands.plan_source import prepared_database
    from loim.programmes.commands.plans import CommandRefused

    try:
        with prepared_database():
            checked, found = _differences(options.programme)
    except CommandRefused as refused:
        print(f"loim: {refused}", file=sys.stderr)
        return 2
    if options.json:
        told = {"checked": checked, "drifts": [as_json(differs) for differs in found]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(checked, found)
    return 1 if found else 0


def _differences(slug: str) -> "tuple[int, list[Difference]]":
    from django.utils import timezone

    from loim.programmes.commands.plans import CommandRefused
    from loim.programmes.models import Programme
    from loim.programmes.queries.report_differences import difference, frozen_values

    programme = Programme.objects.filter(slug=slug).first() if slug else None
    if slug and programme is None:
        raise CommandRefused("no_programme", f"There is no programme “{slug}”.")
    checked, found = 0, []
    for value in frozen_values(programme).iterator(chunk_size=10):  # its records may be many
        checked += 1
        if differs := difference(value, timezone.localdate()):
            found.append(differs)
    return checked, found


def as_json(differs: "Difference") -> dict[str, Any]:
    """Dates are ISO, numbers are text so that none is rounded; people by their e-mail."""
    frozen = differs.drift.frozen
    return {
        "programme": frozen.report.programme.slug,
        "report": frozen.report_id,
        "period": {
            "kind": frozen.report.kind,
            "start": frozen.report.start_date.isoformat(),
            "end": frozen.report.end_date.isoformat(),
        },
        "indicator": {"id": frozen.indicator_id, "name": frozen.indicator.name},
        "rule_version": frozen.measure.version if frozen.measure else None,
        "frozen_at": frozen.frozen_at.isoformat(),
        "was": _number(differs.drift.was),
        "is_now": _number(differs.drift.is_now),
        "is_damaged": differs.drift.is_damaged,
        "records": [_record(record) for record in differs.records],
        "more_records": differs.more,
    }


def _record(record: "RecordDifference") -> dict[str, Any]:
    return {
        "what": record.what.value,
        "record": record.record,
        "title": record.title,
        "municipality": record.municipality,
        "was": _number(record.was),
        "is_now": _number(record.is_now),
        "corrections": [
            {
                "at": correction.at.isoformat(),
                "by": correction.by.email if correction.by else None,
                "reason": correction.reason,
            }
            for correction in record.corrections
        ],
    }


def _number(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _print(checked: int, found: "list[Difference]") -> None:
    from django.utils import translation

    with translation.override("en"):
        for differs in found:
            frozen = differs.drift.frozen
            print(f"{_place(frozen)}: {frozen.indicator.name}")
            was, now = _number(differs.drift.was), _number(differs.drift.is_now)
            print(f"  as submitted: {was or 'no data'}; counted today: {now or 'no data'}")
            if differs.drift.is_damaged:
                print("  DAMAGED: the frozen number does not fit its own digest.")
            for record in differs.records:
                _print_record(record)
            if differs.more:
                print(f"  and {differs.more} more records")
        print(f"{checked} frozen numbers checked, {len(found)} differ.")


def _place(frozen: "FrozenValue") -> str:
    report = frozen.report
    return f"{report.programme.slug}, {report.period_name} ({report.kind}, report {report.pk})"


def _print_record(record: "RecordDifference") -> None:
    from django.utils import timezone

    who = f" ({record.municipality})" if record.municipality else ""
    print(f"  {record.what.value}: {record.title or record.record}{who}")
    for correction in record.corrections:
        by = correction.by.email if correction.by else "somebody whom history does not name"
        reason = f": {correction.reason}" if correction.reason else ", without a reason"
        print(f"    {timezone.localtime(correction.at):%d.%m.%Y %H:%M} by {by}{reason}")
    if not record.corrections:
        print("    the record itself was not changed: what it belongs to was")
