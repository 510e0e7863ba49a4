"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import translation

from loim.library.actions.collections import create_collection
from loim.library.models import LibraryFile
from loim.people.models import Organisation, Role
from loim.programmes.models import Activity
from tests.factories import library as make
from tests.factories import membership, user

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    "library-contribution-own",  # by the secret in a letter; test_contributing.py
    # Editors of all organisations share one desk, and see no address; test_desk.py
    "library-desk-contribution", "library-desk-note",
    "library-file",  # by a UUID; a draft's is refused in test_reading.py
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "library-item": "library_item",
    "library-guide": "library_item",
    "library-preview": "library_preview",
    "library-collection": "library_collection",
    "library-contribution-mine": "library_contribution",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {"file": "library_file", "cite_format": "library_cite_format"}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of what an organisation of another programme keeps, in states that are not public."""
    person = user("nende.raamatukogu@example.ee")
    membership(person, organisation, Role.EDITOR)
    item = make.draft(organisation, person)
    now = datetime(2023, 5, 2, tzinfo=UTC)
    guide_of(item, activity)
    file = LibraryFile.objects.create(
        item=item, file="library/x.pdf", file_name="x.pdf", mime="application/pdf", size_bytes=1,
        sha256="0" * 64, added_at=now,
    )  # fmt: skip
    preview = file.previews.create(page=1, image="library-previews/x.png", width=1, height=1)
    collection = create_collection(
        owner=organisation, words={"title": "Nende kogu"}, by=person, now=now, submission=uuid4()
    )
    return {
        "library_item": item.pk,
        "library_preview": preview.pk,
        "library_collection": collection.pk,
        "library_contribution": make.contribution(by=person).pk,
        "library_file": file.pk,
        "library_cite_format": "bib",
    }


def guide_of(item: Any, activity: Activity) -> None:
    from loim.library.models import PlannedGuide

    PlannedGuide.objects.create(
        item=item, activity=activity, recorded_at=datetime(2023, 5, 2, tzinfo=UTC)
    )


def en(name: str, *args: Any) -> str:
    """The address in English."""
    with translation.override("en"):
        return reverse(name, args=args)
