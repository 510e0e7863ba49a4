"""Copies on paper, and openings by those who do not keep the plan."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.communities.actions.crisis.plans import held
from loim.communities.models import CrisisPlan, CrisisVersion, PlanCopy, PlanOpening
from loim.communities.permissions import may_keep, reads_plan_by
from loim.communities.queries.crisis.versions import EVERYBODYS, NOBODYS, Phones, current_version
from loim.people.models import User


class NothingToGive(Refusal):
    message = _("Publish the plan first: only published versions are printed and given.")


class GivenInFuture(Refusal):
    message = _("The day on which it was given cannot lie ahead.")


def give_copy(
    *, plan: CrisisPlan, given_to: str, given_date: date, submission: UUID, by: User, now: datetime
) -> PlanCopy:
    """The next number, of the version in force. Raises NothingToGive, GivenInFuture."""
    if given_date > localdate(now):
        raise GivenInFuture
    with transaction.atomic():
        current = held(plan, by)
        if sent := PlanCopy.objects.filter(submission=submission).first():
            return sent
        version = current_version(current)
        if version is None:
            raise NothingToGive
        last = current.copies.aggregate(last=Max("number"))["last"] or 0
        return PlanCopy.objects.create(
            plan=current, version=version, number=last + 1, given_to=given_to,
            given_date=given_date, submission=submission,
        )  # fmt: skip


def note_returned(*, copy: PlanCopy, by: User, now: datetime) -> None:
    """Brought back or destroyed. Again changes nothing."""
    with transaction.atomic():
        held(copy.plan, by)
        PlanCopy.objects.filter(pk=copy.pk, returned_date=None).update(returned_date=localdate(now))


def open_version(*, version: CrisisVersion, way: str, by: User, now: datetime) -> Phones:
    """Whose telephones this reader sees; whoever does not keep the plan is noted. Raises
    PermissionDenied where it is not for them."""
    plan = version.plan
    if may_keep(by, plan.community):
        return EVERYBODYS
    sharing = reads_plan_by(by, plan.community)
    if sharing is None:
        raise PermissionDenied
    PlanOpening.objects.create(
        version=version, person=by, organisation_id=sharing.recipient_id, way=way,
        with_phones=plan.shows_phones, opened_at=now,
    )  # fmt: skip
    if plan.phones_shown_at is None:
        return NOBODYS
    return Phones(True, max(plan.phones_shown_at, sharing.started_at))
