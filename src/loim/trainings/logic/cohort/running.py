"""How a training moves on: published, under way, ended; and what is missing before it does."""

from dataclasses import dataclass
from enum import StrEnum

DRAFT, PUBLISHED, RUNNING, ENDED, CANCELLED = "draft", "published", "running", "ended", "cancelled"

TRANSITIONS: dict[str, frozenset[str]] = {
    PUBLISHED: frozenset({RUNNING}),
    RUNNING: frozenset({ENDED, PUBLISHED}),
    ENDED: frozenset({RUNNING}),  # ended too early
}


def leads_to(state: str, after: str) -> bool:
    return after in TRANSITIONS.get(state, frozenset())


class Missing(StrEnum):
    NO_TEAMS = "no_teams"
    NO_DAYS = "no_days"
    NO_MENTORS = "no_mentors"  # teams have hours, and nobody to use them with
    DAYS_TO_COME = "days_to_come"
    TO_READ = "to_read"
    TO_LOG = "to_log"
    NO_CERTIFICATES = "no_certificates"
    NOT_PUBLISHED = "not_published"  # models that were accepted and consented to


@dataclass(frozen=True)
class State:
    teams: int = 0
    days: int = 0
    mentors: int = 0
    mentoring_minutes: int = 0
    days_to_come: int = 0
    to_read: int = 0
    to_log: int = 0
    without_certificate: int = 0
    unpublished: int = 0


# Without these it does not begin or end; the others only ought to be there.
STOPS = frozenset({Missing.NO_TEAMS, Missing.NO_DAYS, Missing.DAYS_TO_COME, Missing.TO_LOG})


def missing_to_start(state: State) -> list[Missing]:
    found = []
    if not state.teams:
        found.append(Missing.NO_TEAMS)
    if not state.days:
        found.append(Missing.NO_DAYS)
    if state.mentoring_minutes and not state.mentors:
        found.append(Missing.NO_MENTORS)
    return found


def missing_to_end(state: State) -> list[Missing]:
    numbers = {
        Missing.DAYS_TO_COME: state.days_to_come,
        Missing.TO_LOG: state.to_log,
        Missing.TO_READ: state.to_read,
        Missing.NO_CERTIFICATES: state.without_certificate,
        Missing.NOT_PUBLISHED: state.unpublished,
    }
    return [what for what, number in numbers.items() if number]
