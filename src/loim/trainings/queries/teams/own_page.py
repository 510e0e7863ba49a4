"""A team's page for its leader: its parts, what is missing, and what can be done now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from loim.trainings.logic.team_states import LIVE, WRITTEN, TeamState
from loim.trainings.logic.teams.receiving import Arrival, arrival, is_by
from loim.trainings.models import (
    PRESENT,
    CallQuestion,
    ConsentLetter,
    MemberState,
    Team,
    TeamDecision,
    TeamMember,
    TrainingStatus,
)
from loim.trainings.queries.teams.completeness import (
    Lack,
    share_done,
    what_is_missing,
    with_parts,
)
from loim.trainings.queries.teams.reasons import sentences
from loim.trainings.queries.training.times import times_of


@dataclass(frozen=True)
class Answered:
    question: CallQuestion
    text: str


@dataclass(frozen=True)
class Happened:
    at: datetime
    words: list[str]


@dataclass(frozen=True)
class OwnTeam:
    team: Team
    members: list[TeamMember]
    gone: list[TeamMember]
    answers: list[Answered]
    letters: list[ConsentLetter]
    lacks: list[Lack]
    done: int  # per cent
    history: list[Happened]
    can_write: bool
    can_send: bool
    can_take_back: bool
    can_invite: bool
    can_withdraw: bool
    is_too_late: bool


def members_with_troubles(team: Team) -> QuerySet[TeamMember]:
    """`is_elsewhere`: has joined another team of the call; which, nobody is told."""
    elsewhere = (
        TeamMember.objects.filter(
            call=OuterRef("call"), email__iexact=OuterRef("email"), state=MemberState.JOINED
        )
        .exclude(team=OuterRef("team"))
        .exclude(email="")
    )
    return (
        TeamMember.objects.filter(team=team)
        .select_related("organisation", "replaces")
        .annotate(is_elsewhere=Exists(elsewhere))
        .order_by("invited_at", "pk")
    )


def own_team(team: Team, now: datetime) -> OwnTeam:
    """A fixed number of queries, however many people and questions there are."""
    whole = with_parts(Team.objects.filter(pk=team.pk)).get()
    given = {answer.question_id: answer.text for answer in whole.answers.all()}
    people = list(members_with_troubles(whole))
    lacks = what_is_missing(whole)
    state = TeamState(whole.state)
    came = arrival(times_of(whole.call), now)
    is_in_time = came in {Arrival.IN_TIME, Arrival.LATE}
    is_open = (
        whole.call.training.status == TrainingStatus.PUBLISHED and whole.call.decided_at is None
    )
    may_complete = (
        state == TeamState.RETURNED
        and whole.complete_by is not None
        and is_by(now, whole.complete_by)
    )
    can_send = is_open and ((state == TeamState.DRAFT and is_in_time) or may_complete)
    may_come_again = came == Arrival.IN_TIME or (came == Arrival.LATE and whole.is_late)
    return OwnTeam(
        team=whole,
        members=[one for one in people if one.state in PRESENT],
        gone=[one for one in people if one.state not in PRESENT],
        answers=[Answered(one, given.get(one.pk, "")) for one in whole.call.questions.all()],
        letters=list(whole.letters.all()),
        lacks=lacks,
        done=share_done(whole, lacks),
        history=[
            Happened(one.at, sentences(one))
            for one in TeamDecision.objects.filter(team=whole).order_by("-at", "-pk")
        ],
        can_write=state in WRITTEN and (can_send or came == Arrival.EARLY),
        can_send=can_send,
        can_take_back=is_open and state == TeamState.SUBMITTED and may_come_again,
        can_invite=state in LIVE,
        can_withdraw=state in LIVE,
        is_too_late=state == TeamState.DRAFT and came == Arrival.TOO_LATE,
    )
