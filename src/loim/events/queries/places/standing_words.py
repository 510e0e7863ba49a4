"""How places stand, in the words of the organiser's page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.logic.places.promotion import Given
from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Participant
from loim.events.queries.places.decisions import answers_in
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.obstacles import in_words, why_not_yet
from loim.events.queries.places.standing import RuleStanding, Standing, WaitingPerson
from loim.events.queries.places.wording import values_of


@dataclass(frozen=True)
class RuleInFigures:
    """One rule; `state` is a sentence, `color` its tag's."""

    whom: str
    floor: int
    ceiling: int | None
    held: int
    state: str
    color: str
    is_choice: bool


@dataclass(frozen=True)
class WaitingInWords:
    """One who waits; `reason` says why not yet, `turn` why when their turn comes."""

    person: Participant
    position: int | None
    reason: str
    turn: str


@dataclass(frozen=True)
class OfferInWords:
    person: Participant
    until: str
    reason: str


def rules_in_figures(places: Standing, names: AnswerNames) -> list[RuleInFigures]:
    return [
        RuleInFigures(
            whom=names[one.rule.about],
            floor=one.rule.floor,
            ceiling=one.rule.ceiling,
            held=one.held,
            state=text,
            color=color,
            is_choice=one.rule.is_choice,
        )
        for one in places.rules
        for text, color in [_state(one)]
    ]


def _state(one: RuleStanding) -> tuple[str, str]:
    rule = one.rule
    if rule.ceiling is not None and one.held > rule.ceiling:
        return _("more than at most"), "warning"
    if one.missing:
        text = ngettext("%(number)d missing", "%(number)d missing", one.missing) % {
            "number": one.missing
        }
        if rule.released_at is None:
            return text, "warning"
        moment = in_words(rule.released_at)
        return (
            _("%(missing)s, kept until %(moment)s") % {"missing": text, "moment": moment},
            "warning",
        )
    if rule.ceiling is not None and one.held == rule.ceiling:
        return _("full"), "info"
    if rule.floor and not one.is_met:
        return _("not met; open to everybody now"), "neutral"
    return (_("met"), "success") if rule.floor else (_("room left"), "neutral")


def waiting_in_words(
    waiting: Iterable[WaitingPerson], names: AnswerNames, *, is_drawn: bool = False
) -> list[WaitingInWords]:
    """`is_drawn`: nobody has a number, whoever is called is drawn. `names` know all answers of the rules, so that no row asks for its own."""
    found = []
    for one in waiting:
        hindered = one.turn.hindered
        reason = ""
        if hindered is not None:
            reason = why_not_yet(hindered.reason, values_of(hindered), names)
        position, turn = one.position, _turn(one.turn.given, names)
        if is_drawn:
            position, turn = None, _("Called if the lot falls on them.")
        found.append(WaitingInWords(one.participant, position, reason, turn))
    return found


def _turn(given: Given | None, names: AnswerNames) -> str:
    if given is None:
        return _("As the rules stand, the places that become free go to others.")
    if given.reason == Reason.FLOOR and given.rule is not None:
        return _("Called for a place that is kept for: %(whom)s.") % {
            "whom": names[given.rule.about]
        }
    return _("Called in turn.")


def offers_in_words(offers: QuerySet[Participant], names: AnswerNames) -> list[OfferInWords]:
    """Two queries."""
    latest = Decision.objects.filter(after="offered").order_by("-at", "-pk")
    return [
        OfferInWords(
            person=person,
            until=in_words(person.offer_expires_at) if person.offer_expires_at else "",
            reason=_offer_reason(person, names),
        )
        for person in offers.prefetch_related(Prefetch("decisions", latest, to_attr="offers"))
    ]


def _offer_reason(person: Participant, names: AnswerNames) -> str:
    if person.registration.confirmed_at is None:
        return _("The address is still to be confirmed.")
    made: list[Decision] = getattr(person, "offers", [])
    if made and made[0].reason == Reason.FLOOR:
        return _("A place that is kept for: %(whom)s.") % {
            "whom": names.all_of(answers_in(made[0].values))
        }
    return _("It was their turn.")
