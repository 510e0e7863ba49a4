"""Clubs for tests: one on Tuesdays at 17.30, in the quarters I, II and IV."""

from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any
from uuid import uuid4

from loim.clubs.models import (
    Club,
    ClubMeeting,
    ClubPause,
    ClubPerson,
    ClubRule,
    Facilitator,
    Visit,
)
from loim.clubs.queries.meeting_texts import told_of
from loim.clubs.queries.own_link import facilitator_key_hash, person_key_hash
from loim.people.models import Organisation
from loim.programmes.models import Activity
from tests.factories.events import event
from tests.factories.people import organisation

_numbers = count(1)
MADE = datetime(2023, 1, 2, 8, tzinfo=UTC)
TUESDAY = 1


def club(of: Organisation | None = None, under: Activity | None = None, **fields: Any) -> Club:
    """Open, without its times: see `rule`."""
    values: dict[str, Any] = {
        "title": f"Vestlusklubi {next(_numbers)}",
        "description": "Räägime eesti keelt.",
        "languages": ["et"],
        "practised": "et",
        "level": "basic",
        "place": "Näidismaja",
        "address": "Näidise 1",
        "contact_email": "klubi@example.ee",
        "status": "open",
        "recorded_at": MADE,
        **fields,
    }
    return Club.objects.create(organisation=of or organisation(), activity=under, **values)


def rule(of: Club, **fields: Any) -> ClubRule:
    values: dict[str, Any] = {
        "weekdays": [TUESDAY],
        "start_time": time(17, 30),
        "end_time": time(19),
        "first_day": date(2023, 1, 3),
        "quarters": [1, 2, 4],
        **fields,
    }
    return ClubRule.objects.create(club=of, **values)


def pause(of: Club, start: date, end: date, reason: str = "Remont") -> ClubPause:
    return ClubPause.objects.create(club=of, start_date=start, end_date=end, reason=reason)


def person(of: Club, state: str = "regular", name: str = "", **fields: Any) -> ClubPerson:
    number = next(_numbers)
    seed = uuid4()
    values: dict[str, Any] = {"state_at": MADE, "created_at": MADE, "language": "en", **fields}
    if state in {"waiting", "offered"}:
        values.setdefault("queued_at", MADE)
    if state == "offered":
        values.setdefault("offer_expires_at", datetime(2099, 1, 1, tzinfo=UTC))
    if state == "pending":
        values.setdefault("confirm_by", datetime(2099, 1, 1, tzinfo=UTC))
    values.setdefault("email", f"tulija{number}@example.ee")
    return ClubPerson.objects.create(
        club=of,
        state=state,
        name=name or f"Tulija {number}",
        seed=seed,
        key_hash=person_key_hash(seed),
        **values,
    )


def facilitator(of: Club, name: str = "", **fields: Any) -> Facilitator:
    number = next(_numbers)
    seed = uuid4()
    values: dict[str, Any] = {"language": "en", "added_at": MADE, **fields}
    values.setdefault("email", f"vedaja{number}@example.ee")
    return Facilitator.objects.create(
        club=of,
        name=name or f"Vedaja {number}",
        seed=seed,
        key_hash=facilitator_key_hash(seed),
        **values,
    )


def meeting(of: Club, day: date, **fields: Any) -> ClubMeeting:
    """Published, unless `status` says otherwise; made by hand and not by the rule."""
    about = {
        "title": of.title,
        "kind": "conversation_club",
        "scope": "municipal",
        "status": fields.pop("status", "published"),
        "published_at": MADE,
        "start_date": day,
        "start_time": time(17, 30),
        "end_time": time(19),
        "place": of.place,
        "address": of.address,
        "organiser": of.organisation,
        "languages": of.languages,
        "contact_email": of.contact_email,
        "description": of.description,
    }
    at = event(of.activity, **about)
    return ClubMeeting.objects.create(
        club=of, event=at, day=day, event_changed_at=at.changed_at, told=told_of(at), **fields
    )


def visit(at: ClubMeeting, who: ClubPerson, state: str = "came", **fields: Any) -> Visit:
    return Visit.objects.create(meeting=at, person=who, state=state, created_at=MADE, **fields)
