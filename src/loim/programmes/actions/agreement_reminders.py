"""People are told in time that an agreement ends: 90, 30 and 7 days before, once each."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from loim.common.mail import queue_mail
from loim.people.models import Membership, Role, User
from loim.programmes.logic.reminders import DAYS_BEFORE, due_reminders
from loim.programmes.models import Agreement, AgreementReminder
from loim.programmes.queries.agreements import agreements_ending


def remind_of_ending_agreements(*, now: datetime) -> int:
    """Queue what is due today; returns how many agreements people were told about.

    Safe to run again, and twice at once: a reminder is noted in the transaction that
    queues its letters. After days without a run the nearest one speaks for those missed.
    """
    today = timezone.localdate(now)
    agreements = agreements_ending(today, within=max(DAYS_BEFORE))
    return sum(
        _remind(agreement, agreement.end_date, today, now)
        for agreement in agreements
        if agreement.end_date is not None
    )


def _remind(agreement: Agreement, end: date, today: date, now: datetime) -> bool:
    with transaction.atomic():
        # One run at a time; the other one finds the notes of the first.
        Agreement.objects.select_for_update().get(pk=agreement.pk)
        sent = agreement.reminders.filter(end_date=end).values_list("days", flat=True)
        due = due_reminders(end, today)
        missing = [days for days in due if days not in set(sent)]
        AgreementReminder.objects.bulk_create(
            [
                AgreementReminder(agreement=agreement, end_date=end, days=days, sent_at=now)
                for days in missing
            ]
        )
        if due[-1] not in missing:
            return False
        for person in _told(agreement, today):
            _tell(person, agreement, end, (end - today).days)
    return True


def _told(agreement: Agreement, today: date) -> list[User]:
    """The programme's managers and the partners' coordinators, each once."""
    partners = [party.organisation_id for party in agreement.partners]  # type: ignore[attr-defined]  # prefetched
    held = Membership.objects.in_force_on(today).filter(
        Q(organisation=agreement.programme.implementer_id, role=Role.PROGRAMME_MANAGER)
        | Q(organisation__in=partners, role=Role.COORDINATOR)
    )
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(people.order_by("pk"))


def _tell(person: User, agreement: Agreement, end: date, days: int) -> None:
    with translation.override(person.language):
        context = {
            "number": agreement.number,
            "days": days,
            "programme": agreement.programme.name,
            "parties": ", ".join(party.organisation.name for party in agreement.partners),  # type: ignore[attr-defined]  # prefetched
            "end_date": date_format(end, "SHORT_DATE_FORMAT"),
            "path": reverse("agreement", args=[agreement.pk]),
        }
    queue_mail(
        to=person.email, template="agreement_ends", context=context, language=person.language
    )
