"""Invitations that wait for an answer."""

from django.db.models import QuerySet

from loim.people.models import Invitation, Organisation


def unanswered_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Open and expired ones, the latest first."""
    return (
        organisation.invitations.filter(accepted_at=None, withdrawn_at=None)
        .select_related("invited_by")
        .order_by("-invited_at", "-pk")
    )
