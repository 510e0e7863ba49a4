"""Who is told of a visitor who has not said that they are out. Inside the keeper's gate.

The database is the clock's memory: an alarm is a row, written in the transaction that queues its
letters. A worker that falls loses none, and two that run at once write none twice.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from loim.casework.logic.appointments.home_visits import OPEN, WATCHER_AFTER, Alarm, due_alarms
from loim.casework.models import HomeVisit, SafetyContact, VisitAlarm
from loim.common.mail import queue_mail


def raise_alarms(*, now: datetime) -> int:
    """How many alarms were raised now."""
    late = HomeVisit.objects.filter(state__in=OPEN, expected_end_at__lte=now - WATCHER_AFTER)
    return sum(_raise_of(pk, now) for pk in late.order_by("pk").values_list("pk", flat=True))


def _raise_of(pk: int, now: datetime) -> int:
    with transaction.atomic():
        visit = (
            HomeVisit.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("visitor", "watcher", "organisation")
            .filter(pk=pk)
            .first()
        )
        if visit is None:  # somebody is at it this moment: the next minute sees it
            return 0
        raised = 0
        for alarm in due_alarms(state=visit.state, expected_end=visit.expected_end_at, now=now):
            _row, is_new = VisitAlarm.objects.get_or_create(
                visit=visit,
                stage=alarm,
                expected_end_at=visit.expected_end_at,
                defaults={"organisation": visit.organisation, "raised_at": now},
            )
            if is_new:
                _write(visit, alarm)
                raised += 1
        return raised


def _write(visit: HomeVisit, alarm: Alarm) -> None:
    if alarm == Alarm.WATCHER:
        _letter(visit, visit.watcher.email, visit.watcher.language, "visit_overdue")
        return
    contacts = SafetyContact.objects.filter(organisation=visit.organisation).order_by("pk")
    for contact in contacts:
        _letter(visit, contact.email, "et", "visit_overdue_list")


def _letter(visit: HomeVisit, to: str, language: str, template: str) -> None:
    with translation.override(language):
        link = settings.BASE_URL + reverse("home-visit", args=[visit.uuid])
    queue_mail(
        to=to,
        template=template,
        language=language,
        context={
            "visitor": visit.visitor.name or visit.visitor.email,
            "watcher": visit.watcher.name or visit.watcher.email,
            "expected_end": visit.expected_end_at,
            "link": link,
        },
    )
