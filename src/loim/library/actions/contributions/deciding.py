"""What an editor does with a contribution: ask, publish with thanks, decline with a reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.library.actions.contributions.letters import (
    tell_of_decision,
    tell_of_question,
    thank,
)
from loim.library.actions.contributions.own import NothingSaid, held
from loim.library.actions.items.keeping import ItemFacts, create_item, publish_item
from loim.library.logic.contributions.states import leads_to
from loim.library.models import Contribution, ContributionMessage, LibraryItem, State
from loim.library.permissions import may_moderate
from loim.people.models import Organisation, User


class AlreadyDecided(Refusal):
    message = _("This contribution is not waiting any more: %(state)s. Look at it again.")


class ReasonMissing(Refusal):
    message = _("Write why, in words that its contributor can use. They will get them by e-mail.")


def ask_contributor(
    *, contribution: Contribution, words: str, submission: UUID, by: User, now: datetime
) -> ContributionMessage:
    """Raises NothingSaid, AlreadyDecided."""
    if not words.strip():
        raise NothingSaid
    with transaction.atomic():
        current = _held_by(contribution, by)
        if made := ContributionMessage.objects.filter(submission=submission).first():
            return made
        if current.state != State.ASKED:
            _to(current, State.ASKED, now)
        current.save()
        made = ContributionMessage.objects.create(
            contribution=current, from_editor=True, author=by, words=words.strip(),
            written_at=now, submission=submission,
        )  # fmt: skip
        tell_of_question(current, made.words)
    return made


def publish_contribution(
    *, contribution: Contribution, owner: Organisation, facts: ItemFacts,
    words: Mapping[str, str], thanks: str, by: User, now: datetime,
) -> LibraryItem:  # fmt: skip
    """It stands in the library, credited as its contributor wished (`facts.credit`), and they are
    thanked. Raises AlreadyDecided and what making and publishing an item refuse."""
    with transaction.atomic():
        current = _held_by(contribution, by)
        _to(current, State.PUBLISHED, now)
        item = create_item(
            owner=owner, facts=facts, words=words, by=by, now=now, language=current.language
        )
        current.files.update(item=item, contribution=None)
        item = publish_item(item=item, by=by, now=now)
        current.item, current.decided_by, current.decided_at = item, by, now
        current.credit = facts.credit
        current.save()
        thank(current, item, thanks.strip())
    return item


def decline_contribution(
    *, contribution: Contribution, reason: str, by: User, now: datetime
) -> Contribution:
    """Raises ReasonMissing, AlreadyDecided."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = _held_by(contribution, by)
        _to(current, State.DECLINED, now)
        current.reason, current.decided_by, current.decided_at = reason.strip(), by, now
        current.save()
        tell_of_decision(current)
    return current


def reopen_contribution(*, contribution: Contribution, by: User, now: datetime) -> Contribution:
    """An editor thought again about what was declined. Raises AlreadyDecided."""
    with transaction.atomic():
        current = _held_by(contribution, by)
        _to(current, State.WAITING, now)
        current.reason, current.decided_by, current.decided_at = "", None, None
        current.save()
    return current


def _held_by(contribution: Contribution, by: User) -> Contribution:
    if not may_moderate(by):
        raise PermissionDenied
    current = held(contribution)
    if current.confirmed_at is None:
        raise PermissionDenied  # nobody but whoever typed it knows of it
    return current


def _to(current: Contribution, state: State, now: datetime) -> None:
    if not leads_to(current.state, state):
        raise AlreadyDecided(state=current.get_state_display())
    current.state, current.turn_at = state, now
