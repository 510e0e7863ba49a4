"""What is sent by itself about an event, where nobody has said otherwise."""

from loim.events.models import DaySettings, Event


def day_settings(event: Event) -> DaySettings:
    """Not saved where the defaults hold."""
    return DaySettings.objects.filter(event=event).first() or DaySettings(event=event)


def settings_of(events: list[Event]) -> dict[int, DaySettings]:
    """By the event's key. One query."""
    known = {row.event_id: row for row in DaySettings.objects.filter(event__in=events)}
    return {event.pk: known.get(event.pk) or DaySettings(event=event) for event in events}
