"""Who somebody is at a forum: their place at its event, by account or by what they proved."""

from django.db.models import Q

from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.events.queries.registrants.own_registrations import own_participants
from loim.ideas.models import Forum
from loim.people.models import User
from loim.people.permissions import Person


def place_of_account(person: Person, forum: Forum) -> Participant | None:
    """Their own place at the event."""
    if not isinstance(person, User):
        return None
    places = own_participants(person).filter(event=forum.event_id, state__in=WITH_A_PLACE)
    return places.select_related("registration").order_by("pk").first()


def place_of_address(email: str, forum: Forum) -> Participant | None:
    """Whoever has a place and is written to at this address."""
    own = Q(email__iexact=email) | Q(email="", registration__email__iexact=email)
    places = Participant.objects.filter(own, event=forum.event_id, state__in=WITH_A_PLACE)
    return places.filter(erased_at=None).select_related("registration").order_by("pk").first()
