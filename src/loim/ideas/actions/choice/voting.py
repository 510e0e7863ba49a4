"""The audience's votes: so many for each person, secret, and never one more."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.ideas.actions.choice.turns import (
    BY_ACCOUNT,
    BY_PARTICIPANT,
    choose_before_counting,
    take_turn_of_voter,
)
from loim.ideas.logic.forum.times import Gathering, gathering_at
from loim.ideas.models import ChoiceMethod, Forum, Idea, Shown, Vote
from loim.ideas.permissions import has_place, may_vote
from loim.ideas.queries.forum.who import place_of_account
from loim.people.models import User


class NotChoosing(Refusal):
    message = _("One cannot choose among these ideas now. The forum's page says when one can.")


class VotesUsedUp(Refusal):
    message = _("You have given all your votes. Take one back to give it to this idea.")


class NotToChoose(Refusal):
    message = _("This idea is not one to choose: it was withdrawn, hidden, or joined to another.")


def vote(
    *, idea: Idea, by: User | None, participant: Participant | None = None, now: datetime
) -> Vote:
    """Again for the same idea does no harm. Refused: NotChoosing, NotToChoose, VotesUsedUp,
    PermissionDenied."""
    with transaction.atomic():
        forum, place = _at_the_ballot(idea.forum, by, participant, now)
        mine = votes_of(forum, by, place)
        if found := mine.filter(idea=idea).first():
            return found
        current = Idea.objects.get(pk=idea.pk)
        if current.state != Shown.SHOWN or current.joined_to_id is not None:
            raise NotToChoose
        if used_up(forum, by, place):
            raise VotesUsedUp
        return Vote.objects.create(
            idea=current,
            participant=place,
            user=None if place is not None else by,
            given_at=now,
        )


def take_back_vote(
    *, idea: Idea, by: User | None, participant: Participant | None = None, now: datetime
) -> None:
    """Refused: NotChoosing, PermissionDenied."""
    with transaction.atomic():
        forum, place = _at_the_ballot(idea.forum, by, participant, now)
        votes_of(forum, by, place).filter(idea=idea).delete()


def used_up(forum: Forum, by: User | None, place: Participant | None) -> bool:
    """A vote for an idea that was withdrawn is one's own again."""
    counted = votes_of(forum, by, place).filter(idea__state=Shown.SHOWN)
    return counted.count() >= forum.votes_each


def votes_of(forum: Forum, by: User | None, place: Participant | None) -> QuerySet[Vote]:
    """One person's, whether they were a participant already when they gave them or not."""
    own = Q(pk=None)
    if by is not None:
        own |= Q(user=by)
    if place is not None:
        own |= Q(participant=place)
    return Vote.objects.filter(own, idea__forum=forum)


def _at_the_ballot(
    forum: Forum, by: User | None, participant: Participant | None, now: datetime
) -> tuple[Forum, Participant | None]:
    choose_before_counting(forum.pk)
    current = Forum.objects.select_related("event").get(pk=forum.pk)
    place = participant if has_place(participant, current) else None
    if place is None and by is not None:
        place = place_of_account(by, current)
    if not may_vote(by, current, place):
        raise PermissionDenied
    if current.choice_method != ChoiceMethod.AUDIENCE or current.chosen_at is not None:
        raise NotChoosing
    if gathering_at(now, current.choice_opens_at, current.choice_closes_at) != Gathering.OPEN:
        raise NotChoosing
    if place is not None:
        take_turn_of_voter(BY_PARTICIPANT, place.pk)
    if by is not None:
        take_turn_of_voter(BY_ACCOUNT, by.pk)
    return current, place
