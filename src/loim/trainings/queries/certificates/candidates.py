"""Everybody who takes part, with what they still lack for a certificate."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from loim.events.models import EventStatus
from loim.trainings.logic.certificates.outlook import Candidate, Gap, gaps
from loim.trainings.models import Mentoring, TeamMember, Training, TrainingCertificate
from loim.trainings.queries.days.attendance import CAME, attendance_table
from loim.trainings.queries.deliverable.published import teams_with_accepted_model


@dataclass(frozen=True)
class CandidateRow:
    member: TeamMember
    came: int
    of_days: int
    minutes: int
    gaps: tuple[Gap, ...]
    certificate: TrainingCertificate | None


def candidates(training: Training, *, needs_deliverable: bool) -> list[CandidateRow]:
    """By team and name; a fixed number of queries."""
    table = attendance_table(training)
    required = [day.is_required for day in table.days]
    held = sum(day.is_required and day.event.status == EventStatus.HELD for day in table.days)
    accepted = teams_with_accepted_model(training)
    papers: dict[int, list[TrainingCertificate]] = defaultdict(list)
    for paper in TrainingCertificate.objects.filter(training=training).order_by("issued_at", "pk"):
        if paper.member_id is not None:
            papers[paper.member_id].append(paper)
    minutes = mentoring_minutes_held(training)
    found = []
    for rows in table.teams:
        for row in rows.members:
            if not row.is_present:
                continue
            given = papers.get(row.member.pk, [])
            valid = next((paper for paper in given if paper.revoked_at is None), None)
            came = sum(
                counts and mark == CAME for counts, mark in zip(required, row.marks, strict=True)
            )
            lacking = gaps(
                Candidate(
                    came=came,
                    of_days=held,
                    days_to_come=sum(required) - held,
                    has_deliverable=rows.team.pk in accepted,
                    has_certificate=valid is not None,
                    was_revoked=bool(given) and valid is None,
                ),
                required_share=training.required_share,
                needs_deliverable=needs_deliverable,
            )
            found.append(
                CandidateRow(
                    member=row.member,
                    came=came,
                    of_days=held,
                    minutes=minutes.get(rows.team.pk, 0),
                    gaps=lacking,
                    certificate=valid,
                )
            )
    return found


def mentoring_minutes_held(training: Training) -> dict[int, int]:
    """By team."""
    rows = Mentoring.objects.filter(mentor__training=training, state="held")
    return dict(rows.values_list("team").annotate(n=Sum("minutes")).order_by())
