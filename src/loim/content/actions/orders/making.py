"""Make a translation order of chosen texts, and change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.own_keys import hash_of_key, own_key
from loim.common.refusals import Refusal
from loim.content.actions.orders.keeping import kept_order, write_words
from loim.content.logic.orders.order_states import OPEN, OrderStep
from loim.content.models import OrderedText, Text, TextState, TranslationOrder
from loim.content.permissions import may_translate_for
from loim.content.queries.orders.own_link import PURPOSE
from loim.people.models import Organisation, User

MOST_ITEMS = 500


class NothingOrdered(Refusal):
    message = _("Choose a text and a language that it is to be translated into.")


class TooMuchOrdered(Refusal):
    message = _("One order has at most 500 translations. Make two of it.")


class NotPublished(Refusal):
    message = _("“%(title)s” is not published in its own language yet. Publish it first.")


class AlreadyOrdered(Refusal):
    message = _("“%(title)s” is in another open order for the same language. Leave it out here.")


@dataclass(frozen=True)
class OrderFacts:
    """`cost` in euros, once it is known."""

    owner: Organisation
    agency: str
    contact_name: str = ""
    contact_email: str = ""
    letter_language: str = "et"
    note: str = ""
    due_date: date | None = None
    cost: Decimal | None = None


@dataclass(frozen=True)
class Wanted:
    text: int
    language: str


def make_order(
    *, facts: OrderFacts, wanted: Iterable[Wanted], submission: UUID, by: User, now: datetime
) -> TranslationOrder:
    """A draft. The same `submission` again gives what it made. Raises NothingOrdered,
    TooMuchOrdered, NotPublished, AlreadyOrdered."""
    if not may_translate_for(by, facts.owner):
        raise PermissionDenied
    if made := TranslationOrder.objects.filter(submission=submission, owner=facts.owner).first():
        return made
    order = TranslationOrder(
        owner=facts.owner, submission=submission, made_by=by, made_at=now,
        key_hash=hash_of_key(own_key(PURPOSE, submission)),
    )  # fmt: skip
    _put(facts, order)
    try:
        with transaction.atomic():
            order.save()
            _add(order, sorted(set(wanted), key=lambda each: (each.text, each.language)))
    except IntegrityError as error:
        if "submission" in violated_constraint(error):
            return TranslationOrder.objects.get(submission=submission, owner=facts.owner)
        raise
    return order


def edit_order(*, order: TranslationOrder, facts: OrderFacts, by: User, now: datetime) -> None:
    """Until it is over. Its orderer and its texts stay."""
    with transaction.atomic():
        current = kept_order(order, OrderStep.EDIT, by)
        _put(facts, current)
        current.save()


def record_cost(*, order: TranslationOrder, cost: Decimal | None, by: User, now: datetime) -> None:
    """At any time: invoices come late."""
    if not may_translate_for(by, order.owner_id):
        raise PermissionDenied
    with transaction.atomic():
        current = TranslationOrder.objects.select_for_update().get(pk=order.pk)
        current.cost = cost
        current.save(update_fields=["cost"])


def leave_out(*, order: TranslationOrder, item: OrderedText, by: User, now: datetime) -> None:
    """One translation fewer, while nothing was sent. Raises NothingOrdered for the last one."""
    with transaction.atomic():
        current = kept_order(order, OrderStep.LEAVE_OUT, by)
        if current.items.count() <= 1:
            raise NothingOrdered
        current.items.filter(pk=item.pk).delete()
        write_words(current)


def _add(order: TranslationOrder, wanted: Sequence[Wanted]) -> None:
    if not wanted:
        raise NothingOrdered
    if len(wanted) > MOST_ITEMS:
        raise TooMuchOrdered
    keys = sorted({each.text for each in wanted})
    # Two orders of the same text wait for each other here; so do those who write it.
    texts = {
        text.pk: text
        for text in Text.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    if len(texts) != len(keys) or any(t.owner_id != order.owner_id for t in texts.values()):
        raise PermissionDenied
    sources = {
        state.text_id: state
        for state in TextState.objects.filter(text__in=keys, is_source=True).select_related(
            "current"
        )
    }
    open_ones = set(
        OrderedText.objects.filter(text__in=keys, order__state__in=OPEN, taken_at=None)
        .exclude(order=order)
        .values_list("text", "language")
    )
    items = []
    for each in wanted:
        state = sources[each.text]
        if state.current is None:
            raise NotPublished(title=state.title)
        if each.language == state.language:
            raise NothingOrdered
        if (each.text, each.language) in open_ones:
            raise AlreadyOrdered(title=state.title)
        items.append(
            OrderedText(
                order=order, text=texts[each.text], language=each.language, base=state.current,
                words=state.current.words,
            )
        )  # fmt: skip
    OrderedText.objects.bulk_create(items)
    write_words(order)


def _put(facts: OrderFacts, order: TranslationOrder) -> None:
    for name in (
        "agency", "contact_name", "contact_email", "letter_language", "note", "due_date", "cost",
    ):  # fmt: skip
        setattr(order, name, getattr(facts, name))
    order.contact_erased_on = None
