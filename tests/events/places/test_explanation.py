"""Why you, why not yet: what the applicant is told, in whole sentences."""

from datetime import timedelta

import pytest

from loim.events.actions.places import (
    accept_offer,
    admit_by_hand,
    move_to_waiting,
    reorder,
    settle_places,
    withdraw,
)
from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Event, Participant
from loim.events.queries.places.decisions import decision_in_words
from loim.events.queries.places.explanation import explanation_of
from tests import factories as make
from tests.events.places.asking import NOW, come, organiser_of, person

pytestmark = pytest.mark.django_db


def told(participant: Participant) -> list[str]:
    return explanation_of(Participant.objects.get(pk=participant.pk), "en", now=NOW)


def test_who_has_a_place() -> None:
    event = make.registration_settings(capacity=1).event

    [mari] = come(event, "Mari")

    assert told(mari) == ["You have a place: one was free when you registered."]


def test_who_has_to_confirm_the_address() -> None:
    event = make.registration_settings(capacity=1).event

    [mari] = come(event, "Mari", is_confirmed=False)

    assert told(mari) == [
        (
            "A place is kept for you until 3 October 2023, 12:00. Confirm your address by the link in"
            " our letter, and it is yours."
        )
    ]


def test_who_waits_in_a_full_event() -> None:
    event = make.registration_settings(capacity=1).event
    come(event, "Mari")
    come(event, "Jüri")

    [anu] = come(event, "Anu")

    assert told(anu) == [
        "All places are taken.",
        "You are number 2 of 2 in the order in which free places are offered.",
    ]


def test_who_waits_while_places_are_kept_for_others() -> None:
    event = make.registration_settings(capacity=1).event
    make.place_rule(event, value="community", floor=1, released_at=NOW + timedelta(days=3))

    [jyri] = come(event, "Jüri", party="state")

    assert told(jyri) == [
        (
            "The places that are free are kept for: community or association. Those that are not"
            " taken by 5 October 2023, 12:00 are open to everybody."
        ),
        "You are number 1 of 1 in the order in which free places are offered.",
    ]


def test_who_waits_because_of_a_ceiling() -> None:
    event = make.registration_settings(capacity=3).event
    make.place_rule(event, value="state", ceiling=1)
    come(event, "Mari", party="state")

    [jyri] = come(event, "Jüri", party="state")

    assert told(jyri) == [
        "At most 1 place is for: state agency. It is taken.",
        (
            "As the rules stand, a place that becomes free goes to others. That changes when somebody"
            " like you gives up their place."
        ),
    ]


def test_who_waits_with_others_who_come_together() -> None:
    event = make.registration_settings(capacity=1).event

    [mari, _jyri] = come(event, "Mari", "Jüri", comes_whole=True)

    assert told(mari)[0] == (
        "You come together or not at all, which takes 2 places at once. Free now: 1."
    )


def test_who_is_passed_by_those_for_whom_places_are_kept_and_who_passes() -> None:
    event = make.registration_settings(capacity=1).event
    come(event, "Mari", party="state")
    [jyri] = come(event, "Jüri", party="state")
    [anu] = come(event, "Anu", party="community")
    make.place_rule(event, value="community", floor=1)  # the organiser adds it afterwards

    assert told(jyri) == [
        "All places are taken.",
        "You are number 2 of 2 in the order in which free places are offered.",
        (
            "Some who registered later are before you, because places are kept for people like them"
            " and too few of them have one."
        ),
    ]
    assert told(anu) == [
        "All places are taken.",
        "You are number 1 of 2 in the order in which free places are offered.",
        (
            "At least 1 place is for: community or association. It is not taken, so you are called"
            " earlier."
        ),
    ]


def test_who_is_offered_a_place_in_turn_and_for_a_floor() -> None:
    event = make.registration_settings(capacity=2).event
    make.place_rule(event, value="community", floor=1)
    [mari, leida] = [
        come(event, "Mari", party="state")[0],
        come(event, "Leida", party="community")[0],
    ]
    [jyri] = come(event, "Jüri", party="state")
    [anu] = come(event, "Anu", party="community")

    withdraw(participants=[mari], by=None, now=NOW)
    withdraw(participants=[leida], by=None, now=NOW)

    assert told(jyri) == [
        "A place is offered to you until 4 October 2023, 12:00.",
        "A place became free, and it was your turn.",
    ]
    assert told(anu) == [
        "A place is offered to you until 4 October 2023, 12:00.",
        (
            "At least 1 place is for: community or association. It was not taken, and among them you"
            " have waited longest."
        ),
    ]


def test_who_accepted_and_whose_offer_expired() -> None:
    event = make.registration_settings(capacity=2).event
    [mari, jyri] = come(event, "Mari", "Jüri")
    [anu] = come(event, "Anu")
    [leida] = come(event, "Leida")
    withdraw(participants=[mari, jyri], by=None, now=NOW)
    accept_offer(participant=anu, now=NOW)
    settle_places(event=event, now=NOW + timedelta(days=3))

    assert told(anu) == ["You have a place: you accepted the one that was offered to you."]
    assert told(leida) == [
        "A place was offered to you, but no answer came in time; it was offered to the next person."
    ]
    assert told(mari) == ["You gave up your place."]


def test_the_organisers_reason_is_told_to_whose_place_it_is() -> None:
    event = make.registration_settings(capacity=2).event
    organiser = organiser_of(event)
    come(event, "Mari")
    [jyri] = come(event, "Jüri")
    [anu] = come(event, "Anu")
    [leida] = come(event, "Leida")

    move_to_waiting(
        participants=[jyri],
        note="Teie majast on juba keegi.",
        is_held_back=True,
        by=organiser,
        now=NOW,
    )
    admit_by_hand(participants=[anu], note="Juhatab töötuba.", by=organiser, now=NOW)
    reorder(
        event=event, participant=leida, position=1, note="Kaugelt tulija.", by=organiser, now=NOW
    )

    assert told(jyri) == [
        "The organiser put you on the waiting list.",
        "You are told as soon as the organiser decides.",
        "The organiser's reason: Teie majast on juba keegi.",
    ]
    assert told(anu) == [
        "You have a place: the organiser gave it to you.",
        "The organiser's reason: Juhatab töötuba.",
    ]
    assert told(leida) == [
        "The organiser changed your place on the waiting list.",
        "All places are taken.",
        "You are number 1 of 1 in the order in which free places are offered.",
        "The organiser's reason: Kaugelt tulija.",
    ]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    values = {
        "rules": [{"question": "party", "answer": "community", "floor": 1, "ceiling": 2}],
        "people": 2,
        "free": 1,
        "most": 3,
    }
    event = make.registration_settings().event
    one = Decision(participant=make.participant(event), reason=reason.value, values=values)

    assert decision_in_words(one).endswith(".")


def test_rules_are_named_in_the_readers_language_and_queries_do_not_grow(
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    event: Event = make.registration_settings(capacity=1).event
    bed = make.option(make.question(event, label="Ööbimine"), "Voodikoht")
    make.place_rule(event, "option", option=bed, floor=1, ceiling=1)
    make.place_rule(event, "county", "0060", ceiling=1)
    make.county()
    come(event, person("Mari", chosen=(bed,)))
    [jyri] = come(event, person("Jüri", chosen=(bed,)))
    for number in range(3):
        jyri = Participant.objects.select_related("event", "registration").get(pk=jyri.pk)
        with django_assert_num_queries(9):
            sentences = explanation_of(jyri, "et", now=NOW)
        come(event, f"Ootaja{number}")

    assert len(sentences) == 2
