"""The letters about places, in words: to each their own, and to who registered several all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import make_aware

from loim.common.bulk_mail import Letter
from loim.common.mail import render_mail
from loim.events.logic.place_letters import PlaceLetter
from loim.events.models import (
    Door,
    Event,
    Participant,
    Question,
    QuestionStage,
    Registration,
)
from loim.events.queries.calendar.when import when_in_words
from loim.events.queries.places.explanation import explanation_of
from loim.events.queries.registration.own_link import own_key_for, own_key_of
from loim.events.queries.registration.states_in_words import state_in_words

TEMPLATE = "place"
_ORGANISERS_DOORS = frozenset({Door.ORGANISER, Door.IMPORT})
_HOLDS = frozenset({PlaceLetter.ADMITTED, PlaceLetter.OFFERED})


@dataclass(frozen=True)
class News:
    """What one person is to be told; `number` says which decision it is about."""

    participant: Participant
    kind: PlaceLetter
    number: int


# A letter, the keys of those whom it tells of, and the moment after which it is of no use.
PlacedLetter = tuple[Letter, list[int], datetime]


def letters_about(registration: Registration, news: Sequence[News]) -> list[PlacedLetter]:
    """People with an address of their own first: their notice is about their own letter.

    Nobody but who registered is written to before the address is confirmed, so that nobody
    can have us write to strangers.
    """
    is_confirmed = registration.confirmed_at is not None
    own, registrants = [], []
    for item in news:
        has_own_address = item.participant.email.lower() not in {"", registration.email.lower()}
        if has_own_address and is_confirmed:
            own.append(_to_one(registration, item))
        registrants.append(item)
    if not registration.email:
        return own
    if len(registrants) == 1 and _is_about_themselves(registration, registrants[0]):
        return [*own, _to_one(registration, registrants[0])]
    return [*own, _to_registrant(registration, registrants)]


def _is_about_themselves(registration: Registration, item: News) -> bool:
    person = item.participant
    same_address = person.email.lower() == registration.email.lower()
    return same_address or (not person.email and person.name == registration.name)


def _to_one(registration: Registration, item: News) -> PlacedLetter:
    person = item.participant
    language = person.language
    is_registrant = _is_about_themselves(registration, item)
    context = {
        **_common(registration, language, own_key_for(person)),
        "name": person.name,
        "kind": item.kind.value,
        "is_by_other": not is_registrant,
        "is_twice": person.is_named_again and not is_registrant,
        "explanation": explanation_of(person, language),
        "offer_expires_at": person.offer_expires_at,
        "asks_more": item.kind == PlaceLetter.ADMITTED and asks_more(registration.event),
    }
    letter = Letter(
        person.email or registration.email, language, render_mail(TEMPLATE, context, language)
    )
    return letter, [person.pk], _useful_until(registration, [item])


def _to_registrant(registration: Registration, news: Sequence[News]) -> PlacedLetter:
    language = registration.language
    with translation.override(language):
        people = [
            {
                "name": item.participant.name,
                "state": state_in_words(item.participant),
                "explanation": explanation_of(item.participant, language),
            }
            for item in news
        ]
    is_to_confirm = any(item.kind == PlaceLetter.CONFIRM for item in news)
    context = {
        **_common(registration, language, own_key_of(registration)),
        "name": registration.name,
        "kind": PlaceLetter.CONFIRM.value if is_to_confirm else "several",
        "people": people,
    }
    letter = Letter(registration.email, language, render_mail(TEMPLATE, context, language))
    return letter, [item.participant.pk for item in news], _useful_until(registration, news)


def _common(registration: Registration, language: str, key: str) -> dict[str, Any]:
    event = registration.event
    with translation.override(language):
        return {
            "event": event,
            "title": event.text("title", language),
            "when": when_in_words(event),
            "place": ", ".join(filter(None, [event.place, event.address])),
            "registration": registration,
            "is_by_organiser": registration.door in _ORGANISERS_DOORS,
            "link": settings.BASE_URL + reverse("registration", args=[key]),
            "calendar_link": settings.BASE_URL + reverse("registration-calendar", args=[key]),
            "register_link": settings.BASE_URL + reverse("event-register", args=[event.pk]),
        }


def asks_more(event: Event) -> bool:
    """Whoever has a place is asked something that was not asked before."""
    return Question.objects.filter(
        event=event, stage=QuestionStage.FOLLOW_UP, removed_at=None
    ).exists()


def _useful_until(registration: Registration, news: Sequence[News]) -> datetime:
    kinds = {item.kind for item in news}
    if PlaceLetter.CONFIRM in kinds and registration.confirm_by is not None:
        return registration.confirm_by
    ends = [item.participant.offer_expires_at for item in news]
    if kinds == {PlaceLetter.OFFERED} and (times := [end for end in ends if end is not None]):
        return max(times)
    return end_of(registration.event)


def end_of(event: Event) -> datetime:
    """The end of its last day."""
    return make_aware(datetime.combine(event.end_date + timedelta(days=1), time()))
