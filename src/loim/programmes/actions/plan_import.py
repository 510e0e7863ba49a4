"""A plan's document becomes a draft version of the programme's plan for that period."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.programmes.actions.indicators import suggest_measures
from loim.programmes.actions.plan_drafts import DraftExists, new_draft
from loim.programmes.actions.plan_writing import write_document
from loim.programmes.actions.programmes import (
    ProgrammeExists,
    create_programme,
    locked_programme,
    programme_named,
)
from loim.programmes.logic.plan_document import PlanDocument, Unrecognised
from loim.programmes.logic.plan_problems import Problem, ProblemCode, problems_of
from loim.programmes.models import Plan, PlanFile, PlanVersion, Programme
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import may_manage
from loim.programmes.queries.stored_plans import fingerprint

PROBLEMS: dict[ProblemCode, str | Promise] = {
    ProblemCode.NO_PERIOD: _("The document does not say which period the plan is for."),
    ProblemCode.NO_ACTIVITIES: _(
        "No activity with a code was found in the document. Is it an action plan?"
    ),
    ProblemCode.CODE_TWICE: _(
        "Activity %(about)s stands in the document twice. Keep one of them and upload again."
    ),
    ProblemCode.LONG_NUMBER: _(
        "The number “%(value)s” of “%(about)s” is too long to be one. Correct it and upload again."
    ),
    ProblemCode.AMOUNT_NOT_HELD: _(
        "The amount %(value)s of “%(about)s” has more than two decimals or is too large."
        " Correct it and upload again."
    ),
    ProblemCode.PLACE_UNKNOWN: _(
        "The indicator “%(about)s” stands under activity %(value)s, which the document does not have."
    ),
}


def problem_in_words(problem: Problem) -> str:
    return str(PROBLEMS[problem.code]) % {"about": problem.about, "value": problem.value}


class PlanCannotBeStored(Refusal):
    """What the document says cannot be kept as it is; nothing was stored."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(problem_in_words(problem) for problem in self.problems)


class OrganisationsMissing(Refusal):
    """A programme cannot be begun without knowing who carries it out and who pays."""

    message = _(
        "The programme of this plan is not known yet. Say which organisation carries it"
        " out and which ministry it belongs to."
    )


@transaction.atomic
def import_plan(
    *,
    document: PlanDocument,
    file: PlanFile,
    by: User | None,
    now: datetime,
    programme: Programme | None = None,
    implementer: Organisation | None = None,
    ministry: Organisation | None = None,
    replaces: str = "",
) -> PlanVersion:
    """Store the document as a draft, with its file; returns the draft version.

    Without a `programme`, the one that bears the document's title is meant; where there is
    none, it is begun with the given implementer and ministry. A draft of the same plan is
    replaced only if `replaces` is its `fingerprint`: whoever confirms has seen what goes.
    `by` is None for a command on the server, whose operator may do anything anyway.

    Raises PermissionDenied, PlanCannotBeStored, OrganisationsMissing, DraftExists.
    """
    problems = problems_of(document)
    if problems or document.period is None:
        raise PlanCannotBeStored(problems)
    programme = programme or programme_named(document.title)
    if programme is None:
        programme = _begin(document, implementer, ministry, by=by)
    if by is not None and not may_manage(by, programme):
        raise PermissionDenied
    programme = locked_programme(programme.pk)
    plan, _made = Plan.objects.get_or_create(
        programme=programme, start_date=document.period.start, end_date=document.period.end
    )
    _keep(file, document)
    version = _draft_of(plan, replaces, by=by, now=now)
    version.title = document.title
    version.order_number = document.order.number if document.order else ""
    version.order_date = document.order.date if document.order else None
    version.source_file = file
    version.save()
    write_document(version, document)
    suggest_measures(programme=programme, by=by, now=now)
    return version


def _begin(
    document: PlanDocument,
    implementer: Organisation | None,
    ministry: Organisation | None,
    *,
    by: User | None,
) -> Programme:
    if implementer is None or ministry is None:
        raise OrganisationsMissing
    days = list(_all_days(document))
    try:
        return create_programme(
            name=document.title,
            implementer=implementer,
            ministry=ministry,
            start_date=min(days),
            end_date=max(days),
            by=by,
        )
    except ProgrammeExists:  # a second import began it a moment ago
        found = programme_named(document.title)
        if found is None:
            raise
        return found


def _all_days(document: PlanDocument) -> Iterator[date]:
    for dates in (document.period, *(row.overall for row in document.rows)):
        if dates:
            yield dates.start
            yield dates.end


def _keep(file: PlanFile, document: PlanDocument) -> None:
    """The file with all that was not understood, and with what the tables cannot hold."""
    empty = [
        Unrecognised(f"chapter {chapter.number}".strip(), chapter.title)
        for chapter in document.chapters
        if not chapter.activities
    ]
    kept = replace(document, unrecognised=(*document.unrecognised, *empty)).unrecognised
    file.unrecognised = [{"place": piece.place, "text": piece.text} for piece in kept]
    file.save()


def _draft_of(plan: Plan, replaces: str, *, by: User | None, now: datetime) -> PlanVersion:
    draft = plan.versions.filter(status=PlanStatus.DRAFT).first()
    if draft is None:
        return new_draft(plan, by=by, now=now)
    if not replaces or replaces != fingerprint(draft):
        raise DraftExists(draft)
    return draft
