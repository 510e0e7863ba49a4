"""Who may open the addresses of networks, members and seats (`tests/test_access_by_object.py`)."""

from typing import Any

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import network
from tests.factories.networks import mandate, member, seat

# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "network-member": "network_member",
    "network-members": "network",
    "network-seat": "network_seat",
    "network-seats": "network",
    "network-mandate": "network_mandate",
}
PARTS: dict[str, str] = {}
OPEN: set[str] = {"network-member-own"}  # by the secret in a letter; test_own_membership.py
# Seats are known to whoever may read the network; people are named by consent alone.
READ_BY_PARTNERS: set[str] = {"network-seats", "network-seat"}


def theirs(rakvere: Organisation, under: Activity) -> dict[str, Any]:
    body = network(rakvere, under, kind="participatory_body")
    held = mandate(seat(body), member(body, name="Mari Näidis", email="mari.liige@example.ee"))
    return {
        "network_member": held.member_id,
        "network_seat": held.seat_id,
        "network_mandate": held.pk,
    }
