"""The application is sent, taken back, returned by the organiser, or due."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from loim.people.models import User
from loim.trainings.actions.teams.changing import NotNow, change_state, held
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.actions.teams.organiser_letters import write_to_organiser
from loim.trainings.actions.teams.refusals import (
    CallNotOpen,
    CannotTakeBack,
    DateNotAhead,
    NotComplete,
    TooEarly,
    TooLate,
)
from loim.trainings.actions.teams.who_may import check_may_change, check_organiser
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.logic.teams.receiving import Arrival, arrival, is_by
from loim.trainings.models import Assessor, IncompleteRule, Team, TrainingStatus
from loim.trainings.queries.teams.completeness import Lack, what_is_missing, with_parts
from loim.trainings.queries.training.times import times_of


def submit_team(*, team: Team, by: User | None, now: datetime) -> Team:
    """In time or late, complete or incomplete: by the call's rule.

    An incomplete one that the call lets be completed is taken in and returned at once, with
    the date. Again does no harm. Raises NotComplete, TooLate, TooEarly, CallNotOpen, NotNow.
    """
    check_may_change(team, by)
    with transaction.atomic():
        team = held(team)
        if team.state == TeamState.SUBMITTED:
            return team
        if team.call.training.status != TrainingStatus.PUBLISHED or team.call.decided_at:
            raise CallNotOpen
        lacks = what_is_missing(with_parts(Team.objects.filter(pk=team.pk)).get())
        if team.state == TeamState.RETURNED:
            return _complete(team, lacks, by, now)
        if team.state != TeamState.DRAFT:
            raise NotNow
        return _send(team, lacks, by, now)


def _send(team: Team, lacks: list[Lack], by: User | None, now: datetime) -> Team:
    came = arrival(times_of(team.call), now)
    if came == Arrival.EARLY:
        raise TooEarly(opens=_moment(team.call.opens_at))
    if came == Arrival.TOO_LATE:
        raise TooLate(closes=_moment(team.call.late_until or team.call.closes_at))
    team.is_late, team.submitted_at = came == Arrival.LATE, now
    if not lacks:
        team.complete_by = None
        reason = Reason.SUBMITTED_LATE if team.is_late else Reason.SUBMITTED
        change_state(team, TeamState.SUBMITTED, reason, by=by, now=now)
        write_to_leader(team, "submitted")
        return team
    until = team.call.complete_by
    if (
        team.call.incomplete_rule == IncompleteRule.REFUSED
        or until is None
        or not is_by(now, until)
    ):
        raise NotComplete(missing=_list(lacks))
    team.complete_by = until
    change_state(team, TeamState.RETURNED, Reason.SUBMITTED_INCOMPLETE, by=by, now=now)
    write_to_leader(team, "returned", missing=[lack.text for lack in lacks])
    return team


def _complete(team: Team, lacks: list[Lack], by: User | None, now: datetime) -> Team:
    if team.complete_by is not None and not is_by(now, team.complete_by):
        raise TooLate(closes=_moment(team.complete_by))
    if lacks:
        raise NotComplete(missing=_list(lacks))
    team.complete_by = None
    change_state(team, TeamState.SUBMITTED, Reason.COMPLETED, by=by, now=now)
    # Who had finished has one more team to assess.
    Assessor.objects.filter(call=team.call, finished_at__isnull=False).update(finished_at=None)
    write_to_leader(team, "submitted")
    return team


def take_back(*, team: Team, by: User | None, now: datetime) -> Team:
    """To change it and send it again. Raises CannotTakeBack, NotNow."""
    check_may_change(team, by)
    with transaction.atomic():
        team = held(team)
        training = team.call.training
        came = arrival(times_of(team.call), now)
        may_come_again = came == Arrival.IN_TIME or (came == Arrival.LATE and team.is_late)
        if not may_come_again or team.call.decided_at is not None:
            raise CannotTakeBack(contact=training.contact_email or training.organiser.name)
        if team.state != TeamState.SUBMITTED:
            raise NotNow
        team.is_late = False
        change_state(team, TeamState.DRAFT, Reason.TAKEN_BACK, by=by, now=now)
    return team


def return_team(*, team: Team, note: str, until: datetime, by: User, now: datetime) -> Team:
    """The organiser says what is missing and until when it may be completed.

    Raises DateNotAhead, NotNow.
    """
    check_organiser(team, by)
    with transaction.atomic():
        team = held(team)
        if until <= now:
            raise DateNotAhead
        if team.state != TeamState.SUBMITTED or team.call.decided_at is not None:
            raise NotNow
        team.complete_by = until
        change_state(team, TeamState.RETURNED, Reason.RETURNED, by=by, now=now, note=note)
        write_to_leader(team, "returned", note=note)
    return team


def refuse_what_was_not_completed(*, now: datetime) -> int:
    """Returned applications whose date has passed; how many. Again does nothing."""
    due = Team.objects.filter(state=TeamState.RETURNED, complete_by__lt=now).order_by("pk")
    refused = 0
    for key in due.values_list("pk", flat=True):
        with transaction.atomic():
            team = held(Team(pk=key))
            is_due = team.state == TeamState.RETURNED and team.complete_by is not None
            if not is_due or is_by(now, team.complete_by):  # type: ignore[arg-type]
                continue
            change_state(team, TeamState.REFUSED, Reason.NOT_COMPLETED, by=None, now=now)
            write_to_leader(team, "not_completed")
            write_to_organiser(team, "not_completed")
            refused += 1
    return refused


def _list(lacks: list[Lack]) -> str:
    return " ".join(f"{lack.text.rstrip('.')}." for lack in lacks)


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
