"""A participant's own code and papers, for any page or letter that shows a participant."""

from dataclasses import dataclass

from django import template

from loim.common.qr_code import QrCode, qr_code
from loim.events.logic.day.check_in_code import readable
from loim.events.logic.participant_states import ParticipantState
from loim.events.models import TO_BE_HELD, EventStatus, Participant
from loim.events.queries.day.codes import code_of

register = template.Library()
_MAY_USE_IT = {ParticipantState.ADMITTED, ParticipantState.ATTENDED, ParticipantState.ABSENT}


@dataclass(frozen=True)
class OwnCode:
    code: str  # as a camera reads it
    letters: str  # as one reads it out
    picture: QrCode


@register.simple_tag
def check_in_code(participant: Participant) -> OwnCode | None:
    """None for whoever has no place, or where the event does not take place. No query where the
    participant's event is loaded."""
    status = participant.event.status
    is_on = status in TO_BE_HELD or status == EventStatus.HELD
    if participant.state not in _MAY_USE_IT or not is_on:
        return None
    code = code_of(participant)
    return OwnCode(code, readable(code), qr_code(code, is_robust=True))
