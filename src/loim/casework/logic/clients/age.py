"""Whether somebody is 18 years old: nobody younger is recorded in this programme."""

from datetime import date
from enum import StrEnum

ADULT_AGE = 18
OLDEST = 120


class Adult(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"  # of a year of birth alone: whether the birthday has been this year


def age_on(born_on: date, day: date) -> int:
    """In whole years; whoever was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def adult_by_day(born_on: date, day: date) -> Adult:
    return Adult.YES if age_on(born_on, day) >= ADULT_AGE else Adult.NO


def adult_by_year(year: int, day: date) -> Adult:
    turns = day.year - year
    if turns == ADULT_AGE:
        return Adult.ASK
    return Adult.YES if turns > ADULT_AGE else Adult.NO


def is_year_possible(year: int, day: date) -> bool:
    return day.year - OLDEST <= year <= day.year
