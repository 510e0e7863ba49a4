"""What keeps a plan's document from being stored: said before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from loim.programmes.logic.plan_document import PlanDocument, PlannedActivity, PlannedIndicator

LONGEST_NUMBER = 20
LONGEST_CODE = 30
LONGEST_ORDER_NUMBER = 40
LARGEST_AMOUNT = Decimal(10) ** 12


class ProblemCode(StrEnum):
    NO_PERIOD = "no_period"
    NO_ACTIVITIES = "no_activities"
    CODE_TWICE = "code_twice"
    LONG_NUMBER = "long_number"
    AMOUNT_NOT_HELD = "amount_not_held"
    PLACE_UNKNOWN = "place_unknown"


@dataclass(frozen=True, slots=True)
class Problem:
    """`about` is what the problem is with, in the document's own words; `value` what it says."""

    code: ProblemCode
    about: str = ""
    value: str = ""


def problems_of(document: PlanDocument) -> list[Problem]:
    return [*_of_the_whole(document), *_of_activities(document), *_of_indicators(document)]


def _of_the_whole(document: PlanDocument) -> Iterator[Problem]:
    if document.period is None:
        yield Problem(ProblemCode.NO_PERIOD)
    if not document.activities:
        yield Problem(ProblemCode.NO_ACTIVITIES)
    if document.order and len(document.order.number) > LONGEST_ORDER_NUMBER:
        yield Problem(ProblemCode.LONG_NUMBER, document.title, document.order.number)
    times = Counter(activity.code for activity in document.activities)
    for code, count in times.items():
        if count > 1:
            yield Problem(ProblemCode.CODE_TWICE, code)


def _of_activities(document: PlanDocument) -> Iterator[Problem]:
    for chapter in document.chapters:
        if len(chapter.number) > LONGEST_NUMBER:
            yield Problem(ProblemCode.LONG_NUMBER, chapter.title, chapter.number)
        for activity in chapter.activities:
            yield from _of_activity(activity)


def _of_activity(activity: PlannedActivity) -> Iterator[Problem]:
    if len(activity.code) > LONGEST_CODE or len(activity.section) > LONGEST_NUMBER:
        yield Problem(ProblemCode.LONG_NUMBER, activity.title, activity.code)
    for row in activity.rows:
        if len(row.number) > LONGEST_NUMBER:
            yield Problem(ProblemCode.LONG_NUMBER, row.title, row.number)
        if not is_held(row.planned_cost):
            yield Problem(ProblemCode.AMOUNT_NOT_HELD, row.title, str(row.planned_cost))


def _of_indicators(document: PlanDocument) -> Iterator[Problem]:
    codes = {activity.code for activity in document.activities}
    for indicator in document.indicators:
        yield from _of_targets(indicator)
        for place in indicator.places:
            if place.activity_code and place.activity_code not in codes:
                yield Problem(ProblemCode.PLACE_UNKNOWN, indicator.name, place.activity_code)


def _of_targets(indicator: PlannedIndicator) -> Iterator[Problem]:
    for amount in (indicator.target, indicator.final_target):
        if not is_held(amount):
            yield Problem(ProblemCode.AMOUNT_NOT_HELD, indicator.name, str(amount))


def is_held(amount: Decimal | None) -> bool:
    """Is it kept exactly, with two decimals? Rounding a promise in silence would change it."""
    return amount is None or (amount == round(amount, 2) and abs(amount) < LARGEST_AMOUNT)
