"""What waits for a person's organisations: answers to give, and answers that others owe them."""

from datetime import date

from django.db.models import QuerySet

from loim.ideas.models import Proposal, ProposalStatus
from loim.ideas.permissions import ANSWERING_ROLES
from loim.people.permissions import RECORDING_ROLES, Person, organisations_with_role


def proposals_to_answer(person: Person, today: date) -> QuerySet[Proposal]:
    """Those that wait for an answer of this person's organisations; the most urgent first.

    With `made_by`; `today` is there so that a page asks for all its lists alike.
    """
    owners = organisations_with_role(person, ANSWERING_ROLES)
    return (
        Proposal.objects.filter(owner__in=owners, status=ProposalStatus.SENT)
        .select_related("owner", "made_by")
        .order_by("answer_by", "pk")
    )


def proposals_overdue_of(person: Person, today: date) -> QuerySet[Proposal]:
    """Those that this person's organisations made and whose answer is late; the oldest first."""
    makers = organisations_with_role(person, RECORDING_ROLES)
    return (
        Proposal.objects.filter(made_by__in=makers, status=ProposalStatus.SENT, answer_by__lt=today)
        .select_related("owner", "made_by")
        .order_by("answer_by", "pk")
    )
