"""What associations need: heard, put under a topic, made one with others like it, followed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.text import Truncator
from django.utils.timezone import localdate

from loim.common.constraints import violated_constraint
from loim.common.translated import check_translations
from loim.events.models import Event
from loim.networks.actions.register.refusals import (
    NothingFollows,
    OnlyLikeWithLike,
    ReasonMissing,
    StepNotOpen,
    TopicMissing,
)
from loim.networks.logic.register.states import OPEN_NEEDS, NeedStage, need_may_become
from loim.networks.models import Association, Confirmation, Need, NeedState, NeedVoice
from loim.networks.permissions_register import may_keep_for
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

SHORT = 120


@dataclass(frozen=True)
class NeedFacts:
    title: str
    topic: str
    language: str = "et"
    translations: Mapping[str, Any] = field(default_factory=dict)


def record_need(
    *,
    association: Association,
    text: str,
    heard: str,
    heard_date: date,
    event: Event | None = None,
    need: Need | None = None,
    topic: str = "",
    submission: UUID,
    by: User,
    now: datetime,
) -> NeedVoice:
    """An association's words, as another voice of `need`, else as a new one; with a `topic` it
    stands under it at once. The same `submission` again gives what it made.

    Refused: PermissionDenied, OnlyLikeWithLike.
    """
    if not may_keep_for(by, association.keeper):
        raise PermissionDenied
    if made := NeedVoice.objects.filter(submission=submission).first():
        return made
    if need is not None and (need.keeper_id != association.keeper_id or not _is_open(need)):
        raise OnlyLikeWithLike
    try:
        with record_change(by=by, now=now, step="record"):
            return hear_need(
                association=association, text=text, heard=heard, heard_date=heard_date,
                event=event, need=need, topic=topic, submission=submission, by=by, now=now,
            )  # fmt: skip
    except IntegrityError as error:
        if "submission" in (violated_constraint(error) or ""):
            return NeedVoice.objects.get(submission=submission)
        raise


def hear_need(
    *,
    association: Association,
    text: str,
    heard: str,
    now: datetime,
    heard_date: date | None = None,
    event: Event | None = None,
    confirmation: Confirmation | None = None,
    need: Need | None = None,
    topic: str = "",
    submission: UUID | None = None,
    by: User | None = None,
) -> NeedVoice:
    """Inside a transaction of whoever may."""
    words = text.strip()
    if need is None:
        need = Need.objects.create(
            keeper=association.keeper,
            title=Truncator(" ".join(words.split())).chars(SHORT),
            language=association.letter_language,
            topic=topic,
            state=NeedState.MAPPED if topic else NeedState.NEW,
            recorded_by=by,
            recorded_at=now,
        )
    return NeedVoice.objects.create(
        need=need, association=association, text=words, heard=heard,
        heard_date=heard_date or localdate(now), event=event, confirmation=confirmation,
        recorded_by=by, recorded_at=now, submission=submission or uuid4(),
    )  # fmt: skip


def map_need(*, need: Need, facts: NeedFacts, by: User, now: datetime) -> None:
    """In one sentence, under a topic, from now on for everybody to read.

    Refused: PermissionDenied, TopicMissing, StepNotOpen (merged meanwhile).
    """
    if not facts.topic:
        raise TopicMissing
    with record_change(by=by, now=now, step="edit"):
        held = hold_need(need, by)
        if held.state == NeedState.MERGED:
            raise StepNotOpen
        check_translations(facts.translations, held.translated_fields)
        held.title, held.topic, held.language = facts.title.strip(), facts.topic, facts.language
        held.translations = dict(facts.translations)
        if held.state == NeedState.NEW:
            held.state = NeedState.MAPPED
        held.save()
    need.refresh_from_db()


def step_need(*, need: Need, state: str, reason: str = "", by: User, now: datetime) -> None:
    """Met, not followed further, or open again. Whoever ends it says why in `reason`.

    Refused: PermissionDenied, StepNotOpen, ReasonMissing, TopicMissing, NothingFollows.
    """
    with record_change(by=by, now=now, step="edit"):
        held = hold_need(need, by)
        if not need_may_become(NeedStage(held.state), NeedStage(state)):
            raise StepNotOpen
        if state in {NeedState.MET, NeedState.DROPPED} and not reason.strip():
            raise ReasonMissing
        if state == NeedState.MAPPED and not held.topic:
            raise TopicMissing
        if state in {NeedState.FOLLOWED, NeedState.MET} and not held.follow_ups.exists():
            raise NothingFollows
        held.state, held.reason = NeedState(state), reason.strip()
        held.save()
    need.refresh_from_db()


def merge_needs(*, need: Need, into: Need, by: User, now: datetime) -> None:
    """`need` becomes one with `into`: its voices are heard there. Nothing is lost: it stays and
    leads there. Refused: PermissionDenied, OnlyLikeWithLike, StepNotOpen."""
    if need.pk == into.pk or need.keeper_id != into.keeper_id:
        raise OnlyLikeWithLike
    with record_change(by=by, now=now, step="edit"):
        rows = Need.objects.select_for_update().filter(pk__in=[need.pk, into.pk]).order_by("pk")
        held = {row.pk: row for row in rows}
        mine, other = held[need.pk], held[into.pk]
        _check_keeper(mine, by)
        if not _is_open(other):
            raise OnlyLikeWithLike
        if not need_may_become(NeedStage(mine.state), NeedStage.MERGED):
            raise StepNotOpen
        mine.voices.update(need=other)
        mine.merged.update(merged_into=other)
        mine.state, mine.merged_into = NeedState.MERGED, other
        mine.save()
    need.refresh_from_db()


def hold_need(need: Need, by: User) -> Need:
    """Inside a transaction: nobody else changes it meanwhile."""
    held = Need.objects.select_for_update().get(pk=need.pk)
    _check_keeper(held, by)
    return held


def _check_keeper(need: Need, by: User) -> None:
    if not may_keep_for(by, need.keeper):
        raise PermissionDenied


def _is_open(need: Need) -> bool:
    return need.state in OPEN_NEEDS
