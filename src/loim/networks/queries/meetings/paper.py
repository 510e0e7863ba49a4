"""Minutes as they go on paper, in the reader's language."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loim.networks.logic.minutes_document import MinutesDocument, PaperDecision, PaperItem
from loim.networks.queries.meetings.minutes import ShownItem, ShownMinutes, state_words
from loim.networks.queries.meetings.tasks import ShownTask


def paper_of(minutes: ShownMinutes) -> MinutesDocument:
    meeting, event = minutes.meeting, minutes.meeting.event
    language = get_language() or meeting.language
    name = str(meeting.network.text("name"))
    when = date_format(event.start_date, "DATE_FORMAT")
    if event.start_time:
        when = f"{when} {event.start_time:%H:%M}"
        if event.end_time:
            when = f"{when}–{event.end_time:%H:%M}"
    facts = [(_("Time"), when)]
    if event.place:
        facts.append((_("Place"), ", ".join(part for part in (event.place, event.address) if part)))
    there = [(_("Were there"), ", ".join(minutes.there) or "–")]
    if minutes.others:
        missing = ", ".join(f"{one} ({state})" for one, state in minutes.others)
        there.append((_("Were not there"), missing))
    there.append((_("Quorum"), minutes.gathering.words))
    return MinutesDocument(
        language=language,
        written_in=meeting.language,
        title=_("Minutes of meeting %(number)s: %(network)s")
        % {"number": meeting.number, "network": name},
        network=name,
        state=state_words(meeting),
        facts=tuple(facts),
        there=tuple(there),
        items=tuple(_item(item) for item in minutes.items),
        other_tasks=tuple(task_line(task) for task in minutes.tasks),
        tasks_heading=_("Other tasks"),
        additions_heading=_("Additions"),
        additions=tuple(
            (date_format(localtime(row.added_at), "SHORT_DATE_FORMAT"), row.text)
            for row in minutes.additions
        ),
        footer=event.organiser.name,
    )


def _item(shown: ShownItem) -> PaperItem:
    tasks = [task_line(task) for one in shown.decisions for task in one.tasks]
    return PaperItem(
        shown.item.title,
        shown.item.text,
        tuple(
            PaperDecision(
                _("Decision %(number)s") % {"number": one.decision.number},
                one.decision.wording,
                one.result,
                tuple(one.votes),
            )
            for one in shown.decisions
        ),
        tuple(tasks),
    )


def task_line(shown: ShownTask) -> str:
    said = {
        "title": shown.task.title,
        "owner": shown.owner,
        "day": date_format(shown.task.due_date, "SHORT_DATE_FORMAT"),
    }
    return _("Task: %(title)s (%(owner)s, by %(day)s)") % said
