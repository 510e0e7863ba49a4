"""When an owner is reminded of a proposal that waits for an answer."""

from datetime import date, timedelta

# Days after the date of the answer: a week before, on the day, then weekly four times.
REMINDER_DAYS = (-7, 0, 7, 14, 21, 28)
# A worker that was down for some days still sends what is due, and not what is long past.
STILL_DUE = timedelta(days=6)


def due_reminder(answer_by: date, sent_date: date, today: date) -> int | None:
    """Which of `REMINDER_DAYS` is due; None where none is.

    Nobody is reminded on the day of the letter itself.
    """
    due = [
        days
        for days in REMINDER_DAYS
        if sent_date < answer_by + timedelta(days=days)
        and timedelta() <= today - (answer_by + timedelta(days=days)) <= STILL_DUE
    ]
    return due[-1] if due else None
