"""Somebody joins a team, of which they may be in one only."""

from datetime import datetime

from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.trainings.actions.days.keeping import ask_to_keep_lists_of
from loim.trainings.actions.teams.refusals import InAnotherTeam
from loim.trainings.models import MemberState, TeamMember


def join(member: TeamMember, now: datetime) -> None:
    """Raises InAnotherTeam; of two that accept at once in two teams one is refused."""
    elsewhere = TeamMember.objects.filter(
        call=member.call_id, email__iexact=member.email, state=MemberState.JOINED
    ).exclude(pk=member.pk)
    if elsewhere.exists():
        raise InAnotherTeam
    member.state, member.joined_at, member.left_at = MemberState.JOINED, now, None
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        if violated_constraint(error) == "member_of_one_team":
            raise InAnotherTeam from error
        raise
    ask_to_keep_lists_of(member.team)


def leave(member: TeamMember, state: MemberState, now: datetime) -> None:
    """`state` is declined or left."""
    member.state, member.left_at = state, now
    member.save()
    ask_to_keep_lists_of(member.team)
