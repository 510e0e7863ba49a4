"""What a process does until it is killed, at a point that its test names."""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.events import tasks
from loim.events.actions.places import changing, register
from loim.events.actions.registration import place_letters
from loim.events.models import Door, Event
from tests.events.places.asking import request


def fall(*_arguments: Any, **_named: Any) -> None:
    """As if the power were cut: no handler, no rollback by us, no good-bye to the database."""
    os.kill(os.getpid(), signal.SIGKILL)


def afterwards(call: Callable[..., Any]) -> Callable[..., Any]:
    """`call`, and then the fall."""

    def falling(*arguments: Any, **named: Any) -> None:
        call(*arguments, **named)
        fall()

    return falling


def registers(event_id: int) -> None:
    event, now = Event.objects.get(pk=event_id), timezone.now()
    register(event=event, request=request("Mari"), door=Door.SELF, by=None, now=now)


def works() -> None:
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def go_on_until(point: str, event_id: int) -> None:
    """In a process of its own: what it changes stays changed there."""
    if point == "registering, before the commit":
        changing.tell_of_places = afterwards(changing.tell_of_places)
        registers(event_id)
    elif point == "registering, after the commit":
        registers(event_id)
        fall()
    elif point == "working, before the letter is kept":
        place_letters.Notice.objects.bulk_create = fall
        works()
    elif point == "working, after the letter is kept":
        tasks.write_place_letters = afterwards(place_letters.write_place_letters)
        works()
    raise AssertionError("nothing fell")
