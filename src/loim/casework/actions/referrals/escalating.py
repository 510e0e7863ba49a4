"""Referrals that nobody answers go further. Inside the keeper's gate."""

from datetime import datetime

from django.db import transaction

from loim.casework.actions.referrals.letters import send_link, tell_counsellor
from loim.casework.logic.referrals.states import (
    UNANSWERED,
    Escalation,
    ReferralStep,
    due_escalations,
    state_after,
)
from loim.casework.models import Referral


def escalate_unanswered(*, now: datetime) -> int:
    """How many steps were taken: the counsellor first, two days later the second contact.

    Each is written in the row together with its letter, so none is sent twice.
    """
    late = Referral.objects.filter(
        state__in=UNANSWERED, answer_by__lte=now, second_escalated_at=None
    )
    return sum(_escalate(pk, now) for pk in late.order_by("pk").values_list("pk", flat=True))


def _escalate(pk: int, now: datetime) -> int:
    with transaction.atomic():
        referral = (
            Referral.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("organisation", "counsellor", "origin__recipient")
            .filter(pk=pk)
            .first()
        )
        if referral is None or referral.answer_by is None:
            return 0
        due = due_escalations(state=referral.state, answer_by=referral.answer_by, now=now)
        taken = 0
        if Escalation.COUNSELLOR in due and referral.escalated_at is None:
            after = state_after(referral.state, ReferralStep.ESCALATE)
            referral.state, referral.escalated_at = after or referral.state, now
            tell_counsellor(referral, "referral_unanswered")
            taken += 1
        if Escalation.SECOND in due and referral.second_escalated_at is None:
            referral.second_escalated_at = now
            _tell_second(referral, now)
            taken += 1
        if taken:
            referral.save(update_fields=["state", "escalated_at", "second_escalated_at"])
        return taken


def _tell_second(referral: Referral, now: datetime) -> None:
    """A link of their own; where there is nobody else to ask, the counsellor once more."""
    recipient = referral.origin.recipient
    if recipient.second_email:
        send_link(referral, recipient, now=now, to_second=True)
    else:
        tell_counsellor(referral, "referral_unanswered")
