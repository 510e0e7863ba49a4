"""What the cohort's rooms keep about a person, for 'My data'."""

from typing import Any

from django.db.models import Q, QuerySet

from loim.people.models import User
from loim.people.personal_records import proved_addresses
from loim.trainings.models import (
    DayPlace,
    HandInComment,
    Mentor,
    Mentoring,
    TeamMember,
    TrainingCertificate,
)


def own_members(person: User) -> QuerySet[TeamMember]:
    addresses = proved_addresses(person)
    return TeamMember.objects.filter(
        Q(user=person) | Q(user=None, email__in=addresses), erased_at=None
    )


def export_cohort(person: User) -> list[dict[str, Any]]:
    members = own_members(person)
    found: list[dict[str, Any]] = [
        {
            "kind": "certificate",
            "training": paper.training.title,
            "code": paper.code,
            "name": paper.name,
            "days": paper.days,
            "of_days": paper.of_days,
            "issued_at": paper.issued_at.isoformat(),
            "revoked_reason": paper.revoked_reason,
        }
        for paper in TrainingCertificate.objects.filter(member__in=members)
        .select_related("training")
        .order_by("pk")
    ]
    found += [
        {"kind": "training day", "event": place.day.event.title, "state": place.participant.state}
        for place in DayPlace.objects.filter(member__in=members)
        .select_related("day__event", "participant")
        .order_by("pk")
    ]
    found += [
        {"kind": "comment", "written_at": row.written_at.isoformat(), "text": row.text}
        for row in HandInComment.objects.filter(Q(member__in=members) | Q(user=person)).order_by(
            "pk"
        )
    ]
    found += [
        {
            "kind": "mentor",
            "training": row.training.title,
            "name": row.name,
            "fields": row.fields,
            "languages": row.languages,
        }
        for row in Mentor.objects.filter(user=person).select_related("training").order_by("pk")
    ]
    found += [
        {
            "kind": "mentoring",
            "team": row.team.name,
            "start_at": row.start_at.isoformat(),
            "minutes": row.minutes,
            "state": row.state,
            "notes": row.notes,
        }
        for row in Mentoring.objects.filter(mentor__user=person)
        .select_related("team")
        .order_by("pk")
    ]
    return found
