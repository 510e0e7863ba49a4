"""Nightly: people at agencies and files that nobody needs any more are erased. Numbers stay."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from loim.content.models import Delivery, TranslationOrder
from loim.people.models import User
from loim.people.personal_records import proved_addresses

CONTACT_KEPT = timedelta(days=365)
FILE_KEPT = timedelta(days=180)


def erase_what_is_due(*, now: datetime) -> dict[str, int]:
    """What was erased, for the log. Running it again does nothing."""
    over = TranslationOrder.objects.filter(finished_at__lt=now - CONTACT_KEPT)
    contacts = over.filter(contact_erased_on=None).update(
        contact_name="", contact_email="", contact_erased_on=localdate(now)
    )
    files = Delivery.objects.filter(is_erased=False, uploaded_at__lt=now - FILE_KEPT).filter(
        Q(order=None) | Q(order__finished_at__lt=now - FILE_KEPT)
    )
    return {"contacts": contacts, "files": files.update(content=b"", is_erased=True)}


def erase_account(person: User, now: datetime) -> None:
    """Somebody of an agency who has an account here, too: known by a proved address."""
    _orders_of(person).update(contact_name="", contact_email="", contact_erased_on=localdate(now))


def export_orders(person: User) -> list[dict[str, object]]:
    """For 'My data': orders that name them as the agency's contact."""
    return [
        {
            "agency": order.agency,
            "name": order.contact_name,
            "email": order.contact_email,
            "ordered": order.made_at.isoformat(),
        }
        for order in _orders_of(person).order_by("pk")
    ]


def _orders_of(person: User) -> QuerySet[TranslationOrder]:
    orders = TranslationOrder.objects.annotate(address=Lower("contact_email"))
    return orders.filter(address__in=proved_addresses(person))
