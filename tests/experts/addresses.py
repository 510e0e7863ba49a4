"""Who may open addresses with a key: see tests/test_access_by_object.py."""

from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone, translation

from loim.experts.models import Reference
from loim.experts.queries.own_link import key_hash_for
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories import experts as make
from tests.factories import user

# Names of addresses that anyone may open, each with the reason and where it is tested.
OPEN: set[str] = {
    # by the secret in a letter; test_requests.py, test_references.py, test_consent.py
    "expert-request-own", "expert-reference-own", "expert-consent-own",
    "expert-field-edit",  # editors of all organisations keep one list; test_desk.py
}  # fmt: skip
# What whoever takes part in the programme reads, other partners' work included.
READ_BY_PARTNERS: set[str] = set()
# The longest beginning of an address's name: whose key its `pk` is.
KEYS: dict[str, str] = {
    "expert": "expert",
    "expert-request-mine": "expert_request",
    "expert-approach": "expert_approach",
    "expert-reference": "expert_reference",
}
# Other parts of addresses: whose key they are.
PARTS: dict[str, str] = {}


def theirs(organisation: Organisation, activity: Activity) -> dict[str, int | str]:
    """Keys of somebody who is not listed, and of what another asked of an expert."""
    now = timezone.now()
    hidden = make.draft()
    asked = make.request(make.expert(now=now), by=user("nende.kusija@example.ee"), now=now)
    submission = uuid4()
    reference = Reference.objects.create(
        expert=hidden, organisation=organisation, organisation_name=organisation.name,
        work="Koolitus", start_date=now.date(), asked_at=now, submission=submission,
        key_hash=key_hash_for("experts.reference", submission),
    )  # fmt: skip
    return {
        "expert": hidden.pk,
        "expert_request": asked.pk,
        "expert_approach": asked.approaches.get().pk,
        "expert_reference": reference.pk,
    }


def en(name: str, *args: Any) -> str:
    """The address in English."""
    with translation.override("en"):
        return reverse(name, args=args)
