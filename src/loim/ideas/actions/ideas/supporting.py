"""Support: one person, one idea, once; who it is stays their own business."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.ideas.actions.ideas.giving import check_letters_to, check_takes_part
from loim.ideas.actions.ideas.letters import ask_to_confirm_support
from loim.ideas.models import Idea, Shown, Support
from loim.ideas.queries.ideas.own_link import key_hash_of
from loim.people.models import User

LONGEST_ADDRESS = 254


class NotShown(Refusal):
    message = _("This idea is not shown any more, so it cannot be supported or commented on.")


class NoAddress(Refusal):
    message = _("Please give your e-mail, so that everybody supports an idea once.")


def support_idea(
    *,
    idea: Idea,
    by: User | None = None,
    email: str = "",
    participant: Participant | None = None,
    language: str = "et",
    now: datetime,
) -> Support:
    """Counted at once by account, and for a participant who proved to be one; else the address
    gets a letter. Again does no harm, and tells nobody who supports: the letter is sent anew
    where nothing was confirmed yet.

    Of an idea that was joined to another that other one is supported. Refused: NotShown,
    OnlyForParticipants, PermissionDenied, NoAddress, ConfirmFirst.
    """
    idea = idea.joined_to or idea
    with transaction.atomic():
        current = Idea.objects.select_related("forum__event").get(pk=idea.pk)
        if current.state != Shown.SHOWN:
            raise NotShown
        check_takes_part(current.forum, by, participant)
        if by is not None:
            return _put(Support(idea=current, user=by, confirmed_at=now, given_at=now))
        if participant is not None:
            own = (participant.email or participant.registration.email).lower()
            support = _put(Support(idea=current, email=own, confirmed_at=now, given_at=now))
            return _confirmed(support, now)
        _check_address(email)
        check_letters_to(email, now)
        support = _put(Support(idea=current, email=email.lower(), given_at=now))
        if support.confirmed_at is None:
            ask_to_confirm_support(support, language)
        return support


def confirm_support(*, support: Support, now: datetime) -> Support:
    """Whoever has the link has the address. Again does no harm."""
    with transaction.atomic():
        current = Support.objects.select_for_update(no_key=True).get(pk=support.pk)
        return _confirmed(current, now)


def withdraw_support(*, support: Support) -> None:
    """Whoever calls has proved that it is theirs; as if it had never been."""
    support.delete()


def support_of(
    idea: Idea, *, by: User | None = None, participant: Participant | None = None
) -> Support | None:
    """Their own, if they support it."""
    rows = Support.objects.filter(idea=idea).exclude(confirmed_at=None)
    if by is not None:
        return rows.filter(user=by).first()
    if participant is not None:
        own = participant.email or participant.registration.email
        return rows.filter(email__iexact=own).exclude(email="").first()
    return None


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise NoAddress from None
    if len(email) > LONGEST_ADDRESS:
        raise NoAddress


def _put(support: Support) -> Support:
    support.submission = uuid4()
    support.key_hash = key_hash_of(support)
    try:
        with transaction.atomic():
            support.save(force_insert=True)
    except IntegrityError:
        mine = Support.objects.filter(idea=support.idea)
        if support.user is not None:
            return mine.get(user=support.user)
        return mine.get(email__iexact=support.email)
    return support


def _confirmed(support: Support, now: datetime) -> Support:
    if support.confirmed_at is None:
        support.confirmed_at = now
        support.save(update_fields=["confirmed_at"])
    return support
