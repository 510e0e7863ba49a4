"""Who may open the addresses of networks, members and seats (`tests/test_access_by_object.py`)."""

from typing import Any

from loim.people.models import Organisation
from loim.programmes.models import Activity

KEYS: dict[str, str] = {}
PARTS: dict[str, str] = {}
OPEN: set[str] = set()
READ_BY_PARTNERS: set[str] = set()


def theirs(rakvere: Organisation, under: Activity) -> dict[str, Any]:
    return {}
