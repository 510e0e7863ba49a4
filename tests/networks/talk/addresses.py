"""Who may open addresses of letters, threads and the map: see tests/test_access_by_object.py."""

from typing import Any

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import network
from tests.factories.talk import mailing, post, thread

KEYS: dict[str, str] = dict.fromkeys(
    ("network-thread", "network-threads", "network-post", "network-letter", "network-letters"),
    "network_of_talk",
)
PARTS: dict[str, str] = {
    "thread_pk": "network_thread",
    "post_pk": "network_post",
    "mailing_pk": "network_mailing",
    "map_table": "network_map_table",
}
OPEN: set[str] = {
    "network-letters-stop",  # by the secret in a letter; test_mailings.py
}
# Of organisations at meetings, whose pages they read already; people are left out for others.
READ_BY_PARTNERS: set[str] = {"network-map", "network-map-export"}


def theirs(rakvere: Organisation, under: Activity) -> dict[str, Any]:
    of = network(rakvere, under)
    begun = thread(of)
    return {
        "network_of_talk": of.pk,
        "network_thread": begun.pk,
        "network_post": post(begun).pk,
        "network_mailing": mailing(of).pk,
        "network_map_table": "pairs",
    }
