"""What time alone does with consents: reminders before the end, and the end."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from loim.casework.actions.clients.consenting import withdraw_consent
from loim.casework.gate import opened_for_keeping
from loim.casework.models import ClientStatus, Consent, ConsentEnd, ConsentScope
from loim.casework.queries.clients.naming import contact_of
from loim.casework.queries.clients.own_link import language_of, own_link_of
from loim.common.mail import queue_mail

REMIND_BEFORE = timedelta(days=30)


def expire_consents(*, now: datetime) -> int:
    """Records whose consent has ended are frozen. Running it again does nothing."""
    with opened_for_keeping(now=now):
        over = Consent.objects.filter(
            ended_at=None, expires_on__lt=localdate(now), client__state=ClientStatus.ACTIVE
        )
        clients = [row.client for row in over.select_related("client__organisation").order_by("pk")]
        for client in clients:
            withdraw_consent(client=client, end=ConsentEnd.EXPIRED, by=None, now=now)
    return len(clients)


def remind_of_consents(*, now: datetime) -> int:
    """A month before the end, once: the client by letter, if they agreed to letters; else their
    counsellors see it in the list."""
    with opened_for_keeping(now=now), transaction.atomic():
        soon = Consent.objects.select_for_update(of=("self",)).filter(
            ended_at=None, reminded_at=None,
            expires_on__lte=localdate(now + REMIND_BEFORE), expires_on__gte=localdate(now),
            client__state=ClientStatus.ACTIVE, scope__contains=[ConsentScope.CONTACT],
        )  # fmt: skip
        rows = list(soon.select_related("client__organisation").order_by("pk"))
        written = 0
        for row in rows:
            email = contact_of(row.client).email
            if not email:
                continue
            queue_mail(
                to=email, template="casework_consent_ends", language=language_of(row.client),
                context={"link": own_link_of(row.client), "day": row.expires_on,
                         "organisation": row.client.organisation, "base_url": settings.BASE_URL},
            )  # fmt: skip
            written += 1
        Consent.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=now)
    return written
