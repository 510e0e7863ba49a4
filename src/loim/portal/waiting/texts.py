from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.content.logic.orders.order_states import WITH_AGENCY, OrderState, is_overdue
from loim.content.permissions import may_translate
from loim.content.queries.orders.lists import own_orders
from loim.content.queries.queue.work import texts_to_attend_to
from loim.people.models import User
from loim.portal.waiting.desk_texts import DESK
from loim.portal.waiting.item import Waiting

__all__ = ["DESK", "waiting_for"]


def waiting_for(person: User, now: datetime) -> Iterator[Waiting]:
    if not may_translate(person):
        return
    texts = texts_to_attend_to(person)
    stale = ngettext(
        "%(number)s translation is out of date.", "%(number)s translations are out of date.",
        texts.stale,
    )  # fmt: skip
    unread = ngettext(
        "%(number)s machine translation has been read by nobody.",
        "%(number)s machine translations have been read by nobody.",
        texts.machine,
    )
    drafts = ngettext(
        "%(number)s draft of yours is not published yet.",
        "%(number)s drafts of yours are not published yet.",
        texts.own_drafts,
    )
    for number, words, what in (
        (texts.stale, stale, "stale"),
        (texts.machine, unread, "machine"),
        (texts.own_drafts, drafts, "draft"),
    ):
        if number:
            yield Waiting(words % {"number": number}, f"{reverse('text-list')}?what={what}")
    yield from _orders(person, now)


def _orders(person: User, now: datetime) -> Iterator[Waiting]:
    today = localdate(now)
    for order in own_orders(person).filter(state__in=WITH_AGENCY).order_by("pk"):
        if order.state == OrderState.RECEIVED:
            words, is_urgent = _("Translations of order %(number)s are there: look at them."), False
        elif is_overdue(order.state, order.due_date, today):
            words, is_urgent = _("Translations of order %(number)s are overdue."), True
        else:
            continue
        page = reverse("order", args=[order.pk])
        yield Waiting(words % {"number": order.pk}, page, is_urgent=is_urgent)
