"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from loim.people.models import Organisation
from loim.programmes.models import Activity

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "digest-own", "digest-stop",  # by the secret in a letter; test_stopping.py
    "feed",  # a source's name; only what everybody may read: test_feeds.py
    "home-for",  # an audience's name; tests/portal/home
}  # fmt: skip
READ_BY_PARTNERS: set[str] = set()
KEYS: dict[str, str] = {}
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    return {}
