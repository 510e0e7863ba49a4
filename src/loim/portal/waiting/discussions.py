"""Posts that members of a network reported to those who keep it."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from loim.networks.models import PostReport
from loim.networks.permissions_talk import networks_kept_by
from loim.networks.queries.discussions.listed import reports_to_settle
from loim.people.models import User
from loim.portal.waiting.item import Waiting

SHORT = 10
URGENT_DAYS = 3


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    """One query; a post that several reported waits once."""
    seen: set[int] = set()
    for report in reports_to_settle(networks_kept_by(person))[: SHORT * 3]:
        if report.post_id not in seen and len(seen) < SHORT:
            seen.add(report.post_id)
            yield _reported(report, now)


def _reported(report: PostReport, now: datetime) -> Waiting:
    thread = report.post.thread
    address = reverse("network-thread", args=[thread.network_id, thread.pk])
    said = {"network": thread.network.text("name"), "title": thread.title}
    return Waiting(
        _("A post in “%(title)s” (%(network)s) was reported: decide whether it stands.") % said,
        f"{address}?post={report.post_id}",
        is_urgent=(now - report.reported_at).days >= URGENT_DAYS,
    )
