"""One enquiry handed over by two connections at once: a device that sends again, two tabs."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from threading import Barrier, BrokenBarrierError
from uuid import UUID, uuid4

import pytest
from django.db import connection

from loim.casework.actions.enquiries import recording
from loim.casework.actions.enquiries.recording import EnquiryFacts, record_enquiry
from loim.casework.models import Enquiry, EnquiryTopic
from loim.services.models import Topic
from tests.casework.conftest import Desks

pytestmark = pytest.mark.django_db(transaction=True)
UNIQUE = "casework_enquiry_submission_key"


def hand_over_twice(desks: Desks, about: Topic, submission: UUID, now: datetime) -> list[bool]:
    """Who wrote a new one: of two that looked whether it is there before either wrote, if a lock
    lets them."""
    together, looked = Barrier(2), Barrier(2)
    write = recording._unsaved

    def after_both_looked(*given):  # type: ignore[no-untyped-def]
        with suppress(BrokenBarrierError):  # the other one waits at the lock
            looked.wait(1)
        return write(*given)

    def hand_over(_number: int) -> bool:
        try:
            together.wait(10)
            facts = EnquiryFacts([about], "desk", "ru", 10, "answered", now)
            return record_enquiry(
                organisation=desks.rakvere,
                facts=facts,
                submission=submission,
                by=desks.anu,
                now=now,
            ).is_new
        finally:
            connection.close()

    recording._unsaved = after_both_looked
    try:
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(hand_over, range(2)))
    finally:
        recording._unsaved = write


def test_it_is_written_once(
    desks: Desks, housing: Topic, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hand_over_twice(desks, housing, uuid4(), now) == [False, True]
    assert (Enquiry.objects.count(), EnquiryTopic.objects.count()) == (1, 1)

    # A negative control: without the lock and the constraint it stands there twice.
    monkeypatch.setattr(recording, "one_at_a_time", lambda _submission: None)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE casework_enquiry DROP CONSTRAINT {UNIQUE}")
        try:
            assert hand_over_twice(desks, housing, uuid4(), now) == [True, True]
        finally:
            cursor.execute("DELETE FROM casework_enquirytopic; DELETE FROM casework_enquiry")
            cursor.execute(
                f"ALTER TABLE casework_enquiry ADD CONSTRAINT {UNIQUE} UNIQUE (submission)"
            )
