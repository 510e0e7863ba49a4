"""A team's application begins: with an address that is proved by a letter, or an account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.common.mail import letters_lately
from loim.common.own_keys import hash_of_key
from loim.people.models import Municipality, User
from loim.trainings.actions.teams.changing import change_state, held
from loim.trainings.actions.teams.joining import join
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.actions.teams.refusals import CallNotOpen, MunicipalityTaken
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.logic.teams.receiving import Arrival, arrival
from loim.trainings.models import Call, MemberState, Team, TeamMember, TrainingStatus
from loim.trainings.queries.teams import key_of_member, key_of_team
from loim.trainings.queries.training.times import times_of

# To one address in an hour: whoever knows it can ask for the letter.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


@dataclass(frozen=True)
class Beginning:
    """`party` '' is a leader who does not take part themselves."""

    name: str
    municipality: Municipality
    leader_name: str
    leader_email: str
    language: str = "et"
    party: str = ""
    job: str = ""


def start_team(
    *, call: Call, beginning: Beginning, submission: UUID, by: User | None, now: datetime
) -> Team:
    """A draft; one whose address is not proved yet holds nobody's place and waits for that.

    The same `submission`, or the same leader for the same municipality again, gives the team
    that is there, and its link once more by letter. Once that team holds the municipality, its
    leader's address is refused as any other, so that nobody learns whose it is.
    Raises CallNotOpen, MunicipalityTaken, InAnotherTeam.
    """
    check_open(call, now)
    if found := _known(call, beginning, submission):
        if by is not None and found.leader_id == by.pk:
            return found
        if letters_lately(found.leader_email, ["team"], since=now - WITHIN) < MOST_LETTERS:
            write_to_leader(found, "confirm" if found.confirmed_at is None else "link")
        if found.submission == submission:
            return found
    refuse_taken(call, beginning.municipality)
    if found:
        return found
    try:
        with transaction.atomic():
            team = _create(call, beginning, submission, by, now)
            if _is_proved(beginning, by):
                return _confirm(team, by, now)
            write_to_leader(team, "confirm")
            return team
    except IntegrityError as error:
        if violated_constraint(error) == "trainings_team_submission_key":
            return Team.objects.get(submission=submission)  # the other of two at once
        raise


def confirm_team(*, team: Team, now: datetime) -> Team:
    """Whoever holds the link presses the button. Again does no harm.

    Raises MunicipalityTaken where another team of the municipality was quicker, CallNotOpen,
    InAnotherTeam.
    """
    with transaction.atomic():
        team = held(team)
        if team.confirmed_at is not None:
            return team
        check_open(team.call, now)
        return _confirm(team, None, now)


def check_open(call: Call, now: datetime) -> None:
    is_published = call.training.status == TrainingStatus.PUBLISHED and call.decided_at is None
    if not is_published or arrival(times_of(call), now) not in {Arrival.IN_TIME, Arrival.LATE}:
        raise CallNotOpen


def refuse_taken(call: Call, municipality: Municipality) -> None:
    if Team.objects.filter(call=call, municipality=municipality, state__in=sorted(LIVE)).exists():
        raise _taken(call, municipality)


def _taken(call: Call, municipality: Municipality) -> MunicipalityTaken:
    training = call.training
    return MunicipalityTaken(
        municipality=municipality.name,
        contact=training.contact_email or training.organiser.name,
    )


def _known(call: Call, beginning: Beginning, submission: UUID) -> Team | None:
    """Of a form that was sent before, or of the same leader for the same municipality."""
    again = Team.objects.filter(call=call, submission=submission).first()
    if again is not None:
        return again
    return (
        Team.objects.filter(
            call=call,
            municipality=beginning.municipality,
            leader_email__iexact=beginning.leader_email,
            state__in=sorted({*LIVE, TeamState.STARTED}),
            erased_at=None,
        )
        .order_by("pk")
        .first()
    )


def _is_proved(beginning: Beginning, by: User | None) -> bool:
    return by is not None and by.email.lower() == beginning.leader_email.lower()


def _create(
    call: Call, beginning: Beginning, submission: UUID, by: User | None, now: datetime
) -> Team:
    team = Team.objects.create(
        call=call,
        name=beginning.name,
        municipality=beginning.municipality,
        state=TeamState.STARTED,
        leader=by if _is_proved(beginning, by) else None,
        leader_name=beginning.leader_name,
        leader_email=beginning.leader_email,
        language=beginning.language,
        consented_at=now,
        created_at=now,
        submission=submission,
        key_hash=hash_of_key(key_of_team(submission)),
    )
    if beginning.party:
        member = TeamMember(
            team=team,
            call=call,
            name=beginning.leader_name,
            email=beginning.leader_email,
            language=beginning.language,
            party=beginning.party,
            job=beginning.job,
            user=team.leader,
            invited_at=now,
        )
        member.key_hash = hash_of_key(key_of_member(member.submission))
        member.save()
    return team


def _confirm(team: Team, by: User | None, now: datetime) -> Team:
    team.confirmed_at = now
    try:
        with transaction.atomic():
            change_state(team, TeamState.DRAFT, Reason.CONFIRMED, by=by, now=now)
    except IntegrityError as error:
        if violated_constraint(error) == "team_once_per_municipality":
            raise _taken(team.call, team.municipality) from error
        raise
    own = team.members.filter(email__iexact=team.leader_email, state=MemberState.INVITED).first()
    if own is not None:
        join(own, now)
    if by is None:
        write_to_leader(team, "link")
    return team
