"""One step of somebody's place, in one sentence to them."""

from typing import Any

from django.utils.translation import gettext as _

from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.obstacles import why_not_yet

_HINDERS = frozenset(
    {
        Reason.FULL,
        Reason.UNIT_TOO_LARGE,
        Reason.CEILING,
        Reason.OPTION_FULL,
        Reason.ORGANISATION_FULL,
        Reason.RESERVED,
    }
)


def decision_in_words(decision: Decision) -> str:
    """One sentence about one step, as it was when it was decided; to the applicant."""
    reason = Reason(decision.reason)
    if reason in _HINDERS:
        return why_not_yet(reason, decision.values, AnswerNames(answers_in(decision.values)))
    return {
        Reason.FREE_PLACE: _("You have a place: one was free when you registered."),
        Reason.FLOOR: _("A place that was kept for people like you was given to you."),
        Reason.IN_TURN: _("A place became free, and it was your turn."),
        Reason.FROM_DRAW: _("You have a place: it was drawn by lot."),
        Reason.REPLACES: _("Somebody gave up their place, and you were called in their stead."),
        Reason.APPROVED: _("You have a place: the organiser decided so."),
        Reason.BY_HAND: _("You have a place: the organiser gave it to you."),
        Reason.CONFIRMED: _("You have a place: you confirmed your address."),
        Reason.ACCEPTED: _("You have a place: you accepted the one that was offered to you."),
        Reason.FOR_ORGANISER: _(
            "Your application has arrived. The organiser decides who gets a place."
        ),
        Reason.FOR_DRAW: _(
            "Your application has arrived. When registration has closed, the places are drawn"
            " by lot."
        ),
        Reason.NOT_DRAWN: _("The lot did not fall on you, so you are on the waiting list."),
        Reason.NOT_DRAWN_AT_ALL: _("The lot did not fall on you, and there is no waiting list."),
        Reason.MOVED_BACK: _("The organiser put you on the waiting list."),
        Reason.MOVED_IN_QUEUE: _("The organiser changed your place on the waiting list."),
        Reason.WITHDRAWN: _("You gave up your place."),
        Reason.WITHDRAWN_BY_ORGANISER: _("The organiser took you off the list."),
        Reason.OFFER_DECLINED: _("You did not want the place that was offered to you."),
        Reason.OFFER_EXPIRED: _(
            "A place was offered to you, but no answer came in time; it was offered to the next"
            " person."
        ),
        Reason.NOT_CONFIRMED: _(
            "Your address was not confirmed in time, so no place could be kept for you."
        ),
        Reason.REFUSED: _("The organiser could not give you a place."),
        Reason.CAME: _("You were there."),
        Reason.DID_NOT_COME: _("You were not there."),
        Reason.CORRECTED: _("The organiser corrected whether you were there. You have a place."),
    }[reason]


def answers_in(values: dict[str, Any]) -> list[tuple[str, str]]:
    """What the rules that a decision names look at."""
    return [(rule["question"], rule["answer"]) for rule in values.get("rules", [])]
