"""Decisions for everybody: of approved minutes, without names unless the network says so."""

from dataclasses import dataclass

from django.db.models import QuerySet

from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models import Meeting, MeetingDecision, Network, Outcome
from loim.networks.queries.meetings.agenda import habits_of
from loim.networks.queries.meetings.minutes import named_votes, result_words


@dataclass(frozen=True)
class PublicDecision:
    decision: MeetingDecision
    result: str
    votes: list[tuple[str, str]]


def approved_decisions(network: Network) -> QuerySet[MeetingDecision]:
    """What was adopted or rejected, the newest first."""
    return (
        MeetingDecision.objects.filter(
            meeting__network=network, meeting__state=MinutesState.APPROVED.value
        )
        .exclude(outcome=Outcome.DISCUSSED)
        .select_related("meeting__event")
        .order_by("-meeting__event__start_date", "-meeting__number", "number")
    )


def public_decisions(network: Network, meeting: Meeting | None = None) -> list[PublicDecision]:
    rows = approved_decisions(network)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    return shown_decisions(rows, names_votes=habits_of(network).votes_are_public)


def shown_decisions(
    rows: QuerySet[MeetingDecision] | list[MeetingDecision], *, names_votes: bool
) -> list[PublicDecision]:
    """Names only of those who agreed to be listed, even where votes are public."""
    if names_votes and isinstance(rows, QuerySet):
        rows = rows.prefetch_related("votes__member__organisation", "votes__member__user")
    return [
        PublicDecision(
            row, result_words(row), named_votes(row, sees_all=False) if names_votes else []
        )
        for row in rows
    ]
