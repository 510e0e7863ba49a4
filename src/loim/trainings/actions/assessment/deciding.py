"""The teams are decided about, once: by the points, the rules and a draw where points are equal."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.actions.assessment.promoting import hold_call
from loim.trainings.actions.teams.changing import change_state
from loim.trainings.actions.teams.letters import write_to_leader
from loim.trainings.actions.teams.refusals import CallNotOpen
from loim.trainings.logic.assessment.ranking import Ranked
from loim.trainings.logic.assessment.record import Decided, make_record
from loim.trainings.logic.team_states import TeamState
from loim.trainings.logic.teams.reasons import REFUSALS_OF_DECISION, Reason
from loim.trainings.models import Call, Team, TrainingStatus
from loim.trainings.permissions import may_change_training
from loim.trainings.queries.assessment.outcome import Question, question_of, seed_of
from loim.trainings.queries.teams.reasons import sentences
from loim.trainings.queries.training.times import is_over


class AlreadyDecided(Refusal):
    message = _("The teams have been decided about already. A decision is made once.")


class NotClosed(Refusal):
    message = _("Teams can still apply. Decide when the deadline has passed.")


class StillCompleting(Refusal):
    message = _(
        "These teams may still complete their applications: %(teams)s. Decide when their time is"
        " over."
    )


class NotAssessed(Refusal):
    message = _("These teams do not have all points yet: %(teams)s.")


class NobodyApplied(Refusal):
    message = _("No application was sent, so there is nothing to decide.")


class PublicValueNeeded(Refusal):
    message = _(
        "Some teams have equal points. Write the public value that was announced, exactly as it"
        " was published: %(source)s."
    )


def decide_call(*, call: Call, public_value: str = "", by: User, now: datetime) -> Call:
    """All applications that were sent, and no more than once.

    Each team gets its place and a decision with its reason; leaders are written to. Raises
    AlreadyDecided, NotClosed, StillCompleting, NotAssessed, NobodyApplied, PublicValueNeeded.
    """
    if not may_change_training(by, call.training):
        raise PermissionDenied
    with transaction.atomic():
        call = hold_call(call)
        question = _checked(call, now)
        value = _value(call, question, public_value)
        seed = seed_of(call, value)
        decided = question.decided(seed)
        call.record = make_record(
            decided,
            teams=question.assessed,
            criteria=question.criteria,
            least_points=question.least_points,
            rules=question.rules,
            seed=seed,
            commitment=call.commitment,
        )
        call.public_value, call.decided_at, call.decided_by = value, now, by
        call.save()
        _write(question, decided, by, now)
    return call


def _checked(call: Call, now: datetime) -> Question:
    if call.decided_at is not None:
        raise AlreadyDecided
    if call.training.status not in {TrainingStatus.PUBLISHED, TrainingStatus.RUNNING}:
        raise CallNotOpen
    if not is_over(call, now):
        raise NotClosed
    # Held, so that nobody leaves or joins while they are looked at.
    rows = list(Team.objects.select_for_update().filter(call=call).order_by("pk"))
    returned = [row.name for row in rows if row.state == TeamState.RETURNED]
    if returned:
        raise StillCompleting(teams=", ".join(returned))
    question = question_of(call)
    if not question.teams:
        raise NobodyApplied
    if question.unassessed:
        raise NotAssessed(teams=", ".join(team.name for team in question.unassessed))
    return question


def _value(call: Call, question: Question, given: str) -> str:
    """The public value counts only where one was announced."""
    value = given.strip() if call.public_value_source else ""
    if call.public_value_source and question.has_ties and not value:
        raise PublicValueNeeded(source=call.public_value_source)
    return value


def _write(question: Question, decided: Decided, by: User, now: datetime) -> None:
    ranked = {one.team: one for one in decided.ranked}
    titles = {row.pk: row.title for row in question.teams[0].call.criteria.all()}
    for team in question.teams:
        one = ranked.get(team.pk)
        if one is None:
            _tell(team, (TeamState.REFUSED, Reason.INCOMPLETE), {}, by=by, now=now)
            continue
        team.rank, team.points = one.rank, one.points
        reason = decided.reason_of(team.pk)
        if reason in REFUSALS_OF_DECISION:
            after = TeamState.REFUSED
        elif team.pk in decided.admission.admitted:
            after = TeamState.ADMITTED
        else:
            after = TeamState.WAITING
        values = _values(team, one, question, decided, titles)
        _tell(team, (after, reason), values, by=by, now=now)


def _values(
    team: Team, one: Ranked, question: Question, decided: Decided, titles: dict[int, str]
) -> dict[str, Any]:
    waiting = decided.admission.waiting
    return {
        "rank": one.rank,
        "of": len(decided.ranked),
        "tied": one.tied,
        "is_late": one.is_late,
        "room": question.rules.room,
        "county": team.municipality.county.name,
        "ceiling": question.rules.ceiling(one.county),
        "floor": question.rules.floors.get(one.county, 0),
        "place": waiting.index(team.pk) + 1 if team.pk in waiting else None,
        "least_points": None if question.least_points is None else str(question.least_points),
        "below": [titles[key] for key in one.below],
    }


def _tell(
    team: Team,
    step: tuple[TeamState, Reason],
    values: dict[str, Any],
    *,
    by: User,
    now: datetime,
) -> None:
    after, reason = step
    decision = change_state(team, after, reason, by=by, now=now, **values)
    write_to_leader(team, after.value, sentences=sentences(decision, team.language))
