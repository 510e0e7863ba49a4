"""Telling the participants: each reads what changed in their own itinerary, in one letter."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import render_mail
from loim.common.refusals import Refusal
from loim.events.models import EventStatus, Participant
from loim.events.queries.registration.own_link import LinkLost
from loim.people.models import User
from loim.visits.actions.planning import visit_change
from loim.visits.logic.changes import Told, changes_for
from loim.visits.models import Visit, VisitRelease
from loim.visits.queries.board import Board, load_board
from loim.visits.queries.in_words import change_in_words
from loim.visits.queries.links import itinerary_link
from loim.visits.queries.releases import content_of, last_release, told

TEMPLATE = "visit_itinerary"


class NothingPlanned(Refusal):
    message = _("Nothing is planned yet. Add the legs first.")


class NothingChanged(Refusal):
    message = _("Nothing has changed since the participants were told.")


class NotPublished(Refusal):
    message = _("The event is not published. Publish it first: then there is somebody to tell.")


class HasConflicts(Refusal):
    message = _(
        "Something does not fit. Put it right, or tick that you tell the participants all the same."
    )


def release_visit(
    *, visit: Visit, note: str = "", despite_conflicts: bool = False, by: User, now: datetime
) -> VisitRelease:
    """The itineraries as they are now, with the next number; whoever's own has changed since the
    last one gets one letter with all that changed, in their language.

    Refused: NothingPlanned, NothingChanged, NotPublished, HasConflicts.
    """
    with visit_change(visit=visit, by=by, now=now, step="visit_release") as current:
        if current.event.status not in {EventStatus.PUBLISHED, EventStatus.HELD}:
            raise NotPublished
        board = load_board(current)
        if not board.legs:
            raise NothingPlanned
        content, before = content_of(board), last_release(current)
        if before and before.content == content:
            raise NothingChanged
        if board.problems and not despite_conflicts:
            raise HasConflicts
        release = VisitRelease.objects.create(
            visit=current,
            number=before.number + 1 if before else 1,
            content=content,
            note=note.strip(),
            released_at=now,
            released_by=by,
        )
        if current.event.status == EventStatus.PUBLISHED:
            release.told = _tell(board, told(before), told(release), release.note, now)
            release.save(update_fields=["told"])
    return release


def _tell(board: Board, before: Told, after: Told, note: str, now: datetime) -> int:
    letters = []
    for person in board.people.values():
        changes = changes_for(person.pk, before, after)
        address = person.email or person.registration.email
        if changes and address:
            is_first = str(person.pk) not in before.goes
            letters.append(_letter(board.visit, person, address, changes, note, is_first=is_first))
    queue_letters(letters, template=TEMPLATE, now=now)
    return len(letters)


def _letter(
    visit: Visit, person: Participant, address: str, changes: Any, note: str, *, is_first: bool
) -> Letter:
    with translation.override(person.language):
        lines = [change_in_words(change, person.language) for change in changes]
        try:
            link = itinerary_link(person)
        except LinkLost:
            link = ""
        context = {
            "name": person.name,
            "title": visit.event.text("title", person.language),
            "changes": lines,
            "note": note,
            "link": link,
            "is_first": is_first,
            "contact": visit.event.contact_email,
        }
    return Letter(address, person.language, render_mail(TEMPLATE, context, person.language))
