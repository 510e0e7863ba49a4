"""How similar ones stood when the month began."""

from loim.assessments.models import Assessment, Band


def bands_for(assessment: Assessment) -> dict[int | None, Band]:
    """The latest, by theme, None overall; empty where there are too few alike. One query."""
    subject = assessment.subject
    if not subject.likeness:
        return {}
    rows = Band.objects.filter(
        version=assessment.version_id, kind=subject.kind, likeness=subject.likeness
    ).order_by("month_date")
    latest = rows.values("month_date").order_by("-month_date")[:1]
    return {row.theme_id: row for row in rows.filter(month_date=latest)}
