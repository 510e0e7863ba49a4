"""Erasing what is kept of teams' people: on request, or when it is due.

That a team of this municipality applied and what became of it stays. Names, addresses,
answers, letters, notes and earlier values in the history tables go.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import localdate

from loim.people.models import User
from loim.people.personal_records import proved_addresses
from loim.trainings.actions.teams.inviting import decline_invitation, leave_team
from loim.trainings.actions.teams.withdrawing import withdraw_team
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.models import (
    Assessor,
    ConsentLetter,
    Interest,
    MemberState,
    Team,
    TeamDecision,
    TeamMember,
    TeamScore,
)
from loim.trainings.permissions import may_change_team
from loim.trainings.queries.teams.retention import calls_due

UNCONFIRMED_KEPT = timedelta(days=14)
_NAMELESS_MEMBER: dict[str, Any] = {
    "name": "", "email": "", "organisation": None, "organisation_name": "", "job": "", "user": None,
}  # fmt: skip
_NAMELESS_LEADER: dict[str, Any] = {"leader": None, "leader_name": "", "leader_email": ""}


def erase_member(*, member: TeamMember, by: User | None, now: datetime) -> None:
    """They leave first, where they still take part. `by` None: whoever holds the link asks."""
    if by is not None and member.user_id != by.pk and not may_change_team(by, member.team):
        raise PermissionDenied
    with transaction.atomic():
        if member.state == MemberState.JOINED and member.team.state in LIVE:
            leave_team(member=member, now=now)
        elif member.state == MemberState.INVITED:
            decline_invitation(member=member, now=now)
        _forget_members(TeamMember.objects.filter(pk=member.pk), now)


def erase_team(*, team: Team, by: User | None, now: datetime) -> None:
    """The leader, everybody in it and what they wrote; a live team withdraws first."""
    if by is not None and not may_change_team(by, team):
        raise PermissionDenied
    with transaction.atomic():
        if team.state in LIVE or team.state == TeamState.STARTED:
            withdraw_team(team=team, by=by, now=now)
        _forget_teams(Team.objects.filter(pk=team.pk), now)


def erase_what_is_due(*, now: datetime) -> int:
    """How many teams: of calls whose days of keeping are over, and those that nobody confirmed.

    Again does nothing.
    """
    unconfirmed = Team.objects.filter(
        state=TeamState.STARTED, created_at__lt=now - UNCONFIRMED_KEPT, erased_at=None
    )
    with transaction.atomic():
        return _forget_teams(unconfirmed, now) + _forget_teams(_due(localdate(now)), now)


def _due(today: date) -> QuerySet[Team]:
    return Team.objects.filter(call__in=calls_due(today), erased_at=None)


def erase_account(person: User, now: datetime) -> None:
    """What trainings keep about whoever erases their account. Runs inside that transaction."""
    addresses = proved_addresses(person)
    own = [
        *TeamMember.objects.filter(user=person, erased_at=None),
        *TeamMember.objects.filter(email__in=addresses, user=None, erased_at=None),
    ]
    for member in own:
        erase_member(member=member, by=None, now=now)
    # The team goes on: its people see that nobody leads it, and so does the organiser.
    keys = list(Team.objects.filter(leader=person).values_list("pk", flat=True))
    Team.objects.filter(pk__in=keys).update(**_NAMELESS_LEADER)
    _history("TeamHistory").filter(pgh_obj_id__in=keys).update(**_NAMELESS_LEADER)
    assessors = Assessor.objects.filter(user=person)
    Interest.objects.filter(assessor__in=assessors).exclude(reason="").update(reason="–")
    _history("InterestHistory").filter(assessor_id__in=assessors.values("pk")).exclude(
        reason=""
    ).update(reason="–")


def _forget_teams(teams: QuerySet[Team], now: datetime) -> int:
    keys = list(teams.values_list("pk", flat=True))
    rows = Team.objects.filter(pk__in=keys)
    _forget_members(TeamMember.objects.filter(team__in=keys), now)
    for letter in ConsentLetter.objects.filter(team__in=keys).exclude(file=""):
        name, storage = letter.file.name, letter.file.storage
        transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))  # type: ignore[misc]
    for model in ("ConsentLetter", "TeamAnswer"):
        apps.get_model("trainings", model).objects.filter(team__in=keys).delete()
        _history(f"{model}History").filter(team_id__in=keys).delete()
    TeamScore.objects.filter(team__in=keys).exclude(note="").update(note="")
    _history("TeamScoreHistory").filter(team_id__in=keys).exclude(note="").update(note="")
    TeamDecision.objects.filter(team__in=keys).exclude(note="").update(note="")
    _history("TeamDecisionHistory").filter(team_id__in=keys).exclude(note="").update(note="")
    rows.update(
        **_NAMELESS_LEADER,
        erased_at=now,
        key_hash=Concat(Value("erased-team-"), Cast(F("pk"), CharField())),
    )
    _history("TeamHistory").filter(pgh_obj_id__in=keys).update(**_NAMELESS_LEADER, key_hash="")
    return len(keys)


def _forget_members(members: QuerySet[TeamMember], now: datetime) -> None:
    keys = list(members.values_list("pk", flat=True))
    TeamMember.objects.filter(pk__in=keys).update(
        **_NAMELESS_MEMBER,
        erased_at=now,
        key_hash=Concat(Value("erased-"), Cast(F("pk"), CharField())),
    )
    _history("TeamMemberHistory").filter(pgh_obj_id__in=keys).update(
        **_NAMELESS_MEMBER, key_hash=""
    )


def _history(model: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("trainings", model).objects.all()
    return rows
