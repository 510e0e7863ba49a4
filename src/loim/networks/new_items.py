"""Calls for members of bodies, for letters and feeds about what is new."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.digests.sources import Item, Source, Wanted, register
from loim.networks.models.bodies import MemberCall
from loim.networks.queries.bodies.calls import open_calls


def register_new_items() -> None:
    register(
        Source(
            key="bodies",
            label=pgettext_lazy("letters about", "Seats in participatory bodies"),
            line=gettext_lazy("Calls for members, with their deadlines."),
            page="body-calls",
            find=find_calls,
            position=60,
        )
    )


def find_calls(wanted: Wanted) -> Sequence[Item]:
    """Those that take applications, the nearest closing first. One query."""
    if wanted.topic:
        return []
    rows = open_calls(wanted.now).filter(opens_at__lte=wanted.now)
    if wanted.county:
        rows = rows.filter(network__organisation__municipality__county=wanted.county)
    found = [_item(call) for call in rows[: wanted.limit]]
    return [item for item in found if wanted.since is None or item.at > wanted.since]


def _item(call: MemberCall) -> Item:
    assert call.published_at is not None  # noqa: S101  # the table sees to it
    since = max(call.published_at, call.opens_at)
    until = date_format(timezone.localtime(call.closes_at), "SHORT_DATETIME_FORMAT")
    return Item(
        key=f"bodies:{call.pk}", at=since, changed_at=since, title=call.text("title"),
        path=reverse("body-call", args=[call.pk]), summary=str(call.text("description")),
        when=_("apply until %(moment)s") % {"moment": until}, author=str(call.network.text("name")),
    )  # fmt: skip
