"""Which code lets whom in."""

from collections.abc import Iterable

from django.conf import settings

from loim.events.logic.day.check_in_code import check_in_code
from loim.events.models import Participant


def code_of(participant: Participant) -> str:
    return _code(participant.event_id, participant.pk)


def participants_by_code(event: int, participants: Iterable[int]) -> dict[str, int]:
    """The participants' keys by their codes."""
    return {_code(event, participant): participant for participant in participants}


def _code(event: int, participant: int) -> str:
    return check_in_code(event=event, participant=participant, secret=settings.SECRET_KEY)
