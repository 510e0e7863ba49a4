"""The page of a proposal leads to the figures on which it stands."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.casework.models import ProposalEvidence
from loim.ideas.models import Proposal
from loim.ideas.proposal_parts import Part


def evidence_part(proposal: Proposal) -> Iterable[Part]:
    if ProposalEvidence.objects.filter(proposal=proposal).exists():
        yield Part(
            _("The figures behind it, and whether it helped"),
            reverse("counselling-proposal", args=[proposal.pk]),
        )
