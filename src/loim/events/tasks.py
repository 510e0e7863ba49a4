"""Work behind the pages of events. Each loads, calls one action, and is safe to run again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from loim.events.actions.registration.letters import WRITE_TASK
from loim.events.actions.registration.place_letters import write_place_letters


@app.task(name=WRITE_TASK, priority=5)
def write_letters_about_places(registrations: list[int]) -> None:
    write_place_letters(registrations=registrations, now=timezone.now())
