"""Two workers with the same batch at the same moment, on real transactions: one letter each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from loim.common.models import OutgoingMail
from loim.digests.actions import sending
from loim.digests.actions.sending import write_letters
from loim.digests.models import Letter, Subscription, ToldItem
from loim.digests.queries import due
from tests.conftest import NOW
from tests.factories import library
from tests.factories.digests import subscription
from tests.world import World


@pytest.fixture
def batch(world: World) -> list[int]:
    library.item(world.rakvere, world.coordinator, now=NOW - timedelta(days=1))
    people = [{"rhythm": "weekly"}, {"rhythm": "at_once"}, {"rhythm": "weekly"}]
    return [subscription(**fields).pk for fields in people]


def both_at_once(batch: list[int]) -> list[int | str]:
    """What each of two workers gives: how many letters, or how the database refused."""
    together = Barrier(2)

    def work(_number: int) -> int | str:
        try:
            together.wait(10)
            return write_letters(keys=batch, now=NOW)
        except IntegrityError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, range(2)))


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_and_then_finds_nothing_due(batch: list[int]) -> None:
    assert sorted(both_at_once(batch), key=str) == [0, 3]
    assert Letter.objects.count() == OutgoingMail.objects.count() == ToldItem.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_tables_themselves_refuse_the_second(
    batch: list[int], monkeypatch: Any
) -> None:
    """The negative control: both do write, and one of them is taken back whole."""
    seen = Barrier(2)

    def unlocked(keys: Any) -> list[Subscription]:
        found = list(Subscription.objects.filter(pk__in=keys).order_by("pk"))
        seen.wait(10)
        return found

    monkeypatch.setattr(sending, "_held", unlocked)

    answers = both_at_once(batch)

    [refusal] = [answer for answer in answers if isinstance(answer, str)]
    assert "letter_once_per_period" in refusal or "item_told_once" in refusal
    assert Letter.objects.count() == OutgoingMail.objects.count() == ToldItem.objects.count() == 3


@pytest.mark.django_db
def test_the_tables_refuse_a_second_letter_and_a_second_telling(batch: list[int]) -> None:
    write_letters(keys=batch, now=NOW)
    letter, told = Letter.objects.first(), ToldItem.objects.first()
    assert letter is not None
    assert told is not None
    for row in (letter, told):
        row.pk = None
        with pytest.raises(IntegrityError, match="once"), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.django_db
def test_a_batch_that_fails_leaves_nothing_half_done(batch: list[int], monkeypatch: Any) -> None:
    def broken(_due: Any) -> None:
        raise OSError

    monkeypatch.setattr(sending, "_settle", broken)
    with pytest.raises(OSError):
        write_letters(keys=batch, now=NOW)

    assert not Letter.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert due.subscriptions_due(NOW).count() == 3
