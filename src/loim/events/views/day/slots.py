"""What people are checked in for: a day of the event, or a session of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from loim.events.models import Event
from loim.events.queries.day.roster import day_now, days_of


@dataclass(frozen=True)
class Slot:
    day: date
    session: int | None
    label: str

    @property
    def value(self) -> str:
        """'2023-11-15', or '2023-11-15/12' for a session."""
        return f"{self.day.isoformat()}/{self.session}" if self.session else self.day.isoformat()


def slots_of(event: Event) -> list[Slot]:
    """Each day as a whole, followed by its sessions. One query."""
    sessions = list(
        event.sessions.select_related("event").order_by("day", "start_time", "room", "pk")
    )
    found = []
    for day in days_of(event):
        words = _("the whole day, %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
        found.append(Slot(day, None, words))
        for session in sessions:
            if session.day == day:
                label = f"{time_format(session.start_time, 'H:i')} {session.text('title')}"
                found.append(Slot(day, session.pk, label))
    return found


def chosen_slot(slots: list[Slot], data: QueryDict, event: Event, now: datetime) -> Slot:
    """What `slot` names, else the whole of today."""
    wanted = data.get("slot", "")
    today = day_now(event, now)
    return next(
        (slot for slot in slots if slot.value == wanted),
        next(slot for slot in slots if slot.day == today and slot.session is None),
    )


def day_if_not_today(slot: Slot, event: Event, now: datetime) -> date | None:
    """A day is said only where it is not the one that the clock says."""
    return None if slot.day == day_now(event, now) else slot.day
