"""Drafts of a plan: one at a time, begun from an approved version or from nothing."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.plan_writing import erase_content, write_document
from loim.programmes.actions.programmes import locked_programme
from loim.programmes.logic.next_plan_year import moved_to_next_period
from loim.programmes.logic.plan_document import PlanDocument
from loim.programmes.models import Plan, PlanVersion
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import may_manage
from loim.programmes.queries.stored_plans import stored_document


class DraftExists(Refusal):
    """A plan has one draft at a time; `draft` is the one there is."""

    message = _(
        "There is a draft of the plan %(plan)s already. Look at it first: edit it,"
        " or confirm that it may be replaced or discarded."
    )

    def __init__(self, draft: PlanVersion) -> None:
        super().__init__(plan=draft.plan)
        self.draft = draft


class AlreadyApproved(Refusal):
    message = _("This version is approved and cannot be changed. Start an amendment instead.")


class NotApprovedYet(Refusal):
    """Amendments and next year's plans start from what an order has approved."""

    message = _("This version is a draft. It has to be approved before another is made of it.")


class NextPlanExists(Refusal):
    message = _("The plan %(plan)s has been started already.")


@transaction.atomic
def amend(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """A new draft that says what the approved version says, to be changed and approved in turn.

    Raises PermissionDenied, NotApprovedYet, DraftExists.
    """
    version = _locked(version, by=by)
    plan = version.plan
    if not version.is_approved:
        raise NotApprovedYet
    draft = plan.versions.filter(status=PlanStatus.DRAFT).first()
    if draft:
        raise DraftExists(draft)
    document = stored_document(version)
    return _copied(plan, document, version, by=by, now=now)


@transaction.atomic
def start_next_year(*, version: PlanVersion, by: User, now: datetime) -> PlanVersion:
    """The draft of the next period's plan: the October review starts here.

    Dates are moved (`moved_to_next_period`); targets, texts and costs are copied to be
    reviewed. Raises PermissionDenied, NotApprovedYet, NextPlanExists.
    """
    version = _locked(version, by=by)
    plan = version.plan
    if not version.is_approved:
        raise NotApprovedYet
    document = moved_to_next_period(stored_document(version))
    assert document.period is not None  # noqa: S101  # a stored plan always has one
    following, _made = Plan.objects.get_or_create(
        programme=plan.programme, start_date=document.period.start, end_date=document.period.end
    )
    if following.versions.exists():
        raise NextPlanExists(plan=following)
    return _copied(following, document, version, by=by, now=now)


@transaction.atomic
def discard_draft(*, version: PlanVersion, by: User) -> None:
    """Delete a draft with all it says; its plan too, where nothing else is left of it.

    Raises PermissionDenied, AlreadyApproved.
    """
    version = _locked(version, by=by)
    plan = version.plan
    if version.is_approved:
        raise AlreadyApproved
    erase_content(version)
    file = version.source_file
    version.delete()
    if file and not file.planversion_set.exists():
        file.delete()
    if not plan.versions.exists():
        plan.delete()


def new_draft(plan: Plan, *, by: User | None, now: datetime) -> PlanVersion:
    """An empty draft, after the plan's last version; the caller holds the programme's lock."""
    last = plan.versions.aggregate(number=Max("number"))["number"] or 0
    approved = plan.versions.filter(status=PlanStatus.APPROVED).order_by("-number").first()
    return PlanVersion(plan=plan, number=last + 1, based_on=approved, created_by=by, created_at=now)


def _copied(
    plan: Plan, document: PlanDocument, source: PlanVersion, *, by: User, now: datetime
) -> PlanVersion:
    draft = new_draft(plan, by=by, now=now)
    draft.title = source.title
    draft.based_on = source
    draft.save()
    write_document(draft, document)
    return draft


def _locked(version: PlanVersion, *, by: User) -> PlanVersion:
    """The version as it is once no other draft of the programme is begun or thrown away."""
    programme = version.plan.programme
    if not may_manage(by, programme):
        raise PermissionDenied
    locked_programme(programme.pk)
    return PlanVersion.objects.select_related("plan__programme").get(pk=version.pk)
