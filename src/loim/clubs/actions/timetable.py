"""When a club meets: the rule and its pauses. Meetings follow at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.clubs.actions.desk import at_the_desk
from loim.clubs.actions.letters import tell_regulars
from loim.clubs.actions.planning import Planned, plan_at_the_desk
from loim.clubs.models import Club, ClubPause, ClubRule
from loim.clubs.permissions import may_run_club
from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Programme


@dataclass(frozen=True)
class RuleFacts:
    """`weekdays`: Monday is 0. `nths` for a monthly rhythm alone."""

    weekdays: tuple[int, ...]
    start_time: time
    end_time: time
    first_day: date
    frequency: str = "weekly"
    interval: int = 1
    nths: tuple[int, ...] = ()
    until: date | None = None
    quarters: tuple[int, ...] = (1, 2, 3, 4)
    skips_holidays: bool = True


@dataclass(frozen=True)
class PauseFacts:
    start_date: date
    end_date: date
    reason: str
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


_LISTS = {"weekdays", "nths", "quarters"}


class PauseThereAlready(Refusal):
    message = _("There is a pause on just these days already.")


def set_rule(*, club: Club, facts: RuleFacts, by: User, now: datetime) -> Planned:
    """Refused: PeriodLocked where meetings would appear in a reported period."""
    with (
        record_change(by=by, now=now, step="rule", programmes=_programmes(club)),
        at_the_desk(club.pk) as current,
    ):
        _check(current, by)
        rule = ClubRule.objects.filter(club=current).first() or ClubRule(club=current)
        for each in fields(RuleFacts):
            value = getattr(facts, each.name)
            setattr(rule, each.name, sorted(value) if each.name in _LISTS else value)
        rule.save()
        return _plan(current, by, now)


def add_pause(*, club: Club, facts: PauseFacts, by: User, now: datetime) -> Planned:
    """Refused: PauseThereAlready."""
    try:
        with (
            record_change(by=by, now=now, step="pause", programmes=_programmes(club)),
            at_the_desk(club.pk) as current,
        ):
            _check(current, by)
            ClubPause.objects.create(
                club=current,
                start_date=facts.start_date,
                end_date=facts.end_date,
                reason=facts.reason,
                translations=facts.translations,
            )
            return _plan(current, by, now)
    except IntegrityError as error:
        if violated_constraint(error) == "clubpause_once":
            raise PauseThereAlready from error
        raise


def remove_pause(*, pause: ClubPause, by: User, now: datetime) -> Planned:
    """Meetings are planned again on its days."""
    with (
        record_change(by=by, now=now, step="pause_end", programmes=_programmes(pause.club)),
        at_the_desk(pause.club_id) as current,
    ):
        _check(current, by)
        ClubPause.objects.filter(pk=pause.pk).delete()
        return _plan(current, by, now)


def _plan(club: Club, by: User, now: datetime) -> Planned:
    planned = plan_at_the_desk(club, by=by, now=now)
    if planned.changed or planned.removed:
        tell_regulars(club=club, template="club_times")
    return planned


def _check(club: Club, by: User) -> None:
    if not may_run_club(by, club):
        raise PermissionDenied


def _programmes(club: Club) -> list[Programme]:
    return [club.activity.programme] if club.activity else []
