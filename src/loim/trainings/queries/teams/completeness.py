"""What an application still lacks before it can be sent, each with where it is filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.trainings.logic.teams.composition import wanted
from loim.trainings.models import (
    CallQuestion,
    ConsentLetter,
    MemberState,
    Team,
    TeamAnswer,
    TeamMember,
)
from loim.trainings.queries.teams.rule import parties_joined, rule_of, wanted_in_words

MEMBERS, LETTER, ANSWERS = "members", "letter", "question"


@dataclass(frozen=True)
class Lack:
    """`part` is the element of the team's page where it is put right."""

    part: str
    text: str


def with_parts(teams: QuerySet[Team]) -> QuerySet[Team]:
    """With all that completeness is told from, in a fixed number of queries."""
    return teams.select_related(
        "call__training__organiser", "call__training__activity__programme", "municipality__county"
    ).prefetch_related(
        "call__composition_rules",
        Prefetch("call__questions", CallQuestion.objects.order_by("number", "pk")),
        Prefetch("members", TeamMember.objects.select_related("organisation").order_by("pk")),
        Prefetch("answers", TeamAnswer.objects.order_by("pk")),
        Prefetch("letters", ConsentLetter.objects.select_related("confirmed_for").order_by("-pk")),
    )


def what_is_missing(team: Team) -> list[Lack]:
    """[] is a complete application. No query on a team of `with_parts`."""
    return [*members_missing(team), *_answers_missing(team), *_letter_missing(team)]


def members_missing(team: Team) -> list[Lack]:
    """Of the rule of composition alone, counted by those who take part."""
    members = list(team.members.all())
    gaps = wanted(rule_of(team.call), parties_joined(members))
    found = [Lack(MEMBERS, text) for text in wanted_in_words(gaps)]
    invited = sum(one.state == MemberState.INVITED for one in members)
    if found and invited:
        found.append(
            Lack(
                MEMBERS,
                ngettext(
                    "%(number)s invited person has not answered yet.",
                    "%(number)s invited people have not answered yet.",
                    invited,
                )
                % {"number": invited},
            )
        )
    return found


def keeps_rule(team: Team) -> bool:
    return not wanted(rule_of(team.call), parties_joined(team.members.all()))


def _answers_missing(team: Team) -> list[Lack]:
    given = {answer.question_id: answer.text.strip() for answer in team.answers.all()}
    found = []
    for question in team.call.questions.all():
        text, part = given.get(question.pk, ""), f"{ANSWERS}-{question.pk}"
        if question.is_required and not text:
            found.append(
                Lack(
                    part, _("Not answered yet: %(question)s") % {"question": question.text("label")}
                )
            )
        elif too_long(text, question.most_characters):
            found.append(
                Lack(
                    part,
                    _("Too long, at most %(most)s characters: %(question)s")
                    % {"question": question.text("label"), "most": question.most_characters},
                )
            )
    return found


def too_long(text: str, most: int | None) -> bool:
    """Lines end in one character, whatever the browser sent."""
    return most is not None and len(text.replace("\r\n", "\n")) > most


def _letter_missing(team: Team) -> list[Lack]:
    if not team.call.needs_letter or team.letters.all():
        return []
    return [Lack(LETTER, _("The letter of consent from the municipality is missing."))]


def share_done(team: Team, lacks: Sequence[Lack]) -> int:
    """In per cent: of the members, each required question and the letter."""
    required = [one for one in team.call.questions.all() if one.is_required]
    parts = 1 + len(required) + int(team.call.needs_letter)
    missing = len({lack.part for lack in lacks})
    return round(100 * max(0, parts - missing) / parts)
