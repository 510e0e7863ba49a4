"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.people.models import Organisation
from loim.programmes.models import Activity
from loim.search.models import WordGroup

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # One list for everybody's search: editors of any organisation keep it (test_words_kept).
    "search-words-edit",
    "search-words-remove",
}
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {"search-words": "word_group"}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}

NOW = datetime(2023, 6, 1, tzinfo=UTC)


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    return {"word_group": WordGroup.objects.create(changed_at=NOW).pk}
