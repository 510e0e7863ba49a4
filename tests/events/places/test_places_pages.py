"""The organiser's pages about places: how they stand, decisions, rules."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from loim.events.models import Event, Participant, PlaceRule
from loim.people.models import User
from tests import factories as make
from tests.events.places.asking import organiser_of, states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


@pytest.fixture
def event() -> Event:
    """Four places, two kept for communities; one is free, one offer open, three wait."""
    now = timezone.now()
    settings = make.registration_settings(
        make.published_event(start_date=(now + timedelta(days=30)).date()),
        capacity=4,
        opens_at=now - timedelta(days=5),
        closes_at=now + timedelta(days=5),
    )
    event = settings.event
    make.place_rule(event, value="community", floor=2)
    make.place_rule(event, value="state", ceiling=1)
    make.participant(event, name="Mari Maasikas", party="community")
    make.participant(event, name="Rein Riik", party="state")
    make.participant(
        event, "offered", name="Otto Ots", party="municipality", offer_expires_at=now + timedelta(1)
    )
    make.participant(event, "waiting", name="Vello Vald", party="municipality")
    make.participant(event, "waiting", name="Riina Riik", party="state")
    make.participant(event, "waiting", name="Hella Hoid", party="student", is_held_back=True)
    return event


@pytest.fixture
def organiser(event: Event) -> User:
    return organiser_of(event)


@pytest.fixture
def signed_in(client: Client, organiser: User) -> Client:
    client.force_login(organiser)
    return client


def page(client: Client, name: str, *arguments: int, **data: Any) -> Any:
    address = reverse(name, args=arguments)
    return client.post(address, data) if data else client.get(address)


PAGES = ["event-places", "event-places-live", "event-place-rules", "event-applications"]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_and_visitors_see_no_names(client: Client, event: Event, name: str) -> None:
    make.participant(event, "applied", name="Aino Avaldus")
    stranger = organiser_of(make.published_event())

    assert page(client, name, event.pk).status_code == 302
    client.force_login(stranger)
    refused = page(client, name, event.pk)

    assert refused.status_code == 403
    assert b"Vello" not in refused.content


def test_strangers_decide_about_nobody(client: Client, event: Event) -> None:
    waiting = event.participants.get(name="Vello Vald")
    client.force_login(organiser_of(make.published_event()))

    refused = page(client, "event-place", event.pk, waiting.pk, step="admit", note="Sest.")
    rules = page(client, "event-place-rules", event.pk, rows="0")

    assert (refused.status_code, rules.status_code) == (403, 403)
    assert states(event)["Vello Vald"] == "waiting"
    assert PlaceRule.objects.count() == 2


def test_the_page_says_how_things_stand(signed_in: Client, event: Event) -> None:
    text = page(signed_in, "event-places", event.pk).content.decode()

    assert "1 missing" in text
    assert "The places that are free are kept for: community or association." in text
    assert "At most 1 place is for: state agency. It is taken." in text
    assert "Free places pass them." in text
    for name in ("Otto Ots", "Vello Vald", "Riina Riik", "Hella Hoid"):
        assert name in text


def test_the_page_says_what_happens_if_one_cancels(signed_in: Client, event: Event) -> None:
    """The state's place goes to the state's next; others' places stay kept for communities."""
    make.participant(event, name="Mall Maasikas", party="community")

    response = page(signed_in, "event-places", event.pk)

    outcomes = {
        who: ([one.name for one in outcome.next_people], outcome.because)
        for outcome in response.context["leaving"]
        for who in outcome.who
    }
    assert outcomes == {
        "community or association": ([], "because by the rules nobody who waits may have it"),
        "state agency": (["Vello Vald"], "because it is the turn in the queue"),
        "somebody else": (["Vello Vald"], "because it is the turn in the queue"),
    }


def test_the_part_that_renews_itself_is_only_the_part(signed_in: Client, event: Event) -> None:
    text = page(signed_in, "event-places-live", event.pk).content.decode()

    assert "<html" not in text
    assert "Vello Vald" in text


def test_an_event_that_nobody_registers_for_says_what_to_do(client: Client) -> None:
    event = make.published_event()
    client.force_login(organiser_of(event))

    assert (
        "Nobody registers for this event yet"
        in page(client, "event-places", event.pk).content.decode()
    )
    assert page(client, "event-places-live", event.pk).status_code == 404
    assert page(client, "event-place-rules", event.pk).status_code == 302


def test_queries_do_not_grow_with_people(
    signed_in: Client, event: Event, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    page(signed_in, "event-places", event.pk)
    for number in range(3):
        with django_assert_max_num_queries(30) as captured:
            page(signed_in, "event-places", event.pk)
        make.participant(event, "waiting", party="municipality")
        make.participant(event, "offered", offer_expires_at=timezone.now() + timedelta(days=1))
        if number == 0:
            first = len(captured)
        assert len(captured) == first


def decide(client: Client, person: Participant, **data: Any) -> Any:
    return page(client, "event-place", person.event_id, person.pk, **data)


def test_somebody_is_admitted_with_a_reason(signed_in: Client, event: Event) -> None:
    waiting = event.participants.get(name="Vello Vald")

    without = decide(signed_in, waiting, step="admit", note=" ")
    assert without.status_code == 422
    assert "Write the reason" in without.content.decode()
    done = decide(signed_in, waiting, step="admit", note="Esineb.")

    assert done.status_code == 302
    assert states(event)["Vello Vald"] == "admitted"
    assert waiting.decisions.get().note == "Esineb."


@pytest.mark.parametrize(
    ("step", "state"), [("queue", "waiting"), ("hold_back", "waiting"), ("refuse", "cancelled")]
)
def test_somebody_with_a_place_is_moved(
    signed_in: Client, event: Event, step: str, state: str
) -> None:
    rein = event.participants.get(name="Rein Riik")

    decide(signed_in, rein, step=step, note="Sest.")

    rein.refresh_from_db()
    assert (rein.state, rein.is_held_back) == (state, step == "hold_back")


def test_somebody_is_put_at_another_place_of_the_queue(signed_in: Client, event: Event) -> None:
    riina = event.participants.get(name="Riina Riik")

    missing = decide(signed_in, riina, step="position", note="Sest.")
    decide(signed_in, riina, step="position", position="1", note="Kaugelt tulija.")

    riina.refresh_from_db()
    assert missing.status_code == 422
    assert riina.queue_number == 1


def test_what_is_refused_is_said_and_the_reason_is_still_there(
    signed_in: Client, event: Event
) -> None:
    event.registration_settings.capacity = 3
    event.registration_settings.save()
    waiting = event.participants.get(name="Vello Vald")

    refused = decide(signed_in, waiting, step="admit", note="Esineb.")

    assert refused.status_code == 422
    assert "There are fewer free places" in refused.content.decode()
    assert "Esineb." in refused.content.decode()


def test_about_who_has_left_nothing_is_decided(signed_in: Client, event: Event) -> None:
    gone = make.participant(event, "cancelled")
    elsewhere = make.participant(make.registration_settings().event, "waiting")

    assert decide(signed_in, gone, step="admit", note="Sest.").status_code == 302
    assert (
        page(signed_in, "event-place", event.pk, elsewhere.pk, step="admit", note="S.").status_code
        == 404
    )
    assert elsewhere.decisions.count() == 0


def test_applications_are_decided_about_together(client: Client) -> None:
    now = timezone.now()
    settings = make.registration_settings(
        make.published_event(start_date=(now + timedelta(days=9)).date()),
        capacity=2,
        policy="approval",
        closes_at=now + timedelta(days=5),
    )
    event = settings.event
    people = [make.participant(event, "applied", name=name) for name in ("Anu", "Jüri", "Leida")]
    other = make.participant(make.registration_settings(policy="approval").event, "applied")
    client.force_login(organiser_of(event))

    nobody = page(client, "event-applications", event.pk, step="approve", note="")
    too_many = page(
        client, "event-applications", event.pk, step="approve", person=[one.pk for one in people]
    )
    page(
        client,
        "event-applications",
        event.pk,
        step="approve",
        person=[people[0].pk, people[2].pk, other.pk, "x"],
    )
    page(client, "event-applications", event.pk, step="refuse", note="Täis.", person=people[1].pk)

    assert "Choose about whom you decide." in nobody.content.decode()
    assert "There are fewer free places" in too_many.content.decode()
    assert states(event) == {"Anu": "admitted", "Jüri": "declined", "Leida": "admitted"}
    other.refresh_from_db()
    assert other.state == "applied"
    assert page(client, "event-applications", event.pk).status_code == 302


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"rows": str(len(given))}
    for number, row in enumerate(given):
        data |= {f"rule{number}-{name}": value for name, value in row.items()}
    return data


def test_rules_are_changed_as_a_whole(signed_in: Client, event: Event) -> None:
    bed = make.option(make.question(event, label="Öömaja"), "Voodi")
    kept = event.place_rules.get(value="community").pk

    page(
        signed_in,
        "event-place-rules",
        event.pk,
        **rows(
            {"whom": "party:community", "floor": "1", "released_at": "2030-01-05T12:00"},
            {"whom": "", "floor": ""},
            {"whom": "language:ru", "ceiling": "3"},
            {"whom": f"option:{bed.pk}", "floor": "1", "ceiling": "2"},
        ),
    )

    found = event.place_rules.order_by("feature").values_list(
        "feature", "value", "option", "floor", "ceiling"
    )
    assert list(found) == [
        ("language", "ru", None, 0, 3),
        ("option", "", bed.pk, 1, 2),
        ("party", "community", None, 1, None),
    ]
    rule = event.place_rules.get(pk=kept)
    assert rule.released_at is not None
    assert timezone.localtime(rule.released_at).isoformat() == "2030-01-05T12:00:00+02:00"


def test_new_rules_hold_at_once(signed_in: Client, event: Event) -> None:
    """Nothing is kept any more: the free place is offered to the earliest."""
    page(signed_in, "event-place-rules", event.pk, **rows({"whom": ""}))

    assert states(event)["Vello Vald"] == "offered"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            [{"whom": "party:community", "floor": "3"}, {"whom": "party:state", "floor": "2"}],
            "5 places are kept in all, and there are only 4",
        ),
        (
            [{"whom": "party:state", "floor": "3", "ceiling": "2"}],
            "at least 3 and at most 2 cannot both be kept",
        ),
        (
            [{"whom": "party:state", "floor": "1"}, {"whom": "party:state", "ceiling": "2"}],
            "Two rules are about the same people (state agency",
        ),
        ([{"whom": "party:state"}], "says nothing"),
        ([{"whom": "", "floor": "2"}], "Choose for whom this rule is."),
        ([{"whom": "party:nobody", "floor": "2"}], "Select a valid choice"),
        ([{"whom": "party:state", "floor": "-1"}], "greater than or equal to 0"),
    ],
)
def test_rules_that_cannot_be_kept_are_not_saved(
    signed_in: Client, event: Event, given: list[dict[str, Any]], sentence: str
) -> None:
    response = page(signed_in, "event-place-rules", event.pk, **rows(*given))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert PlaceRule.objects.filter(event=event).count() == 2


def test_what_is_hardly_meant_is_saved_with_a_warning(signed_in: Client, event: Event) -> None:
    event.registration_settings.asks_party = False
    event.registration_settings.save()
    every = [{"whom": f"language:{code}", "ceiling": "0"} for code in ("et", "en", "ru", "uk")]
    response = signed_in.post(
        reverse("event-place-rules", args=[event.pk]),
        rows(*every, {"whom": "party:state", "ceiling": "1"}),
        follow=True,
    )

    text = response.content.decode()
    assert "together at most 0 may come" in text
    assert "3 have a place already, more than 0" in text
    assert "nobody is asked about this when registering" in text
    assert PlaceRule.objects.filter(event=event).count() == 5


def test_an_answer_of_another_event_is_no_rule(signed_in: Client, event: Event) -> None:
    foreign = make.option(make.question(make.published_event()))

    response = page(
        signed_in,
        "event-place-rules",
        event.pk,
        **rows({"whom": f"option:{foreign.pk}", "floor": "1"}),
    )

    assert response.status_code == 422


def test_rules_of_what_is_over_stay(signed_in: Client, event: Event) -> None:
    event.status = "held"
    event.save()

    response = page(signed_in, "event-place-rules", event.pk, **rows({"whom": ""}))

    assert "cannot be changed any more" in response.content.decode()
    assert PlaceRule.objects.filter(event=event).count() == 2
