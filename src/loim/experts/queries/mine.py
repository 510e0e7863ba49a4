"""What of the directory waits for somebody, and what they get of their own."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from loim.experts.logic.consent import REMIND_BEFORE
from loim.experts.models import Consent, Expert, ExpertRequest, Reference, RequestStatus
from loim.experts.queries.requests import approaches_to, requests_by
from loim.people.models import User


def consent_about_to_lapse(person: User, now: datetime) -> Consent | None:
    """Within 30 days; None where nothing is to be done."""
    soon = now + timedelta(days=REMIND_BEFORE[0])
    rows = Consent.objects.filter(
        expert__person=person, ended_at=None, expires_at__gt=now, expires_at__lte=soon
    )
    return rows.first()


def work_to_confirm(person: User, today: date) -> QuerySet[ExpertRequest]:
    """Booked work whose last day is over, and of which this person has said nothing yet."""
    return over_by(today).filter(pk__in=requests_by(person).values("pk")).order_by("pk")


def over_by(today: date) -> QuerySet[ExpertRequest]:
    rows = ExpertRequest.objects.filter(state=RequestStatus.CHOSEN)
    return rows.annotate(last=Coalesce("end_date", "start_date")).filter(
        Q(last__lt=today) | Q(last=None, changed_at__date__lt=today - timedelta(days=30))
    )


def export_profile(person: User) -> list[dict[str, Any]]:
    rows = Expert.objects.filter(person=person).prefetch_related(
        "fields", "counties", "consents", "references__organisation"
    )
    return [_exported(expert) for expert in rows]


def _exported(expert: Expert) -> dict[str, Any]:
    return {
        "name": expert.name,
        "language": expert.language,
        **{field: getattr(expert, field) for field in expert.translated_fields},
        "translations": expert.translations,
        "workplace": expert.workplace,
        "kinds": expert.kinds,
        "fields": [field.slug for field in expert.fields.all()],
        "counties": [county.name for county in expert.counties.all()],
        "languages": expert.languages,
        "formats": expert.formats,
        "availability": expert.availability,
        "available_from": expert.available_from and expert.available_from.isoformat(),
        "hidden_reason": expert.hidden_reason,
        "consents": [
            {
                "words_version": consent.words_version,
                "given_at": consent.given_at.isoformat(),
                "expires_at": consent.expires_at.isoformat(),
                "ended_at": consent.ended_at and consent.ended_at.isoformat(),
                "end": consent.end,
            }
            for consent in sorted(expert.consents.all(), key=lambda consent: consent.pk)
        ],
        "references": [_reference(row) for row in expert.references.all()],
    }


def _reference(row: Reference) -> dict[str, Any]:
    return {
        "organisation": row.organisation_name,
        "contact": row.contact_name,
        "contact_email": row.contact_email,
        "work": row.work,
        "words": row.words,
        "state": row.state,
        "reason": row.reason,
        "start_date": row.start_date.isoformat(),
        "end_date": row.end_date and row.end_date.isoformat(),
    }


def export_received(person: User) -> list[dict[str, Any]]:
    """Requests to this expert, with the asker's name as they see it."""
    rows = approaches_to(person).prefetch_related("messages").order_by("pk")
    return [
        {
            "subject": row.request.subject,
            "words": row.request.words,
            "from": row.request.asker_name,
            "state": row.state,
            "messages": _messages(row),
        }
        for row in rows
    ]


def export_asked(person: User) -> list[dict[str, Any]]:
    rows = requests_by(person).prefetch_related("approaches__messages", "approaches__expert")
    return [
        {
            "kind": row.kind,
            "subject": row.subject,
            "words": row.words,
            "name": row.asker_name,
            "email": row.asker_email,
            "organisation": row.on_behalf_of,
            "state": row.state,
            "sent_at": row.sent_at.isoformat(),
            "experts": [
                {"name": each.expert.name, "state": each.state, "messages": _messages(each)}
                for each in row.approaches.all()
            ],
        }
        for row in rows.select_related("organisation").order_by(F("sent_at"), "pk")
    ]


def _messages(approach: Any) -> list[dict[str, Any]]:
    return [
        {
            "from_expert": message.from_expert,
            "words": message.words,
            "written_at": message.written_at.isoformat(),
        }
        for message in sorted(approach.messages.all(), key=lambda message: message.pk)
    ]
