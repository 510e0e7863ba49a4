"""Notes of meetings, feedback of days, media coverage, the closing report."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pghistory
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.events.models import Participant
from loim.events.permissions import WITH_A_PLACE
from loim.people.models import User
from loim.visits.actions.planning import visit_change
from loim.visits.models import DayFeedback, FeedbackGiven, Leg, MediaItem, Note, Visit
from loim.visits.queries.board import days_of

# One thinks of something in the bus home; later what one remembers is another thing.
FEEDBACK_OPEN = timedelta(days=14)


class NotOfTheVisit(Refusal):
    message = _("Only those who take part in the visit write here.")


class NotTheAuthor(Refusal):
    message = _("Only whoever wrote a note changes it. Write one of your own.")


class ChangedInBetween(Refusal):
    message = _(
        "This note was changed in the meantime, on another phone perhaps. What it says now is shown"
        " above; what you typed is still in the field: save it again if it should replace that."
    )


class NothingWritten(Refusal):
    message = _("Write something first.")


class NotADayOfTheVisit(Refusal):
    message = _("On that day there is no visit to speak about, or it is too late.")


class AlreadyAnswered(Refusal):
    message = _("You have told us about this day already. Thank you!")


class MediaIsThere(Refusal):
    message = _("This link is on the list already.")


def write_note(
    *,
    leg: Leg,
    text: str,
    language: str,
    submission: UUID,
    author: Participant | None = None,
    by: User | None = None,
    now: datetime,
) -> Note:
    """By a participant who has a place, or `by` the organiser. The same form sent again is the
    same note. Refused: NothingWritten, NotOfTheVisit.
    """
    if not text.strip():
        raise NothingWritten
    with transaction.atomic():
        check_author(leg.visit, author)
        note, _is_new = Note.objects.get_or_create(
            submission=submission,
            defaults={
                "leg": leg,
                "author": author,
                "written_by": by,
                "text": text.strip(),
                "language": language,
                "written_at": now,
            },
        )
    return note


def change_note(
    *,
    note: Note,
    text: str,
    edition: int,
    author: Participant | None = None,
    by: User | None = None,
    now: datetime,
) -> Note:
    """`edition` is the one that was read before it was changed; what was is kept as history.

    Refused: NothingWritten, NotTheAuthor, ChangedInBetween.
    """
    if not text.strip():
        raise NothingWritten
    at = now.isoformat()
    with transaction.atomic(), pghistory.context(at=at, step="note_changed"):
        current = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
        is_authors = author is not None and current.author_id == author.pk
        is_organisers = by is not None and current.written_by_id == by.pk
        if not (is_authors or is_organisers):
            raise NotTheAuthor
        if current.text == text.strip():
            return current
        if current.edition != edition:
            raise ChangedInBetween
        current.text, current.changed_at = text.strip(), now
        current.edition += 1
        current.save()
    return current


def check_author(visit: Visit, author: Participant | None) -> None:
    if author is None:
        return
    of_visit = Participant.objects.filter(
        pk=author.pk, event=visit.event_id, state__in=WITH_A_PLACE, erased_at=None
    )
    if not of_visit.exists():
        raise NotOfTheVisit


def give_feedback(
    *,
    visit: Visit,
    participant: Participant,
    day: date,
    rating: int,
    keep: str = "",
    change: str = "",
    now: datetime,
) -> None:
    """Once for each day; what is said is kept apart from who said something.

    Refused: NotOfTheVisit, NotADayOfTheVisit, AlreadyAnswered.
    """
    today = localdate(now)
    if day not in days_of(visit) or not day <= today <= visit.event.end_date + FEEDBACK_OPEN:
        raise NotADayOfTheVisit
    with transaction.atomic():
        check_author(visit, participant)
        try:
            with transaction.atomic():
                FeedbackGiven.objects.create(visit=visit, participant=participant, day=day)
        except IntegrityError as error:
            raise AlreadyAnswered from error
        DayFeedback.objects.create(
            visit=visit, day=day, rating=rating, keep=keep.strip(), change=change.strip()
        )


def save_media(*, item: MediaItem, by: User, now: datetime) -> MediaItem:
    """Refused: MediaIsThere, where the same link is listed."""
    with visit_change(visit=item.visit, by=by, now=now, step="media_saved") as visit:
        others = visit.media.exclude(pk=item.pk)
        if not item.pk:
            twin = others.filter(submission=item.submission).first()
            if twin is not None:
                return twin
        if item.url and others.filter(url=item.url).exists():
            raise MediaIsThere
        item.save()
    return item


def remove_media(*, item: MediaItem, by: User, now: datetime) -> None:
    with visit_change(visit=item.visit, by=by, now=now, step="media_removed"):
        item.delete()


def save_report(*, visit: Visit, by: User, now: datetime) -> Visit:
    with visit_change(visit=visit, by=by, now=now, step="report_saved"):
        visit.save(update_fields=["report_summary", "translations"])
    return visit


def save_summary(*, leg: Leg, by: User, now: datetime) -> Leg:
    """What came of one meeting, in the report's words."""
    with visit_change(visit=leg.visit, by=by, now=now, step="summary_saved"):
        leg.save(update_fields=["summary", "translations", "changed_at"])
    return leg


def publish_report(*, visit: Visit, is_public: bool, by: User, now: datetime) -> None:
    """Public from now on, or for those who write it alone, again."""
    with visit_change(visit=visit, by=by, now=now, step="report_published") as current:
        if is_public != (current.report_published_at is not None):
            current.report_published_at = now if is_public else None
            current.save(update_fields=["report_published_at"])
