"""`loim plan import`: the same action as the page's, for whoever runs the server."""

import argparse
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loim.programmes.commands.plan_source import document_in, file_content, prepared_database
from loim.programmes.commands.plans import CommandRefused
from loim.programmes.documents.as_json import plan_as_json
from loim.programmes.documents.dates import format_day, format_range
from loim.programmes.logic.plan_document import DateRange, PlanDocument

if TYPE_CHECKING:
    from loim.people.models import Organisation
    from loim.programmes.models import PlanVersion


@dataclass(frozen=True)
class Imported:
    as_json: dict[str, Any]
    in_words: str


def imported(options: argparse.Namespace) -> Imported:
    """Read the file and, unless it is a dry run, save it as a draft. Raises CommandRefused."""
    content = file_content(options.file)
    document = document_in(content)
    if document.period is None and options.period:
        document = replace(document, period=DateRange(*options.period))
    words = summary(document)
    if options.dry_run:
        return Imported(plan_as_json(document), f"{words}\nNothing was saved.")
    with prepared_database():
        version = _saved(options, document, content)
    kept = {"id": version.pk, "plan": str(version.plan), "number": version.number,
            "programme": version.plan.programme.slug}  # fmt: skip
    return Imported(
        {**plan_as_json(document), "version": kept},
        f"{words}\nSaved as a draft: version {version.pk} (plan {version.plan}, "
        f"number {version.number}).",
    )


def summary(document: PlanDocument) -> str:
    """What was read, on a few lines."""
    order, places = document.order, sum(len(i.places) for i in document.indicators)
    lines = [
        document.title or "(no title)",
        f"Order no {order.number} of {format_day(order.date)}" if order else "No order is named",
        f"Period {format_range(document.period)}" if document.period else "No period is named",
        (
            f"{len(document.activities)} activities, {len(document.rows)} rows, "
            f"{len(document.indicators)} indicators in {places} places"
        ),
    ]
    if document.planned_cost is not None:
        lines.append(f"Planned cost {document.planned_cost} EUR")
    lines.append(f"{len(document.unrecognised)} pieces not recognised")
    lines += [f"  {piece.place}: {piece.text}" for piece in document.unrecognised]
    return "\n".join(lines)


def _saved(options: argparse.Namespace, document: PlanDocument, content: bytes) -> "PlanVersion":
    """All or nothing, the programme and its organisations included."""
    from django.db import transaction
    from django.utils import timezone, translation

    from loim.common.refusals import Refusal
    from loim.programmes.actions.plan_drafts import DraftExists
    from loim.programmes.actions.plan_files import plan_file
    from loim.programmes.actions.plan_import import import_plan
    from loim.programmes.queries.stored_plans import fingerprint

    now = timezone.now()

    def run(replaces: str = "") -> "PlanVersion":
        with transaction.atomic():
            return import_plan(
                document=document,
                file=plan_file(name=options.file.name, content=content, by=None, now=now),
                replaces=replaces,
                by=None,
                now=now,
                **_programme(options, document),
            )

    with translation.override("en"):
        try:
            return run()
        except DraftExists as exists:
            if options.replace:
                return run(fingerprint(exists.draft))
            raise CommandRefused("draft_exists", f"{exists} (--replace)") from exists
        except Refusal as refused:
            raise CommandRefused("not_saved", str(refused)) from refused


def _programme(options: argparse.Namespace, document: PlanDocument) -> dict[str, Any]:
    """The programme that is named or meant; where there is none yet, what begins it."""
    from loim.programmes.actions.programmes import programme_named
    from loim.programmes.models import Programme

    if options.programme:
        found = Programme.objects.filter(slug=options.programme).first()
        if found is None:
            raise CommandRefused("no_programme", f"No programme “{options.programme}” is known.")
    else:
        found = programme_named(document.title)
    if found:
        return {"programme": found}
    return {
        "implementer": _organisation(options.implementer, "association"),
        "ministry": _organisation(options.ministry, "ministry"),
    }


def _organisation(name: str, kind: str) -> "Organisation":
    from loim.people.models import Organisation

    found = Organisation.objects.filter(name__iexact=name).first()
    return found or Organisation.objects.create(name=name, kind=kind)
