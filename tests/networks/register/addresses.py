"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import register as make

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "association-own",  # by the secret in a letter; test_pages.py
    "association-export", "association-import-template",  # a format, not a key
}  # fmt: skip
# What whoever keeps the register of another city reads, so that none is written down twice.
READ_BY_PARTNERS: set[str] = {"association"}
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {"association": "association", "need": "need"}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of one that has not agreed to be listed, and of a need."""
    kept = make.association(organisation)
    return {"association": kept.pk, "need": make.need(organisation, kept).pk}
