"""What participants were told, and what is different now."""

from typing import Any

from loim.visits.logic.changes import Change, Told, changes_for
from loim.visits.models import Leg, Visit, VisitRelease
from loim.visits.queries.board import Board


def last_release(visit: Visit) -> VisitRelease | None:
    return visit.releases.order_by("-number").first()


def told(release: VisitRelease | None) -> Told:
    if release is None:
        return Told({}, {})
    return Told(release.content["legs"], release.content["goes"])


def content_of(board: Board) -> dict[str, Any]:
    """Whatever a participant reads in their itinerary; keys alone, no names of people."""
    return {
        "legs": {str(leg.pk): _facts(leg) for leg in board.legs},
        "goes": {str(person): [leg.pk for leg in board.legs_of(person)] for person in board.people},
    }


def _facts(leg: Leg) -> dict[str, Any]:
    titles = {
        language: texts["title"]
        for language, texts in leg.translations.items()
        if texts.get("title")
    }
    return {
        "start": leg.start_at.isoformat(),
        "end": leg.end_at.isoformat(),
        "title": {"": leg.title, **titles},
        "town": leg.town,
        "to_town": leg.to_town,
        "place": leg.place,
        "address": leg.address,
        "is_off": leg.is_off,
    }


def untold(board: Board) -> dict[int, list[Change]]:
    """By participant, what changed since they were last told; nobody whose itinerary is the same."""
    before = told(last_release(board.visit))
    content = content_of(board)
    after = Told(content["legs"], content["goes"])
    found = {person: changes_for(person, before, after) for person in board.people}
    return {person: changes for person, changes in found.items() if changes}
