"""How somebody's place stands, in one short sentence."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from loim.events.logic.participant_states import ParticipantState as S
from loim.events.models import Participant

# The colour of each state's tag, which never stands alone.
COLOURS = {
    S.ADMITTED: "success",
    S.ATTENDED: "success",
    S.OFFERED: "warning",
    S.WAITING: "info",
    S.APPLIED: "info",
}


def colour_of(participant: Participant) -> str:
    return COLOURS.get(S(participant.state), "neutral")


def state_in_words(participant: Participant) -> str:
    """In the language that is spoken."""
    state = S(participant.state)
    if state == S.OFFERED:
        return _offered(participant)
    return {
        S.APPLIED: _("has applied"),
        S.ADMITTED: _("has a place"),
        S.WAITING: _("on the waiting list"),
        S.DECLINED: _("no place"),
        S.CANCELLED: _("not registered any more"),
        S.ATTENDED: _("was there"),
        S.ABSENT: _("was not there"),
    }[state]


def _offered(participant: Participant) -> str:
    if participant.offer_expires_at is None:
        return _("place offered")
    moment = date_format(localtime(participant.offer_expires_at), "SHORT_DATETIME_FORMAT")
    if participant.registration.confirmed_at is None:
        return _("has a place if the e-mail is confirmed by %(moment)s") % {"moment": moment}
    return _("place offered until %(moment)s") % {"moment": moment}
