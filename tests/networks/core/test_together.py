"""Two people act at the same moment; real transactions, and controls without what protects."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pgtrigger
import pytest
from django.db import connection
from django.utils import timezone

from loim.common.refusals import Refusal
from loim.networks.actions.mandates import SeatExcluded, SeatHeld, fill_seat
from loim.networks.models import Mandate, Member, Network, Seat
from tests.factories import network
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
ONE_HOLDER = "network_seat_has_one_holder"


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave, a refusal for one that was refused."""
    together = Barrier(len(acts))

    def do(act: Callable[[], Any]) -> Any:
        try:
            together.wait(10)
            return act()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def filled(world: World, pairs: list[tuple[Seat, Member]]) -> list[Any]:
    now = timezone.now()
    day = timezone.localdate()

    def fill(place: Seat, who: Member) -> Any:
        return fill_seat(
            seat=place, member=who, start_date=day, end_date=None, filled_by="nomination",
            by=world.coordinator, now=now,
        )  # fmt: skip

    return at_once(*(lambda pair=pair: fill(*pair) for pair in pairs))


@contextmanager
def without_constraint() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [ONE_HOLDER]
        )
        [definition] = cursor.fetchone()
        cursor.execute(f"ALTER TABLE networks_mandate DROP CONSTRAINT {ONE_HOLDER}")
        try:
            yield
        finally:
            Mandate.objects.all().delete()
            cursor.execute(f"ALTER TABLE networks_mandate ADD CONSTRAINT {ONE_HOLDER} {definition}")


def test_a_seat_goes_to_one_of_two_and_nobody_gets_two_that_exclude_each_other(
    world: World,
) -> None:
    body, other = (network(world.rakvere, world.activity) for _number in range(2))
    place = seat(body)
    both = [(place, member(body, name=name)) for name in ("Ants", "Mai")]
    done = filled(world, both)
    assert done.count(SeatHeld) == 1
    assert Mandate.objects.count() == 1
    Mandate.objects.all().delete()
    with without_constraint():  # the control: two would come through
        filled(world, both)
        assert Mandate.objects.count() == 2

    body.incompatible_with.add(other)
    in_both = [_same_person(each) for each in (body, other)]
    assert filled(world, in_both).count(SeatExcluded) == 1
    assert Mandate.objects.count() == 1
    Mandate.objects.all().delete()
    assert _without_trigger(in_both) == 2


def _same_person(of: Network) -> tuple[Seat, Member]:
    return seat(of), member(of, name="Sama", email="sama@example.ee")


def _without_trigger(pairs: list[tuple[Seat, Member]]) -> int:
    with pgtrigger.ignore("networks.Mandate:no_incompatible_mandate"):
        for place, who in pairs:
            mandate(place, who)
    return Mandate.objects.count()
