"""How far a city is on its way, as numbers and as places in a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loim.networks.logic.joining.states import WAITING_STEPS, StepStage

LEFT, RIGHT = 34.0, 626.0  # of a picture that is 640 wide
TOP, ROW = 30, 26


@dataclass(frozen=True)
class StepDates:
    stage: StepStage
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class Counted:
    """`all` without those that are not needed."""

    done: int
    all: int
    overdue: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.all if self.all else 0


@dataclass(frozen=True)
class Mark:
    """A row of the picture; `due_x` and `done_x` None where there is no such day."""

    number: int
    y: int
    due_x: float | None
    done_x: float | None
    is_late: bool


@dataclass(frozen=True)
class Picture:
    marks: list[Mark]
    years: list[tuple[int, float]]
    today_x: float
    height: int


def is_overdue(step: StepDates, today: date) -> bool:
    return step.stage in WAITING_STEPS and step.due is not None and step.due < today


def counted(steps: Sequence[StepDates], today: date) -> Counted:
    needed = [step for step in steps if step.stage != StepStage.NOT_NEEDED]
    return Counted(
        done=sum(step.stage == StepStage.DONE for step in needed),
        all=len(needed),
        overdue=sum(is_overdue(step, today) for step in needed),
    )


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def picture_of(steps: Sequence[StepDates], start: date, today: date) -> Picture | None:
    """None without a date: there is nothing to draw then."""
    days = [day for step in steps for day in (step.due, step.done) if day]
    if not days:
        return None
    first, last = min(start, today, *days), max(start, today, *days)
    span = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / span, 1)

    marks = [
        Mark(
            number=place + 1,
            y=TOP + ROW * place + ROW // 2,
            due_x=x(step.due) if step.due else None,
            done_x=x(step.done) if step.done else None,
            is_late=is_overdue(step, today),
        )
        for place, step in enumerate(steps)
    ]
    years = [(year, x(date(year, 1, 1))) for year in range(first.year + 1, last.year + 1)]
    return Picture(marks, years, x(today), TOP + ROW * len(marks) + 6)
