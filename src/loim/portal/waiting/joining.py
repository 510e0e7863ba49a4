"""Steps of joining a network of cities that are overdue."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from loim.networks.queries.joining.process import overdue_steps
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SHORT = 10


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """One query, however much waits."""
    for step in overdue_steps(person, localdate(now))[:SHORT]:
        said = {
            "step": step.text("title"),
            "network": step.process.network.text("name"),
            "day": date_format(step.due_date or now, "SHORT_DATE_FORMAT"),
        }
        yield Waiting(
            _("“%(step)s” of joining “%(network)s” was due on %(day)s.") % said,
            reverse("joining-step", args=[step.pk]),
            is_urgent=True,
        )
