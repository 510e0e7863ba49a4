"""What a device kept while it had no network, put among the enquiries."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from loim.casework.actions.enquiries.recording import record_enquiry
from loim.casework.device_seal import BoxBroken, bound_to, open_box
from loim.casework.forms.enquiries.entry import EnquiryForm, Offered
from loim.casework.logic.enquiries.device_clock import (
    Doubt,
    Reading,
    read_clock,
    said_by_hand,
)
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User

MOST_AT_ONCE = 100


class NotUnderstood(Exception):
    """The whole of it is not of the form that the page sends."""


def merge(given: Any, *, by: User, now: datetime) -> list[dict[str, Any]]:
    """One answer for each item: `kept`, `already`, or `ask` with why and what it said."""
    if not isinstance(given, dict) or not isinstance(given.get("items"), list):
        raise NotUnderstood
    if len(given["items"]) > MOST_AT_ONCE:
        raise NotUnderstood
    sent_at = _moment(given.get("sent_at"))
    offered = Offered.on(timezone.localdate(now))
    return [_merge_one(item, sent_at, offered, by, now) for item in given["items"]]


def _merge_one(
    item: Any, sent_at: datetime, offered: Offered, by: User, now: datetime
) -> dict[str, Any]:
    try:
        submission = UUID(item["submission"])
    except (KeyError, TypeError, ValueError):
        raise NotUnderstood from None
    answer: dict[str, Any] = {"submission": str(submission)}
    try:
        said = _opened(item.get("box"), bound_to(by.pk, str(submission)))
    except (BoxBroken, NotUnderstood):
        message = _("This cannot be read: it was sealed by another person or for another platform.")
        return {**answer, "outcome": "ask", "why": "broken", "message": message}
    form = EnquiryForm({**_as_typed(said), "submission": str(submission)}, offered=offered)
    if not form.is_valid():
        return {**answer, **_ask(said, "entry", _what_is_wrong(form))}
    try:
        reading = _reading(said, sent_at, now)
    except NotUnderstood:
        return {**answer, **_ask(said, "time", str(_DOUBTS[Doubt.OLD]()))}
    if reading.doubt:
        return {**answer, **_ask(said, "time", _DOUBTS[reading.doubt]())}
    return {**answer, **_recorded(form, said, reading, by, now)}


def _recorded(
    form: EnquiryForm, said: Mapping[str, Any], reading: Reading, by: User, now: datetime
) -> dict[str, Any]:
    form.cleaned_data["held_at"] = reading.held_at
    try:
        found = record_enquiry(
            organisation=Organisation.objects.get(pk=int(said["organisation"])),
            facts=form.facts(now),
            submission=form.cleaned_data["submission"],
            by=by,
            now=now,
            clock_moved=reading.moved,
        )
    except (KeyError, TypeError, ValueError, Organisation.DoesNotExist):
        return _ask(said, "entry", _("It is not known for which organisation this was."))
    except Refusal as refusal:
        return _ask(said, "entry", str(refusal))
    if not found.is_new:
        return {"outcome": "already"}
    return {"outcome": "kept", "moved": bool(reading.moved), "notices": form.notices()}


_DOUBTS = {
    Doubt.FUTURE: lambda: _(
        "By the clock of this device it has not happened yet. Write when it was."
    ),
    Doubt.OLD: lambda: _(
        "By the clock of this device it is more than a month ago. Write when it was."
    ),
    Doubt.CLOCK_CHANGED: lambda: _(
        "The clock of this device was set since this was written. Write when it was."
    ),
}


def _reading(said: Mapping[str, Any], sent_at: datetime, now: datetime) -> Reading:
    if said.get("by_hand"):
        try:
            typed = datetime.fromisoformat(str(said["held_at"]))
        except (KeyError, ValueError):
            raise NotUnderstood from None
        return said_by_hand(held_at=typed if typed.tzinfo else timezone.make_aware(typed), now=now)
    error = said.get("clock_error_ms")
    is_known = isinstance(error, int | float) and not isinstance(error, bool) and abs(error) < 1e13
    return read_clock(
        held_at=_moment(said.get("held_at")),
        sent_at=sent_at,
        now=now,
        error_when_written=timedelta(milliseconds=error)
        if is_known and error is not None
        else None,
    )


def _ask(said: Mapping[str, Any], why: str, message: str) -> dict[str, Any]:
    """The entry comes back as it was written: it can be put right on the page."""
    return {"outcome": "ask", "why": why, "message": message, "entry": dict(_as_typed(said))}


def _what_is_wrong(form: EnquiryForm) -> str:
    if "topics" in form.errors:
        return _("A topic was withdrawn meanwhile. Choose another one.")
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _as_typed(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form's fields are given; the time is looked at apart from them."""
    topics = said.get("topics")
    texts = {
        name: str(said.get(name, ""))
        for name in (
            "channel", "language", "minutes", "minutes_other", "outcome", "target_group",
            "municipality", "note",
        )
    }  # fmt: skip
    return {**texts, "topics": [str(one) for one in topics] if isinstance(topics, list) else []}


def _opened(box: Any, binding: bytes) -> dict[str, Any]:
    if not isinstance(box, dict):
        raise NotUnderstood
    try:
        said = json.loads(open_box(box, binding))
    except ValueError:
        raise NotUnderstood from None
    if not isinstance(said, dict):
        raise NotUnderstood
    return said


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise NotUnderstood from None
    if moment.tzinfo is None:
        raise NotUnderstood
    return moment
