"""What proposals keep about one person, for 'My data'."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from loim.ideas.models import AnswerDraft, Proposal, ProposalStep
from loim.people.models import User
from loim.people.personal_records import proved_addresses


def export_proposals(person: User) -> list[dict[str, Any]]:
    """Proposals that this person sent, is asked about or took a step of, in four queries."""
    addresses = proved_addresses(person)
    steps: dict[int, list[ProposalStep]] = {}
    for step in ProposalStep.objects.filter(by=person).order_by("pk"):
        steps.setdefault(step.proposal_id, []).append(step)
    drafts = dict(AnswerDraft.objects.filter(user=person).values_list("proposal", "typed"))
    found = (
        Proposal.objects.alias(address=Lower("owner_email"))
        .filter(Q(recorded_by=person) | Q(address__in=addresses) | Q(pk__in=[*steps, *drafts]))
        .select_related("owner")
        .order_by("pk")
    )
    return [
        {
            "proposal": proposal.title,
            "owner": proposal.owner.name,
            "sent_by_you": proposal.recorded_by_id == person.pk,
            "asked_at": proposal.owner_email if proposal.owner_email.lower() in addresses else "",
            "steps": [
                {"status": step.after, "words": step.note, "at": step.at.isoformat()}
                for step in steps.get(proposal.pk, [])
            ],
            "draft": drafts.get(proposal.pk, {}),
        }
        for proposal in found
    ]
