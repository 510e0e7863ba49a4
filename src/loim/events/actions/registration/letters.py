"""Letters to those who registered: what became of their places, and why.

Whoever decides about places says so here, in the same transaction, and goes on: a worker
writes the letters. It looks at what each person's latest decision is and whether they were
told of it (`Notice`), so that a letter is never lost, never sent twice, and never tells
what is no longer true.
"""

from collections.abc import Iterable

from procrastinate.contrib.django import app

WRITE_TASK = "loim.events.write_place_letters"  # `tasks.py` carries it out
LETTERS_PER_JOB = 50


def tell_of_places(registrations: Iterable[int]) -> None:
    """Tell those of these registrations (their keys) what was decided since the last letter.

    Call it in the transaction that decides, once, with everybody whose place changed: the
    letters leave when it is committed. Decisions that need no letter (somebody was there)
    are passed over, so there is no harm in naming too many.
    """
    keys = sorted(set(registrations))
    task = app.configure_task(WRITE_TASK)
    for first in range(0, len(keys), LETTERS_PER_JOB):
        task.defer(registrations=[*keys[first : first + LETTERS_PER_JOB]])
