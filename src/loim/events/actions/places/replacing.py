"""After a draw: whoever gives up a drawn place is replaced by lot, from the same seed.

The rules are restored where that is possible, those who have a place are left alone, and among
those who could come the chances are as fair as in the draw (`fairplaces.waiting.replace`). Each
step stands in the draw's record, so that anybody can replay it. It is computed away from the
desk; meanwhile the place is kept.
"""

from datetime import datetime
from typing import Any

from fairplaces.record import problem_of, sealed, standing_of
from fairplaces.record.parts import seed_of
from fairplaces.waiting.replace import replace_withdrawn
from loim.events.actions.places.changing import change_states
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.actions.places.settling import (
    catch_up,
    expire,
    free_places,
    may_promote,
    offer,
    promote,
    queue_replacement,
)
from loim.events.logic.places.fitting import obstacle
from loim.events.logic.places.reasons import Reason
from loim.events.logic.places.rules import Rules, Tally, Unit
from loim.events.models import Draw, Participant
from loim.events.queries.places.people import tally_of, units_of
from loim.events.queries.places.replacing import Vacancy, vacancy_of
from loim.events.queries.places.rules import rules_of

TRIES = 3  # while it computes somebody else may leave


def replace_drawn(*, event_id: int, now: datetime) -> None:
    """The worker's part; safe to run again. Raises Busy, EventNotOpen."""
    for _number in range(TRIES):
        with at_the_desk(event_id) as desk:
            if not may_promote(desk, now):
                return
            expire(desk, now)
            asked = vacancy_of(desk.event, free_places(*_counted(desk)))
            if asked is None:
                catch_up(desk, now)
                return
        step = _drawn(asked)
        with at_the_desk(event_id) as desk:
            expire(desk, now)
            rules, tally = _counted(desk)
            if vacancy_of(desk.event, free_places(rules, tally)) == asked:
                if _fits(desk, asked, step, now):
                    _write(desk, asked, step, now)
                else:  # the rules of today would not let all of them come: as in any queue
                    promote(desk, rules, tally, now)
                return
    queue_replacement(event_id)


def _counted(desk: Desk) -> tuple[Rules, Tally]:
    rules = rules_of(desk.event, desk.settings)
    return rules, tally_of(desk.event.pk, rules)


def _drawn(asked: Vacancy) -> dict[str, Any]:
    """Without a limit of time: a step that was cut short could not be replayed."""
    record = asked.record
    now = standing_of(record)
    done = replace_withdrawn(
        problem_of(record),
        now.members,
        asked.leaving,
        seed_of(record),
        number=len(record["replacements"]),
        gone=now.gone,
        alternates=asked.available,
    )
    return done.as_json()


def _called(asked: Vacancy, step: dict[str, Any]) -> list[Participant]:
    rows = Participant.objects.filter(pk__in=[asked.people[name] for name in step["admitted"]])
    return list(rows.select_related("registration", "municipality").order_by("pk"))


def _fits(desk: Desk, asked: Vacancy, step: dict[str, Any], now: datetime) -> bool:
    rules, tally = _counted(desk)
    units = units_of(_called(asked, step), rules).units
    everybody = Unit(0, tuple(person for unit in units for person in unit.people))
    return not units or obstacle(rules, tally, everybody, now) is None


def _write(desk: Desk, asked: Vacancy, step: dict[str, Any], now: datetime) -> None:
    steps = [*asked.record["replacements"], step]
    record = sealed({**asked.record, "replacements": steps})
    Draw.objects.filter(pk=asked.draw_id).update(record=record)
    moves = [offer(desk, row, Reason.REPLACES, {}, now) for row in _called(asked, step)]
    change_states(moves, by=None, now=now)
    catch_up(desk, now)
