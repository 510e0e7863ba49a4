"""What an author does with an idea: confirm the address, change the words, withdraw."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.ideas.actions.ideas.giving import OtherForumsChallenge, SaysNothing
from loim.ideas.actions.ideas.letters import tell_of_withdrawal
from loim.ideas.logic.forum.times import choice_has_begun
from loim.ideas.logic.ideas.states import leads_to, state_when_sent
from loim.ideas.models import Challenge, Idea, Shown

CHANGEABLE = ("title", "words", "language", "challenge", "is_author_shown")


class IdeaWithdrawn(Refusal):
    message = _("This idea has been withdrawn. If you think of it differently now, give it anew.")


class ChoiceHasBegun(Refusal):
    message = _(
        "Choosing among the ideas has begun, so their words stay as they are. You can still"
        " comment on your idea, or withdraw it."
    )


class AlreadyChosen(Refusal):
    message = _("This idea was chosen, so it cannot be withdrawn any more. Write to the organiser.")


def confirm_idea(*, idea: Idea, now: datetime) -> Idea:
    """Whoever has the link has the address. Again does no harm."""
    with transaction.atomic():
        current = held(idea)
        if current.confirmed_at is None:
            current.confirmed_at = now
            if current.state == Shown.AWAITING:
                current.state = state_when_sent(
                    is_confirmed=True, is_moderated=current.forum.is_moderated, by_moderator=False
                )
            current.save(update_fields=["confirmed_at", "state"])
    return current


def change_idea(*, idea: Idea, now: datetime, **facts: Any) -> Idea:
    """Whoever calls has proved to be its author. Where a moderator reads first, changed words
    are read again before they are shown.

    Refused: IdeaWithdrawn, ChoiceHasBegun, SaysNothing, OtherForumsChallenge.
    """
    if unknown := set(facts) - set(CHANGEABLE):
        raise TypeError(f"not an author's to change: {sorted(unknown)}")
    with transaction.atomic():
        current = held(idea)
        forum = current.forum
        if current.state == Shown.WITHDRAWN:
            raise IdeaWithdrawn
        if forum.chosen_at is not None or choice_has_begun(
            now, forum.choice_method, forum.choice_opens_at
        ):
            raise ChoiceHasBegun
        before = (current.title, current.words)
        for name, value in facts.items():
            setattr(current, name, value.strip() if isinstance(value, str) else value)
        _check(current.challenge, current)
        if (current.title, current.words) != before:
            current.translations = {}  # of words that are gone
            # A moderator's no is not lifted by changing a word: it is read again as well.
            if forum.is_moderated and current.state in {Shown.SHOWN, Shown.HIDDEN}:
                current.state = Shown.AWAITING
        current.save(update_fields=[*facts, "translations", "state"])
    return current


def withdraw_idea(*, idea: Idea, now: datetime) -> Idea:
    """Whoever calls has proved to be its author. Supporters and those who commented are told
    once; their number stays. A proposal that was made of it stays with its owner.

    Again does no harm. Refused: AlreadyChosen.
    """
    with transaction.atomic():
        current = held(idea)
        if not leads_to(current.state, Shown.WITHDRAWN):
            return current
        if current.chosen_as is not None:
            raise AlreadyChosen
        was_read = current.state == Shown.SHOWN
        current.state = Shown.WITHDRAWN
        current.save(update_fields=["state"])
        if was_read:
            tell_of_withdrawal(current, now)
    return current


def held(idea: Idea) -> Idea:
    """As it is now, and nobody else changes it until this transaction ends."""
    rows = Idea.objects.select_related("forum__event", "challenge", "author")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=idea.pk)


def _check(challenge: Challenge | None, idea: Idea) -> None:
    if not idea.title or not idea.words:
        raise SaysNothing
    if challenge is not None and challenge.forum_id != idea.forum_id:
        raise OtherForumsChallenge
