"""Associations that are to confirm their data, what they changed, needs without a topic."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from loim.networks.models import Confirmation, Need, NeedState
from loim.networks.permissions_register import keepers_of
from loim.networks.queries.register.overdue import overdue_associations
from loim.people.models import User
from loim.people.permissions import may_administer_platform
from loim.portal.waiting.item import Waiting


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """Three queries, however much waits. Administrators may keep every city's register, but it is
    not theirs to do."""
    if may_administer_platform(person):
        return
    keepers = keepers_of(person)
    if overdue := overdue_associations(keepers, now).count():
        words = ngettext(
            "%(n)s association has not confirmed its data for a year.",
            "%(n)s associations have not confirmed their data for a year.",
            overdue,
        )
        yield Waiting(words % {"n": overdue}, reverse("association-desk"))
    changed = Confirmation.objects.filter(
        Q(has_changes=True) | Q(has_ended=True), association__keeper__in=keepers, seen_at=None
    ).count()
    if changed:
        words = ngettext(
            "%(n)s association has changed its data: look at it.",
            "%(n)s associations have changed their data: look at them.",
            changed,
        )
        yield Waiting(words % {"n": changed}, reverse("association-desk"))
    if new := Need.objects.filter(keeper__in=keepers, state=NeedState.NEW).count():
        words = ngettext(
            "%(n)s need of associations is to be put under a topic.",
            "%(n)s needs of associations are to be put under a topic.",
            new,
        )
        yield Waiting(words % {"n": new}, reverse("need-list"))
