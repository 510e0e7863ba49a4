"""Whoever opens a team's work: by account, by the leader's link or by a member's.

The organiser and trainers see every team, a mentor those that they meet, a member their own.
"""

from dataclasses import dataclass

from django.urls import reverse

from loim.people.models import User
from loim.people.permissions import Person
from loim.trainings.logic.team_states import TeamState
from loim.trainings.models import SPENDING, MemberState, Mentor, Team, TeamMember, Training
from loim.trainings.permissions import leads_team, may_change_training
from loim.trainings.queries.teams import member_by_key, team_by_key


@dataclass(frozen=True)
class Reader:
    """What this person is for this team; `key` is the own link that opened it, '' by account.

    `mentor` is theirs only if they may see this team.
    """

    team: Team
    user: User | None = None
    member: TeamMember | None = None
    key: str = ""
    is_leader: bool = False
    is_organiser: bool = False
    mentor: Mentor | None = None

    @property
    def training(self) -> Training:
        return self.team.call.training

    @property
    def is_of_team(self) -> bool:
        return self.member is not None or self.is_leader

    @property
    def reads_work(self) -> bool:
        """Comments on it, accepts it, sends it back."""
        return self.is_organiser or self.mentor is not None

    @property
    def may_see(self) -> bool:
        return self.is_of_team or self.reads_work

    def url(self, name: str, *parts: object) -> str:
        """`name` without its beginning: 'assignment' is `own-team-assignment` by an own link."""
        if self.key:
            return reverse(f"own-team-{name}", args=[self.key, *parts])
        return reverse(f"team-{name}", args=[self.team.pk, *parts])


def reader_by_key(key: str) -> Reader | None:
    """Of an admitted team; None where the link opens nothing (any more)."""
    team = team_by_key(key)
    if team is not None:
        if team.state != TeamState.ADMITTED:
            return None
        member = member_with_address(team, team.leader_email)
        return Reader(team, member=member, key=key, is_leader=True)
    found = member_by_key(key)
    if found is None or found.state != MemberState.JOINED:
        return None
    if found.team.state != TeamState.ADMITTED:
        return None
    return Reader(found.team, member=found, key=key)


def reader_by_account(person: Person, team: Team) -> Reader:
    """Ask `may_see` of it. `team` comes with its call and training."""
    if not isinstance(person, User) or not person.is_active:
        return Reader(team)
    is_admitted = team.state == TeamState.ADMITTED
    member = (
        team.members.filter(user=person, state=MemberState.JOINED).order_by("pk").first()
        if is_admitted
        else None
    )
    is_leader = is_admitted and leads_team(person, team)
    if is_leader and member is None:
        member = member_with_address(team, team.leader_email)
    return Reader(
        team,
        user=person,
        member=member,
        is_leader=is_leader,
        is_organiser=may_change_training(person, team.call.training),
        mentor=mentor_of_team(person, team),
    )


def mentor_of_team(person: User, team: Team) -> Mentor | None:
    """Who reads all teams' work, or meets this team."""
    mentor = Mentor.objects.filter(training=team.call.training_id, user=person).first()
    if mentor is None:
        return None
    if mentor.is_trainer or mentor.mentorings.filter(team=team, state__in=SPENDING).exists():
        return mentor
    return None


def member_with_address(team: Team, email: str) -> TeamMember | None:
    return (
        team.members.filter(email__iexact=email, state=MemberState.JOINED).order_by("pk").first()
        if email
        else None
    )


def is_trainer(person: Person, training: Training) -> bool:
    """Reads what all teams of a training hand in."""
    if may_change_training(person, training):
        return True
    return (
        isinstance(person, User)
        and person.is_active
        and Mentor.objects.filter(training=training, user=person, is_trainer=True).exists()
    )
