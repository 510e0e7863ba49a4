"""What the database never lets be: each constraint and trigger is violated once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from loim.common.constraints import violated_constraint
from loim.networks.models import Mandate, Network
from tests.factories import network, user
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)


def refused_by(write: Callable[[], Any]) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return violated_constraint(refused.value)


@pytest.fixture
def body(world: World) -> Network:
    return network(world.rakvere, world.activity, kind="participatory_body")


@pytest.fixture
def other(world: World) -> Network:
    return network(world.rakvere, world.activity, kind="integration_chamber")


def test_a_seat_has_one_holder(body: Network) -> None:
    kept = seat(body)
    mandate(kept, member(body, name="Ants"), start_date=MAY, end_date=JUNE)
    mai = member(body, name="Mai")
    said = refused_by(lambda: mandate(kept, mai, start_date=JUNE, end_date=JULY))
    assert said == "network_seat_has_one_holder"
    mandate(kept, mai, start_date=JUNE + timedelta(days=1), end_date=JULY)


def test_a_member_has_one_seat(body: Network) -> None:
    ants = member(body, name="Ants")
    mandate(seat(body), ants, start_date=MAY, end_date=JUNE)
    said = refused_by(lambda: mandate(seat(body), ants, start_date=JUNE, end_date=JULY))
    assert said == "network_member_has_one_seat"


@pytest.mark.parametrize(
    ("start", "end"), [(MAY - timedelta(days=1), JUNE), (MAY, JULY), (MAY, None)]
)
def test_a_mandate_stays_within_its_seat_and_membership(
    body: Network, start: date, end: date | None
) -> None:
    short_seat = seat(body, start_date=MAY, end_date=JUNE)
    ants = member(body, name="Ants")
    said = refused_by(lambda: mandate(short_seat, ants, start_date=start, end_date=end))
    assert said == "network_mandate_within_seat"
    mai = member(body, name="Mai", start_date=MAY, end_date=JUNE)
    said = refused_by(lambda: mandate(seat(body), mai, start_date=start, end_date=end))
    assert said == "network_mandate_within_membership"


def test_neither_seat_nor_membership_ends_before_its_mandate(body: Network) -> None:
    held = mandate(seat(body), member(body, name="Ants"), start_date=MAY, end_date=JULY)
    for thing, constraint in (
        (held.seat, "network_mandate_within_seat"),
        (held.member, "network_mandate_within_membership"),
    ):
        thing.end_date = JUNE
        assert refused_by(thing.save) == constraint
        thing.end_date = JULY
        thing.save()


def test_a_mandate_is_in_one_network(body: Network, other: Network) -> None:
    ants = member(other, name="Ants")
    assert refused_by(lambda: mandate(seat(body), ants)) == "network_mandate_in_one_network"


def test_a_network_has_one_chair_at_a_time(body: Network) -> None:
    member(body, name="Ants", role="chair", role_end_date=MAY)
    said = refused_by(lambda: member(body, name="Mai", role="chair", role_start_date=MAY))
    assert said == "network_has_one_chair"
    member(body, name="Mai", role="chair", role_start_date=JUNE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "member", "role_end_date": MAY},
        {"role": "deputy", "role_start_date": date(2020, 1, 1)},
        {"role": "deputy", "role_end_date": JULY, "end_date": JUNE},
        {"role": "deputy", "role_start_date": JULY, "end_date": JUNE},
        {"role": "deputy", "role_start_date": JULY, "role_end_date": JUNE},
    ],
)
def test_only_an_office_has_days_and_within_the_membership(
    body: Network, wrong: dict[str, Any]
) -> None:
    said = refused_by(lambda: member(body, name="Ants", **wrong))
    assert said == "network_role_within_membership"


def same_by_address(first: Network, second: Network) -> tuple[Any, Any]:
    return member(first, name="A", email="A@example.ee"), member(
        second, name="B", email="a@example.ee"
    )


def same_by_account(first: Network, second: Network) -> tuple[Any, Any]:
    person = user("mai@example.ee")
    return member(first, name="A", user=person), member(second, name="B", user=person)


def same_by_the_accounts_address(first: Network, second: Network) -> tuple[Any, Any]:
    person = user("mai@example.ee")
    return member(first, name="A", user=person), member(second, name="B", email="Mai@example.ee")


SAME = pytest.mark.parametrize(
    "same", [same_by_address, same_by_account, same_by_the_accounts_address]
)


@SAME
@pytest.mark.parametrize("way", [1, -1])
def test_nobody_sits_in_two_networks_that_exclude_each_other(
    body: Network, other: Network, same: Any, way: int
) -> None:
    body.incompatible_with.add(other)
    here, there = [body, other][::way]
    first, second = same(here, there)
    mandate(seat(here), first, start_date=MAY, end_date=JUNE)
    place = seat(there)
    said = refused_by(lambda: mandate(place, second, start_date=JUNE, end_date=JULY))
    assert said == "network_mandates_compatible"
    mandate(place, second, start_date=JUNE + timedelta(days=1), end_date=JULY)


def test_one_direction_of_the_pair_is_enough(body: Network, other: Network) -> None:
    Network.incompatible_with.through.objects.create(from_network=body, to_network=other)
    first, second = same_by_address(body, other)
    mandate(seat(other), second)
    assert refused_by(lambda: mandate(seat(body), first)) == "network_mandates_compatible"


def test_without_the_pair_the_same_person_sits_in_both(body: Network, other: Network) -> None:
    first, second = same_by_address(body, other)
    mandate(seat(body), first)
    mandate(seat(other), second)
    assert Mandate.objects.count() == 2


@SAME
def test_networks_are_not_made_incompatible_while_somebody_sits_in_both(
    body: Network, other: Network, same: Any
) -> None:
    first, second = same(body, other)
    held = mandate(seat(body), first)
    mandate(seat(other), second)
    assert refused_by(lambda: body.incompatible_with.add(other)) == "network_mandates_compatible"
    held.end_date = timezone.localdate() - timedelta(days=1)
    held.save()
    body.incompatible_with.add(other)


def test_nobody_comes_to_sit_in_both_by_a_new_address(body: Network, other: Network) -> None:
    body.incompatible_with.add(other)
    mandate(seat(body), member(body, name="A", email="a@example.ee"))
    there = member(other, name="B", email="b@example.ee")
    mandate(seat(other), there)
    there.email = "a@example.ee"
    assert refused_by(there.save) == "network_mandates_compatible"
