"""A program that does not wait for the answer and sends again registers once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection

from loim.api.actions.sending import fingerprint_of, send_registration, submission_of
from loim.api.actions.tokens import token_of
from loim.api.models import SentRegistration
from loim.events.actions.places import PersonRequest, RegistrationRequest
from loim.events.models import Event, Registration

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_key_four_times_at_once(meeting: Event, secret: str, now: datetime) -> None:
    token = token_of(secret, now)
    assert token is not None
    request = RegistrationRequest(
        name="Anna", email="anna@example.ee", people=(PersonRequest("Anna", "anna@example.ee"),),
        submission=submission_of(token, "first-one"), is_confirmed=True,
    )  # fmt: skip
    barrier = Barrier(4)

    def send(_number: int) -> Registration:
        try:
            barrier.wait()
            return send_registration(
                token=token, event=meeting, request=request, key="first-one",
                fingerprint=fingerprint_of(meeting, b"{}"), now=now,
            )  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(send, range(4)))

    assert set(made) == {Registration.objects.get()}
    assert SentRegistration.objects.count() == 1
