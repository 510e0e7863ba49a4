"""What the room of meetings registers when the platform starts."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.common.page_rooms import Context, Page, Section
from loim.events import companions
from loim.events.companions import Companion
from loim.events.models import Event, EventStatus
from loim.networks.decision_documents import register_decisions
from loim.networks.logic.minutes_states import MinutesState
from loim.networks.meeting_permissions import (
    may_keep_minutes,
    may_plan_meetings,
    may_read_minutes,
    may_see_tasks,
)
from loim.networks.models import Meeting, Network
from loim.networks.on_network_page import NETWORK_PAGE, register_next_dates
from loim.networks.permissions import may_see_inside_network, may_see_network
from loim.networks.personal_data_meetings import declare_meetings, register_meeting_records
from loim.networks.queries.meetings.agenda import open_tasks_words
from loim.networks.queries.meetings.decisions import approved_decisions, shown_decisions
from loim.networks.queries.meetings.listed import meetings_of, next_days, next_meeting_of
from loim.networks.queries.meetings.owed import owed_by
from loim.networks.queries.meetings.tasks import is_overdue, open_tasks, shown_tasks
from loim.people.permissions import Person

SHORT = 3


def register_meetings() -> None:
    NETWORK_PAGE.register_page(Page("network-meetings", gettext_lazy("Meetings"), position=20))
    NETWORK_PAGE.register_page(
        Page("network-tasks", pgettext_lazy("of a network", "Tasks"), _sees_tasks, position=50)
    )
    NETWORK_PAGE.register_page(
        Page("network-decisions", gettext_lazy("Decisions"), _has_decisions, position=25)
    )
    NETWORK_PAGE.register_section(
        Section(
            "meetings", gettext_lazy("Meetings"), meetings_section,
            "networks/meetings/section.html", 10,
        )
    )  # fmt: skip
    NETWORK_PAGE.register_section(
        Section(
            "decisions", gettext_lazy("Latest decisions"), decisions_section,
            "networks/meetings/section_decisions.html", 45,
        )
    )  # fmt: skip
    NETWORK_PAGE.register_section(
        Section(
            "tasks", pgettext_lazy("of a network", "Tasks"), tasks_section, "networks/meetings/section_tasks.html",
            50,
        )
    )  # fmt: skip
    register_next_dates("meetings", lambda networks: next_days(networks, timezone.localdate()))
    companions.register("networks", links_of_event)
    declare_meetings()
    register_meeting_records()
    register_decisions()


def _sees_tasks(network: Network, person: Person) -> bool:
    return may_see_tasks(person, network)


def _has_decisions(network: Network, person: Person) -> bool:
    return approved_decisions(network).exists()


def meetings_section(network: Network, person: Person) -> Context:
    """The next one, the last one, and what is owed."""
    today = timezone.localdate()
    is_inside = may_see_inside_network(person, network)
    upcoming = next_meeting_of(network, today)
    if upcoming is not None and not is_inside and upcoming.event.status != EventStatus.PUBLISHED:
        upcoming = None
    last = meetings_of(network).filter(event__status=EventStatus.HELD).first()
    return {
        "next": upcoming,
        "last": last,
        "may_read_last": last is not None
        and last.state != MinutesState.NONE
        and may_read_minutes(person, last),
        "owes": next(iter(owed_by([network], today)), None) if is_inside else None,
        "may_plan": may_plan_meetings(person, network),
    }


def decisions_section(network: Network, person: Person) -> Context | None:
    rows = list(approved_decisions(network)[:SHORT])
    return {"decisions": shown_decisions(rows, names_votes=False)} if rows else None


def tasks_section(network: Network, person: Person) -> Context | None:
    if not may_see_tasks(person, network):
        return None
    today = timezone.localdate()
    tasks = list(open_tasks(network))
    overdue = sum(is_overdue(task, today) for task in tasks)
    if not tasks:
        return None
    sees_all = may_keep_minutes(person, network)
    return {
        "words": open_tasks_words(len(tasks), overdue),
        "tasks": shown_tasks(tasks[:SHORT], today, sees_all=sees_all),
    }


def links_of_event(event: Event, person: Person) -> Iterable[Companion]:
    """From the page of a meeting's event to the network's own page of it."""
    meeting = (
        Meeting.objects.select_related("network__activity__programme", "network__organisation")
        .filter(event=event)
        .first()
    )
    if meeting is None or not may_see_network(person, meeting.network):
        return []
    name = meeting.network.text("name")
    return [
        Companion(
            _("Meeting %(number)s of “%(network)s”: who was there, minutes, decisions, tasks")
            % {"number": meeting.number, "network": name},
            reverse("network-meeting", args=[meeting.pk]),
        )
    ]
