"""Events to come that were published, for letters and feeds about what is new."""

from collections.abc import Sequence
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loim.digests.sources import Choice, Item, Source, Wanted, register
from loim.events.models import Event, EventKind, EventStatus
from loim.events.queries.calendar.listed import CalendarFilter, calendar_events
from loim.events.queries.calendar.when import when_in_words


def register_new_items() -> None:
    register(
        Source(
            key="events",
            label=pgettext_lazy("letters about", "Events"),
            line=gettext_lazy("What one can come to, and until when to register."),
            page="event-calendar",
            find=find_events,
            position=20,
            choices=_kinds,
        )
    )


def find_events(wanted: Wanted) -> Sequence[Item]:
    """Published and to come, the soonest first. One query."""
    today = timezone.localdate(wanted.now)
    where = CalendarFilter(kind=wanted.topic, county=wanted.county)
    rows = calendar_events(AnonymousUser(), where, today).filter(
        status=EventStatus.PUBLISHED, start_date__gte=today, published_at__lte=wanted.now
    )
    if wanted.since is not None:
        rows = rows.filter(published_at__gt=wanted.since)
    return [_item(row) for row in rows.select_related("registration_settings")[: wanted.limit]]


def _item(event: Event) -> Item:
    assert event.published_at is not None  # noqa: S101  # the table sees to it
    place = event.place or (event.place_municipality.name if event.place_municipality else "")
    said = [when_in_words(event), place, _registration(event)]
    return Item(
        key=_key(event), at=event.published_at, changed_at=event.changed_at,
        title=event.text("title"), path=reverse("event", args=[event.pk]),
        when=", ".join(part for part in said if part), author=event.organiser.name,
        topics=frozenset([event.kind]),
    )  # fmt: skip


def _registration(event: Event) -> str:
    settings = getattr(event, "registration_settings", None)
    if settings is None:
        return ""
    day = date_format(timezone.localtime(settings.closes_at), "SHORT_DATETIME_FORMAT")
    return _("register until %(moment)s") % {"moment": day}


def _key(event: Event) -> str:
    """A club's evenings are published at one stroke, weeks ahead: to a reader they are one."""
    said = f"{event.organiser_id} {event.kind} {event.title.casefold()}"
    return f"events:{sha256(said.encode()).hexdigest()[:32]}"


def _kinds() -> Sequence[Choice]:
    return list(EventKind.choices)
