"""Changing a draft by hand, one coded activity with its rows at a time."""

import hashlib
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.plan_approval import locked_for_approval
from loim.programmes.actions.plan_drafts import AlreadyApproved
from loim.programmes.actions.plan_identities import Given
from loim.programmes.actions.plan_import import PlanCannotBeStored
from loim.programmes.actions.plan_writing import write_document
from loim.programmes.logic.plan_document import PlanDocument, PlannedActivity
from loim.programmes.logic.plan_edits import (
    activity_of,
    with_activity_added,
    with_activity_changed,
    without_activity,
)
from loim.programmes.logic.plan_problems import ProblemCode, problems_of
from loim.programmes.models import PlanVersion
from loim.programmes.permissions import may_manage
from loim.programmes.queries.stored_plans import stored_document


class ChangedMeanwhile(Refusal):
    message = _(
        "Somebody else changed this activity while you were writing. Your text is kept below:"
        " open the activity in another window, compare, and save again."
    )


class ActivityGone(Refusal):
    message = _("This activity is not in the draft any more.")


class CodeTaken(Refusal):
    message = _("There is an activity %(code)s in this plan already. Choose another code.")


def seen_mark(planned: PlannedActivity) -> str:
    """The same for the same words: a form carries it, so that nobody's change is written over."""
    return hashlib.sha256(repr(planned).encode()).hexdigest()


@transaction.atomic
def change_activity(
    *,
    version: PlanVersion,
    code: str,
    changed: PlannedActivity,
    rows: Sequence[int | None],
    seen: str,
    by: User,
) -> None:
    """Replace what the draft says of a coded activity; `rows` are the activities of its rows.

    A row keeps the activity named for it however it is worded now; None is a new row. `seen`
    is the `seen_mark` of what the person began from. Raises PermissionDenied,
    AlreadyApproved, ActivityGone, ChangedMeanwhile, CodeTaken, PlanCannotBeStored.
    """
    draft, document = locked_draft(version, by=by)
    old = _activity(document, code)
    if seen_mark(old) != seen:
        raise ChangedMeanwhile
    if changed.code != code and any(a.code == changed.code for a in document.activities):
        raise CodeTaken(code=changed.code)
    section = draft.sections.get(code=code)
    own = set(section.rows.values_list("activity_id", flat=True))
    known = [pk if pk in own else None for pk in rows]
    edited = with_activity_changed(document, code, changed)
    write_edited(draft, edited, {changed.code: Given(section.activity_id, known)})


@transaction.atomic
def add_activity(
    *,
    version: PlanVersion,
    chapter: tuple[str, str],
    added: PlannedActivity,
    by: User,
) -> None:
    """A new coded activity at the end of a chapter, given by its number and title.

    Raises PermissionDenied, AlreadyApproved, CodeTaken, PlanCannotBeStored.
    """
    draft, document = locked_draft(version, by=by)
    if any(activity.code == added.code for activity in document.activities):
        raise CodeTaken(code=added.code)
    write_edited(draft, with_activity_added(document, chapter, added))


@transaction.atomic
def remove_activity(*, version: PlanVersion, code: str, by: User) -> None:
    """Take an activity out of the draft, with the indicators that stand there alone.

    Records that were made under it stay. Raises PermissionDenied, AlreadyApproved, ActivityGone.
    """
    draft, document = locked_draft(version, by=by)
    _activity(document, code)
    write_edited(draft, without_activity(document, code))


def locked_draft(version: PlanVersion, *, by: User) -> tuple[PlanVersion, PlanDocument]:
    """The draft and what it says, while nobody else changes it. Raises PermissionDenied,
    AlreadyApproved."""
    if not may_manage(by, version.plan.programme):
        raise PermissionDenied
    draft = locked_for_approval(version)
    if draft.is_approved:
        raise AlreadyApproved
    return draft, stored_document(draft)


def _activity(document: PlanDocument, code: str) -> PlannedActivity:
    try:
        return activity_of(document, code)
    except LookupError as gone:
        raise ActivityGone from gone


def write_edited(
    draft: PlanVersion,
    document: PlanDocument,
    given: Mapping[str, Given] | None = None,
    indicators: Sequence[int | None] = (),
) -> None:
    """Raises PlanCannotBeStored; a draft may be empty while it is being made."""
    problems = [p for p in problems_of(document) if p.code is not ProblemCode.NO_ACTIVITIES]
    if problems:
        raise PlanCannotBeStored(problems)
    write_document(draft, document, given, indicators)
