"""How long feedback about an event is collected."""

from datetime import date, timedelta

KEPT_OPEN = timedelta(days=60)


def last_day_of_feedback(event_ends: date) -> date:
    return event_ends + KEPT_OPEN


def is_open(event_ends: date, today: date) -> bool:
    return today <= last_day_of_feedback(event_ends)
