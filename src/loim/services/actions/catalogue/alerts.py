"""Alerts: 'closed today', in two taps."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.services.models import Alert, AlertKind, Location, Service
from loim.services.permissions.catalogue import may_alert_for


class AlertOver(Refusal):
    message = _("The alert would be over already: choose a later end.")


class AlertSaysNothing(Refusal):
    message = _("Say what is different.")


def post_alert(
    *, of: Service | Location, kind: str, start_at: datetime, end_at: datetime, message: str = "",
    translations: Mapping[str, Mapping[str, str]] | None = None, submission: UUID | None = None,
    by: User, now: datetime,
) -> Alert:  # fmt: skip
    """'Closed' needs no words: the page says it in each language. The same `submission` again
    gives the same alert. Refused: AlertOver, AlertSaysNothing."""
    if not may_alert_for(by, of.owner_id):
        raise PermissionDenied
    if end_at <= now or end_at <= start_at:
        raise AlertOver
    if kind != AlertKind.CLOSED and not message.strip():
        raise AlertSaysNothing
    values = {
        "service": of if isinstance(of, Service) else None,
        "location": of if isinstance(of, Location) else None,
        "kind": kind,
        "message": message.strip(),
        "translations": dict(translations or {}),
        "start_at": start_at,
        "end_at": end_at,
        "posted_by": by,
        "posted_at": now,
    }
    if submission is None:
        return Alert.objects.create(**values)
    alert, _made = Alert.objects.get_or_create(submission=submission, defaults=values)
    return alert


def end_alert(*, alert: Alert, by: User, now: datetime) -> None:
    """It holds no longer; one that had not begun is taken away. Ended twice is once."""
    of = alert.service or alert.location
    if of is None or not may_alert_for(by, of.owner_id):
        raise PermissionDenied
    with transaction.atomic():
        current = Alert.objects.select_for_update().filter(pk=alert.pk).first()
        if current is None or current.end_at <= now:
            return
        if current.start_at >= now:
            current.delete()
            return
        current.end_at = now
        current.save(update_fields=["end_at"])
