"""What one person's own registrations are: for 'My data', and for erasing an account."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from loim.events.models import Answer, Invitee, Participant, Registration
from loim.people.models import User
from loim.people.personal_records import proved_addresses


def own_participants(person: User) -> QuerySet[Participant]:
    """Named by an address that the person has proved, or alone in a registration of theirs."""
    alone = (
        Registration.objects.filter(user=person)
        .annotate(people=Count("participants"))
        .filter(people=1)
    )
    return (
        Participant.objects.alias(address=Lower("email"))
        .filter(Q(address__in=proved_addresses(person)) | Q(registration__in=alone.values("pk")))
        .filter(erased_at=None)
    )


def own_registrations(person: User) -> QuerySet[Registration]:
    return Registration.objects.alias(address=Lower("email")).filter(
        Q(user=person) | Q(address__in=proved_addresses(person))
    )


def own_invitations(person: User) -> QuerySet[Invitee]:
    return Invitee.objects.alias(address=Lower("email")).filter(
        address__in=proved_addresses(person)
    )


def export_participations(person: User) -> list[dict[str, Any]]:
    """In a fixed number of queries."""
    answers = Answer.objects.select_related("question__event", "option__question__event")
    rows = (
        own_participants(person)
        .select_related("event", "organisation", "municipality", "registration")
        .prefetch_related(
            Prefetch("answers", queryset=answers.order_by("question__position", "pk")),
            "decisions",
            "certificate",
        )
        .order_by("pk")
    )
    return [_participation(row) for row in rows]


def _participation(row: Participant) -> dict[str, Any]:
    certificate = getattr(row, "certificate", None)
    return {
        "event": row.event.title,
        "date": row.event.start_date.isoformat(),
        "name": row.name,
        "email": row.email,
        "language": row.language,
        "party": row.party,
        "organisation": row.organisation.name if row.organisation else row.organisation_name,
        "municipality": row.municipality.name if row.municipality else None,
        "state": row.state,
        "registered": row.registration.created_at.isoformat(),
        "answers": [
            {
                "question": answer.question.label,
                "answer": answer.option.label if answer.option else answer.text,
            }
            for answer in row.answers.all()
        ],
        "decisions": [
            {
                "before": decision.before,
                "after": decision.after,
                "reason": decision.reason,
                "note": decision.note,
                "at": decision.at.isoformat(),
            }
            for decision in sorted(row.decisions.all(), key=lambda each: (each.at, each.pk))
        ],
        "certificate": certificate.code if certificate else None,
    }


def export_registrations(person: User) -> list[dict[str, Any]]:
    """Forms that they sent, for others, too, without the others' names."""
    rows = (
        own_registrations(person)
        .select_related("event")
        .annotate(people=Count("participants"))
        .order_by("pk")
    )
    return [
        {
            "event": row.event.title,
            "date": row.event.start_date.isoformat(),
            "name": row.name,
            "email": row.email,
            "language": row.language,
            "people": row.people,
            "sent": row.created_at.isoformat(),
            "consented": row.consented_at.isoformat() if row.consented_at else None,
        }
        for row in rows
    ]


def export_invitations(person: User) -> list[dict[str, Any]]:
    rows = own_invitations(person).select_related("event").order_by("pk")
    return [
        {
            "event": row.event.title,
            "name": row.name,
            "email": row.email,
            "party": row.party,
            "invited": row.invited_at.isoformat(),
        }
        for row in rows
    ]
