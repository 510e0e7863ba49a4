"""Subscriptions for tests: confirmed on the Sunday before the tests' Monday, unless said."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from loim.digests.models import Subscription
from loim.digests.queries.own_link import key_hash_of, key_of

CONFIRMED = datetime(2023, 10, 1, 12, tzinfo=UTC)
_numbers = count(1)


def subscription(**fields: Any) -> Subscription:
    if fields.get("user") is None:
        fields.setdefault("email", f"lugeja{next(_numbers)}@example.ee")
    fields.setdefault("asked_at", CONFIRMED)
    fields.setdefault("confirmed_at", CONFIRMED)
    fields.setdefault("begun_at", fields["confirmed_at"])
    fields.setdefault("language", "en")
    made = Subscription(**fields)
    made.key_hash = key_hash_of(made)
    made.save()
    return made


def own_key(of: Subscription) -> str:
    return key_of(of)
