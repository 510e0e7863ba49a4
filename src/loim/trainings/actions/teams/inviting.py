"""People of a team: asked by its leader, answering by their own link, leaving, being replaced.

Everything is done with the team's row held, so that two who come or leave at once do not both
look at a team that was.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.common.mail import letters_lately
from loim.common.own_keys import hash_of_key
from loim.people.models import Organisation, User
from loim.trainings.actions.teams.changing import NotNow, change_state, held
from loim.trainings.actions.teams.joining import join, leave
from loim.trainings.actions.teams.letters import write_to_leader, write_to_member
from loim.trainings.actions.teams.organiser_letters import write_to_organiser
from loim.trainings.actions.teams.refusals import (
    AlreadyInTeam,
    AskedJustNow,
    NoRoom,
    OnlyReplacement,
    RuleNotKept,
    TooManyAsked,
)
from loim.trainings.actions.teams.who_may import check_may_change
from loim.trainings.logic.team_states import LIVE, WRITTEN, TeamState
from loim.trainings.logic.teams.composition import Wanted, has_room, keeps, wanted
from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.models import PRESENT, MemberState, Team, TeamDecision, TeamMember
from loim.trainings.queries.teams import key_of_member
from loim.trainings.queries.teams.rule import rule_in_words, rule_of, wanted_in_words

TIME_TO_REPLACE = timedelta(days=14)
# Anybody can lead an application; with it nobody writes to strangers without end.
MOST_ASKED = 60
BETWEEN_LETTERS = timedelta(days=1)


@dataclass(frozen=True)
class Newcomer:
    name: str
    email: str
    party: str
    language: str = "et"
    organisation: Organisation | None = None
    organisation_name: str = ""
    job: str = ""


def invite_member(
    *,
    team: Team,
    newcomer: Newcomer,
    replaces: TeamMember | None = None,
    submission: UUID,
    by: User | None,
    now: datetime,
) -> TeamMember:
    """Ask somebody by a letter with their own link; with `replaces`, in the place of a member
    who leaves as soon as the new person accepts.

    Once the application was sent, people come only in somebody's place, or where the team
    lacks somebody. Raises AlreadyInTeam, NoRoom, RuleNotKept, OnlyReplacement, TooManyAsked,
    NotNow.
    """
    check_may_change(team, by)
    with transaction.atomic():
        team = held(team)
        again = TeamMember.objects.filter(team=team, submission=submission).first()
        if again is not None:
            return again
        if TeamState(team.state) not in LIVE:
            raise NotNow
        if team.members.count() >= MOST_ASKED:
            raise TooManyAsked(most=MOST_ASKED)
        _check_newcomer(team, newcomer, replaces)
        member = _new(team, newcomer, replaces, submission, now)
        write_to_member(member, "invited")
    return member


def _check_newcomer(team: Team, newcomer: Newcomer, replaces: TeamMember | None) -> None:
    present = list(team.members.filter(state__in=PRESENT))
    if any(one.email.lower() == newcomer.email.lower() for one in present):
        raise AlreadyInTeam(email=newcomer.email)
    if replaces is not None:
        if replaces.team_id != team.pk or replaces.state not in PRESENT:
            raise NotNow
        present.remove(replaces)
        # Somebody else who was to take the same place is asked no more once this one accepts.
        present = [one for one in present if one.replaces_id != replaces.pk]
    rule = rule_of(team.call)
    if not has_room(rule, [one.party for one in present], newcomer.party):
        raise NoRoom(rule=" ".join(rule_in_words(rule)))
    if TeamState(team.state) in WRITTEN:
        return
    joined = list(team.members.filter(state=MemberState.JOINED))
    if replaces is None and keeps(rule, [one.party for one in joined]):
        raise OnlyReplacement
    if replaces is not None:
        refuse_worse(team, joined, replaces, newcomer.party)


def refuse_worse(team: Team, joined: list[TeamMember], leaving: TeamMember, party: str) -> None:
    """A team that keeps the rule goes on keeping it; one that lacks somebody lacks no more."""
    rule = rule_of(team.call)
    before = wanted(rule, [one.party for one in joined])
    after = wanted(rule, [*(one.party for one in joined if one.pk != leaving.pk), party])
    if _number(after) > _number(before):
        raise RuleNotKept(wanted=" ".join(wanted_in_words(after)))


def _number(gaps: list[Wanted]) -> int:
    return sum(gap.number for gap in gaps)


def _new(
    team: Team,
    newcomer: Newcomer,
    replaces: TeamMember | None,
    submission: UUID,
    now: datetime,
) -> TeamMember:
    if replaces is not None:
        # One at a time is to take a place: who was asked before is not asked any more.
        for other in team.members.filter(replaces=replaces, state=MemberState.INVITED):
            other.replaces = None
            leave(other, MemberState.DECLINED, now)
        TeamMember.objects.filter(replaces=replaces).update(replaces=None)
    fields: dict[str, Any] = dict(vars(newcomer))
    try:
        with transaction.atomic():
            return TeamMember.objects.create(
                team=team,
                call=team.call,
                replaces=replaces,
                invited_at=now,
                submission=submission,
                key_hash=hash_of_key(key_of_member(submission)),
                **fields,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "member_once_per_team":
            raise AlreadyInTeam(email=newcomer.email) from error
        raise


def remind_member(*, member: TeamMember, by: User | None, now: datetime) -> None:
    """The letter of invitation once more. Raises AskedJustNow, NotNow."""
    check_may_change(member.team, by)
    if member.state != MemberState.INVITED:
        raise NotNow
    if letters_lately(member.email, ["team"], since=now - BETWEEN_LETTERS):
        raise AskedJustNow
    write_to_member(member, "invited")


def accept_invitation(*, member: TeamMember, by: User | None = None, now: datetime) -> TeamMember:
    """By the member's own link. Again does no harm. Raises InAnotherTeam, NoRoom, RuleNotKept,
    NotNow (the team is no more, or the invitation was taken back)."""
    with transaction.atomic():
        team = held(member.team)
        member = TeamMember.objects.select_for_update().get(pk=member.pk)
        member.team = team
        if member.state == MemberState.JOINED:
            return member
        if TeamState(team.state) not in LIVE or member.state != MemberState.INVITED:
            raise NotNow
        _check_joining(team, member)
        if member.user_id is None:
            member.user = by
        join(member, now)
        if member.replaces is not None and member.replaces.state in PRESENT:
            leave(member.replaces, MemberState.LEFT, now)
            write_to_member(member.replaces, "replaced")
        _settle_composition(team, by=by, now=now)
        write_to_leader(team, "accepted", member=member)
    return member


def _check_joining(team: Team, member: TeamMember) -> None:
    joined = [
        one for one in team.members.filter(state=MemberState.JOINED) if one.pk != member.replaces_id
    ]
    rule = rule_of(team.call)
    if not has_room(rule, [one.party for one in joined], member.party):
        raise NoRoom(rule=" ".join(rule_in_words(rule)))
    if TeamState(team.state) not in WRITTEN and member.replaces is not None:
        everybody = list(team.members.filter(state=MemberState.JOINED))
        refuse_worse(team, everybody, member.replaces, member.party)


def decline_invitation(*, member: TeamMember, now: datetime) -> None:
    """Whoever declines is asked no more by this link. Raises NotNow."""
    with transaction.atomic():
        team = held(member.team)
        member = TeamMember.objects.select_for_update().get(pk=member.pk)
        member.team = team
        if member.state == MemberState.DECLINED:
            return
        if member.state != MemberState.INVITED:
            raise NotNow
        member.replaces = None
        leave(member, MemberState.DECLINED, now)
        write_to_leader(team, "declined", member=member)


def leave_team(*, member: TeamMember, now: datetime) -> None:
    """By the member's own link. Nobody is kept; the leader is told what the team lacks now."""
    with transaction.atomic():
        team = held(member.team)
        member = TeamMember.objects.select_for_update().get(pk=member.pk)
        if member.state == MemberState.LEFT:
            return
        if member.state != MemberState.JOINED:
            raise NotNow
        member.team = team
        leave(member, MemberState.LEFT, now)
        _settle_composition(team, by=None, now=now)
        write_to_leader(team, "left", member=member)


def remove_member(*, member: TeamMember, by: User | None, now: datetime) -> None:
    """The leader or the organiser takes somebody out, or an invitation back.

    Of an application that was sent nobody is taken out who is needed for the rule: name a
    replacement instead. Raises RuleNotKept, NotNow.
    """
    check_may_change(member.team, by)
    with transaction.atomic():
        team = held(member.team)
        member = TeamMember.objects.select_for_update().get(pk=member.pk)
        member.team = team
        if member.state not in PRESENT:
            raise NotNow
        if TeamState(team.state) not in LIVE:
            raise PermissionDenied
        was_joined = member.state == MemberState.JOINED
        if was_joined and TeamState(team.state) not in WRITTEN:
            _refuse_lack(team, member)
        if not was_joined:
            member.replaces = None
        leave(member, MemberState.LEFT if was_joined else MemberState.DECLINED, now)
        _settle_composition(team, by=by, now=now)
        write_to_member(member, "removed")


def _refuse_lack(team: Team, leaving: TeamMember) -> None:
    rule = rule_of(team.call)
    joined = [one.party for one in team.members.filter(state=MemberState.JOINED)]
    rest = list(joined)
    rest.remove(leaving.party)
    before, after = wanted(rule, joined), wanted(rule, rest)
    if _number(after) > _number(before):
        raise RuleNotKept(wanted=" ".join(wanted_in_words(after)))


def _settle_composition(team: Team, *, by: User | None, now: datetime) -> None:
    """Says with a date that a team that was sent lacks somebody, and when it no longer does."""
    state = TeamState(team.state)
    if state in WRITTEN:
        return
    joined = [one.party for one in team.members.filter(state=MemberState.JOINED)]
    is_whole = keeps(rule_of(team.call), joined)
    if is_whole and team.complete_by is not None:
        team.complete_by = None
        team.save()
        _note(team, Reason.COMPLETED, by, now)
    elif not is_whole and team.complete_by is None:
        team.complete_by = now + TIME_TO_REPLACE
        if state == TeamState.SUBMITTED:
            change_state(team, TeamState.RETURNED, Reason.MEMBER_LEFT, by=by, now=now)
        else:
            team.save()
            _note(team, Reason.MEMBER_LEFT, by, now)
        write_to_organiser(team, "lacks")


def _note(team: Team, reason: Reason, by: User | None, now: datetime) -> None:
    """The state stays; what happened stands among its decisions all the same."""
    TeamDecision.objects.create(
        team=team, before=team.state, after=team.state, reason=reason, by=by, at=now
    )
