"""Events and whole series to new dates: as drafts, with all that was prepared and nobody in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.events.actions.pages.copied_parts import CopiedEvent, copy_parts
from loim.events.models import Event, EventStatus, Series
from loim.people.models import User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Programme
from loim.programmes.permissions import organisations_recorded_by, programmes_taken_part_in

MOST_COPIES = 120

# What an event is; not what became of it (summary, status, attendance) nor who wrote it down.
_COPIED = (
    "title", "kind", "scope", "language", "languages", "audiences",
    "start_time", "end_time", "place", "address", "place_municipality_id", "accessibility",
    "online_url", "organiser_id", "contact_email", "series_id",
    "purpose", "description", "target_group",
)  # fmt: skip
_WHAT_BECAME_OF_IT = {"summary", "cancel_reason"}


class NothingToCopy(Refusal):
    message = _("There is no event here that you could copy.")


class TooManyCopies(Refusal):
    message = _("That would be %(number)s events at once. Make at most %(most)s, then go on.")


@dataclass(frozen=True)
class CopyOrder:
    event: Event
    start_date: date


def copy_event(
    *,
    event: Event,
    days: Sequence[date],
    submission: UUID | None = None,
    with_materials: bool = False,
    by: User,
    now: datetime,
) -> list[Event]:
    """A draft of it on each of these days. The same `submission` again gives what it made first.

    Refused: TooManyCopies; PermissionDenied to those who may not record for its organiser.
    """
    orders = [CopyOrder(event, day) for day in days]
    return _copy(
        orders=orders,
        series=None,
        submission=submission,
        with_materials=with_materials,
        by=by,
        now=now,
    )


def copy_series(
    *,
    series: Series,
    events: Sequence[Event],
    first_day: date,
    new_title: str = "",
    submission: UUID | None = None,
    with_materials: bool = False,
    by: User,
    now: datetime,
) -> list[Event]:
    """Drafts of `events`, all moved by the same number of days, so that the first of them is on
    `first_day`; in the same series, or in a new one. Refusals as in `copy_event`."""
    if not events:
        raise NothingToCopy
    if any(event.series_id != series.pk for event in events):
        raise ValueError("an event of another series")
    shift = first_day - min(event.start_date for event in events)
    orders = [CopyOrder(event, event.start_date + shift) for event in events]
    into = _series(series, new_title) if new_title else None
    return _copy(
        orders=orders,
        series=into,
        submission=submission,
        with_materials=with_materials,
        by=by,
        now=now,
    )


def _series(like: Series, title: str) -> Series:
    """Saved with the copies; its description is the old one's."""
    return Series(
        title=title,
        organiser=like.organiser,
        description=like.description,
        language=like.language,
    )


def _copy(
    *,
    orders: Sequence[CopyOrder],
    series: Series | None,
    submission: UUID | None,
    with_materials: bool,
    by: User,
    now: datetime,
) -> list[Event]:
    if not orders:
        raise NothingToCopy
    if len(orders) > MOST_COPIES:
        raise TooManyCopies(number=len(orders), most=MOST_COPIES)
    _check_organisers(orders, by)
    programmes = {programme.pk: programme for programme in programmes_taken_part_in(by)}
    tokens = [uuid5(submission, str(at)) if submission else None for at in range(len(orders))]
    if made := _made_before(tokens):
        return made
    copies = [
        CopiedEvent(order.event, _draft(order, token, programmes, by, now))
        for order, token in zip(orders, tokens, strict=True)
    ]
    fed = {programme for copy in copies if (programme := _programme(copy.copy))}
    try:
        with record_change(by=by, now=now, step="copy", programmes=fed):
            if series is not None:
                series = _saved_series(series)
                for copy in copies:
                    copy.copy.series = series
            Event.objects.bulk_create([copy.copy for copy in copies])
            copy_parts(copies, with_materials=with_materials)
    except IntegrityError as error:
        if violated_constraint(error) == "event_once_per_submission":
            return _made_before(tokens)  # the other of two at once
        raise
    return [copy.copy for copy in copies]


def _check_organisers(orders: Sequence[CopyOrder], by: User) -> None:
    organisers = {order.event.organiser_id for order in orders}
    if organisations_recorded_by(by).filter(pk__in=organisers).count() < len(organisers):
        raise PermissionDenied


def _made_before(tokens: Sequence[UUID | None]) -> list[Event]:
    wanted = [token for token in tokens if token]
    made = {event.submission: event for event in Event.objects.filter(submission__in=wanted)}
    return [made[token] for token in wanted if token in made]


def _saved_series(series: Series) -> Series:
    saved, _is_new = Series.objects.get_or_create(
        organiser=series.organiser,
        title=series.title,
        defaults={"description": series.description, "language": series.language},
    )
    return saved


def _draft(
    order: CopyOrder,
    token: UUID | None,
    programmes: Mapping[int, Programme],
    by: User,
    now: datetime,
) -> Event:
    source = order.event
    copy = Event(**{name: getattr(source, name) for name in _COPIED})
    copy.status = EventStatus.DRAFT
    copy.start_date = order.start_date
    copy.end_date = order.start_date + (source.end_date - source.start_date)
    copy.translations = {
        language: {name: text for name, text in texts.items() if name not in _WHAT_BECAME_OF_IT}
        for language, texts in source.translations.items()
    }
    # Work under a programme that this person no longer takes part in is not theirs to plan.
    if source.activity is not None and source.activity.programme_id in programmes:
        copy.activity = source.activity
    copy.recorded_by, copy.recorded_at, copy.submission = by, now, token
    return copy


def _programme(event: Event) -> Programme | None:
    return event.activity.programme if event.activity else None


def repeated(first: date, *, times: int, every_days: int) -> list[date]:
    return [first + timedelta(days=every_days * at) for at in range(times)]
