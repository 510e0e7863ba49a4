"""Who may open addresses with a key: see tests/test_access_by_object.py.

A function for each room gives its keys; names of addresses that begin alike share a key. That no
counsellor of another city gets in, and that nothing of a record is in any answer, is tested by
walking all addresses once more in tests/casework/protection/test_addresses.py.
"""

from datetime import UTC, datetime, timedelta

from loim.casework.models import BreakGlass
from loim.people.models import Organisation, User
from loim.programmes.models import Activity
from tests.casework import keys_of_appointments, keys_of_clients, keys_of_figures
from tests.factories.casework import client, enquiry, snippet
from tests.factories.people import user

NOW = datetime(2023, 6, 1, tzinfo=UTC)

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "client-own-views",  # by the secret in a link; tests/casework/protection/test_person.py
    *keys_of_appointments.OPEN, *keys_of_clients.OPEN, *keys_of_figures.OPEN,
}  # fmt: skip
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "protection-opening": "opening", "enquiry": "enquiry", "enquiry-snippet": "snippet",
    **keys_of_appointments.KEYS, **keys_of_figures.KEYS,
}  # fmt: skip
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"client": "client_uuid", "uuid": "client_uuid", **keys_of_figures.PARTS}


def theirs(organisation: Organisation, _activity: Activity) -> dict[str, int | str]:
    """Keys of what another organisation keeps of those it counsels."""
    of = client(organisation)
    by = user()
    return {
        "client_uuid": str(of.uuid),
        "opening": _opening(organisation, by).pk,
        "enquiry": enquiry(organisation, by).pk,
        "snippet": snippet(organisation, by).pk,
        **keys_of_appointments.theirs(organisation, of, NOW),
        **keys_of_clients.theirs(organisation, of),
        **keys_of_figures.theirs(organisation),
    }


def _opening(organisation: Organisation, person: User) -> BreakGlass:
    return BreakGlass.objects.create(
        organisation=organisation,
        is_whole=True,
        person=person,
        reason="The client complained and asked for an answer.",
        opened_at=NOW,
        expires_at=NOW + timedelta(hours=1),
    )
