"""The worker's part of a draw: compute away from the desk, write at it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from fairplaces import BadInput, Held, ImpossibleRules, Secret, hold_draw, relaxations
from fairplaces.record import sealed
from loim.common.sealing import unseal
from loim.common.translated import LANGUAGE_CODES
from loim.events.actions.places.changing import Move, change_states
from loim.events.actions.places.desk import Desk, at_the_desk
from loim.events.actions.places.settling import expire
from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.reasons import Reason
from loim.events.models import Draw, Participant
from loim.events.queries.places.drawing import Question, question_of

S = ParticipantState
DRAW_TASK = "loim.events.hold_draw"
LONGEST = 300.0  # seconds; then the best lottery so far is drawn from, and says so
TOLD_EVERY = timedelta(seconds=1)


def queue_draw(draw: Draw) -> None:
    app.configure_task(DRAW_TASK).defer(draw_id=draw.pk)


def hold(*, draw_id: int, now: datetime) -> None:
    """The worker's part: compute outside the desk, write at it. Safe to run again."""
    draw = Draw.objects.select_related("event__registration_settings").get(pk=draw_id)
    if draw.asked_at is None or draw.drawn_at is not None or draw.trouble:
        return
    secret = Secret(unseal(draw.sealed_seed))
    settings = draw.event.registration_settings
    with at_the_desk(draw.event_id) as desk:
        expire(desk, now)
    try:
        question = question_of(draw.event, settings, now)
        held = _computed(question, secret, draw)
    except BadInput as fault:
        _fail(draw, {code: [p.text(code) for p in fault.problems] for code in LANGUAGE_CODES})
        return
    except ImpossibleRules:
        _fail(draw, _ways_out(question))
        return
    with at_the_desk(draw.event_id) as desk:
        draw = Draw.objects.select_for_update().get(pk=draw_id)
        if draw.drawn_at is not None:
            return
        fresh = question_of(desk.event, desk.settings, now)
        if fresh.problem != question.problem:
            queue_draw(draw)  # somebody withdrew meanwhile: once more
            return
        _write(desk, draw, fresh, held, now)


def _computed(question: Question, secret: Secret, draw: Draw) -> Held | None:
    if question.problem is None:
        return None
    told = timezone.now()

    def tell(_stage: str, share: float) -> None:
        nonlocal told
        if timezone.now() - told >= TOLD_EVERY:
            told = timezone.now()
            Draw.objects.filter(pk=draw.pk).update(share_done=share)

    return hold_draw(question.problem, secret, draw.public_value, seconds=LONGEST, progress=tell)


def _fail(draw: Draw, trouble: dict[str, list[str]]) -> None:
    Draw.objects.filter(pk=draw.pk, drawn_at=None).update(trouble=trouble)


def _ways_out(question: Question) -> dict[str, list[str]]:
    """The smallest changes of the rules that make a draw possible, in each language."""
    problem = question.problem
    if problem is None:
        return {}
    found = relaxations(problem)
    return {code: [one.text(problem, code) for one in found] or ["–"] for code in LANGUAGE_CODES}


def _write(desk: Desk, draw: Draw, question: Question, held: Held | None, now: datetime) -> None:
    draw.record = with_earlier(held.record, draw) if held is not None else {"people": 0}
    draw.drawn_at, draw.share_done = now, 1
    draw.save()
    rows = question.rows
    if held is None:
        change_states(
            [Move(row, _out(desk), Reason.FULL) for row in rows.values()], by=None, now=now
        )
        return
    chosen = {int(key) for key in held.selected}
    moves = [
        Move(row, S.ADMITTED, Reason.FROM_DRAW, _values(held, key))
        for key, row in rows.items()
        if key in chosen
    ]
    reason = Reason.NOT_DRAWN if desk.settings.has_waiting_list else Reason.NOT_DRAWN_AT_ALL
    moves += [
        Move(row, _out(desk), reason, _values(held, key))
        for key, row in rows.items()
        if key not in chosen
    ]
    _number_queue((int(key) for key in held.waiting()), rows)
    change_states(moves, by=None, now=now)


def with_earlier(record: Mapping[str, Any], draw: Draw) -> dict[str, Any]:
    """Draws that were begun and given up before are in the record, under its seal."""
    earlier = [
        {
            "commitment": one.commitment,
            "committed_at": one.committed_at.isoformat(),
            "public_value_source": one.public_value_source,
            "public_value": one.public_value,
            "given_up_at": one.given_up_at.isoformat(),
            "reason": one.reason,
        }
        for one in draw.earlier.order_by("given_up_at", "pk")
    ]
    return sealed({**record, "earlier": earlier}) if earlier else dict(record)


def _out(desk: Desk) -> ParticipantState:
    return S.WAITING if desk.settings.has_waiting_list else S.DECLINED


def _number_queue(order: Iterable[int], rows: dict[int, Participant]) -> None:
    queued = []
    for number, key in enumerate(order, start=1):
        rows[key].queue_number = number
        queued.append(rows[key])
    Participant.objects.bulk_update(queued, ["queue_number"])


def _values(held: Held, key: int) -> dict[str, Any]:
    chance = held.chances[str(key)]
    return {"chance": str(chance), "pseudonym": held.names[str(key)]}
