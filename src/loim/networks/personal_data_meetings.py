"""What meetings keep about people: who was there, who voted how, who does what."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.networks.actions.meetings.erasing import KEPT, erase_account
from loim.networks.models import NetworkTask, Presence, Vote
from loim.people.models import User
from loim.people.personal_records import PersonalRecords, proved_addresses, register
from loim.people.retention import declare, declare_impersonal

_AFTER_MEETING = _("until three years after the meeting; numbers stay")
_AFTER_TASK = _("until three years after the task was closed")
_WITH_MINUTES = _("as long as the minutes")
_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")
_MEETING = (
    "id", "network", "event", "number", "is_county_wide", "language", "state", "approved_at",
    "approved_how", "approved_meeting", "entitled", "present", "needed", "seed", "key_hash",
    "recorded_at",
)  # fmt: skip
_ITEM = ("id", "meeting", "position", "title", "written_at")
_DECISION = (
    "id", "meeting", "item", "number", "wording", "outcome", "voting", "votes_for",
    "votes_against", "votes_abstained", "voters_present", "is_quorate", "is_carried",
    "carried_to", "written_at", "submission",
)  # fmt: skip
_TASK = (
    "id", "network", "meeting", "decision", "title", "organisation", "due_date", "state",
    "closed_at", "reminded_at", "seed", "key_hash", "given_at", "submission",
)  # fmt: skip


def declare_meetings() -> None:
    declare(
        "networks.Presence.member", _("Whether a member was at a meeting"),
        _("To know whether there was a quorum."), _AFTER_MEETING, KEPT,
    )  # fmt: skip
    for field in ("member", "mandate", "choice"):
        declare(
            f"networks.Vote.{field}", _("How a member voted"),
            _("To keep who decided, where votes are by name."), _AFTER_MEETING, KEPT,
        )  # fmt: skip
    declare_impersonal("networks.Presence", "id", "meeting", "state", "is_by_hand")
    declare_impersonal("networks.Vote", "id", "meeting", "decision")
    declare_impersonal(
        "networks.MeetingHabits", "id", "network", "usual_agenda", "votes_are_public"
    )
    for model, extra in (("networks.Meeting", ()), ("networks.MeetingHistory", _HISTORY)):
        for field, name in (
            ("approved_by", _("Who approved minutes")),
            ("recorded_by", _("Who planned a meeting")),
        ):
            declare(f"{model}.{field}", name, _("To trace who did it."), _WITH_MINUTES)
        declare_impersonal(model, *_MEETING, *extra)
    for model, extra in (("networks.MinutesItem", ()), ("networks.MinutesItemHistory", _HISTORY)):
        declare(f"{model}.text", _("What was said at a meeting"), _("To know what was agreed."),
                _WITH_MINUTES)  # fmt: skip
        declare(f"{model}.written_by", _("Who wrote minutes"), _("To trace who did it."),
                _WITH_MINUTES)  # fmt: skip
        declare_impersonal(model, *_ITEM, *extra)
    for model, extra in (
        ("networks.MeetingDecision", ()),
        ("networks.MeetingDecisionHistory", _HISTORY),
    ):
        declare(f"{model}.written_by", _("Who wrote down a decision"), _("To trace who did it."),
                _WITH_MINUTES)  # fmt: skip
        declare_impersonal(model, *_DECISION, *extra)
    declare("networks.MinutesAddition.text", _("Addition to minutes"), _("To put them right."),
            _WITH_MINUTES)  # fmt: skip
    declare("networks.MinutesAddition.added_by", _("Who added to minutes"),
            _("To trace who did it."), _WITH_MINUTES)  # fmt: skip
    declare_impersonal("networks.MinutesAddition", "id", "meeting", "added_at", "submission")
    _declare_tasks()


def _declare_tasks() -> None:
    for model, extra in (("networks.NetworkTask", ()), ("networks.NetworkTaskHistory", _HISTORY)):
        declare(f"{model}.owner", _("Who does a task"), _("To remind of it."), _AFTER_TASK, KEPT)
        for field, name in (
            ("closed_note", _("What was done in a task")),
            ("closed_by", _("Who closed a task")),
            ("given_by", _("Who gave a task")),
        ):
            declare(f"{model}.{field}", name, _("To know what became of it."), _WITH_MINUTES)
        declare_impersonal(model, *_TASK, *extra)


def register_meeting_records() -> None:
    register(
        PersonalRecords(
            "network_meetings", _("Meetings of networks and your tasks"), export_meetings,
            erase_account,
        )
    )  # fmt: skip


def export_meetings(person: User) -> list[dict[str, Any]]:
    """In a fixed number of queries."""
    mine = Q(member__user=person) | Q(member__user=None, member__email__in=proved_addresses(person))
    there = Presence.objects.filter(mine).select_related("meeting__network", "meeting__event")
    votes = Vote.objects.filter(mine).select_related("decision", "meeting__network")
    tasks = NetworkTask.objects.filter(
        Q(owner__user=person) | Q(owner__user=None, owner__email__in=proved_addresses(person))
    ).select_related("network")
    return [
        *(
            {
                "network": row.meeting.network.name,
                "date": row.meeting.event.start_date.isoformat(),
                "presence": row.state,
            }
            for row in there.order_by("pk")
        ),
        *(
            {
                "network": row.meeting.network.name,
                "decision": row.decision.wording,
                "vote": row.choice,
            }
            for row in votes.order_by("pk")
        ),
        *(
            {
                "network": row.network.name,
                "task": row.title,
                "by": row.due_date.isoformat(),
                "state": row.state,
                "note": row.closed_note,
            }
            for row in tasks.order_by("pk")
        ),
    ]
