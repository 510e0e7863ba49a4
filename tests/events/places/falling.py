"""A process that is killed at a point that its test names; run as a program of its own.

python -m tests.events.places.falling POINT EVENT
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


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
    from django.utils import timezone

    from loim.events.actions.places import register
    from loim.events.models import Door, Event
    from tests.events.places.asking import request

    event, now = Event.objects.get(pk=event_id), timezone.now()
    register(event=event, request=request("Mari"), door=Door.SELF, by=None, now=now)


def works() -> None:
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def main(point: str, event_id: int) -> None:
    from loim.events import tasks
    from loim.events.actions.places import changing
    from loim.events.actions.registration import place_letters

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
    raise SystemExit("nothing fell")


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]))
