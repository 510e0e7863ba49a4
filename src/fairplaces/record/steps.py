"""Who is a member after the replacements of a record, and whether the steps fit together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fairplaces.errors import InputProblem
from fairplaces.problem import Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """members now, gone (withdrew), came (admitted by a replacement and still members)."""

    members: tuple[str, ...]
    gone: tuple[str, ...]
    came: tuple[str, ...]


def standing_of(record: Mapping[str, Any]) -> Standing:
    """How things stand after every replacement of a record; all sorted."""
    members, gone, came = set(record["result"]["selected"]), set[str](), set[str]()
    for step in record["replacements"]:
        members = (members - set(step["withdrawn"])) | set(step["admitted"])
        gone |= set(step["withdrawn"])
        came = (came | set(step["admitted"])) & members
    return Standing(tuple(sorted(members)), tuple(sorted(gone)), tuple(sorted(came)))


def step_faults(record: Mapping[str, Any], problem: Problem) -> Iterator[InputProblem]:
    """Steps that cannot have happened, whatever was drawn: no solving, just counting."""
    from fairplaces.waiting.replace import broken_by

    people = {person.id for person in problem.people}
    barred = {decision.person for decision in problem.must_not}
    members, gone = set(record["result"]["selected"]), set[str]()
    for number, step in enumerate(record["replacements"]):
        leaving, coming = set(step["withdrawn"]), set(step["admitted"])
        gone |= leaving
        after = (members - leaving) | coming
        stated = [(b["question"], b["answer"], b["have"]) for b in step["broken"]]
        found = [(b.question, b.answer, b.have) for b in broken_by(problem, after)]
        called = people if step["alternates"] is None else set(step["alternates"])
        if (
            not leaving <= members
            or coming & (members | gone | barred)
            or not coming <= people & called
            or stated != found
        ):
            yield InputProblem("record.replacement", "record", None, f"replacements[{number}]")
            return
        members = after
