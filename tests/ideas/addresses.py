"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from loim.people.models import Organisation
from loim.programmes.models import Activity

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "idea-own",  # by a token; tests/ideas/ideas/test_own_pages.py
}
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    return {}
