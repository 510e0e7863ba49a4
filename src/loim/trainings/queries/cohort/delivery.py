"""What became of the letters of an announcement."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from loim.trainings.models import Announcement

# Then the letters themselves are erased (`loim.common.mail_delivery.KEPT_FOR`).
_KNOWN_FOR = timedelta(days=29)


def letters_of(announcement: Announcement, now: datetime) -> QuerySet[Any]:
    """Each with its `delivery`, by team and name; as the events' letters say it."""
    is_old = announcement.sent_at < now - _KNOWN_FOR
    return (
        announcement.letters.select_related("member__team", "mail")
        .annotate(
            delivery=Case(
                When(mail__sent_at__isnull=False, then=Value("sent")),
                When(mail__given_up_at__isnull=False, then=Value("failed")),
                When(Q(mail__failed_at__isnull=False), then=Value("trying")),
                When(mail=None, then=Value("forgotten" if is_old else "waiting")),
                default=Value("waiting"),
                output_field=CharField(),
            )
        )
        .order_by("member__team__name", "member__name", "pk")
    )
