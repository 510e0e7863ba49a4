"""Secret links: a participant's to their itinerary, a host's to who comes."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key
from loim.events.models import Participant
from loim.events.queries.registration.own_link import own_key_for
from loim.visits.models import Host, Visit


def itinerary_link(participant: Participant) -> str:
    """The whole address, for letters; the same secret as their registration's. Raises LinkLost."""
    with translation.override(participant.language):
        return settings.BASE_URL + reverse("itinerary", args=[own_key_for(participant)])


def host_link(host: Host) -> str:
    with translation.override(host.language):
        return settings.BASE_URL + reverse("visit-host-page", args=[host.own_key])


def host_of_key(key: str) -> Host | None:
    return (
        Host.objects.select_related("visit__event__organiser", "organisation")
        .filter(key_hash=hash_of_key(key))
        .first()
    )


def plan_link(visit: Visit, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("visit-plan", args=[visit.pk])
