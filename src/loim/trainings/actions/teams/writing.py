"""The parts of an application: its facts and its answers, each saved by itself.

Whoever saves says what they began from: the number of the facts, or the text of an answer. If
somebody saved meanwhile, nothing is overwritten and both are shown.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.people.models import Municipality, User
from loim.trainings.actions.teams.changing import held
from loim.trainings.actions.teams.refusals import (
    AnswerChangedMeanwhile,
    MunicipalityTaken,
    NotWritten,
)
from loim.trainings.actions.teams.who_may import check_may_change
from loim.trainings.logic.team_states import WRITTEN, TeamState
from loim.trainings.models import CallQuestion, Team, TeamAnswer


def edit_team(
    *,
    team: Team,
    name: str,
    municipality: Municipality,
    leader_name: str,
    language: str,
    version: int,
    by: User | None,
    now: datetime,
) -> Team:
    """Raises NotWritten, AnswerChangedMeanwhile, MunicipalityTaken."""
    check_may_change(team, by)
    with transaction.atomic():
        team = held(team)
        _refuse_sent(team)
        if team.version != version:
            raise AnswerChangedMeanwhile
        team.name, team.municipality = name, municipality
        team.leader_name, team.language = leader_name, language
        team.version += 1
        try:
            with transaction.atomic():
                team.save()
        except IntegrityError as error:
            if violated_constraint(error) == "team_once_per_municipality":
                training = team.call.training
                raise MunicipalityTaken(
                    municipality=municipality.name,
                    contact=training.contact_email or training.organiser.name,
                ) from error
            raise
    return team


def save_answer(
    *,
    team: Team,
    question: CallQuestion,
    text: str,
    seen: str,
    by: User | None,
    now: datetime,
) -> str:
    """The text as it is kept. `seen` is what the page showed when it was opened or last saved.

    Raises NotWritten, AnswerChangedMeanwhile.
    """
    check_may_change(team, by)
    text, seen = _same_lines(text), _same_lines(seen)
    with transaction.atomic():
        team = held(team)
        _refuse_sent(team)
        answer = TeamAnswer.objects.filter(team=team, question=question).first()
        stored = answer.text if answer is not None else ""
        if stored == text:
            return text
        if stored != seen:
            raise AnswerChangedMeanwhile
        if answer is None:
            TeamAnswer.objects.create(team=team, question=question, text=text)
        else:
            answer.text = text
            answer.save()
    return text


def _same_lines(text: str) -> str:
    """Browsers send line ends as two characters."""
    return text.replace("\r\n", "\n").strip()


def _refuse_sent(team: Team) -> None:
    if TeamState(team.state) not in WRITTEN:
        raise NotWritten
