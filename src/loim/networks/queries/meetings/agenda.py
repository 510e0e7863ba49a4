"""What the form for planning a meeting begins with."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.events.models import SessionKind
from loim.networks.logic.agenda_lines import items_of
from loim.networks.logic.task_states import TaskState
from loim.networks.models import Meeting, MeetingDecision, MeetingHabits, Network
from loim.networks.queries.meetings.minutes import tasks_title


def habits_of(network: Network) -> MeetingHabits:
    return MeetingHabits.objects.filter(network=network).first() or MeetingHabits(network=network)


def last_meeting_of(network: Network) -> Meeting | None:
    rows = Meeting.objects.filter(network=network).select_related("event")
    return rows.order_by("-event__start_date", "-number").first()


def draft_items(network: Network) -> list[str]:
    """In the network's language: tasks first, then the usual agenda (else that of the last
    meeting, else a plain one), then what earlier meetings left open."""
    last = last_meeting_of(network)
    usual = items_of(habits_of(network).usual_agenda)
    if not usual and last is not None:
        sessions = last.event.sessions.filter(
            kind__in=(SessionKind.PLENARY, SessionKind.GROUP_WORK)
        )
        usual = list(sessions.order_by("day", "start_time", "pk").values_list("title", flat=True))
        carried_here = set(last.carried_here.values_list("wording", flat=True))
        usual = [item for item in usual if item not in {one[:300] for one in carried_here}]
    with translation.override(network.language):
        title = tasks_title()
        usual = usual or [
            _("News from each member"),
            _("Topic of the day"),
            _("What we agreed, and the next meeting"),
        ]
    first = [title] if last is not None or _has_tasks(network) else []
    rest = [item for item in usual if item != title]
    carried = MeetingDecision.objects.filter(
        meeting__network=network, is_carried=True, carried_to=None
    )
    left = list(carried.order_by("meeting__number", "number").values_list("wording", flat=True))
    return [*first, *(item[:300] for item in left), *rest]


def _has_tasks(network: Network) -> bool:
    return network.tasks.filter(state=TaskState.OPEN.value).exists()


def open_tasks_words(number: int, overdue: int) -> str:
    """'3 tasks are open, 1 of them overdue.'"""
    if not number:
        return _("No task is open.")
    words = ngettext("%(number)s task is open", "%(number)s tasks are open", number) % {
        "number": number
    }
    if not overdue:
        return f"{words}."
    return _("%(tasks)s, %(overdue)s of them overdue.") % {"tasks": words, "overdue": overdue}


def overdue_of(days: list[date], today: date) -> int:
    return sum(day < today for day in days)
