"""What time alone brings: consent that is about to lapse, work that is over."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from loim.experts.actions.consent_letters import remind, tell_of_lapse
from loim.experts.actions.requests.letters import ask_for_reference
from loim.experts.logic.consent import REMIND_BEFORE, reminder_due
from loim.experts.models import Consent, ExpertRequest
from loim.experts.queries.mine import over_by
from loim.experts.search_keys import SEARCH_KEY
from loim.search.actions.indexing import index_objects


def remind_of_consent(*, now: datetime) -> dict[str, int]:
    """The daily work: a letter 30 and 7 days before consent lapses, one when it has, and those out
    of the index. Again the same day writes to nobody."""
    soon = now + timedelta(days=REMIND_BEFORE[0])
    due = Consent.objects.filter(ended_at=None, expires_at__lte=soon, told_of_lapse=False)
    reminded, lapsed = 0, []
    for key in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            consent = (
                due.select_related("expert__person")
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=key)
                .first()
            )
            if consent is None:
                continue
            if consent.expires_at <= now:
                consent.told_of_lapse = True
                tell_of_lapse(consent)
                lapsed.append(consent.expert_id)
            elif days := reminder_due(
                expires_at=consent.expires_at, reminded=consent.reminded, now=now
            ):
                consent.reminded = days
                remind(consent, days)
                reminded += 1
            consent.save()
    index_objects(provider=SEARCH_KEY, ids=lapsed, now=now)
    return {"reminded": reminded, "lapsed": len(lapsed)}


def ask_how_it_went(*, now: datetime) -> int:
    """Once for each booked work whose last day is over: is it done, and what do they say of it?"""
    asked = 0
    rows = over_by(localdate(now)).filter(asked_for_reference_at=None)
    for key in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            request = (
                ExpertRequest.objects.select_related("asker", "organisation")
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=key, asked_for_reference_at=None)
                .first()
            )
            if request is None:
                continue
            request.asked_for_reference_at = now
            request.save()
            ask_for_reference(request)
            asked += 1
    return asked
