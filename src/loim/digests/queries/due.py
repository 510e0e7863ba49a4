"""Whose letters are due."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.digests.logic.schedule import due_moment, due_period, period_of
from loim.digests.models import Rhythm, Subscription, Weekday


def subscriptions_due(now: datetime) -> QuerySet[Subscription]:
    """Those of the chosen day, until a letter of that week was written or nothing was new; and
    all that want to know at once."""
    here = timezone.localtime(now)
    due = Q(rhythm=Rhythm.AT_ONCE)
    for weekday in Weekday.values:
        moment = due_moment(weekday, here)
        due |= Q(
            rhythm=Rhythm.WEEKLY,
            weekday=weekday,
            begun_at__lte=moment,
            settled_period__lt=period_of(moment.date()),
        )
    return Subscription.objects.filter(due, confirmed_at__isnull=False).order_by("pk")


def period_due(subscription: Subscription, now: datetime) -> str | None:
    """As `subscriptions_due`, of one whose row is held; the name of the period, None for none."""
    if subscription.begun_at is None:
        return None
    if subscription.rhythm == Rhythm.AT_ONCE:
        return f"{now:%Y-%m-%dT%H:%M:%S}"
    return due_period(
        weekday=subscription.weekday,
        begun_at=subscription.begun_at,
        settled_period=subscription.settled_period,
        now=timezone.localtime(now),
    )
