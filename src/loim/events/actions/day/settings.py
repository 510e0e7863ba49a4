"""What is sent by itself about an event, and what its certificates say."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.events.models import DaySettings, Event
from loim.events.permissions import may_change_event
from loim.people.models import User


def change_day_settings(
    *,
    event: Event,
    reminder_days: Sequence[int],
    sends_thanks: bool,
    asks_feedback: bool,
    certificate_hours: Decimal | None,
    by: User,
    now: datetime,
) -> DaySettings:
    if not may_change_event(by, event):
        raise PermissionDenied
    with (
        transaction.atomic(),
        pghistory.context(user=by.pk, at=now.isoformat(), step="day_settings"),
    ):
        settings, _made = DaySettings.objects.update_or_create(
            event=event,
            defaults={
                "reminder_days": sorted(set(reminder_days), reverse=True),
                "sends_thanks": sends_thanks,
                "asks_feedback": asks_feedback,
                "certificate_hours": certificate_hours,
            },
        )
    return settings
