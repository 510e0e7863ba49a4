"""Who may vote on a day."""

from datetime import date
from typing import Any

import pytest

from loim.networks.models import Network
from loim.networks.queries.voters import voters_on
from tests.factories import network
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 2)


@pytest.fixture
def body(world: World) -> Network:
    return network(world.rakvere, world.activity, kind="participatory_body")


def names(of: Network, day: date = DAY) -> list[str]:
    return [str(voter.members[0]) for voter in voters_on(of, day)]


def test_holders_of_seats_vote_until_the_last_day_of_their_mandate(body: Network) -> None:
    mandate(seat(body, position=1), member(body, name="Ants"), end_date=DAY)
    mandate(seat(body, position=2), member(body, name="Mai"), start_date=date(2024, 5, 3))
    member(body, name="Kohata Kalle")
    seat(body, position=3)
    assert names(body) == ["Ants"]
    assert names(body, date(2024, 5, 3)) == ["Mai"]


def test_whose_seat_is_gone_votes_no_more(body: Network) -> None:
    mandate(
        seat(body, end_date=date(2024, 4, 30)),
        member(body, name="Ants"),
        end_date=date(2024, 4, 30),
    )
    mandate(seat(body), member(body, name="Mai"))
    assert names(body) == ["Mai"]


def test_without_seats_members_vote_and_observers_do_not(body: Network, world: World) -> None:
    member(body, name="Ants", role="chair")
    member(body, name="Vaatleja", role="observer")
    member(body, name="Lahkunud", end_date=date(2024, 5, 1))
    member(body, name="Tulija", start_date=date(2024, 5, 3))
    assert names(body) == ["Ants"]


def test_an_organisation_votes_as_one(body: Network, world: World) -> None:
    member(body, world.fund)
    member(body, world.fund, name="Ants")
    member(body, world.fund, name="Vaatleja", role="observer")
    member(body, world.narva, name="Mai")
    member(body, name="Omaette")
    found = voters_on(body, DAY)
    assert [(str(v.organisation or ""), len(v.members)) for v in found] == [
        ("Eesti Töötukassa", 2),
        ("Narva Linnavalitsus", 1),
        ("", 1),
    ]
    assert len({voter.key for voter in found}) == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_voters_take_two_queries(body: Network, rows: int, django_assert_num_queries: Any) -> None:
    for _number in range(rows):
        mandate(seat(body), member(body, name="Ants"))
    with django_assert_num_queries(2):
        found = voters_on(body, DAY)
        assert {str(voter.members[0]) for voter in found} == {"Ants"}
