"""The choice is counted, frozen and made public in one step."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from fairplaces.seeds import Seed
from loim.common.refusals import Refusal
from loim.common.sealing import unseal
from loim.ideas.actions.choice.jury import AlreadyPublished
from loim.ideas.actions.choice.turns import count_alone
from loim.ideas.logic.choice.points import Assessment
from loim.ideas.logic.choice.standing import Standing, standings
from loim.ideas.models import ChoiceMethod, Chosen, Forum, Idea
from loim.ideas.permissions import may_moderate
from loim.ideas.queries.choice.counting import assessments, candidates, voters, votes_by_idea
from loim.people.models import User


class NothingIsChosen(Refusal):
    message = _("Nothing is chosen at this forum. Its settings say how one chooses.")


class StillChoosing(Refusal):
    message = _("Choosing goes on until %(closes)s. The result is made public afterwards.")


class NothingToChoose(Refusal):
    message = _("There is no idea to choose: nobody has given a vote or points.")


class JuryNotFinished(Refusal):
    message = _(
        "Not everybody in the jury has finished: %(names)s. Wait for them, or say that their"
        " points are left out."
    )


class NobodyAssessed(Refusal):
    message = _(
        "Nobody without a conflict of interest has assessed “%(idea)s”. Add a juror who can."
    )


@dataclass(frozen=True)
class Count:
    """What was counted for each idea, and what decides, in order."""

    values: dict[int, tuple[Fraction, ...]]
    votes: dict[int, int]
    assessed: dict[int, Assessment]
    voters: int
    jurors: tuple[str, ...]


def publish_choice(
    *, forum: Forum, note: str = "", without_unfinished: bool = False, by: User, now: datetime
) -> list[Chosen]:
    """The best ideas, as many as the forum chooses, with all numbers and the opened seed.

    An idea without a single vote is not chosen. With `without_unfinished` the points of jurors
    who have not finished are left out wholly. Refused: PermissionDenied, NothingIsChosen,
    AlreadyPublished, StillChoosing, JuryNotFinished, NobodyAssessed, NothingToChoose.
    """
    with transaction.atomic():
        count_alone(forum.pk)
        current = Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
        if not may_moderate(by, current):
            raise PermissionDenied
        _check(current, now)
        ideas = {idea.pk: idea for idea in candidates(current)}
        count = _count(current, ideas, without_unfinished=without_unfinished)
        seed = unseal(current.sealed_seed)
        places = standings(count.values, seed)
        chosen = _freeze(current, places, ideas, count, note=note, by=by, now=now)
        current.chosen_at = now
        current.choice_record = _record(current, places, ideas, count, seed)
        current.save(update_fields=["chosen_at", "choice_record"])
    return chosen


def _check(forum: Forum, now: datetime) -> None:
    if forum.choice_method == ChoiceMethod.NONE:
        raise NothingIsChosen
    if forum.chosen_at is not None:
        raise AlreadyPublished
    is_over = forum.choice_closes_at is not None and now >= forum.choice_closes_at
    is_all_in = forum.choice_method == ChoiceMethod.JURY and (
        forum.jury.exists() and not forum.jury.filter(finished_at=None).exists()
    )
    if not is_over and not is_all_in:
        raise StillChoosing(
            closes=date_format(localtime(forum.choice_closes_at), "SHORT_DATETIME_FORMAT")
        )


def _count(forum: Forum, ideas: dict[int, Idea], *, without_unfinished: bool) -> Count:
    if forum.choice_method == ChoiceMethod.AUDIENCE:
        votes = votes_by_idea(forum)
        values: dict[int, tuple[Fraction, ...]] = {
            key: (Fraction(votes.get(key, 0)),) for key in ideas
        }
        if not any(votes.get(key, 0) for key in ideas):
            raise NothingToChoose
        return Count(values, votes, {}, voters(forum), ())
    unfinished = list(forum.jury.filter(finished_at=None).order_by("name", "pk"))
    if unfinished and not without_unfinished:
        raise JuryNotFinished(names=", ".join(juror.name for juror in unfinished))
    assessed = assessments(forum, list(ideas.values()), finished_only=True)
    points: dict[int, Assessment] = {}
    for key, idea in ideas.items():
        found = assessed[key]
        if found is None:
            raise NobodyAssessed(idea=idea.title)
        points[key] = found
    if not points:
        raise NothingToChoose
    names = forum.jury.exclude(finished_at=None).order_by("name", "pk")
    return Count(
        {key: (each.points, *each.by_criterion) for key, each in points.items()},
        {}, points, 0, tuple(names.values_list("name", flat=True)),
    )  # fmt: skip


def _freeze(
    forum: Forum,
    places: list[Standing],
    ideas: dict[int, Idea],
    count: Count,
    *,
    note: str,
    by: User,
    now: datetime,
) -> list[Chosen]:
    chosen = []
    for standing in places[: forum.most_chosen]:
        idea = ideas[standing.idea]
        if count.votes and not count.votes.get(idea.pk):
            break  # and so those after it
        assessed = count.assessed.get(idea.pk)
        Idea.objects.filter(pk=idea.pk).update(chosen_as=standing.place)
        chosen.append(
            Chosen.objects.create(
                idea=idea,
                forum=forum,
                place=standing.place,
                note=note.strip(),
                votes=count.votes.get(idea.pk) if count.votes else None,
                points=_rounded(assessed.points) if assessed else None,
                jurors=assessed.jurors if assessed else None,
                decided_by=by,
                decided_at=now,
            )
        )
    return chosen


def _record(
    forum: Forum, places: list[Standing], ideas: dict[int, Idea], count: Count, seed: str
) -> dict[str, Any]:
    """Plain values; nobody's votes or points stand in it one by one, and no names."""
    rows = []
    for standing in places:
        assessed = count.assessed.get(standing.idea)
        rows.append(
            {
                "place": standing.place,
                "idea": standing.idea,
                "title": ideas[standing.idea].title,
                "decided_by": str(standing.decided_by or ""),
                **({"votes": count.votes.get(standing.idea, 0)} if count.votes else {}),
                **(_points(assessed) if assessed else {}),
            }
        )
    return {
        "method": forum.choice_method,
        "seed": seed,
        "commitment": Seed(seed).commitment,
        "voters": count.voters,
        "jurors": len(count.jurors),
        "ideas": rows,
    }


def _points(assessed: Assessment) -> dict[str, Any]:
    return {
        "points": str(_rounded(assessed.points)),
        "by_criterion": [str(_rounded(mean)) for mean in assessed.by_criterion],
        "jurors": assessed.jurors,
    }


def _rounded(value: Fraction) -> Decimal:
    """To three places for people; places were decided by the whole value."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.001"))
