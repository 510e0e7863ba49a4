"""Forums in which anybody can give ideas, for letters and feeds about what is new."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.digests.sources import Item, Source, Wanted, register
from loim.events.models import Event
from loim.events.queries.calendar.listed import CalendarFilter
from loim.ideas.models import Forum
from loim.ideas.queries.forum.listed import forums_open


def register_new_items() -> None:
    register(
        Source(
            key="ideas",
            label=pgettext_lazy("letters about", "Have a say"),
            line=gettext_lazy("Forums that gather ideas from everybody."),
            page="forum-list",
            find=find_forums,
            position=50,
        )
    )


def find_forums(wanted: Wanted) -> Sequence[Item]:
    """Open ones, those of the soonest events first. One query."""
    if wanted.topic:
        return []
    here = Event.objects.filter(CalendarFilter(county=wanted.county).conditions())
    rows = forums_open(wanted.now).filter(event__in=here.values("pk"))
    found = [_item(forum) for forum in rows[: wanted.limit]]
    return [item for item in found if wanted.since is None or item.at > wanted.since]


def _item(forum: Forum) -> Item:
    event = forum.event
    since = max(
        moment for moment in (event.published_at or event.recorded_at, forum.opens_at) if moment
    )
    until = ""
    if forum.closes_at:
        moment = date_format(timezone.localtime(forum.closes_at), "SHORT_DATETIME_FORMAT")
        until = _("ideas until %(moment)s") % {"moment": moment}
    return Item(
        key=f"ideas:{forum.pk}", at=since, changed_at=since, title=event.text("title"),
        path=reverse("forum", args=[forum.pk]), summary=str(forum.text("introduction")),
        when=until, author=event.organiser.name,
    )  # fmt: skip
