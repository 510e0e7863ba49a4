"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, date, datetime

from loim.events.models import EventKind
from loim.people.models import Organisation
from loim.programmes.models import Activity
from loim.visits.models import MediaItem
from tests.factories.events import event
from tests.factories.visits import group, host, leg, visit

# By the secret in a link; tests/visits/test_own_pages.py and test_host_page.py.
OPEN: set[str] = {
    "itinerary",
    "itinerary-calendar",
    "itinerary-leg",
    "itinerary-idea",
    "itinerary-note",
    "itinerary-feedback",
    "visit-host-page",
    "visit-host-page-ask",
    "visit-host-page-confirm",
    "visit-host-page-cancel",
}
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = {"visit"}
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {"visit": "visit"}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {
    "leg": "visit_leg",
    "host": "visit_host",
    "group": "visit_group",
    "item": "visit_media",
}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of a visit of another programme that is not published."""
    held = event(
        activity,
        organiser=organisation,
        kind=EventKind.FIELD_VISIT,
        status="draft",
        start_date=date(2023, 5, 10),
    )
    of = visit(held)
    return {
        "visit": of.pk,
        "visit_leg": leg(of).pk,
        "visit_host": host(of).pk,
        "visit_group": group(of).pk,
        "visit_media": MediaItem.objects.create(
            visit=of, date=datetime(2023, 5, 11, tzinfo=UTC), outlet="Leht", title="Käidi"
        ).pk,
    }
