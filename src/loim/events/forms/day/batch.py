"""What a phone sends: check-ins, walk-ins and corrections that it has gathered."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime

from loim.events.actions.day.scans import Scan
from loim.events.actions.day.walk_in import LetIn, WalkIn
from loim.events.logic.day.check_in_code import as_typed
from loim.events.logic.day.scan_times import corrected
from loim.events.models import Party

MOST_ITEMS = 500


class BatchNotUnderstood(Exception):
    """Not written by our page: nothing of it is taken."""


@dataclass
class Batch:
    """In the order in which they were made, by kind."""

    scans: list[Scan] = field(default_factory=list)
    walk_ins: list[WalkIn] = field(default_factory=list)
    let_in: list[LetIn] = field(default_factory=list)
    undone: list[UUID] = field(default_factory=list)


def read_batch(body: bytes, received_at: datetime) -> Batch:
    """Times are put on our clock. Raises BatchNotUnderstood."""
    try:
        said = json.loads(body)
        sent_at = _moment(said["sent_at"])
        items = said["items"]
        if not isinstance(items, list) or len(items) > MOST_ITEMS:
            raise BatchNotUnderstood
        batch = Batch()
        for item in items:
            _read(item, batch, lambda at: corrected(at, sent_at=sent_at, received_at=received_at))
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise BatchNotUnderstood from error
    return batch


def _read(item: dict[str, Any], batch: Batch, on_our_clock: Any) -> None:
    scan = UUID(item["scan"])
    if item["kind"] == "undo":
        batch.undone.append(scan)
        return
    at = on_our_clock(_moment(item["at"]))
    day, session = _day(item.get("day")), _key(item.get("session"))
    if item["kind"] == "check_in":
        code, person = as_typed(str(item.get("code", ""))), _key(item.get("person"))
        batch.scans.append(Scan(scan, at, code, person, session, day))
    elif item["kind"] == "let_in":
        person, note = _key(item["person"]), _text(item.get("note", ""), 500)
        if person is None:
            raise BatchNotUnderstood
        batch.let_in.append(LetIn(scan, at, person, session, day, note))
    elif item["kind"] == "walk_in":
        party = str(item.get("party", ""))
        batch.walk_ins.append(
            WalkIn(
                scan=scan,
                at=at,
                name=_text(item["name"], 150),
                email=_text(item.get("email", ""), 254),
                organisation_name=_text(item.get("organisation", ""), 200),
                party=party if party in Party.values else "",
                session=session,
                day=day,
                note=_text(item.get("note", ""), 500),
            )
        )
    else:
        raise BatchNotUnderstood


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None or found.tzinfo is None:
        raise BatchNotUnderstood
    return found


def _day(text: str | None) -> date | None:
    return parse_date(text) if text else None


def _key(number: Any) -> int | None:
    if number is None:
        return None
    if not isinstance(number, int) or not 0 < number < 2**63:
        raise BatchNotUnderstood
    return number


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise BatchNotUnderstood
    value.encode()  # half a character: ValueError
    return " ".join(value.split())[:longest]
