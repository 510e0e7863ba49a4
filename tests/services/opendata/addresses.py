"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime

from loim.people.models import Organisation
from loim.programmes.models import Activity
from loim.services.models import HsdsImport

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # What everybody may read; drafts are guarded: tests/services/opendata/test_addresses.py
    "hsds-service",
    "hsds-organization",
    "hsds-service-at-location",
    "cpsv-ap-service",
    "cpsv-ap-file",
}
READ_BY_PARTNERS: set[str] = set()
KEYS: dict[str, str] = {"service-import-confirm": "hsds_import"}
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, _activity: Activity) -> dict[str, int | str]:
    """A file that somebody of another programme looks at."""
    made = HsdsImport.objects.create(
        owner=organisation, file_name="nende.json", content="[]",
        uploaded_at=datetime(2023, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    return {"hsds_import": made.pk}
