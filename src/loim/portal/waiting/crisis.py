"""Crisis plans: out of date, not looked through, not tried; things to mend after a drill."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.communities.queries.crisis.waiting import (
    late_tasks,
    plans_out_of_date,
    plans_to_review,
    plans_to_try,
)
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SHORT = 10  # so many of each


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Four queries for whoever keeps a community, none for others."""
    today = localdate(now)
    for plan in plans_out_of_date(person)[:SHORT]:
        yield Waiting(
            _("Somebody has left the crisis plan of %(community)s: publish a corrected version.")
            % {"community": plan.community},
            reverse("community-crisis-plan", args=[plan.community_id]),
            is_urgent=True,
        )
    for plan in plans_to_review(person, today)[:SHORT]:
        yield Waiting(
            _("Nobody has looked through the crisis plan of %(community)s for a year.")
            % {"community": plan.community},
            reverse("community-crisis-plan", args=[plan.community_id]),
        )
    for plan in plans_to_try(person, today)[:SHORT]:
        yield Waiting(
            _("The crisis plan of %(community)s has not been tried for a year: hold a drill.")
            % {"community": plan.community},
            reverse("crisis-drills", args=[plan.community_id]),
        )
    for task in late_tasks(person, today + timedelta(days=7))[:SHORT]:
        yield Waiting(
            _("To be mended after a drill: %(what)s.") % {"what": task.what},
            reverse("crisis-drills", args=[task.drill.plan.community_id]),
            is_urgent=task.due_date < today,
        )
