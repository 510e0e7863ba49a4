"""Which code lets whom in."""

from collections.abc import Collection

from django.conf import settings

from loim.events.logic.day.check_in_code import check_in_code
from loim.events.models import Participant


def code_of(participant: Participant) -> str:
    return check_in_code(
        event=participant.event_id, participant=participant.pk, secret=settings.SECRET_KEY
    )


def participants_by_code(event: int, participants: Collection[int]) -> dict[str, int]:
    """The participants' keys by their codes, those of former secrets included: papers that were
    printed before a change of the secret still let their owners in.
    """
    secrets = [*map(str, settings.SECRET_KEY_FALLBACKS), settings.SECRET_KEY]
    return {
        check_in_code(event=event, participant=participant, secret=secret): participant
        for secret in secrets
        for participant in participants
    }
