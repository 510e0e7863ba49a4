"""Which materials of an agenda somebody may read."""

from loim.events.models import AgendaRelease, Event, Participant
from loim.events.permissions import WITH_A_PLACE
from loim.events.queries.registration.own_link import Opened
from loim.people.permissions import Person


def readable_materials(event: Event, release: AgendaRelease, *, is_participant: bool) -> set[int]:
    """Keys of those that the release gives to everybody, or also to participants.

    What was taken away or closed after the release is gone from it at once.
    """
    is_open_now = dict(event.materials.values_list("pk", "is_public"))
    return {
        material["key"]
        for material in release.content["materials"]
        if material["key"] in is_open_now
        and (is_participant or (material["is_public"] and is_open_now[material["key"]]))
    }


def takes_part_in(person: Person, event: Event) -> bool:
    """Has a place there, given to their own account."""
    if not person.is_authenticated:
        return False
    return Participant.objects.filter(
        event=event, registration__user=person, state__in=WITH_A_PLACE
    ).exists()


def bearer_takes_part(opened: Opened) -> bool:
    """Has somebody whom this own link is for a place?"""
    return opened.participants().filter(state__in=WITH_A_PLACE).exists()
