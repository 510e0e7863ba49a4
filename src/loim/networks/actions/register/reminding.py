"""The nightly work: whoever has not answered is reminded after 14 and after 30 days."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from loim.networks.actions.register.letters import write_letter
from loim.networks.logic.register.dates import REMIND_AFTER_DAYS, reminder_due
from loim.networks.models import AssociationState, ConfirmationRequest


def remind_associations(*, now: datetime) -> int:
    """How many were written to. Again the same day writes to nobody."""
    soonest = now - timedelta(days=REMIND_AFTER_DAYS[0] - 1)
    due = ConfirmationRequest.objects.filter(
        answered_at=None,
        closed_at=None,
        asked_at__lte=soonest,
        reminded_days__lt=REMIND_AFTER_DAYS[-1],
        association__state=AssociationState.ACTIVE,
    )
    reminded = 0
    for key in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            request = (
                due.select_related("association__organisation", "association__keeper")
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=key)
                .first()
            )
            if request is None:
                continue
            days = reminder_due(
                asked=localdate(request.asked_at),
                reminded_days=request.reminded_days,
                today=localdate(now),
            )
            if days:
                request.reminded_days = days
                request.save(update_fields=["reminded_days"])
                write_letter(request, after_days=days, now=now)
                reminded += 1
    return reminded
