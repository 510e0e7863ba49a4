"""Whoever stands behind a proposal is told of each step once, after the minutes for undoing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import MailText, render_mail
from loim.ideas.actions.proposal.undoing import UNDO_FOR
from loim.ideas.models import Proposal, ProposalStatus, ProposalStep, StepKind
from loim.ideas.queries.proposal.audience import audience_of
from loim.ideas.queries.proposal.links import address_of

TEMPLATE = "proposal_step"


def tell_steps(*, now: datetime) -> int:
    """How many letters. Safe to run again, and twice at once: a step is told once."""
    due = (
        ProposalStep.objects.filter(told_at=None, kind=StepKind.STATUS, at__lte=now - UNDO_FOR)
        .order_by("proposal")
        .values_list("proposal", flat=True)
        .distinct()
    )
    return sum(_tell(proposal, now) for proposal in list(due))


def _tell(proposal_id: int, now: datetime) -> int:
    with transaction.atomic():
        proposal = (
            Proposal.objects.select_for_update(of=("self",), no_key=True)
            .select_related("owner", "recorded_by")
            .get(pk=proposal_id)
        )
        steps = list(
            proposal.steps.filter(
                told_at=None, kind=StepKind.STATUS, at__lte=now - UNDO_FOR
            ).order_by("pk")
        )
        ProposalStep.objects.filter(pk__in=[step.pk for step in steps]).update(told_at=now)
        if not steps:
            return 0
        # Whoever sent it knows that they did.
        sender = proposal.recorded_by if len(steps) == 1 and not steps[0].before else None
        readers = [
            reader
            for reader in audience_of(proposal)
            if sender is None or reader.email.lower() != sender.email.lower()
        ]
        texts = {
            language: _text(proposal, steps, language)
            for language in {reader.language for reader in readers}
        }
        letters = [
            Letter(reader.email, reader.language, texts[reader.language]) for reader in readers
        ]
        queue_letters(letters, template=TEMPLATE, now=now)
    return len(letters)


def _text(proposal: Proposal, steps: Sequence[ProposalStep], language: str) -> MailText:
    with translation.override(language):
        told = [
            {"status": str(ProposalStatus(step.after).label), "words": str(step.text("note"))}
            for step in steps
        ]
        return render_mail(
            TEMPLATE,
            {
                "title": str(proposal.text("title")),
                "owner": proposal.owner.name,
                "steps": told,
                "is_new": not steps[0].before,
                "answer_by": proposal.answer_by,
                "link": address_of(proposal.pk, language),
            },
            language,
        )
