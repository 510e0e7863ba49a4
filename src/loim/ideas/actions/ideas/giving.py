"""Somebody gives an idea: with an account, as a participant, or with an address to confirm."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately
from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.events.models import Participant
from loim.ideas.actions.ideas.letters import ask_to_confirm
from loim.ideas.logic.forum.times import Gathering, gathering_at
from loim.ideas.logic.ideas.states import state_when_sent
from loim.ideas.models import (
    Challenge,
    Comment,
    Forum,
    GroupNote,
    Idea,
    IdeaTeamMember,
    Strategy,
    Support,
)  # fmt: skip
from loim.ideas.permissions import has_place, may_give, may_moderate
from loim.ideas.queries.forum.who import place_of_account
from loim.ideas.queries.ideas.own_link import key_hash_of
from loim.people.models import User
from loim.people.permissions import Person

# Letters to an address that nobody has confirmed: more would be somebody else's nuisance.
MOST_UNCONFIRMED = 5
UNCONFIRMED_WITHIN = timedelta(days=1)
ON_REQUEST = ("idea_given", "idea_comment_given", "idea_support_given", "idea_team_joined")


class NotGathering(Refusal):
    message = _("Ideas are not gathered here now. The forum's page says when they are.")


class OnlyForParticipants(Refusal):
    message = _(
        "This forum takes ideas from participants of its event. If you are one, sign in, or"
        " have the forum's page write to the address with which you registered."
    )


class SaysNothing(Refusal):
    message = _("Please write the idea in one sentence, and a few words more about it.")


class AddressMissing(Refusal):
    message = _("Please give your name and e-mail, so that we can send you the link of your idea.")


class OtherForumsChallenge(Refusal):
    message = _("This challenge belongs to another forum. Please choose one from the list.")


class ConfirmFirst(Refusal):
    message = _(
        "We have written to this address several times today. Please open the link in one of our"
        " letters first."
    )


def submit_idea(
    *,
    forum: Forum,
    title: str,
    text: str,
    language: str,
    challenge: Challenge | None = None,
    author: User | None = None,
    author_name: str = "",
    author_email: str = "",
    is_author_shown: bool = False,
    submission: UUID,
    participant: Participant | None = None,
    note: GroupNote | None = None,
    strategies: Sequence[Strategy] = (),
    by: User | None,
    now: datetime,
) -> Idea:
    """The idea; the same `submission` again gives what it made the first time.

    `by` is who sends it, and its author where nobody else is named; `participant` is whom
    somebody without an account proved to be. Without either the address gets a letter, and
    nothing is shown before its link was opened. Whoever keeps the event may write down what
    others said at any time, and it is shown at once. Refused: SaysNothing, NotGathering,
    OnlyForParticipants, PermissionDenied (a forum that they do not see), AddressMissing,
    OtherForumsChallenge, ConfirmFirst.
    """
    title, text = title.strip(), text.strip()
    if not title or not text:
        raise SaysNothing
    if language not in LANGUAGE_CODES:
        raise ValueError(language)
    if challenge is not None and challenge.forum_id != forum.pk:
        raise OtherForumsChallenge
    if author is None and not author_name and participant is None:
        author = by
    idea = Idea(
        forum=forum, challenge=challenge, note=note, title=title, words=text, language=language,
        author=author, is_author_shown=is_author_shown, written_at=now, submission=submission,
        author_name=author_name or _name_of(author, participant),
        author_email=author_email or _address_of(author, participant),
    )  # fmt: skip
    idea.key_hash = key_hash_of(idea)
    with transaction.atomic():
        if made := Idea.objects.filter(submission=submission).first():
            return made
        current = Forum.objects.select_related("event__organiser").get(pk=forum.pk)
        is_moderator = by is not None and may_moderate(by, current)
        if not is_moderator:
            check_may_give(current, by, participant, now)
        if by is None and participant is None:
            check_address(idea.author_name, idea.author_email, now)
        else:
            idea.confirmed_at = now
        idea.state = state_when_sent(
            is_confirmed=idea.confirmed_at is not None,
            is_moderated=current.is_moderated,
            by_moderator=is_moderator,
        )
        return _save(idea, strategies)


def check_may_give(
    forum: Forum, by: User | None, participant: Participant | None, now: datetime
) -> None:
    """Raises NotGathering, OnlyForParticipants, PermissionDenied."""
    if gathering_at(now, forum.opens_at, forum.closes_at) != Gathering.OPEN:
        raise NotGathering
    check_takes_part(forum, by, participant)


def check_takes_part(forum: Forum, by: User | None, participant: Participant | None) -> None:
    """Raises OnlyForParticipants, PermissionDenied."""
    person: Person = by or AnonymousUser()
    place = participant or place_of_account(person, forum)
    if may_give(person, forum, place):
        return
    if forum.is_public and not has_place(place, forum):
        raise OnlyForParticipants
    raise PermissionDenied


def check_address(name: str, email: str, now: datetime) -> None:
    """Raises AddressMissing, ConfirmFirst."""
    if not name or not email:
        raise AddressMissing
    check_letters_to(email, now)


def check_letters_to(email: str, now: datetime) -> None:
    """Raises ConfirmFirst where an address has had letters enough that nobody answered.

    Counted by letters: the same support asked for again and again is one row and many letters.
    """
    since = now - UNCONFIRMED_WITHIN
    written = letters_lately(email, ON_REQUEST, since=since)
    if written - _confirmed_lately(email, since) >= MOST_UNCONFIRMED:
        raise ConfirmFirst


def _confirmed_lately(email: str, since: datetime) -> int:
    said = {"confirmed_at__gt": since}
    return (
        Idea.objects.filter(author_email__iexact=email, **said).count()
        + Comment.objects.filter(author_email__iexact=email, **said).count()
        + Support.objects.filter(email__iexact=email, **said).count()
        + IdeaTeamMember.objects.filter(email__iexact=email, **said).count()
    )


def _save(idea: Idea, strategies: Sequence[Strategy]) -> Idea:
    try:
        with transaction.atomic():
            idea.save(force_insert=True)
    except IntegrityError:
        if made := Idea.objects.filter(submission=idea.submission).first():
            return made  # the other of two at once
        raise
    idea.strategies.add(*strategies)
    if idea.author_id is None and idea.author_email:
        ask_to_confirm(idea)
    return idea


def _name_of(author: User | None, participant: Participant | None) -> str:
    if author is not None:
        return author.name
    return participant.name if participant is not None else ""


def _address_of(author: User | None, participant: Participant | None) -> str:
    if author is not None or participant is None:
        return ""  # an account has an address of its own
    return participant.email or participant.registration.email
