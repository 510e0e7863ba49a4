"""A new link in place of one that has expired, to the same address."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from loim.common.mail import queue_mail
from loim.ideas.actions.proposal.letters_to_owner import (
    RENEWABLE_FOR,
    CannotBeRenewed,
    make_link,
)
from loim.ideas.models import AnswerLink, Proposal, ProposalStatus
from loim.ideas.queries.proposal.links import address_of_link


def renew_link(*, link: AnswerLink, now: datetime) -> AnswerLink:
    """Once for each link; whoever holds the old one alone learns no new secret.

    Refused: CannotBeRenewed.
    """
    with transaction.atomic():
        held = AnswerLink.objects.select_for_update().get(pk=link.pk)
        proposal = Proposal.objects.select_related("made_by", "owner").get(pk=held.proposal_id)
        is_too_old = now - held.expires_at > RENEWABLE_FOR
        is_void = proposal.status == ProposalStatus.WITHDRAWN
        if held.renewed_at or is_too_old or is_void or held.expires_at > now:
            raise CannotBeRenewed
        held.renewed_at = now
        held.save(update_fields=["renewed_at"])
        fresh = make_link(proposal, held.email, now)
        queue_mail(
            to=fresh.email,
            template="proposal_link",
            language=fresh.language,
            context={
                "title": str(proposal.text("title", fresh.language)),
                "made_by": proposal.made_by.name,
                "link": address_of_link(fresh),
                "until": localdate(fresh.expires_at),
            },
        )
    return fresh
