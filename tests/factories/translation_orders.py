"""Translation orders for tests, made through the same actions as pages use."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from loim.common.own_keys import own_key
from loim.content.actions.orders.making import OrderFacts, Wanted, make_order
from loim.content.actions.orders.stepping import send_order
from loim.content.actions.xliff.delivering import deliver_to_order
from loim.content.documents.xliff_reading import read_xliff
from loim.content.documents.xliff_writing import write_xliff
from loim.content.logic.segments import Segment
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, UnitSegment
from loim.content.models import Delivery, Text, TranslationOrder
from loim.content.queries.orders.files import order_file
from loim.content.queries.orders.own_link import PURPOSE
from loim.people.models import User


def draft(
    texts: list[Text], languages: list[str], by: User, now: datetime, **facts: Any
) -> TranslationOrder:
    given: dict[str, Any] = {
        "owner": texts[0].owner, "agency": "Näidisbüroo", "contact_name": "Tiina Tõlkija",
        "contact_email": "tiina@example.ee", "due_date": date(2023, 10, 20), **facts,
    }  # fmt: skip
    wanted = [Wanted(text.pk, language) for text in texts for language in languages]
    return make_order(facts=OrderFacts(**given), wanted=wanted, submission=uuid4(), by=by, now=now)


def sent(text: Text, language: str, by: User, now: datetime, **facts: Any) -> TranslationOrder:
    order = draft([text], [language], by, now, **facts)
    send_order(order=order, by_letter=bool(order.contact_email), by=by, now=now)
    order.refresh_from_db()
    return order


def translated(content: bytes, words: dict[str, str] | None = None) -> bytes:
    """The file as an agency gives it back: each text with `words` replaced, else with 'X ' before."""
    file = read_xliff(content)
    parts = tuple(
        Part(
            part.key,
            tuple(Unit(u.key, tuple(_done(s, words) for s in u.segments)) for u in part.units),
        )
        for part in file.parts
    )
    # Written anew, its codes lack their HTML: nobody needs it to come back.
    return write_xliff(TranslationFile(file.source_language, file.target_language, parts))


def delivered(
    order: TranslationOrder, now: datetime, *, source: str = "et", by: User | None = None,
    words: dict[str, str] | None = None,
) -> Delivery:  # fmt: skip
    target = order.items.order_by("pk").values_list("language", flat=True)[0]
    content = translated(order_file(order, source, target), words)
    return deliver_to_order(order=order, name="tõlge.xlf", content=content, by=by, now=now)


def key_of(order: TranslationOrder) -> str:
    return own_key(PURPOSE, order.submission, order.key_hash)


def _done(segment: UnitSegment, words: dict[str, str] | None) -> UnitSegment:
    return UnitSegment(segment.key, segment.source, _other(segment.source, words))


def _other(source: Segment, words: dict[str, str] | None) -> Segment:
    return tuple(
        (words or {}).get(piece, f"X {piece}") if isinstance(piece, str) else piece
        for piece in source
    )
