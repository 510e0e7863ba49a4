"""Who may open the addresses of meetings and tasks (`tests/test_access_by_object.py`)."""

from datetime import date
from typing import Any

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import meetings as make
from tests.factories.networks import network

# By the secret in a letter; tests/networks/meetings/test_pages.py.
OPEN: set[str] = {"network-task-own", "network-minutes-own", "network-minutes-own-pdf"}
READ_BY_PARTNERS: set[str] = {
    "network-meetings", "network-meeting", "network-decisions", "network-tasks", "network-task",
}  # fmt: skip
KEYS: dict[str, str] = {
    "network-meeting": "network_meeting",
    "network-meetings": "network",
    "network-minutes": "network_meeting",
    "network-decisions": "network",
    "network-decision-new": "network_meeting",
    "network-decision": "network_decision",
    "network-item": "network_item",
    "network-tasks": "network",
    "network-task": "network_task",
}
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, under: Activity) -> dict[str, Any]:
    """Of a network of another programme that is not public."""
    of = network(organisation, under)
    meeting = make.meeting(of, date(2023, 5, 9), state="draft")
    item = make.item(meeting)
    return {
        "network_meeting": meeting.pk,
        "network_item": item.pk,
        "network_decision": make.decision(item).pk,
        "network_task": make.task(of).pk,
    }
