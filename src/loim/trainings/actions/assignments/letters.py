"""Letters about what was handed in: to the team what was decided, to readers what was written."""

from collections.abc import Mapping
from typing import Any

from loim.people.models import User
from loim.trainings.actions.cohort.letters import trainers_of, write_to_people, write_to_team
from loim.trainings.models import HandIn, HandInComment


def tell_of_decision(hand_in: HandIn, words: str = "") -> None:
    """Accepted, sent back, or neither after all."""
    assignment = hand_in.assignment

    def say(language: str) -> Mapping[str, Any]:
        return {
            "title": assignment.text("title", language),
            "training": assignment.training.text("title", language),
            "state": hand_in.state,
            "words": words,
        }

    write_to_team(hand_in.team, "trainings_hand_in_decided", say, "assignment", assignment.pk)


def tell_of_comment(comment: HandInComment) -> None:
    """A trainer's word goes to the team; a member's to those who have read the work."""
    hand_in = comment.hand_in
    assignment = hand_in.assignment

    def say(language: str) -> Mapping[str, Any]:
        return {
            "title": assignment.text("title", language),
            "training": assignment.training.text("title", language),
            "words": comment.text,
            "team": hand_in.team,
        }

    template = "trainings_hand_in_comment"
    if comment.user_id is not None:
        write_to_team(hand_in.team, template, say, "assignment", assignment.pk)
        return
    readers = {
        person.pk: person for person in [*trainers_of(assignment.training), *_who_wrote(hand_in)]
    }
    write_to_people(
        readers.values(), template, say, "team-assignment", hand_in.team_id, assignment.pk
    )


def _who_wrote(hand_in: HandIn) -> list[User]:
    """Those who have commented on the team's work on this assignment before."""
    rows = HandInComment.objects.filter(
        hand_in__assignment=hand_in.assignment_id,
        hand_in__team=hand_in.team_id,
        user__is_active=True,
    )
    return [row.user for row in rows.select_related("user").order_by("pk") if row.user]
