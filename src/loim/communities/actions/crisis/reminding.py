"""What time alone brings: contacts to confirm, a plan to look through, a drill to hold."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from loim.common.mail import queue_mail
from loim.communities.actions.crisis.contacts import send_question
from loim.communities.models import CrisisContact, CrisisPlan
from loim.communities.permissions import KEEPING_ROLES
from loim.communities.queries.crisis.due import (
    ASKED_AGAIN_AFTER,
    CONFIRMED_FOR,
    plans_without_drill,
    plans_without_review,
)
from loim.people.models import User


def ask_unconfirmed(*, now: datetime) -> int:
    """A letter to each contact with an address whose details nobody has confirmed for a year; again
    only after a month. How many it were."""
    due = CrisisContact.objects.filter(
        Q(confirmed_at__lt=now - CONFIRMED_FOR),
        Q(asked_at=None) | Q(asked_at__lt=now - ASKED_AGAIN_AFTER),
        left_at=None,
    ).exclude(email="")
    asked = 0
    for key in due.exclude(consent="").order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            rows = due.select_related("plan__community__organisation")
            contact = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
            if contact is not None:
                send_question(contact, now)
                asked += 1
    return asked


def remind_keepers(*, now: datetime) -> dict[str, int]:
    """A letter to keepers where nobody has looked through the plan, or tried it, for a year; the
    next one in a month."""
    return {
        "review": _remind(now, "review"),
        "drill": _remind(now, "drill"),
    }


def _remind(now: datetime, what: str) -> int:
    today = localdate(now)
    field = f"{what}_reminded_date"
    due = plans_without_review(today) if what == "review" else plans_without_drill(today)
    again = today - timedelta(days=ASKED_AGAIN_AFTER.days)
    due = due.filter(Q(**{field: None}) | Q(**{f"{field}__lt": again}))
    number = 0
    for key in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            plan = (
                CrisisPlan.objects.select_related("community__organisation")
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=key)
                .first()
            )
            if plan is None:
                continue
            setattr(plan, field, today)
            plan.save()
            for person in _keepers(plan, now):
                queue_mail(
                    to=person.email, template=f"crisis_{what}",
                    context={"community": str(plan.community), "pk": plan.community_id},
                    language=person.language,
                )  # fmt: skip
                number += 1
    return number


def _keepers(plan: CrisisPlan, now: datetime) -> list[User]:
    today = localdate(now)
    keepers = User.objects.filter(
        Q(memberships__end_date=None) | Q(memberships__end_date__gte=today),
        memberships__organisation=plan.community.organisation,
        memberships__role__in=KEEPING_ROLES,
        memberships__start_date__lte=today,
        is_active=True,
    )
    return list(keepers.distinct().order_by("pk"))
