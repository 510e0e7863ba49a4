"""May this person? Who keeps the event moderates its forum; authors own what they wrote.

A forum's pages are for everybody where its event's page is and its ideas are public; else for
those who see the event and those who have a place there.
"""

from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE, may_change_event, may_see_event
from loim.ideas.models import Forum, FromWhom
from loim.people.permissions import Person


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
