"""Which link opens whose task, and the minutes for members without an account."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.own_keys import hash_of_key, known_key, own_key
from loim.networks.models import Meeting, NetworkTask

TASK = "network.task"
MINUTES = "network.minutes"


def task_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(TASK, seed))


def minutes_key_hash(seed: UUID) -> str:
    return hash_of_key(own_key(MINUTES, seed))


def task_link_of(task: NetworkTask, language: str) -> str:
    """The whole address. Raises LinkLost."""
    with translation.override(language):
        key = known_key(TASK, task.seed, task.key_hash)
        return settings.BASE_URL + reverse("network-task-own", args=[key])


def minutes_link_of(meeting: Meeting, language: str) -> str:
    """The whole address. Raises LinkLost."""
    with translation.override(language):
        key = known_key(MINUTES, meeting.seed, meeting.key_hash)
        return settings.BASE_URL + reverse("network-minutes-own", args=[key])


def task_by_key(key: str) -> NetworkTask | None:
    return (
        NetworkTask.objects.select_related(
            "network", "owner__organisation", "owner__user", "organisation"
        )
        .filter(key_hash=hash_of_key(key))
        .first()
    )


def meeting_by_key(key: str) -> Meeting | None:
    return (
        Meeting.objects.select_related("network__organisation", "network__activity", "event")
        .filter(key_hash=hash_of_key(key))
        .first()
    )
