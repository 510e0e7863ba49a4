"""Who gets a certificate, and who is about to miss it: by whole days, never by rounded shares."""

from dataclasses import dataclass
from enum import StrEnum


class Outlook(StrEnum):
    REACHED = "reached"  # has been there often enough already
    ON_THE_WAY = "on_the_way"
    AT_RISK = "at_risk"  # may not miss another day
    LOST = "lost"  # even every day that is left is not enough


def days_needed(of_days: int, required_share: int) -> int:
    """The least whole number of days that is `required_share` per cent of `of_days`."""
    return -(-of_days * required_share // 100)


def outlook(*, came: int, missed: int, of_days: int, required_share: int) -> Outlook:
    """Of `of_days` some are over (`came` + `missed`) and the rest are to come."""
    needed = days_needed(of_days, required_share)
    can_reach = of_days - missed
    if came >= needed:
        return Outlook.REACHED
    if can_reach < needed:
        return Outlook.LOST
    if can_reach == needed and missed:
        return Outlook.AT_RISK
    return Outlook.ON_THE_WAY


class Gap(StrEnum):
    """Why somebody gets no certificate (yet)."""

    NO_DAYS = "no_days"  # no training day has been held
    DAYS_TO_COME = "days_to_come"
    TOO_FEW_DAYS = "too_few_days"
    NO_DELIVERABLE = "no_deliverable"
    HAS_ONE = "has_one"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Candidate:
    came: int
    of_days: int
    days_to_come: int = 0
    has_deliverable: bool = False
    has_certificate: bool = False
    was_revoked: bool = False


def gaps(candidate: Candidate, *, required_share: int, needs_deliverable: bool) -> tuple[Gap, ...]:
    """Empty: a certificate can be issued. `of_days` counts the days that were held."""
    if candidate.has_certificate:
        return (Gap.HAS_ONE,)
    found = []
    if candidate.was_revoked:
        found.append(Gap.REVOKED)
    whole = candidate.of_days + candidate.days_to_come
    if not candidate.of_days:
        found.append(Gap.NO_DAYS)
    elif candidate.came < days_needed(whole, required_share):
        is_still_possible = candidate.came + candidate.days_to_come >= days_needed(
            whole, required_share
        )
        found.append(
            Gap.DAYS_TO_COME if candidate.days_to_come and is_still_possible else Gap.TOO_FEW_DAYS
        )
    if needs_deliverable and not candidate.has_deliverable:
        found.append(Gap.NO_DELIVERABLE)
    return tuple(found)
