"""Minutes as a page, a PDF and a letter show them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loim.networks.models import (
    Choice,
    Meeting,
    MeetingDecision,
    MinutesAddition,
    MinutesItem,
    Outcome,
    Voting,
)
from loim.networks.queries.meetings.listed import meeting_before
from loim.networks.queries.meetings.naming import name_for
from loim.networks.queries.meetings.presence import Gathering, gathering_of
from loim.networks.queries.meetings.tasks import (
    ShownTask,
    follow_up_of,
    shown_tasks,
    with_owners,
)


@dataclass(frozen=True)
class ShownDecision:
    decision: MeetingDecision
    result: str
    votes: list[tuple[str, str]] = field(default_factory=list)  # ('for', names)
    tasks: list[ShownTask] = field(default_factory=list)


@dataclass(frozen=True)
class ShownItem:
    item: MinutesItem
    decisions: list[ShownDecision]


@dataclass(frozen=True)
class ShownMinutes:
    meeting: Meeting
    gathering: Gathering
    there: list[str]
    others: list[tuple[str, str]]  # name, state
    items: list[ShownItem]
    tasks: list[ShownTask]  # of the meeting and no decision
    additions: list[MinutesAddition]


def minutes_of(meeting: Meeting, today: date, *, sees_all: bool, names_votes: bool) -> ShownMinutes:
    """In a fixed number of queries. `names_votes`: who voted how is shown."""
    decisions = list(
        meeting.decisions.prefetch_related("votes__member__organisation", "votes__member__user")
        .select_related("carried_to__event")
        .order_by("number")
    )
    tasks = shown_tasks(
        with_owners(meeting.tasks.order_by("due_date", "pk")), today, sees_all=sees_all
    )
    of_decision: dict[int | None, list[ShownTask]] = defaultdict(list)
    for task in tasks:
        of_decision[task.task.decision_id].append(task)
    by_item: dict[int, list[ShownDecision]] = defaultdict(list)
    for decision in decisions:
        votes = named_votes(decision, sees_all=sees_all) if names_votes else []
        by_item[decision.item_id].append(
            ShownDecision(decision, result_words(decision), votes, of_decision[decision.pk])
        )
    gathering = gathering_of(meeting)
    return ShownMinutes(
        meeting,
        gathering,
        [name_for(one.member, sees_all=sees_all) for one in gathering.there],
        [
            (name_for(one.member, sees_all=sees_all), one.state_label)
            for one in gathering.others
            if one.state
        ],
        [ShownItem(item, by_item[item.pk]) for item in meeting.items.order_by("position")],
        of_decision[None],
        list(meeting.additions.select_related("added_by").order_by("added_at", "pk")),
    )


def result_words(decision: MeetingDecision) -> str:
    """'Adopted: 7 for, 1 against, 1 abstained.'"""
    if decision.outcome == Outcome.DISCUSSED:
        return _("Discussed, no decision.")
    label = (
        pgettext("a decision", "Adopted") if decision.outcome == Outcome.ADOPTED else _("Rejected")
    )
    if decision.voting == Voting.CONSENSUS:
        return _("%(outcome)s without a vote: nobody objected.") % {"outcome": label}
    said = {
        "outcome": label,
        "votes_for": decision.votes_for or 0,
        "against": decision.votes_against or 0,
        "abstained": decision.votes_abstained or 0,
    }
    return _("%(outcome)s: %(votes_for)s for, %(against)s against, %(abstained)s abstained.") % said


def named_votes(decision: MeetingDecision, *, sees_all: bool) -> list[tuple[str, str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for vote in decision.votes.all():
        found[vote.choice].append(name_for(vote.member, sees_all=sees_all))
    return [
        (str(choice.label), ", ".join(sorted(found[choice.value])))
        for choice in Choice
        if found[choice.value]
    ]


def tasks_title() -> str:
    """Of the first item of an agenda, in the language that is being spoken."""
    return _("What became of our tasks")


def held_since(before: Meeting | None) -> datetime:
    day = before.event.start_date if before else date(2000, 1, 1)
    return make_aware(datetime.combine(day, time.min))


def tasks_in_words(meeting: Meeting, today: date) -> str:
    """What the first item of the minutes begins with; names only of those who are listed."""
    before = meeting_before(meeting)
    found = follow_up_of(meeting, before, today, sees_all=False, since=held_since(before))
    lines = [
        _("Closed: %(title)s (%(owner)s). %(note)s")
        % {"title": shown.task.title, "owner": shown.owner, "note": shown.task.closed_note}
        for shown in found.closed
    ]
    lines += [
        _("Open: %(title)s (%(owner)s), by %(day)s.")
        % {
            "title": shown.task.title,
            "owner": shown.owner,
            "day": date_format(shown.task.due_date, "SHORT_DATE_FORMAT"),
        }
        for shown in found.open
    ]
    return "\n".join(line.strip() for line in lines)


def state_words(meeting: Meeting) -> str:
    if meeting.approved_at is None:
        return _("Draft: not approved yet.")
    day = date_format(localtime(meeting.approved_at), "SHORT_DATE_FORMAT")
    if meeting.approved_meeting is not None:
        said = {"day": day, "number": meeting.approved_meeting.number}
        return _("Approved on %(day)s by meeting %(number)s.") % said
    if meeting.approved_how == "meeting":
        return _("Approved on %(day)s by a later meeting.") % {"day": day}
    return _("Approved by the chair on %(day)s.") % {"day": day}
