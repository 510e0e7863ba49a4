"""Conditions as JSON, as the database and files keep them, and what is wrong with such JSON.

[[{"question": "age", "at_least": 18, "at_most": 26}, {"question": "status", "any": ["student"]}]]:
a list of groups, a group a list of conditions. `"not": true` negates.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from loim.services.logic.conditions import (
    OPTIONS,
    PLACES,
    RANGES,
    Condition,
    Group,
    Groups,
    Question,
)

_MOST_GROUPS, _MOST_CONDITIONS = 20, 20
_KEYS = {"question", "not"}
_PLACE_LENGTH = 4  # of an EHAK code


class WhyBad(StrEnum):
    NOT_A_LIST = "not_a_list"
    NOT_AN_OBJECT = "not_an_object"
    TOO_MANY = "too_many"
    EMPTY_GROUP = "empty_group"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_OPTION = "unknown_option"
    NO_OPTIONS = "no_options"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NO_BOUNDS = "no_bounds"
    BOUNDS_REVERSED = "bounds_reversed"
    NOT_TRUE_OR_FALSE = "not_true_or_false"


class BadConditions(ValueError):
    """`path` as '[0][1].at_least'."""

    def __init__(self, path: str, why: WhyBad, value: object = None) -> None:
        super().__init__(f"{path or '.'}: {why}")
        self.path, self.why, self.value = path, why, value


def read_groups(value: Any) -> Groups:
    """Raises BadConditions for the first thing that is wrong."""
    groups = _list(value, "", _MOST_GROUPS)
    return tuple(_group(each, f"[{number}]") for number, each in enumerate(groups))


def written_groups(groups: Iterable[Group]) -> list[list[dict[str, Any]]]:
    """As JSON; what `read_groups` reads back."""
    return [[_written(condition) for condition in group] for group in groups]


def _group(value: Any, path: str) -> Group:
    conditions = _list(value, path, _MOST_CONDITIONS)
    if not conditions:
        raise BadConditions(path, WhyBad.EMPTY_GROUP)
    return tuple(_condition(each, f"{path}[{number}]") for number, each in enumerate(conditions))


def _condition(value: Any, path: str) -> Condition:
    if not isinstance(value, dict):
        raise BadConditions(path, WhyBad.NOT_AN_OBJECT, value)
    name = value.get("question")
    if not isinstance(name, str) or name not in set(Question):
        raise BadConditions(f"{path}.question", WhyBad.UNKNOWN_QUESTION, name)
    question = Question(name)
    known = _KEYS | ({"at_least", "at_most"} if question in RANGES else {"any"})
    for key in value:
        if key not in known:
            raise BadConditions(f"{path}.{key}", WhyBad.UNKNOWN_KEY, key)
    negated = value.get("not", False)
    if not isinstance(negated, bool):
        raise BadConditions(f"{path}.not", WhyBad.NOT_TRUE_OR_FALSE, negated)
    if question in RANGES:
        least, most = (_bound(question, value, key, path) for key in ("at_least", "at_most"))
        if least is None and most is None and question != Question.CHILDREN:
            raise BadConditions(path, WhyBad.NO_BOUNDS)
        if least is not None and most is not None and least > most:
            raise BadConditions(path, WhyBad.BOUNDS_REVERSED)
        return Condition(question, at_least=least, at_most=most, is_negated=negated)
    return Condition(question, _options(question, value.get("any"), path), is_negated=negated)


def _options(question: Question, value: Any, path: str) -> frozenset[str]:
    if not isinstance(value, list) or not value:
        raise BadConditions(f"{path}.any", WhyBad.NO_OPTIONS, value)
    for number, each in enumerate(value):
        if not isinstance(each, str) or not (
            _is_place(each) if question in PLACES else each in OPTIONS[question]
        ):
            raise BadConditions(f"{path}.any[{number}]", WhyBad.UNKNOWN_OPTION, each)
    return frozenset(value)


def _is_place(code: str) -> bool:
    return len(code) == _PLACE_LENGTH and code.isascii() and code.isdigit()


def _bound(question: Question, value: dict[str, Any], key: str, path: str) -> int | None:
    bound = value.get(key)
    if bound is None:
        return None
    if not isinstance(bound, int) or isinstance(bound, bool):
        raise BadConditions(f"{path}.{key}", WhyBad.NOT_A_NUMBER, bound)
    first, last = RANGES[question]
    if not first <= bound <= last:
        raise BadConditions(f"{path}.{key}", WhyBad.OUT_OF_RANGE, bound)
    return bound


def _list(value: Any, path: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise BadConditions(path, WhyBad.NOT_A_LIST, value)
    if len(value) > most:
        raise BadConditions(path, WhyBad.TOO_MANY, len(value))
    return value


def _written(condition: Condition) -> dict[str, Any]:
    bounds = {"at_least": condition.at_least, "at_most": condition.at_most}
    return {
        "question": condition.question.value,
        **{key: bound for key, bound in bounds.items() if bound is not None},
        **({"any": sorted(condition.options)} if condition.options else {}),
        **({"not": True} if condition.is_negated else {}),
    }
