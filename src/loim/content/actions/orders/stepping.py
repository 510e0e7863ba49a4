"""An order is sent to its agency, asked for again, finished, cancelled."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.actions.orders.keeping import kept_order, step_on, write_words
from loim.content.actions.orders.letters import write_to_agency
from loim.content.logic.orders.order_states import WITH_AGENCY, OrderStep
from loim.content.models import OrderedText, TextState, TranslationOrder
from loim.people.models import User


class NoAddress(Refusal):
    message = _("Write the agency’s e-mail first, or hand the files over yourself.")


class SourceWithdrawn(Refusal):
    message = _("“%(title)s” is not published any more. Leave it out, or publish it again.")


class StillMissing(Refusal):
    message = _(
        "Some translations have not been taken over yet. Take them over, or cancel the order."
    )


class NoReason(Refusal):
    message = _("Say why, in a few words: the agency reads it.")


def send_order(*, order: TranslationOrder, by_letter: bool, by: User, now: datetime) -> None:
    """The agency gets a letter with its link; without one whoever orders hands the files over. What
    is to be translated is what is published now: once it was sent, it stays. Raises NotNow,
    NoAddress, SourceWithdrawn."""
    with transaction.atomic():
        current = kept_order(order, OrderStep.SEND, by)
        if by_letter and not current.contact_email:
            raise NoAddress
        if current.sent_at is None:
            _take_newest(current)
            current.sent_at = now
        step_on(current, OrderStep.SEND)
        current.save()
        if by_letter:
            write_to_agency(current, "translation_order_sent")


def ask_again(
    *, order: TranslationOrder, what: str, due_date: date | None, by: User, now: datetime
) -> None:
    """What came back has to be done anew. Raises NotNow, NoReason."""
    if not what.strip():
        raise NoReason
    with transaction.atomic():
        current = kept_order(order, OrderStep.ASK_AGAIN, by)
        step_on(current, OrderStep.ASK_AGAIN)
        current.due_date = due_date or current.due_date
        current.reminded_at = None
        current.save()
        if current.contact_email:
            write_to_agency(current, "translation_order_again", what=what.strip())


def finish_order(*, order: TranslationOrder, cost: Decimal | None, by: User, now: datetime) -> None:
    """Everything was taken over. Raises NotNow, StillMissing."""
    with transaction.atomic():
        current = kept_order(order, OrderStep.FINISH, by)
        if current.items.filter(taken_at=None).exists():
            raise StillMissing
        step_on(current, OrderStep.FINISH)
        current.finished_at = now
        current.cost = current.cost if cost is None else cost
        current.save()


def cancel_order(*, order: TranslationOrder, reason: str, by: User, now: datetime) -> None:
    """What was taken over stays. The agency is told, if it had the order. Raises NotNow, NoReason."""
    with transaction.atomic():
        current = kept_order(order, OrderStep.CANCEL, by)
        was_sent = current.state in WITH_AGENCY
        if was_sent and not reason.strip():
            raise NoReason
        step_on(current, OrderStep.CANCEL)
        current.finished_at, current.cancel_reason = now, reason.strip()
        current.save()
        if was_sent and current.contact_email:
            write_to_agency(current, "translation_order_cancelled")


def _take_newest(order: TranslationOrder) -> None:
    """The sources may have moved on while the order was being prepared."""
    items = list(order.items.order_by("pk"))
    states = {
        state.text_id: state
        for state in TextState.objects.filter(
            text__in=[item.text_id for item in items], is_source=True
        ).select_related("current")
    }
    for item in items:
        state = states[item.text_id]
        if state.current is None:
            raise SourceWithdrawn(title=state.title)
        item.base, item.words = state.current, state.current.words
    OrderedText.objects.bulk_update(items, ["base", "words"])
    write_words(order)
