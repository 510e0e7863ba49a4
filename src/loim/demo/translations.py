"""The glossary, and orders of translations at three stages."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from loim.content.actions.glossary.terms import TermFacts, save_term
from loim.content.actions.orders.making import OrderFacts, Wanted, make_order
from loim.content.actions.orders.stepping import finish_order, send_order
from loim.content.actions.writing import publish
from loim.content.actions.xliff.delivering import deliver_to_order
from loim.content.actions.xliff.taking_over import review_delivery, take_over
from loim.content.documents.xliff_reading import read_xliff
from loim.content.documents.xliff_writing import write_xliff
from loim.content.kinds import kind_of
from loim.content.logic.glossary.written_words import WrittenWord, read_words
from loim.content.logic.segments import Code, Segment, cut
from loim.content.logic.xliff.units import Part, TranslationFile, Unit, UnitSegment, read_key
from loim.content.models import State, Text, TextState, TranslationOrder
from loim.content.permissions import may_translate_for
from loim.content.queries.orders.files import order_file
from loim.demo.glossary_terms import TERMS
from loim.people.models import Organisation, User

LANGUAGES = ("et", "en", "ru", "uk")
USAGES = {"+": "allowed", "-": "avoided"}
AGENCY = "Sõnasild Tõlkebüroo"
NOTE = "Lugeja on äsja Eestisse tulnud: lihtsad laused, viisakas „teie“. Küsi, kui midagi jääb ebaselgeks."


def order_translations(*, users: dict[str, User], now: datetime) -> None:
    """Of whatever texts the demonstration has by now; needs their owner's coordinator."""
    manager = users["juht@example.ee"]
    for row in TERMS:
        note = row[len(LANGUAGES)]
        save_term(facts=TermFacts(_words(row), None, note), by=manager, now=now)
    found = _owner_with_texts(users)
    if found is None:
        return
    owner, by, texts = found
    _done(owner, by, texts, now)
    # With the agency, a few days overdue; and one that is being prepared.
    sent_at = now - timedelta(days=17)
    late = _order(owner, by, _lacking(texts, "uk", "en"), number=2, made_at=sent_at, days=14)
    send_order(order=late, by_letter=True, by=by, now=sent_at)
    _order(owner, by, _lacking(texts, "ru"), number=3, made_at=now, days=14)


def _words(row: tuple[str, ...]) -> list[WrittenWord]:
    words: list[WrittenWord] = []
    for language, given in zip(LANGUAGES, row, strict=False):
        for part in given.split(";"):
            sign = part.strip()[:1]
            usage = USAGES.get(sign, "preferred")
            said = part.strip().removeprefix(sign) if sign in USAGES else part
            words += read_words(said, language=language, usage=usage)
    return words


def _owner_with_texts(users: dict[str, User]) -> tuple[Organisation, User, list[Text]] | None:
    """The organisation that has most published texts, and somebody who may order for it."""
    states = TextState.objects.filter(is_source=True, current__isnull=False, language="et")
    by_owner: dict[int, list[Text]] = {}
    for state in states.select_related("text__owner").order_by("text"):
        by_owner.setdefault(state.text.owner_id, []).append(state.text)
    for owner, texts in sorted(by_owner.items(), key=lambda each: -len(each[1])):
        for person in users.values():
            if may_translate_for(person, owner):
                return texts[0].owner, person, texts
    return None


def _order(
    owner: Organisation,
    by: User,
    wanted: list[Wanted],
    *,
    number: int,
    made_at: datetime,
    days: int,
) -> TranslationOrder:
    due = timezone.localdate(made_at + timedelta(days=days))
    facts = OrderFacts(owner, AGENCY, "Signe Sõna", "signe@example.ee", "et", NOTE, due)
    submission = UUID(int=0x7A5C0000_0000_4000_8000_000000000000 + number)
    return make_order(facts=facts, wanted=wanted, submission=submission, by=by, now=made_at)


def _lacking(texts: list[Text], *languages: str) -> list[Wanted]:
    """What is missing or out of date; where nothing is, what might be said better."""
    states = TextState.objects.filter(text__in=texts, language__in=languages, is_source=False)
    found = states.exclude(state=State.CURRENT) or states.order_by("pk")[:2]
    return [Wanted(state.text_id, state.language) for state in found]


def _done(owner: Organisation, by: User, texts: list[Text], now: datetime) -> None:
    """Last month's, with what it cost. What came back is what readers have now."""
    current = TextState.objects.filter(text__in=texts, language="ru", state=State.CURRENT)
    wanted = [Wanted(state.text_id, "ru") for state in current.order_by("pk")[:3]]
    if not wanted:
        return
    made_at, back = now - timedelta(days=40), now - timedelta(days=33)
    order = _order(owner, by, wanted, number=1, made_at=made_at, days=10)
    send_order(order=order, by_letter=True, by=by, now=made_at)
    content = _returned(order, "ru")
    delivery = deliver_to_order(
        order=order, name="tellimus-ru.xlf", content=content, by=by, now=back
    )
    review = review_delivery(delivery, by)
    chosen = {
        part.key: part.seen_revision for part in review.parts if not part.draft_is_of_a_person
    }
    for draft in take_over(delivery=delivery, chosen=chosen, by=by, now=back):
        publish(text=draft.text, language="ru", is_minor=True, by=by, now=back)
    if not order.items.filter(taken_at=None).exists():
        finish_order(order=order, cost=Decimal("86.40"), by=by, now=now - timedelta(days=30))


def _returned(order: TranslationOrder, language: str) -> bytes:
    """As an agency would give it back."""
    file = read_xliff(order_file(order, "et", language))
    states = TextState.objects.filter(language=language, text__in=order.items.values("text"))
    currents = {state.text_id: state.current for state in states.select_related("current", "text")}
    kinds = {state.text_id: kind_of(state.text.kind) for state in states.select_related("text")}
    parts = []
    for part in file.parts:
        key = read_key(part.key)
        current = currents.get(key.text) if key else None
        if key is None or current is None:
            continue
        units = []
        for unit in part.units:
            is_rich = kinds[key.text].field(unit.key).is_rich
            targets = cut(current.get(unit.key), is_rich=is_rich).segments
            if len(targets) == len(unit.segments):
                pairs = zip(unit.segments, targets, strict=True)
                done = tuple(UnitSegment(s.key, s.source, _bare(t)) for s, t in pairs)
                units.append(Unit(unit.key, done))
        parts.append(Part(part.key, tuple(units)))
    return write_xliff(TranslationFile(file.source_language, file.target_language, tuple(parts)))


def _bare(segment: Segment) -> Segment:
    return tuple(
        Code(piece.kind, piece.number) if isinstance(piece, Code) else piece for piece in segment
    )
