"""An order, locked, for whoever may keep it and in a state that allows the step."""

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.content.logic.orders.order_states import OrderStep, state_after
from loim.content.models import TranslationOrder
from loim.content.permissions import may_translate_for
from loim.people.models import User


class NotNow(Refusal):
    message = _(
        "The order has moved on meanwhile, and this is no longer possible. Look at it anew."
    )


def kept_order(order: TranslationOrder, step: OrderStep, by: User) -> TranslationOrder:
    """Raises NotNow."""
    if not may_translate_for(by, order.owner_id):
        raise PermissionDenied
    return locked_order(order, step)


def locked_order(order: TranslationOrder, step: OrderStep) -> TranslationOrder:
    """Whoever changes an order waits here for whoever else does. Raises NotNow."""
    current = TranslationOrder.objects.select_for_update().get(pk=order.pk)
    if state_after(current.state, step) is None:
        raise NotNow
    return current


def step_on(order: TranslationOrder, step: OrderStep) -> None:
    """`order` is locked; its new state is set, not yet saved."""
    after = state_after(order.state, step)
    if after is None:
        raise NotNow
    order.state = after.value


def write_words(order: TranslationOrder) -> None:
    order.words = order.items.aggregate(all=Sum("words"))["all"] or 0
    TranslationOrder.objects.filter(pk=order.pk).update(words=order.words)
