"""The rule of a club as the rules know it, and what it says in days."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from loim.clubs.logic.quarters import ALL, planned_until, quarter_of
from loim.clubs.logic.recurrence import Rule, Skipped, meeting_days, next_day, skipped_days
from loim.clubs.models import Club, ClubPause, ClubRule


@dataclass(frozen=True)
class SkippedDay:
    day: date
    why: str


@dataclass(frozen=True)
class Preview:
    """What a rule means until a day: the days, and those that are left out."""

    until: date
    days: list[date]
    skipped: list[SkippedDay]


def rule_of(club: Club) -> tuple[ClubRule, Rule] | None:
    """Two queries; None before times were written down."""
    row = ClubRule.objects.filter(club=club).first()
    if row is None:
        return None
    return row, row.as_rule(list(ClubPause.objects.filter(club=club)))


def preview(rule: Rule, today: date, pauses: list[ClubPause]) -> Preview:
    until = planned_until(today, rule.quarters)
    return Preview(
        until=until,
        days=meeting_days(rule, today, until),
        skipped=[
            SkippedDay(day, _why(day, why, pauses))
            for day, why in skipped_days(rule, today, until)
            if why != Skipped.QUARTER
        ],
    )


def _why(day: date, why: Skipped, pauses: list[ClubPause]) -> str:
    if why == Skipped.HOLIDAY:
        return _("public holiday")
    return next(
        (
            str(pause.text("reason"))
            for pause in pauses
            if pause.start_date <= day <= pause.end_date
        ),
        "",
    )


def rests_until(rule: Rule, today: date) -> date | None:
    """While it does not meet in this quarter: the first day on which it meets again."""
    if quarter_of(today) in rule.quarters:
        return None
    return next_day(rule, today)


def paused_quarters(rule: Rule) -> list[int]:
    return [quarter for quarter in ALL if quarter not in rule.quarters]
