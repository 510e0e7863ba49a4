"""`fairplaces commit` and `check`: everything before the draw."""

import argparse
import sys
from typing import Any

from fairplaces.cli.files import say, say_json
from fairplaces.cli.tables import problem_from
from fairplaces.coverage import outside
from fairplaces.errors import ImpossibleRules
from fairplaces.explain.chances import row_message
from fairplaces.explain.relaxations import relaxations
from fairplaces.grouping import program_of
from fairplaces.messages import Message, tell
from fairplaces.naming import pseudonyms
from fairplaces.problem import Problem
from fairplaces.record import anonymous, problem_hash
from fairplaces.record.problems import as_json
from fairplaces.secret import LEAST_LETTERS, Secret


def run_check(given: argparse.Namespace) -> int:
    """Say whether the rules are possible, who fits in no panel, and what would help."""
    problem = problem_from(given)
    program = program_of(problem)
    try:
        nowhere = outside(program)
    except ImpossibleRules:
        return impossible(problem, given)
    found: dict[str, Any] = {
        "possible": True,
        "people": len(problem.people),
        "types": len(program.count),
        "outside": [
            {
                "people": list(o.people),
                "because": [row_message(problem, r).text("en") for r in o.rows],
            }
            for o in nowhere
        ],
    }
    found |= _promises(problem, given)
    if given.json:
        say_json(found)
        return 0
    say(tell("check.possible", given.language, people=len(problem.people), types=found["types"]))
    for one in nowhere:
        rules = tuple(row_message(problem, row) for row in one.rows)
        say(Message("check.outside", {"people": one.people, "rules": rules}).text(given.language))
    for name in ("commitment", "problem_hash"):
        if name in found:
            say(tell(f"check.{name}", given.language, hash=found[name]))
    return 0


def _promises(problem: Problem, given: argparse.Namespace) -> dict[str, str]:
    """The hashes to publish before the draw, where a secret or a salt is given."""
    found: dict[str, str] = {}
    if given.seed is not None:
        found["commitment"] = Secret(given.seed).commitment
    salt = given.salt if given.salt is not None or given.seed is None else Secret(given.seed).salt
    if salt is not None:
        names = pseudonyms((person.id for person in problem.people), salt)
        found["problem_hash"] = problem_hash(as_json(anonymous(problem, names)))
    return found


def run_commit(given: argparse.Namespace) -> int:
    """A new secret, or the one that is given, and the hash of it to publish."""
    secret = Secret.new() if given.seed is None else Secret(given.seed)
    warn_of_weak(secret, given.language)
    if given.json:
        say_json({"seed": secret.text, "commitment": secret.commitment})
        return 0
    if given.seed is None:
        say(tell("commit.secret", given.language, secret=secret.text))
    say(tell("check.commitment", given.language, hash=secret.commitment))
    return 0


def warn_of_weak(secret: Secret, language: str) -> None:
    """Say on standard error that a secret could be found by trying."""
    if secret.is_weak:
        said = tell("input.weak_secret", language, least=LEAST_LETTERS)
        sys.stderr.write(said + "\n")


def impossible(problem: Problem, given: argparse.Namespace) -> int:
    """Say which smallest changes would make the rules possible."""
    ranked = relaxations(problem)
    words = [relaxation.text(problem, given.language) for relaxation in ranked]
    if given.json:
        say_json({"possible": False, "relaxations": words})
        return 1
    say(tell("relax.impossible" if words else "relax.none", given.language))
    for number, text in enumerate(words, start=1):
        say(f"{number}. {text}")
    return 1
