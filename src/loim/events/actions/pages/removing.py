"""An event goes with all its parts, and comes back with them."""

import json
from typing import Any
from uuid import UUID

import pghistory
from django.core import serializers
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from loim.common.refusals import Refusal
from loim.events.actions.steps import refuse_registered
from loim.events.models import (
    AgendaRelease,
    DaySettings,
    Event,
    FeedbackQuestion,
    Material,
    Option,
    Partner,
    PlaceRule,
    Question,
    RegistrationSettings,
    Session,
    Speaker,
)
from loim.programmes.queries.record_history import columns_of

# Parts with a history, each after what it names. A question names an option: last of all.
_PARTS: tuple[tuple[Any, str], ...] = (
    (Partner, "event_id"),
    (Speaker, "event_id"),
    (Session, "event_id"),
    (DaySettings, "event_id"),
    (RegistrationSettings, "event_id"),
    (Question, "event_id"),
    (Option, "question_id"),
    (PlaceRule, "event_id"),
)


# Parts without one: the history of the step that removes them keeps them, as JSON.
_WITHOUT_HISTORY: tuple[tuple[Any, str], ...] = (
    (Session.speakers.through, "session__event"),
    (Material, "event"),
    (AgendaRelease, "event"),
    (FeedbackQuestion, "event"),
)


class OtherPagesStandOnIt(Refusal):
    """Another module keeps something about this event."""

    message = _(
        "A meeting of a network, a forum, a field visit or a training stands on this event, so it"
        " cannot be removed. Cancel it instead: then its page says so."
    )


def remove_whole(event: Event) -> None:
    """Inside `record_change` and `whole_event`. Refused: SomebodyRegistered, OtherPagesStandOnIt."""
    refuse_registered(event)
    if kept := _as_json(event):
        pghistory.context(removed=kept)
    # What names an option would keep its question from going.
    PlaceRule.objects.filter(event=event).delete()
    Question.objects.filter(event=event, only_if__isnull=False).update(only_if=None)
    try:
        event.delete()
    except ProtectedError as error:
        raise OtherPagesStandOnIt from error


def restore_parts(event_id: int, context: UUID) -> None:
    """The parts as they were before the change, with the same keys, of an event that was gone."""
    questions: list[int] = []
    conditions: dict[int, int] = {}
    for model, owner in _PARTS:
        keys = questions if owner == "question_id" else [event_id]
        rows = _before(model, owner, keys, context)
        if model is Question:
            questions = [row.pk for row in rows]
            conditions = {row.pk: row.only_if_id for row in rows if row.only_if_id}
            for row in rows:
                row.only_if_id = None
        model.objects.bulk_create(rows)
    again = list(Question.objects.filter(pk__in=conditions))
    for question in again:
        question.only_if_id = conditions[question.pk]
    Question.objects.bulk_update(again, ["only_if"])
    metadata = Context.objects.values_list("metadata", flat=True).get(pk=context)
    for part in serializers.deserialize("python", metadata.get("removed", [])):
        part.save()


def _as_json(event: Event) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for model, owner in _WITHOUT_HISTORY:
        rows = model.objects.filter(**{owner: event}).order_by("pk")
        kept += json.loads(serializers.serialize("json", rows))
    return kept


def _before(model: Any, owner: str, keys: list[int], context: UUID) -> list[Any]:
    """Rows as the newest history before the change has them; what was gone then stays gone."""
    rows = (
        model.pgh_event_model.objects.filter(**{f"{owner}__in": keys})
        .exclude(pgh_context=context)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    return [
        model(**{column.attname: getattr(row, column.attname) for column in columns_of(model)})
        for row in rows
        if row.pgh_label != "delete"
    ]
