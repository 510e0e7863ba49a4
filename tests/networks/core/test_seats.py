"""Seats: added, filled by nomination or election, left, closed; what cannot be is said plainly."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loim.common.page_rooms import Link
from loim.networks.models import Candidate, Election, Mandate, Network, Seat
from loim.networks.on_network_page import register_draw_links
from loim.networks.queries.seats import composition_on
from loim.portal.waiting.networks import waiting_for
from tests.factories import network
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db
JAN, JUNE = date(2024, 1, 1), date(2024, 6, 30)


@pytest.fixture
def body(world: World) -> Network:
    return network(
        world.rakvere, world.activity, name="Osaluskogu", kind="participatory_body", term_months=24
    )


@pytest.fixture
def keeper(world: World, client: Client) -> Client:
    client.force_login(world.coordinator)
    return client


def nominated(who: Any, **changes: Any) -> dict[str, Any]:
    return {
        "step": "nominate", "member": who.pk, "start_date": "2024-01-01",
        "end_date": "2024-06-30", "note": "Korraldus nr 5", **changes,
    }  # fmt: skip


def test_several_seats_are_added_at_once_and_once(body: Network, keeper: Client) -> None:
    said = {
        "title": "Elanik", "title_en": "Resident", "number": "3", "party": "resident",
        "filling": "draw", "start_date": "2024-01-01", "submission": str(uuid4()),
    }  # fmt: skip
    for _twice in range(2):
        keeper.post(f"/networks/{body.pk}/seats/new/", said)
    assert Seat.objects.filter(network=body, party="resident", filling="draw").count() == 3
    page = keeper.get(f"/en/networks/{body.pk}/").content.decode()
    assert "Resident" in page
    assert ">3</dd>" in page


def test_a_seat_is_filled_by_nomination(body: Network, keeper: Client) -> None:
    place, ants = seat(body), member(body, name="Ants")
    page = keeper.get(f"/networks/seats/{place.pk}/")
    offered = page.context["nomination"].initial
    today = timezone.localdate()
    assert offered["start_date"] == today
    assert offered["end_date"] is not None
    assert offered["end_date"] > today + timedelta(days=700)
    for _twice in range(2):
        keeper.post(f"/networks/seats/{place.pk}/", nominated(ants))
    held = Mandate.objects.get()
    assert (held.member, held.start_date, held.end_date, held.filled_by) == (
        ants, JAN, JUNE, "nomination",
    )  # fmt: skip


def refuse_seat_held(body: Network, other: Network) -> tuple[Seat, Any, str]:
    place = seat(body)
    mandate(place, member(body, name="Mai"), start_date=JUNE)
    return place, member(body, name="Ants"), "Somebody holds this seat on some of those days"


def refuse_two_seats(body: Network, other: Network) -> tuple[Seat, Any, str]:
    ants = member(body, name="Ants")
    mandate(seat(body), ants)
    return seat(body), ants, "Ants holds another seat of this network"


def refuse_excluded(body: Network, other: Network) -> tuple[Seat, Any, str]:
    body.incompatible_with.add(other)
    mandate(seat(other), member(other, name="Ants", email="ants@example.ee"))
    words = "Ants has a seat in “Lõimumiskoda” on some of those days"
    return seat(body), member(body, name="Ants", email="ANTS@example.ee"), words


def refuse_outside_seat(body: Network, other: Network) -> tuple[Seat, Any, str]:
    words = "The seat does not exist on all of those days"
    return seat(body, start_date=date(2024, 2, 1)), member(body, name="Ants"), words


def refuse_outside_membership(body: Network, other: Network) -> tuple[Seat, Any, str]:
    ants = member(body, name="Ants", start_date=date(2024, 2, 1))
    return seat(body), ants, "Ants does not belong to the network on all of those days"


@pytest.mark.parametrize(
    "arrange",
    [
        refuse_seat_held, refuse_two_seats, refuse_excluded, refuse_outside_seat,
        refuse_outside_membership,
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(
    world: World, body: Network, keeper: Client, arrange: Any
) -> None:
    other = network(world.rakvere, world.activity, name="Lõimumiskoda")
    place, who, words = arrange(body, other)
    before = Mandate.objects.count()
    page = keeper.post(f"/en/networks/seats/{place.pk}/", nominated(who)).content.decode()
    assert words in page
    assert "Korraldus nr 5" in page
    assert Mandate.objects.count() == before


def test_networks_are_not_made_incompatible_while_somebody_sits_in_both(
    world: World, body: Network, keeper: Client
) -> None:
    other = network(world.rakvere, world.activity, name="Lõimumiskoda")
    for each in (body, other):
        mandate(seat(each), member(each, name="Ants", email="ants@example.ee"))
    said = {
        "name": body.name, "kind": body.kind, "organisation": world.rakvere.pk,
        "activity": world.activity.pk, "start_date": "2023-03-01", "incompatible": [other.pk],
    }  # fmt: skip
    page = keeper.post(f"/en/networks/{body.pk}/edit/", said).content.decode()
    assert "Ants has a seat here and in “Lõimumiskoda”" in page
    assert not body.incompatible_with.exists()


def elected(votes: dict[Any, int], **changes: Any) -> dict[str, Any]:
    return {
        "step": "elect", "held_date": "2023-12-20", "start_date": "2024-01-01",
        "end_date": "2024-06-30", "submission": str(uuid4()),
        **{f"votes-{who.pk}": number for who, number in votes.items()}, **changes,
    }  # fmt: skip


def test_whoever_has_most_votes_is_elected_and_all_votes_are_kept(
    body: Network, keeper: Client
) -> None:
    place = seat(body, filling="election")
    ants, mai = member(body, name="Ants"), member(body, name="Mai")
    member(body, name="Ei kandideerinud")
    said = elected({ants: 4, mai: 7})
    for _twice in range(2):
        keeper.post(f"/networks/seats/{place.pk}/", said)
    assert Election.objects.get().mandate.member == mai
    assert set(Candidate.objects.values_list("member__name", "votes")) == {("Ants", 4), ("Mai", 7)}


def test_a_tie_is_refused_until_it_is_decided_in_words(body: Network, keeper: Client) -> None:
    place = seat(body, filling="election")
    ants, mai = member(body, name="Ants"), member(body, name="Mai")
    path = f"/en/networks/seats/{place.pk}/"
    page = keeper.post(path, elected({ants: 5, mai: 5})).content.decode()
    assert "Ants, Mai have 5 votes each. Vote again between them" in page
    page = keeper.post(path, elected({ants: 5, mai: 5}, tie_winner=mai.pk)).content.decode()
    assert "Write how the tie was decided." in page
    assert Mandate.objects.count() == 0

    keeper.post(path, elected({ants: 5, mai: 5}, tie_winner=mai.pk, tie_words="Liisuga"))
    assert Election.objects.get().mandate.member == mai


def test_nobody_is_elected_by_no_votes(body: Network, keeper: Client) -> None:
    place = seat(body, filling="election")
    ants = member(body, name="Ants")
    path = f"/en/networks/seats/{place.pk}/"
    assert "Nobody had a vote" in keeper.post(path, elected({ants: 0})).content.decode()
    assert "Write the votes" in keeper.post(path, elected({})).content.decode()


def test_a_mandate_ends_early_with_a_reason(body: Network, keeper: Client) -> None:
    held = mandate(seat(body), member(body, name="Ants"), start_date=JAN, end_date=JUNE)
    path = f"/en/networks/mandates/{held.pk}/end/"
    said = {"end_date": "2024-03-31", "ending": "recalled", "reason": "Otsus nr 2"}
    assert "cannot be before" in keeper.post(path, {**said, "end_date": "2023-12-31"}).content.decode()  # fmt: skip
    assert "ends on" in keeper.post(path, {**said, "end_date": "2024-07-01"}).content.decode()
    keeper.post(path, said)
    held.refresh_from_db()
    assert (held.end_date, held.ending, held.ended_reason) == (
        date(2024, 3, 31), "recalled", "Otsus nr 2",
    )  # fmt: skip


def test_a_seat_is_closed_and_its_mandate_with_it(body: Network, keeper: Client) -> None:
    held = mandate(seat(body), member(body, name="Ants"), start_date=JAN, end_date=JUNE)
    keeper.post(f"/networks/seats/{held.seat_id}/close/", {"end_date": "2024-03-31"})
    held.refresh_from_db()
    assert (held.end_date, held.ending) == (date(2024, 3, 31), "seat_closed")
    assert held.seat.end_date == date(2024, 3, 31)


def test_a_seat_of_a_draw_shows_the_links_of_other_rooms(
    body: Network, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loim.networks.on_network_page._draw_links", {})
    register_draw_links(
        "calls", lambda found, _person: [Link("Ava üleskutse", f"/kutse/{found.pk}/")]
    )
    drawn, other = seat(body, filling="draw"), seat(body)
    assert f"/kutse/{drawn.pk}/" in keeper.get(f"/networks/seats/{drawn.pk}/").content.decode()
    assert "Ava üleskutse" not in keeper.get(f"/networks/seats/{other.pk}/").content.decode()


def test_composition_counts_seats_by_party(body: Network) -> None:
    mandate(seat(body, party="resident"), member(body, name="Ants"), end_date=JUNE)
    seat(body, party="resident")
    seat(body, party="community")
    rows = composition_on(body, JUNE).parties
    assert [(row.seats, row.filled, row.vacant) for row in rows] == [(1, 0, 1), (2, 1, 1)]
    assert composition_on(body, JUNE + timedelta(days=1)).filled == 0


def test_the_pages_of_seats_name_only_the_listed(
    body: Network, keeper: Client, client: Client
) -> None:
    body.is_public = True
    body.save()
    held = mandate(seat(body), member(body, name="Varjatud Vello"))
    public = Client()
    for path in (f"/en/networks/{body.pk}/seats/", f"/en/networks/seats/{held.seat_id}/"):
        page = public.get(path).content.decode()
        assert "Vello" not in page
        assert "not listed" in page
        assert "Vello" in keeper.get(path).content.decode()


def test_seats_take_the_same_queries_for_one_and_three(body: Network, keeper: Client) -> None:
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            mandate(seat(body), member(body, name=f"Liige {number}"))
        with CaptureQueriesContext(connection) as made:
            keeper.get(f"/networks/{body.pk}/seats/")
        counts.append(len(made))
    assert counts[0] == counts[1] <= 20  # other rooms' links ask, too


def test_my_work_tells_of_what_ends_soon_and_what_is_vacant(
    world: World, body: Network, now: Any
) -> None:
    today = timezone.localdate()
    soon = seat(body, title="Peagi vaba")
    mandate(soon, member(body, name="Ants"), end_date=today + timedelta(days=60))
    mandate(seat(body), member(body, name="Mai"), end_date=today + timedelta(days=61))
    followed = seat(body)
    mandate(followed, member(body, name="Ain"), end_date=today + timedelta(days=9))
    mandate(followed, member(body, name="Uus"), start_date=today + timedelta(days=10))
    seat(body)
    told = [item.url for item in waiting_for(world.coordinator, timezone.now())]
    assert [url.split("/networks/")[1] for url in told] == [
        f"seats/{soon.pk}/",
        f"{body.pk}/seats/",
    ]
