"""A moderator shows what waits, or does not show it and says why to its author."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.ideas.commenting import held_comment
from loim.ideas.actions.ideas.letters import tell_author
from loim.ideas.actions.ideas.own import AlreadyChosen, held
from loim.ideas.logic.ideas.states import leads_to
from loim.ideas.models import Comment, Idea, Shown
from loim.ideas.permissions import may_moderate
from loim.people.models import User


class ReasonMissing(Refusal):
    message = _("Please write why it is not shown: its author is told.")


class AuthorWithdrew(Refusal):
    message = _("Its author has withdrawn it meanwhile, so there is nothing to decide.")


class NotConfirmed(Refusal):
    message = _("Its author has not confirmed their address yet, so it cannot be shown.")


def show(*, written: Idea | Comment, by: User, now: datetime) -> Idea | Comment:
    """Everybody sees it; complaints are settled. Its author is told where it was hidden before.
    Refused: AuthorWithdrew, NotConfirmed."""
    with transaction.atomic():
        current = _held_by_moderator(written, by)
        if current.confirmed_at is None:
            raise NotConfirmed
        was_hidden = current.state == Shown.HIDDEN
        _to(current, Shown.SHOWN)
        _settle(current, now)
        if was_hidden:
            tell_author(current, "shown")
    return current


def hide(*, written: Idea | Comment, reason: str, by: User, now: datetime) -> Idea | Comment:
    """Nobody sees it; its author gets the reason by letter, once. Refused: ReasonMissing,
    AuthorWithdrew, AlreadyChosen."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        current = _held_by_moderator(written, by)
        if isinstance(current, Idea) and current.chosen_as is not None:
            raise AlreadyChosen
        if current.state == Shown.HIDDEN:
            return current
        _to(current, Shown.HIDDEN, reason)
        _settle(current, now)
        tell_author(current, "hidden", note=reason)
    return current


def put_back(*, written: Idea | Comment, by: User, now: datetime) -> Idea | Comment:
    """Undo: what was shown by mistake waits again. Refused: AuthorWithdrew, AlreadyChosen."""
    with transaction.atomic():
        current = _held_by_moderator(written, by)
        if isinstance(current, Idea) and current.chosen_as is not None:
            raise AlreadyChosen
        _to(current, Shown.AWAITING)
    return current


def _held_by_moderator(written: Idea | Comment, by: User) -> Idea | Comment:
    current = held(written) if isinstance(written, Idea) else held_comment(written)
    forum = current.forum if isinstance(current, Idea) else current.idea.forum
    if not may_moderate(by, forum):
        raise PermissionDenied
    return current


def _to(current: Idea | Comment, state: Shown, note: str = "") -> None:
    if current.state == state:
        return
    if not leads_to(current.state, state):
        raise AuthorWithdrew
    current.state, current.state_note = state, note
    current.save(update_fields=["state", "state_note"])


def _settle(current: Idea | Comment, now: datetime) -> None:
    if isinstance(current, Comment):
        current.complaints.filter(resolved_at=None).update(resolved_at=now)
