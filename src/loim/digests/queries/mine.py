"""Somebody's own letters."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.digests.models import Subscription
from loim.people.models import User
from loim.people.personal_records import proved_addresses


def subscriptions_of(person: User) -> QuerySet[Subscription]:
    """Of the account, and to addresses that it has proved."""
    rows = Subscription.objects.alias(address_in_small=Lower("email"))
    own = Q(user=person) | Q(address_in_small__in=proved_addresses(person))
    return rows.filter(own).order_by("pk")


def export_subscriptions(person: User) -> list[dict[str, Any]]:
    return [
        {
            "email": row.address,
            "language": row.language,
            "county": row.county.name if row.county else "",
            "interests": row.interests,
            "rhythm": row.rhythm,
            "weekday": row.weekday,
            "asked_at": row.asked_at.isoformat(),
            "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else "",
            "letters": [
                {"period": letter.period, "written_at": letter.written_at.isoformat()}
                for letter in sorted(row.letters.all(), key=lambda letter: letter.pk)
            ],
            "told": sorted(told.item for told in row.told.all()),
        }
        for row in subscriptions_of(person)
        .select_related("user", "county")
        .prefetch_related("letters", "told")
    ]
