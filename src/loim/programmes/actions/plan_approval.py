"""Approval of a plan version by an order, after which it never changes."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.plan_drafts import AlreadyApproved
from loim.programmes.actions.programmes import locked_programme
from loim.programmes.logic.plan_document import RowLevel
from loim.programmes.logic.plan_problems import LONGEST_ORDER_NUMBER
from loim.programmes.models import Activity, Indicator, PlanVersion
from loim.programmes.models.plan import PlanStatus
from loim.programmes.permissions import may_approve, may_manage


class NothingToApprove(Refusal):
    message = _("The draft has no activities yet. Import the plan or add its activities first.")


class OrderIncomplete(Refusal):
    """An order is named by its number and date."""

    message = _("Give the order's number, no longer than %(limit)s characters.")


class OrderInTheFuture(Refusal):
    message = _("The order's date is in the future. Enter the order once it has been signed.")


@transaction.atomic
def approve_version(
    *,
    version: PlanVersion,
    order_number: str,
    order_date: date,
    signatory: str = "",
    by: User,
    now: datetime,
) -> PlanVersion:
    """Enter the order that approves the draft. A trigger keeps the version as it is from then on.

    The ministry's approver enters it, or the programme's manager. Where it is the newest
    approved plan, the programme's activities and indicators take its wording. Raises
    PermissionDenied, AlreadyApproved, NothingToApprove, OrderIncomplete, OrderInTheFuture.
    """
    programme = version.plan.programme
    if not (may_approve(by, programme) or may_manage(by, programme)):
        raise PermissionDenied
    order_number = order_number.strip()
    if not order_number or len(order_number) > LONGEST_ORDER_NUMBER:
        raise OrderIncomplete(limit=LONGEST_ORDER_NUMBER)
    if order_date > timezone.localdate(now):
        raise OrderInTheFuture
    locked = locked_for_approval(version)
    if locked.is_approved:
        raise AlreadyApproved
    if not locked.sections.exists():
        raise NothingToApprove
    _take_wording(locked)
    locked.status = PlanStatus.APPROVED
    locked.order_number = order_number
    locked.order_date = order_date
    locked.signatory = signatory.strip()
    locked.approved_by = by
    locked.approved_at = now
    locked.save()
    return locked


def locked_for_approval(version: PlanVersion) -> PlanVersion:
    """The version as it is once nobody else imports into it, approves or discards it."""
    locked_programme(version.plan.programme_id)
    return PlanVersion.objects.select_related("plan__programme").get(pk=version.pk)


def _take_wording(version: PlanVersion) -> None:
    """The lasting activities and indicators go by the words of the newest approved plan."""
    programme = version.plan.programme
    is_newest = not PlanVersion.objects.filter(
        plan__programme=programme,
        status=PlanStatus.APPROVED,
        plan__start_date__gt=version.plan.start_date,
    ).exists()
    if not is_newest:
        return
    activities: dict[int, Activity] = {}
    for section in version.sections.order_by("position"):
        activities[section.activity_id] = Activity(
            pk=section.activity_id, code=section.code, number="", title=section.title
        )
    rows = version.rows.exclude(level=RowLevel.ACTIVITY).select_related("section")
    for row in rows.order_by("position"):
        activities.setdefault(
            row.activity_id,
            Activity(
                pk=row.activity_id,
                code=row.section.code,
                number=row.number or "-",
                title=row.title,
            ),
        )
    Activity.objects.bulk_update(activities.values(), ["code", "number", "title"])
    Indicator.objects.bulk_update(
        [
            Indicator(pk=worded.indicator_id, name=worded.name, unit=worded.unit)
            for worded in version.indicators.order_by("position")
        ],
        ["name", "unit"],
    )
