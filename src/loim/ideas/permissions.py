"""May this person? Who keeps the event moderates its forum; authors own what they wrote.

A forum's pages are for everybody where its event's page is and its ideas are public; else for
those who see the event and those who have a place there.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from loim.events.models import Participant
from loim.events.permissions import (
    WITH_A_PLACE,
    events_readable_by,
    may_change_event,
    may_see_event,
)
from loim.ideas.models import AnswerLink, Forum, FromWhom, Idea, Proposal, Shown, Strategy
from loim.people.models import Role
from loim.people.permissions import RECORDING_ROLES, Person, has_role, roles_by_organisation
from loim.programmes.permissions import may_record, may_record_for

# A ministry's people record nothing, but answer for it.
ANSWERING_ROLES = RECORDING_ROLES | {Role.MINISTRY_APPROVER}


def may_moderate(person: Person, forum: Forum) -> bool:
    """Show and hide, merge, keep challenges and notes, run the choice."""
    return may_change_event(person, forum.event)


def has_place(participant: Participant | None, forum: Forum) -> bool:
    return (
        participant is not None
        and participant.event_id == forum.event_id
        and participant.state in WITH_A_PLACE
        and participant.erased_at is None
    )


def may_see_forum(person: Person, forum: Forum, participant: Participant | None = None) -> bool:
    """`participant` is whom somebody without an account proved to be."""
    if has_place(participant, forum):
        return True
    if forum.is_public and may_see_event(person, forum.event):
        return True
    return may_moderate(person, forum)


def may_give(person: Person, forum: Forum, participant: Participant | None = None) -> bool:
    """Ideas, support and comments, while they are gathered: `participant` as above."""
    if forum.from_whom == FromWhom.PARTICIPANTS:
        return has_place(participant, forum) or may_moderate(person, forum)
    return may_see_forum(person, forum, participant)


def may_propose(person: Person) -> bool:
    """Make proposals at all; `may_record_for` says in whose name."""
    return may_record(person)


def may_propose_ideas(person: Person, ideas: Iterable[Idea]) -> bool:
    """Ideas become a proposal by whoever keeps their forums."""
    forums = {idea.forum_id: idea.forum for idea in ideas}
    return all(may_moderate(person, forum) for forum in forums.values())


def may_keep_proposal(person: Person, proposal: Proposal) -> bool:
    """Word it, move its date, write to its owner again, withdraw it: whoever made it."""
    return may_record_for(person, proposal.made_by)


def may_answer(who: Person | AnswerLink, proposal: Proposal) -> bool:
    """In the owner's name, in public: its own people alone, or by the link that it was sent.

    Neither a programme's manager nor an administrator of the platform speaks for others.
    """
    if isinstance(who, AnswerLink):
        return who.proposal_id == proposal.pk
    return has_role(who, proposal.owner_id, *ANSWERING_ROLES)


def may_keep_strategy(person: Person, strategy: Strategy) -> bool:
    return may_record_for(person, strategy.owner)


def ideas_readable_by(person: Person) -> QuerySet[Idea]:
    """Shown ideas of forums that this person may read; a place at the event counts elsewhere."""
    return Idea.objects.filter(
        state=Shown.SHOWN, forum__is_public=True, forum__event__in=events_readable_by(person)
    )


def may_translate(person: Person, forum: Forum) -> bool:
    """Whoever keeps the event, and anybody with a role at its organiser's."""
    return forum.event.organiser_id in roles_by_organisation(person) or may_moderate(person, forum)


def may_vote(person: Person | None, forum: Forum, participant: Participant | None) -> bool:
    """Participants, and where anyone may give ideas also everybody with an account."""
    if has_place(participant, forum):
        return True
    if person is None or not person.is_authenticated:
        return False
    return forum.from_whom == FromWhom.ANYONE and may_see_forum(person, forum)
