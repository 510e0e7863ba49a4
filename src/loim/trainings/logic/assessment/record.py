"""What a decision was made of, as one JSON object that anybody can check again.

The whole record holds the assessors' points and is the organiser's. The public one holds the
order without points, the rules, the seed and what came of it; its `digest` binds it to the
whole one.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fairplaces import Seed
from loim.trainings.logic.assessment.admission import (
    Admission,
    Candidate,
    Representation,
    admit,
)
from loim.trainings.logic.assessment.lots import lots_of
from loim.trainings.logic.assessment.ranking import Assessed, Criterion, Ranked, ranking
from loim.trainings.logic.teams.reasons import Reason

VERSION = 1
_NOT_PUBLIC = ("scores", "points")


@dataclass(frozen=True)
class Decided:
    """`refused` are ranked teams that have too few points, with why."""

    ranked: tuple[Ranked, ...]
    refused: Mapping[int, Reason]
    admission: Admission

    def reason_of(self, team: int) -> Reason:
        return self.refused.get(team) or self.admission.reasons[team]


def decide(
    teams: Sequence[Assessed],
    criteria: Sequence[Criterion],
    least_points: Any,
    rules: Representation,
    lots: Mapping[int, int],
) -> Decided:
    """The whole decision, by the rules alone."""
    ranked = ranking(teams, criteria, lots)
    refused: dict[int, Reason] = {}
    for one in ranked:
        if one.below:
            refused[one.team] = Reason.BELOW_CRITERION
        elif least_points is not None and one.points < least_points:
            refused[one.team] = Reason.BELOW_POINTS
    in_order = [Candidate(one.team, one.county) for one in ranked if one.team not in refused]
    return Decided(tuple(ranked), refused, admit(in_order, rules))


def make_record(
    decided: Decided,
    *,
    teams: Sequence[Assessed],
    criteria: Sequence[Criterion],
    least_points: Any,
    rules: Representation,
    seed: Seed,
    commitment: str,
) -> dict[str, Any]:
    by_team = {one.team: one for one in teams}
    whole = {
        "version": VERSION,
        "rules": {
            "room": rules.room,
            "most_per_county": rules.most_per_county,
            "floors": dict(sorted(rules.floors.items())),
            "ceilings": dict(sorted(rules.ceilings.items())),
            "least_points": None if least_points is None else str(least_points),
            "criteria": [
                {"key": one.key, "weight": one.weight, "least": one.least} for one in criteria
            ],
        },
        "seed": {"commitment": commitment, "secret": seed.secret, "public": seed.public},
        "teams": [
            {
                "team": one.team,
                "county": one.county,
                "is_late": one.is_late,
                "rank": one.rank,
                "tied": one.tied,
                "points": str(one.points),
                "scores": _scores(by_team[one.team]),
                "reason": decided.reason_of(one.team).value,
            }
            for one in decided.ranked
        ],
        "admitted": list(decided.admission.admitted),
        "waiting": list(decided.admission.waiting),
        "floors_missing": decided.admission.missing,
    }
    return {**whole, "digest": digest_of(whole)}


def _scores(one: Assessed) -> list[dict[str, int]]:
    """By assessor, who are numbered and not named."""
    return [
        {str(criterion): points for criterion, points in sorted(given.items())}
        for _assessor, given in sorted(one.scores.items())
    ]


def digest_of(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record without its digest, as JSON with sorted keys and no spaces."""
    body = {key: value for key, value in record.items() if key != "digest"}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def public_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Without anybody's points."""
    teams = [
        {key: value for key, value in one.items() if key not in _NOT_PUBLIC}
        for one in record["teams"]
    ]
    return {**record, "teams": teams}


def recheck(record: Mapping[str, Any]) -> list[str]:
    """What does not agree, as codes; [] where everything does. Takes both kinds of records."""
    found = []
    rules = _rules(record["rules"])
    rows = record["teams"]
    seed = Seed(record["seed"]["secret"], record["seed"]["public"])
    if record["seed"]["commitment"] and not seed.keeps(record["seed"]["commitment"]):
        found.append("seed")
    lots = lots_of([row["team"] for row in rows], seed)
    for before, after in pairwise(rows):
        if before["rank"] + 1 != after["rank"] or (before["is_late"] and not after["is_late"]):
            found.append("order")
    if any("scores" in row for row in rows):
        found += _recheck_points(record, lots)
        if digest_of(record) != record.get("digest"):
            found.append("digest")
    else:
        found += _recheck_ties(rows, lots)
    low = {Reason.BELOW_POINTS, Reason.BELOW_CRITERION}
    in_order = [Candidate(row["team"], row["county"]) for row in rows if row["reason"] not in low]
    again = admit(in_order, rules)
    if [list(again.admitted), list(again.waiting)] != [record["admitted"], record["waiting"]]:
        found.append("admitted")
    if any(again.reasons.get(row["team"], row["reason"]) != row["reason"] for row in rows):
        found.append("reasons")
    return sorted(set(found))


def _rules(said: Mapping[str, Any]) -> Representation:
    return Representation(said["room"], said["most_per_county"], said["floors"], said["ceilings"])


def _recheck_points(record: Mapping[str, Any], lots: Mapping[int, int]) -> list[str]:
    criteria = [
        Criterion(one["key"], one["weight"], one["least"]) for one in record["rules"]["criteria"]
    ]
    teams = [
        Assessed(
            row["team"],
            row["county"],
            row["is_late"],
            {
                place: {int(key): points for key, points in given.items()}
                for place, given in enumerate(row["scores"])
            },
        )
        for row in record["teams"]
    ]
    again = [
        (one.team, one.rank, str(one.points), one.tied) for one in ranking(teams, criteria, lots)
    ]
    said = [(row["team"], row["rank"], row["points"], row["tied"]) for row in record["teams"]]
    return [] if again == said else ["points"]


def _recheck_ties(rows: Sequence[Mapping[str, Any]], lots: Mapping[int, int]) -> list[str]:
    """Teams that tied stand together, in the order of their lots."""
    place = 0
    while place < len(rows):
        size = rows[place]["tied"] + 1
        group = rows[place : place + size]
        drawn = [lots[row["team"]] for row in group]
        if drawn != sorted(drawn) or any(row["tied"] + 1 != size for row in group):
            return ["ties"]
        place += size
    return []
