"""Letters about mentoring: the one who did it knows; the other side is told."""

from collections.abc import Mapping
from typing import Any

from loim.trainings.actions.cohort.letters import write_to_people, write_to_team
from loim.trainings.models import Mentoring
from loim.trainings.queries.cohort.who import Reader


def tell_of_meeting(row: Mentoring, what: str, by: Reader) -> None:
    """`what` is booked, moved or cancelled."""
    is_by_mentor = by.mentor is not None and by.mentor.pk == row.mentor_id
    if not is_by_mentor:
        write_to_people(
            [row.mentor.user], f"trainings_mentoring_{what}", _words(row), "mentor-work"
        )
    if not by.is_of_team:
        write_to_team(row.team, f"trainings_mentoring_{what}", _words(row), "mentoring")


def tell_of_log(row: Mentoring) -> None:
    """What was agreed, for those who were there."""
    if row.state == "held" and row.notes:
        write_to_team(row.team, "trainings_mentoring_logged", _words(row), "mentoring")


def _words(row: Mentoring) -> Any:
    def say(language: str) -> Mapping[str, Any]:
        return {
            "meeting": row,
            "mentor": row.mentor.name,
            "training": row.team.call.training.text("title", language),
            "team": row.team,
        }

    return say
