"""Owners are reminded before and after the date of their answer; never once they answered."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from loim.ideas.actions.proposal.letters_to_owner import NobodyToAsk, write_to_owner
from loim.ideas.logic.proposal_reminders import REMINDER_DAYS, STILL_DUE, due_reminder
from loim.ideas.models import Proposal, ProposalReminder, ProposalStatus


def remind_owners(*, now: datetime) -> int:
    """How many proposals they were reminded of. Safe to run again."""
    today = localdate(now)
    near = Proposal.objects.filter(
        status=ProposalStatus.SENT,
        answer_by__lte=today - timedelta(days=REMINDER_DAYS[0]),
        answer_by__gte=today - timedelta(days=REMINDER_DAYS[-1]) - STILL_DUE,
    )
    return sum(_remind(key, now) for key in list(near.order_by("pk").values_list("pk", flat=True)))


def _remind(proposal_id: int, now: datetime) -> int:
    with transaction.atomic():
        # Whoever answers at this very moment is waited for, and then not reminded.
        proposal = (
            Proposal.objects.select_for_update(of=("self",), no_key=True)
            .select_related("owner", "made_by")
            .get(pk=proposal_id)
        )
        if proposal.status != ProposalStatus.SENT:
            return 0
        days = due_reminder(proposal.answer_by, proposal.sent_date, localdate(now))
        if days is None:
            return 0
        _row, is_new = ProposalReminder.objects.get_or_create(
            proposal=proposal, answer_by=proposal.answer_by, days=days, defaults={"sent_at": now}
        )
        if not is_new:
            return 0
        try:
            write_to_owner(proposal, template="proposal_reminder", now=now)
        except NobodyToAsk:  # the last of them has left: whoever made it sees that it is late
            return 0
    return 1
