"""Calls to which teams can apply, for letters and feeds about what is new."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.digests.sources import Item, Source, Wanted, register
from loim.trainings.models import Training
from loim.trainings.queries.training.public_page import open_calls


def register_new_items() -> None:
    register(
        Source(
            key="calls",
            label=pgettext_lazy("letters about", "Training programmes"),
            line=gettext_lazy("Calls to which a team can apply, with their deadlines."),
            page="training-list",
            find=find_calls,
            position=40,
            has_counties=False,
        )
    )


def find_calls(wanted: Wanted) -> Sequence[Item]:
    """Open ones, the nearest deadline first; of whatever county. One query."""
    found = [_item(training) for training in open_calls(wanted.now)[: wanted.limit]]
    return [
        item
        for item in found
        if not wanted.topic and (wanted.since is None or item.at > wanted.since)
    ]


def _item(training: Training) -> Item:
    call = training.call
    assert training.published_at is not None  # noqa: S101  # the table sees to it
    deadline = date_format(timezone.localtime(call.closes_at), "SHORT_DATETIME_FORMAT")
    since = max(training.published_at, call.opens_at)
    return Item(
        key=f"calls:{training.pk}", at=since, changed_at=since, title=training.text("title"),
        path=reverse("training", args=[training.pk]), summary=str(training.text("purpose")),
        when=_("apply until %(moment)s") % {"moment": deadline}, author=training.organiser.name,
    )  # fmt: skip
