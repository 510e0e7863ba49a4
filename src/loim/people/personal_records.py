"""What other modules keep about people: they register it here when they start.

`people` names no other module, and yet 'My data' shows everything and erasing an account
empties everything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.functional import Promise

from loim.people.models import User


@dataclass(frozen=True)
class PersonalRecords:
    """`export` gives a list of plain values, ready for JSON; `erase` runs inside the
    transaction that erases the account, while its addresses are still known.
    """

    key: str
    label: str | Promise
    export: Callable[[User], list[dict[str, Any]]]
    erase: Callable[[User, datetime], None]


REGISTERED: dict[str, PersonalRecords] = {}


def register(records: PersonalRecords) -> None:
    REGISTERED[records.key] = records


def proved_addresses(person: User) -> list[str]:
    """In small letters: the account's own, and others that the person has proved."""
    others = EmailAddress.objects.filter(user=person, verified=True)
    return sorted(
        {person.email.lower(), *(email.lower() for email in others.values_list("email", flat=True))}
    )
