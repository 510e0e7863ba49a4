"""What a client's record shows and does for other rooms of counselling: they register it here.

    register(Companion(
        key="appointments",
        timeline=appointments_of,        # (client) -> TimelineEntry, whoever looks has been let in
        on_withdrawal=cancel_for,        # the consent ended: (client, now); in that transaction
        hand_over=hand_over_tasks,       # a colleague leaves: (of, to, organisation, now) -> number
        shown_to_client=own_appointments,  # on the client's own page: (client) -> OwnEntry
        links=(("appointment-new", _("Make an appointment")),),  # from the page; ?client=<uuid>
    ))

in `apps.ready`. What points at a client by a foreign key needs nothing for merging: it is found and
moved by itself, and goes back when the two are separated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loim.casework.logic.clients.timeline import TimelineEntry
from loim.casework.models import Client
from loim.people.models import Organisation, User


@dataclass(frozen=True)
class OwnEntry:
    """Of the client's own page, in the language that is being spoken."""

    at: datetime
    title: Any
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Companion:
    key: str
    timeline: Callable[[Client], Iterable[TimelineEntry]] | None = None
    on_withdrawal: Callable[[Client, datetime], object] | None = None
    hand_over: Callable[[User, User, Organisation, datetime], int] | None = None
    handed_over: Any = ""  # what is counted: _("tasks and appointments")
    shown_to_client: Callable[[Client], Iterable[OwnEntry]] | None = None
    links: tuple[tuple[str, Any], ...] = ()


COMPANIONS: dict[str, Companion] = {}


def register(companion: Companion) -> None:
    COMPANIONS[companion.key] = companion
