"""What became of letters to participants: waiting, sent, failed and why."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from loim.events.models import Event, Message, Notice

WAITING, SENT, TRYING, FAILED, FORGOTTEN = "waiting", "sent", "trying", "failed", "forgotten"
LABELS: dict[str, str | Promise] = {
    WAITING: pgettext_lazy("a letter", "waits to be sent"),
    TRYING: pgettext_lazy("a letter", "failed so far, is tried again"),
    SENT: pgettext_lazy("a letter", "sent"),
    FAILED: pgettext_lazy("a letter", "not sent"),
    FORGOTTEN: pgettext_lazy("a letter", "no longer known"),
}
COLOURS = {WAITING: "info", TRYING: "warning", SENT: "success", FAILED: "danger"}
# Then the letters themselves are erased (`loim.common.mail_delivery.KEPT_FOR`).
_KNOWN_FOR = timedelta(days=29)

_IS_SENT = Q(mail__sent_at__isnull=False)
_IS_FAILED = Q(mail__given_up_at__isnull=False)
_IS_TRYING = Q(mail__sent_at=None, mail__given_up_at=None, mail__failed_at__isnull=False)


def delivery_of(notices: QuerySet[Notice], now: datetime) -> QuerySet[Any]:
    """Each with its `delivery`."""
    return notices.annotate(
        delivery=Case(
            When(_IS_SENT, then=Value(SENT)),
            When(_IS_FAILED, then=Value(FAILED)),
            When(_IS_TRYING, then=Value(TRYING)),
            When(mail=None, queued_at__lt=now - _KNOWN_FOR, then=Value(FORGOTTEN)),
            default=Value(WAITING),
            output_field=CharField(),
        )
    )


def counted_messages(event: Event) -> QuerySet[Any]:
    """The latest first, each with how many letters are `sent`, `failed` and `all`."""
    return (
        Message.objects.filter(event=event)
        .select_related("event", "sent_by")
        .annotate(
            people=Count("notices"),
            sent=Count("notices", filter=Q(notices__mail__sent_at__isnull=False)),
            failed=Count("notices", filter=Q(notices__mail__given_up_at__isnull=False)),
            known=Count("notices", filter=Q(notices__mail__isnull=False)),
        )
        .order_by("-sent_at", "-pk")
    )


def failed_letters(event: Event) -> QuerySet[Notice]:
    """Of every kind, while they are known: to whom and why, the latest first."""
    return (
        Notice.objects.filter(_IS_FAILED, participant__event=event)
        .select_related("participant", "mail", "message__event")
        .order_by("-mail__given_up_at", "-pk")
    )


def progress_of(message: Message, now: datetime) -> dict[str, int]:
    """How many letters are in which state; one query."""
    rows = delivery_of(Notice.objects.filter(message=message), now)
    return dict(rows.values_list("delivery").annotate(n=Count("pk")).order_by())
