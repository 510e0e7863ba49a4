"""An event becomes a forum: it gathers ideas, and says how one chooses among them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fairplaces import Secret
from loim.common.refusals import Refusal
from loim.common.sealing import seal
from loim.events.models import Event
from loim.events.permissions import may_change_event
from loim.ideas.logic.forum.times import choice_has_begun
from loim.ideas.models import ChoiceMethod, Forum
from loim.people.models import User

FACTS = (
    "introduction", "method", "translations", "from_whom", "opens_at", "closes_at",
    "is_moderated", "has_comments", "has_teams", "choice_method", "votes_each",
    "choice_opens_at", "choice_closes_at", "most_chosen", "strategy", "is_public",
)  # fmt: skip
# What those who choose rely on: fixed once they may.
METHOD_FACTS = ("choice_method", "method", "votes_each", "choice_opens_at", "most_chosen")


class TimesOutOfOrder(Refusal):
    message = _("The end must be later than the beginning.")


class MethodNotStated(Refusal):
    message = _("Say in words how one chooses, before anybody does.")


class ChoiceHasNoTimes(Refusal):
    message = _("Say when choosing begins and when it ends.")


class MethodLocked(Refusal):
    message = _(
        "Choosing has begun, so the method, its beginning, the votes of each person and how many"
        " are chosen stay as they are."
    )


def open_forum(*, event: Event, by: User, now: datetime, **facts: Any) -> Forum:
    """The forum of this event; `facts` are fields of Forum. Once per event: one that is there
    is given back as it is.

    Refused: PermissionDenied for whoever may not change the event, TimesOutOfOrder,
    MethodNotStated, ChoiceHasNoTimes.
    """
    if not may_change_event(by, event):
        raise PermissionDenied
    wanted = Forum(event=event, created_at=now, sealed_seed=seal(Secret.new().text))
    _put(facts, wanted)
    check_facts(wanted)
    values = {name: getattr(wanted, name) for name in FACTS}
    forum, _is_new = Forum.objects.get_or_create(
        event=event, defaults={**values, "created_at": now, "sealed_seed": wanted.sealed_seed}
    )
    return forum


def change_forum(*, forum: Forum, by: User, now: datetime, **facts: Any) -> Forum:
    """Refused: as when opening, and MethodLocked once choosing has begun."""
    with transaction.atomic():
        current = Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
        if not may_change_event(by, current.event):
            raise PermissionDenied
        before = {name: getattr(current, name) for name in METHOD_FACTS}
        has_begun = current.chosen_at is not None or choice_has_begun(
            now, current.choice_method, current.choice_opens_at
        )
        _put(facts, current)
        if has_begun and any(getattr(current, name) != before[name] for name in METHOD_FACTS):
            raise MethodLocked
        check_facts(current)
        current.save(update_fields=list(facts))
    return current


def check_facts(forum: Forum) -> None:
    for start, end in (
        (forum.opens_at, forum.closes_at),
        (forum.choice_opens_at, forum.choice_closes_at),
    ):
        if start is not None and end is not None and start >= end:
            raise TimesOutOfOrder
    if forum.choice_method == ChoiceMethod.NONE:
        return
    if not forum.method.strip():
        raise MethodNotStated
    if forum.choice_opens_at is None or forum.choice_closes_at is None:
        raise ChoiceHasNoTimes


def _put(facts: dict[str, Any], forum: Forum) -> None:
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"no facts of a forum: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(forum, name, value)
