"""Letters about an order: to the agency, and to whoever made it."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from loim.common.mail import queue_mail
from loim.content.logic.orders.order_states import OrderState
from loim.content.models import TranslationOrder
from loim.content.queries.orders.own_link import agency_link

REMIND_EVERY = timedelta(days=7)


def write_to_agency(order: TranslationOrder, template: str, **more: Any) -> None:
    """In the transaction that asks for it, in the agency's language."""
    items = order.items.order_by("pk")
    context = {
        "order": order,
        "orderer": order.owner.name,
        "languages": sorted(set(items.values_list("language", flat=True))),
        "texts": items.values("text").distinct().count(),
        "link": agency_link(order),
        **more,
    }
    queue_mail(
        to=order.contact_email, template=template, context=context, language=order.letter_language
    )


def tell_orderer(order: TranslationOrder, template: str, **more: Any) -> None:
    person = order.made_by
    if person is None or not person.is_active:
        return
    with translation.override(person.language):
        link = settings.BASE_URL + reverse("order", args=[order.pk])
    context = {"order": order, "link": link, **more}
    queue_mail(to=person.email, template=template, context=context, language=person.language)


def remind_of_overdue(*, now: datetime) -> int:
    """Once a week: the agency by letter, and whoever ordered. Running it again does nothing."""
    today = localdate(now)
    late = TranslationOrder.objects.filter(state=OrderState.SENT, due_date__lt=today).filter(
        Q(reminded_at=None) | Q(reminded_at__lte=now - REMIND_EVERY)
    )
    reminded = 0
    for key in late.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            order = late.select_for_update(of=["self"], skip_locked=True).filter(pk=key).first()
            if order is None:
                continue
            order.reminded_at = now
            order.save(update_fields=["reminded_at"])
            if order.contact_email:
                write_to_agency(order, "translation_order_overdue")
            tell_orderer(order, "translation_order_late")
            reminded += 1
    return reminded
