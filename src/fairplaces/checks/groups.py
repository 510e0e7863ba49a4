"""Teams, households and decisions."""

from collections.abc import Iterator

from fairplaces.errors import InputProblem
from fairplaces.problem import Problem


def groups(problem: Problem) -> Iterator[InputProblem]:
    """Teams and limits of strangers, of nobody, or too large to come."""
    ids = {person.id for person in problem.people}
    for kind, groups in (("team", problem.teams), ("limit", problem.limits)):
        for group in groups:
            source = f"{kind} {group.name}"
            for member in group.members:
                if member not in ids:
                    yield InputProblem("input.unknown_person", source, details={"id": member})
            if len(set(group.members)) < len(group.members):
                yield InputProblem("input.member_twice", source)
    yield from _teams(problem)


def _teams(problem: Problem) -> Iterator[InputProblem]:
    team_of: dict[str, str] = {}
    for team in problem.teams:
        source = f"team {team.name}"
        if not team.members:
            yield InputProblem("input.empty_team", source)
        if len(team.members) > problem.most:
            details = {"size": len(team.members), "places": problem.most}
            yield InputProblem("input.team_over_places", source, details=details)
        for member in team.members:
            if member in team_of:
                other = {"id": member, "other": team_of[member]}
                yield InputProblem("input.in_two_teams", source, details=other)
            team_of[member] = team.name


def decisions(problem: Problem) -> Iterator[InputProblem]:
    """Decisions about strangers, without a reason, or against each other."""
    ids = {person.id for person in problem.people}
    for source, decisions in (("must", problem.must), ("must not", problem.must_not)):
        for decision in decisions:
            if decision.person not in ids:
                yield InputProblem("input.unknown_person", source, details={"id": decision.person})
            if not decision.reason.strip():
                yield InputProblem("input.no_reason", source, details={"id": decision.person})
    yield from _contradictions(problem)


def _contradictions(problem: Problem) -> Iterator[InputProblem]:
    must = {decision.person for decision in problem.must}
    must_not = {decision.person for decision in problem.must_not}
    for person in sorted(must & must_not):
        yield InputProblem("input.must_and_must_not", "must", details={"id": person})
    for team in problem.teams:
        if must & set(team.members) and must_not & set(team.members):
            yield InputProblem("input.team_split", f"team {team.name}")
    for limit in problem.limits:
        inside = len(must & set(limit.members))
        if inside > limit.most:
            details = {"must": inside, "most": limit.most}
            yield InputProblem("input.must_over_limit", f"limit {limit.name}", details=details)
    if len(must) > problem.most:
        details = {"must": len(must), "places": problem.most}
        yield InputProblem("input.must_over_places", "must", details=details)
