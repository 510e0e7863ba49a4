"""Why somebody has a place, or not yet: in plain words, to the applicant."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.logic.participant_states import ParticipantState
from loim.events.logic.places.reasons import NEEDS_NOTE, Reason
from loim.events.models import Decision, Participant
from loim.events.queries.places.chances import chance_in_words
from loim.events.queries.places.decisions import answers_in, decision_in_words
from loim.events.queries.places.naming import AnswerNames
from loim.events.queries.places.obstacles import in_words, why_not_yet
from loim.events.queries.places.standing import Standing, WaitingPerson, standing
from loim.events.queries.places.wording import values_of

S = ParticipantState


def explanation_of(
    participant: Participant,
    language: str = "",
    *,
    now: datetime | None = None,
    places: Standing | None = None,
) -> list[str]:
    """Sentences in `language` (the participant's unless said): what was decided and why, what
    hinders now, and what happens next. `places` spares the queries where many are explained.
    """
    now = now or timezone.now()
    with translation.override(language or participant.language):
        decisions = list(participant.decisions.order_by("-at", "-pk")[:20])
        if not decisions:
            return []
        sentences = _of_state(participant, decisions, now, places)
        return [sentence for sentence in [*sentences, *_note(decisions)] if sentence]


def _of_state(
    participant: Participant, decisions: list[Decision], now: datetime, places: Standing | None
) -> list[str]:
    state = S(participant.state)
    if state == S.WAITING:
        return _waiting(participant, decisions[0], places or standing(participant.event, now))
    if state == S.OFFERED:
        return _offered(participant, decisions[0])
    if state in {S.ATTENDED, S.ABSENT}:
        return [_("You were there.") if state == S.ATTENDED else _("You were not there.")]
    return [decision_in_words(decisions[0]), *chance_in_words(decisions[0])]


def _note(decisions: list[Decision]) -> list[str]:
    """What a person wrote about the last step, or about the order of the queue."""
    last = decisions[0]
    if not last.note:
        return []
    if last.reason in NEEDS_NOTE or last.by_id is not None:
        return [_("The organiser's reason: %(note)s") % {"note": last.note}]
    return []


def _offered(participant: Participant, decision: Decision) -> list[str]:
    if participant.offer_expires_at is None:
        return []
    moment = {"moment": in_words(participant.offer_expires_at)}
    if participant.registration.confirmed_at is None:
        return [
            _(
                "A place is kept for you until %(moment)s. Confirm your address by the link in"
                " our letter, and it is yours."
            )
            % moment
        ]
    sentences = [_("A place is offered to you until %(moment)s.") % moment]
    if decision.reason == Reason.FLOOR:
        [rule] = decision.values["rules"]
        whom = AnswerNames(answers_in(decision.values))[(rule["question"], rule["answer"])]
        sentences.append(_for_floor(rule["floor"], whom))
    else:
        sentences.append(decision_in_words(decision))
    return sentences


def _for_floor(floor: int, whom: str) -> str:
    return ngettext(
        "At least %(number)d place is for: %(whom)s. It was not taken, and among them you have"
        " waited longest.",
        "At least %(number)d places are for: %(whom)s. Fewer were taken, and among them you have"
        " waited longest.",
        floor,
    ) % {"number": floor, "whom": whom}


def _waiting(participant: Participant, decision: Decision, places: Standing | None) -> list[str]:
    waits = places.waiting_person(participant.pk) if places else None
    if participant.is_held_back:
        return [decision_in_words(decision), _("You are told as soon as the organiser decides.")]
    if places is None or waits is None:
        return [decision_in_words(decision)]
    sentences = []
    if decision.reason in {Reason.MOVED_BACK, Reason.MOVED_IN_QUEUE, Reason.NOT_DRAWN}:
        sentences += [decision_in_words(decision), *chance_in_words(decision)]
    if waits.turn.hindered is not None:
        values = values_of(waits.turn.hindered)
        names = AnswerNames(answers_in(values))
        sentences.append(why_not_yet(waits.turn.hindered.reason, values, names))
    return [*sentences, *_position(waits, places)]


def _position(waits: WaitingPerson, places: Standing) -> list[str]:
    given = waits.turn.given
    if places.is_drawn:
        return [
            _(
                "When somebody gives up a place that was drawn, another is drawn for it from"
                " those who wait, by the same lot: the rules of representation are restored"
                " first, and the chances of all who could come are as fair as in the draw."
            )
        ]
    if given is None:
        return [
            _(
                "As the rules stand, a place that becomes free goes to others. That changes when"
                " somebody like you gives up their place."
            )
        ]
    sentences = [
        _("You are number %(position)s of %(all)s in the order in which free places are offered.")
        % {"position": waits.position, "all": len(places.waiting)}
    ]
    if given.reason == Reason.FLOOR and given.rule is not None:
        whom = AnswerNames([given.rule.about])[given.rule.about]
        sentences.append(_called_earlier(given.rule.floor, whom))
    elif waits.is_passed:
        sentences.append(
            _(
                "Some who registered later are before you, because places are kept for people"
                " like them and too few of them have one."
            )
        )
    return sentences


def _called_earlier(floor: int, whom: str) -> str:
    return ngettext(
        "At least %(number)d place is for: %(whom)s. It is not taken, so you are called earlier.",
        "At least %(number)d places are for: %(whom)s. Fewer are taken, so you are called earlier.",
        floor,
    ) % {"number": floor, "whom": whom}
